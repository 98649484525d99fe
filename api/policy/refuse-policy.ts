import { InstroomError } from '../../models/errors.ts';
import type { GoldenResult } from '../../models/golden.ts';
import { goldenTexts } from '../../models/texts/golden-texts.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { wordDifference } from './golden/word-difference.ts';
import type { FileFinding } from './read-yaml.ts';

/** Examples that break are shown up to this many; `instroom test` shows all. */
const shownExamples = 5;

/** Says what has to be mended in the files, each with its line; `name` is the policy's own file. */
export function refuseFiles(name: string, findings: readonly FileFinding[]): InstroomError {
  const lines = findings.map(({ file, line, text }) => `  ${file === name ? '' : `${file} `}line ${line}: ${text}`);
  return new InstroomError('policy', `${name} is not accepted:\n${lines.join('\n')}`, {
    advice: '\nNothing was done. Mend the file and try again.',
  });
}

/** Says which golden people break, and how. */
export function refuseGolden(name: string, broken: readonly GoldenResult[], policy: CompiledPolicy): InstroomError {
  const texts = goldenTexts(policy.policy.language);
  const lines = broken
    .slice(0, shownExamples)
    .flatMap(({ name: example, file, line, differences }) => [
      `  ${file} line ${line}: “${example}” comes out otherwise`,
      ...differences.map(
        (difference) => `    ${wordDifference(difference, texts)}, ${texts.because} ${difference.because}`,
      ),
    ]);
  if (broken.length > shownExamples) lines.push(`  … and ${broken.length - shownExamples} more`);
  return new InstroomError('policy', `${name} breaks golden people:\n${lines.join('\n')}`, {
    advice: '\nNothing was done. Mend the policy, or the example when it is no longer true; instroom test shows all.',
  });
}

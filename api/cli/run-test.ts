import type { GoldenResult } from '../../models/golden.ts';
import type { Language } from '../../models/policy.ts';
import { goldenTexts } from '../../models/texts/golden-texts.ts';
import { examineFolder } from '../policy/examine-folder.ts';
import { goldenFolder } from '../policy/golden/read-golden.ts';
import { wordDifference } from '../policy/golden/word-difference.ts';
import { refuseFiles } from '../policy/refuse-policy.ts';
import { type DeskOptions, readCommandConfig } from './open-desk.ts';
import { paint } from './paint.ts';

/**
 * `instroom test`: plays the golden people beside the policy. Nothing else is read: no HR, no directory.
 * @returns 0 when all come out as expected, 1 when some do not
 * @throws InstroomError `policy` when the policy or an example cannot be read
 */
export async function runTest(options: DeskOptions): Promise<number> {
  const { policyPath } = readCommandConfig(options);
  const { compiled, findings, results } = await examineFolder(policyPath);
  if (compiled === null || findings.length > 0) throw refuseFiles(policyPath, findings);
  const ok = results.every((result) => result.ok);
  const json = () => {
    const tests = results.map(({ name, file, line, ok, differences }) => ({ name, file, line, ok, differences }));
    return JSON.stringify({ ok, tests }, null, 2);
  };
  const text = () => print(results, { language: compiled.policy.language, folder: goldenFolder(policyPath) });
  process.stdout.write(`${options.json ? json() : text()}\n`);
  return ok ? 0 : 1;
}

function print(results: readonly GoldenResult[], about: { language: Language; folder: string }): string {
  if (results.length === 0) return `No golden people: there are no examples in ${about.folder}.`;
  const files = [...new Set(results.map((result) => result.file))];
  const lines = files.flatMap((file) => [
    paint('bold', file),
    ...results.filter((result) => result.file === file).flatMap((result) => printResult(result, about.language)),
  ]);
  const broken = results.filter((result) => !result.ok).length;
  const count = `${results.length} golden ${results.length === 1 ? 'person' : 'people'}`;
  const sum = broken === 0 ? paint('green', 'all as expected') : paint('red', `${broken} otherwise than expected`);
  return [...lines, '', `${count}: ${sum}.`].join('\n');
}

function printResult({ ok, name, line, differences }: GoldenResult, language: Language): string[] {
  if (ok) return [`  ${paint('green', '✓')} ${name}`];
  const texts = goldenTexts(language);
  return [
    `  ${paint('red', '✗')} ${name} ${paint('dim', `(line ${line})`)}`,
    ...differences.flatMap((difference) => [
      `      ${wordDifference(difference, texts)}`,
      `        ${paint('dim', `${texts.because} ${difference.because}`)}`,
    ]),
  ];
}

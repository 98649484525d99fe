import type { GoldenExample, GoldenResult } from '../../../models/golden.ts';
import { goldenTexts } from '../../../models/texts/golden-texts.ts';
import type { CompiledPolicy } from '../../engine/compiled-policy.ts';
import { planPeople } from '../../engine/plan-people.ts';
import { compareGolden } from './compare-golden.ts';
import { goldenInput } from './golden-input.ts';
import { readOutcome } from './golden-outcome.ts';
import { makeUpDirectory } from './made-up-directory.ts';

/** An example with the file and the line where it stands. */
export interface PlacedExample {
  file: string;
  line: number;
  example: GoldenExample;
}

/**
 * Plans every example on its own, in a made-up directory without anybody, and compares what comes out with what it expects. Pure: the same
 * policy and examples give the same answer.
 */
export function playGolden(placed: readonly PlacedExample[], policy: CompiledPolicy): GoldenResult[] {
  const directory = makeUpDirectory(policy);
  const texts = goldenTexts(policy.policy.language);
  return placed.map(({ file, line, example }) => {
    const { personKey, input } = goldenInput(example, { policy, directory });
    const outcome = readOutcome(planPeople(input), { personKey, policy, texts });
    const differences = compareGolden(example.expect, { outcome, policy, texts });
    return { name: example.name, file, line, ok: differences.length === 0, differences };
  });
}

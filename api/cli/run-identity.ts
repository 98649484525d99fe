import { InstroomError } from '../../models/errors.ts';
import type { IdentityAsk, IdentityOutcome } from '../../models/same-people.ts';
import { type IdentityTexts, identityTexts, wordIdentityProblem } from '../../models/texts/identity-texts.ts';
import { createSamePeople } from '../sync/create-same-people.ts';
import { type DeskOptions, openDesk } from './open-desk.ts';
import { printIdentity } from './print-identity.ts';
import { readRecordPair } from './read-record-pair.ts';

export type IdentityOptions = DeskOptions & { same?: string[]; two?: string[]; forget?: string[] };

/**
 * `instroom identity`: which records of different sources may be one person; with `--same`, `--two` or `--forget` says it. What is said is
 * written down here, never in Entra: the next run does what follows from it.
 * @returns 0, or 2 when what was asked is refused, in which case nothing of it is done
 * @throws InstroomError `configuration` for pairs that cannot be read
 */
export async function runIdentity(options: IdentityOptions): Promise<number> {
  const desk = await openDesk(options);
  try {
    const { sources, language } = desk.policy.policy;
    const texts = identityTexts[language];
    const ids = sources.map(({ id }) => id);
    const read = (pairs: readonly string[] = []) => pairs.map((pair) => readRecordPair(pair, ids));
    const ask: IdentityAsk = { same: read(options.same), two: read(options.two), forget: read(options.forget) };
    const people = createSamePeople(desk.sync, desk.owner);
    const outcome: IdentityOutcome = Object.values(ask).some((pairs) => pairs.length > 0)
      ? await people.decide(ask, desk.by)
      : { kind: 'decided', report: await people.list() };
    if (outcome.kind !== 'decided') throw refuse(outcome, texts);
    const text = options.json ? JSON.stringify(outcome.report, null, 2) : printIdentity(outcome.report, texts);
    process.stdout.write(`${text}\n`);
    return 0;
  } finally {
    await desk.close();
  }
}

function refuse(outcome: Exclude<IdentityOutcome, { kind: 'decided' }>, texts: IdentityTexts): InstroomError {
  if (outcome.kind === 'busy') {
    const advice = 'Try again in a while.';
    return new InstroomError('conflict', 'Somebody else is saying who is who at this moment.', { advice });
  }
  const text = outcome.problems.map((problem) => wordIdentityProblem(problem, texts)).join('\n');
  return new InstroomError('configuration', text, {
    advice: 'Nothing was written down; instroom identity shows what is in doubt.',
  });
}

import { InstroomError } from '../../models/errors.ts';
import type { UrgentExit } from '../../models/grant.ts';
import type { Person } from '../../models/person.ts';
import type { Run } from '../../models/run.ts';
import { namePerson } from '../engine/names/compose-names.ts';
import { applyNow } from '../sync/apply-now.ts';
import { createUrgentExits } from '../sync/create-urgent-exits.ts';
import { findKnownPerson } from './find-known-person.ts';
import { type Desk, type DeskOptions, openDesk } from './open-desk.ts';

/**
 * `instroom urgent-exit PERSON`: somebody must out at once, or with `--lift` no longer. Written down first, then carried out here
 * and now, ahead of whatever else waits for a decision.
 * @returns 0 done, 1 failed or not yet done, 3 the account would be enabled again but the plan needs approval
 * @throws InstroomError `not-found` when nobody, or more than one, is called that, or when there is nothing to lift
 */
export async function runUrgentExit(
  text: string,
  options: DeskOptions & { reason: string; lift?: boolean },
): Promise<number> {
  const desk = await openDesk(options);
  try {
    const person = await findKnownPerson(text, desk);
    const { exits, run } = await carryOut(person, options, desk);
    const directory = desk.sync.directory.identify().key;
    const account = await desk.sync.stores.accounts.findByPersonKey(directory, person.personKey);
    const isOut = account === null || !account.accountEnabled;
    const json = { personKey: person.personKey, exits, isOut, run };
    const lines = print({ person, exits, isOut, run });
    process.stdout.write(`${options.json ? JSON.stringify(json, null, 2) : lines.join('\n')}\n`);
    if (options.lift === true)
      return run.state === 'awaiting-approval' || run.state === 'blocked' ? 3 : exitCodeOf(run);
    return isOut ? 0 : 1;
  } finally {
    await desk.close();
  }
}

interface CarriedOut {
  exits: UrgentExit[];
  run: Run;
}

async function carryOut(
  { personKey }: Person,
  options: { reason: string; lift?: boolean },
  { sync, by, owner }: Desk,
): Promise<CarriedOut> {
  const runs = { start: () => applyNow({ by, owner, approve: false }, sync) };
  const urgent = createUrgentExits({ ...sync, runs });
  const ask = { personKey, reason: options.reason, by };
  const outcome = await (options.lift === true ? urgent.lift(ask) : urgent.ask(ask));
  if (outcome.kind === 'in-force') return { exits: [outcome.exit], run: outcome.run };
  if (outcome.kind === 'lifted') return outcome;
  throw new InstroomError('not-found', `No urgent exit of ${personKey} is in force.`);
}

function print({ person, exits, isOut, run }: CarriedOut & { person: Person; isOut: boolean }): string[] {
  const who = `${namePerson(person)} (${person.personKey})`;
  const lifted = exits.every((exit) => exit.liftedAt !== null);
  const [exit] = exits;
  return [
    lifted
      ? `The urgent exit of ${who} is lifted.`
      : `Urgent exit of ${who}, in force from ${exit?.fromAt}, by ${exit?.by}: ${exit?.reason}`,
    `Run ${run.id}: ${run.state}.${run.held === undefined ? '' : ` ${run.held} other operations were held back.`}`,
    isOut ? 'The account is disabled, or there is none.' : 'The account is enabled.',
    ...(run.error === null ? [] : [run.error.text]),
  ];
}

const exitCodeOf = (run: Run): number =>
  run.state === 'finished' && run.results.failed + run.results.skipped - (run.held ?? 0) === 0 ? 0 : 1;

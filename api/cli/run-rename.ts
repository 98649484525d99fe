import { InstroomError } from '../../models/errors.ts';
import type { AddressReservation } from '../../models/ledger.ts';
import { acceptRename, proposedRenames } from '../sync/accept-rename.ts';
import { readWorld } from '../sync/read-world.ts';
import { type DeskOptions, openDesk } from './open-desk.ts';
import { findPerson } from './run-explain.ts';

type RenameOptions = DeskOptions & { accept?: boolean };

/**
 * `instroom rename [person]`: the addresses that wait because somebody's name changed; with `--accept` the person's yes is written down, and
 * the next run renames the account.
 * @returns 0, or throws `not-found` when nothing waits for that person
 */
export async function runRename(text: string | undefined, options: RenameOptions): Promise<number> {
  const desk = await openDesk(options);
  try {
    const waiting = proposedRenames(await desk.sync.stores.ledger.load(desk.sync.directory.identify().key));
    if (text === undefined) return show(waiting, options);
    const { people } = await readWorld(desk.sync, desk.policy);
    const personKey = findPerson(text, people);
    const own = waiting.filter((reservation) => reservation.personKey === personKey);
    if (own.length === 0) {
      throw new InstroomError('not-found', `No other address waits for ${text}.`, {
        advice: 'instroom rename shows who waits; a changed name is noticed by the next run.',
      });
    }
    if (options.accept !== true) return show(own, options);
    return show(await acceptRename(own, desk.by, desk.sync), options);
  } finally {
    await desk.close();
  }
}

function show(reservations: readonly AddressReservation[], { json }: RenameOptions): number {
  const lines = reservations.map(({ personKey, address, state, renameOn }) => {
    const when = renameOn === null ? 'waits for a yes' : `follows on ${renameOn}`;
    return `${personKey}: ${address} ${state === 'accepted' ? 'is accepted and comes with the next run' : when}`;
  });
  const text = lines.length === 0 ? 'No other address waits for anybody.' : lines.join('\n');
  process.stdout.write(`${json ? JSON.stringify({ renames: reservations }, null, 2) : text}\n`);
  return 0;
}

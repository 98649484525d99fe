import type { FirstDay, JoinerState, VerifiedAccount } from '../../models/joiner.ts';
import type { Colleague } from '../colleagues/colleagues.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import type { JoinerParts } from './joiner-parts.ts';

/**
 * Tells the manager of somebody who starts today that they can sign in, and while the manager is away their deputy.
 * @returns whether there was somebody to tell
 */
export async function tellFirstDay(
  { personKey, name, startsOn }: Pick<JoinerState, 'personKey' | 'name' | 'startsOn'>,
  { userPrincipalName, verifiedAt }: Pick<VerifiedAccount, 'userPrincipalName' | 'verifiedAt'>,
  { policy: { policy } }: { policy: CompiledPolicy },
  parts: Pick<JoinerParts, 'colleagues' | 'notifier' | 'stores' | 'directoryKey'>,
): Promise<boolean> {
  const [welcomer] = await welcomersOf(personKey, parts);
  if (welcomer === undefined) return false;
  const pass = policy.joiners.accessPass === undefined ? null : { kind: 'offered' as const };
  const firstDay: FirstDay = { personKey, name, startsOn, userPrincipalName, verifiedAt, pass };
  await parts.notifier.tell({ kind: 'first-day', firstDay, to: [welcomer.aadObjectId] });
  return true;
}

/** Who may welcome somebody now: the manager, and before them the deputy while the manager is away or cannot answer. */
export async function welcomersOf(
  personKey: string,
  { colleagues, stores, directoryKey }: Pick<JoinerParts, 'colleagues' | 'stores' | 'directoryKey'>,
): Promise<Colleague[]> {
  const account = await stores.accounts.findByPersonKey(directoryKey, personKey);
  const manager = await colleagues.managerOf({ personKey, managerId: account?.managerId ?? null });
  if (manager === null) return [];
  const isHere = manager.canAnswer && !(await colleagues.isAway(manager));
  const deputy = isHere ? null : await colleagues.deputyOf(manager);
  return [deputy, manager].filter((one) => one !== null).filter(({ canAnswer }) => canAnswer);
}

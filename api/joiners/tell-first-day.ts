import type { FirstDay } from '../../models/joiner.ts';
import type { Colleague } from '../colleagues/colleagues.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import type { Described } from './describe-joiner.ts';
import type { Joiner } from './find-joiners.ts';
import type { FollowedJoiner } from './followed-joiners.ts';
import type { JoinerParts } from './joiner-parts.ts';
import { openPassMark } from './pass-mark.ts';

/**
 * Tells the manager of somebody who starts today that they can sign in, and while the manager is away their deputy; once, and again only when
 * that is somebody else by now.
 * @returns the account of whoever has been told; null while nobody has
 */
export async function greet(
  {
    joiner,
    described,
    before,
    policy,
  }: { joiner: Joiner; described: Described; before: FollowedJoiner | null; policy: CompiledPolicy },
  parts: JoinerParts,
): Promise<string | null> {
  const { personKey, name, startsOn, account } = described;
  const greeter = before?.startsOn === startsOn ? before.greeter : null;
  if (!joiner.isFirstDay || account?.enabled !== true) return greeter;
  const [welcomer] = await welcomersOf(personKey, parts);
  if (welcomer === undefined || welcomer.aadObjectId === greeter) return greeter;
  const { userPrincipalName, verifiedAt } = account;
  const pass = policy.policy.joiners.accessPass === undefined ? null : await passOf({ personKey, startsOn }, parts);
  const firstDay: FirstDay = { personKey, name, startsOn, userPrincipalName, verifiedAt, pass };
  await parts.notifier.tell({ kind: 'first-day', firstDay, to: [welcomer.aadObjectId] });
  return welcomer.aadObjectId;
}

async function passOf(day: Pick<FirstDay, 'personKey' | 'startsOn'>, parts: JoinerParts): Promise<FirstDay['pass']> {
  const { directoryKey, stores, clock } = parts;
  const revealed = await openPassMark({ ...day, directoryKey }, { ...stores, clock }).revealed();
  return revealed === null ? { kind: 'offered' } : { kind: 'revealed', ...revealed };
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

import type { Account } from '../../models/account.ts';
import type { FirstDay, JoinerPolicy, RevealOutcome } from '../../models/joiner.ts';
import { judgePerson } from '../colleagues/judge-person.ts';
import { isProtected } from '../engine/account/decide-disposition.ts';
import { plainName } from '../engine/names/compose-names.ts';
import { toJoiner } from './find-joiners.ts';
import type { JoinerParts, RevealAsk } from './joiner-parts.ts';
import { welcomersOf } from './tell-first-day.ts';

/** That somebody may see a pass, of whom, and as what it is asked for. */
export interface AllowedReveal {
  kind: 'allowed';
  firstDay: Omit<FirstDay, 'pass'>;
  accountId: string;
  accessPass: NonNullable<JoinerPolicy['accessPass']>;
}

type Refused = Extract<RevealOutcome, { kind: 'not-manager' | 'not-today' | 'no-account' | 'protected' | 'off' }>;

/**
 * Whether somebody may see the access pass of a joiner now. Nothing is taken from the card but whom it is about: manager, day, link and
 * account are looked up, the account in Entra itself. Who may not, hears no more than that.
 */
export async function judgeReveal({ personKey, by }: RevealAsk, parts: JoinerParts): Promise<AllowedReveal | Refused> {
  const { policy } = await parts.loadPolicy();
  const { accessPass } = policy.joiners;
  const person = await parts.stores.people.find(personKey);
  const isWelcomer = (await welcomersOf(personKey, parts)).some((one) => one.aadObjectId === by.aadObjectId);
  if (person === null || !isWelcomer) return { kind: 'not-manager' };
  if (accessPass === undefined) return { kind: 'off' };
  const now = parts.clock.now().toISOString();
  const [joiner] = toJoiner(person, judgePerson(person, policy, now), policy);
  if (joiner?.isFirstDay !== true) return { kind: 'not-today' };
  const account = await readOwnAccount(personKey, parts);
  // Nobody makes a pass for themselves, whatever Entra says of their manager.
  if (account === null || account.id === by.aadObjectId) return { kind: 'no-account' };
  if (await isOutOfReach(account, policy.protect, parts)) return { kind: 'protected' };
  const { userPrincipalName } = account;
  const firstDay = {
    personKey,
    name: plainName(person),
    startsOn: joiner.startsOn,
    userPrincipalName,
    verifiedAt: now,
  };
  return { kind: 'allowed', firstDay, accountId: account.id, accessPass };
}

/** The account as Entra has it now; null when it is not there, not surely theirs, or cannot sign in. */
async function readOwnAccount(
  personKey: string,
  { stores, directory, directoryKey }: JoinerParts,
): Promise<Account | null> {
  const known = await stores.accounts.findByPersonKey(directoryKey, personKey);
  if (known === null) return null;
  // A mark can be copied onto an account that is linked to somebody else, and then the link counts.
  if ((await stores.accounts.findPersonKey(directoryKey, known.id)) !== personKey) return null;
  const [account] = await directory.readBack([known.id]);
  if (account === undefined || !account.accountEnabled || account.isGuest || account.deletedAt !== null) return null;
  return account.stampedPersonKey === null || account.stampedPersonKey === personKey ? account : null;
}

/** Accounts that are never written, and those of whoever can hold a role in the directory. */
async function isOutOfReach(
  account: Account,
  protect: readonly string[],
  { stores, directoryKey }: JoinerParts,
): Promise<boolean> {
  const protectedNames = new Set(protect.map((name) => name.toLowerCase()));
  if (account.isSynced || isProtected(account, { protectedNames })) return true;
  const groups = await stores.accounts.groupsOf(directoryKey, account.id);
  return groups.some(({ barrier }) => barrier === 'role-assignable');
}

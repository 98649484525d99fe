import type { Operation } from '../../../models/plan.ts';
import { longestWait } from '../../outbound/retry.ts';
import { readOrNull } from './explain-answer.ts';
import { GraphUser, pageOf } from './schema.ts';
import { toAccount } from './to-account.ts';
import type { Writing } from './writing.ts';

/** Who holds what a new account needs: the account of this very person, somebody else's, or nobody. */
export type Holder =
  | { kind: 'ours'; accountId: string }
  | { kind: 'other'; accountId: string; userPrincipalName: string }
  | { kind: 'nobody' };

const SELECT = 'id,userPrincipalName,onPremisesExtensionAttributes';

/**
 * Looks for the account that a create was to make: by the ids Graph named, by address, by employee number. Looks
 * several times with growing waits before it says `nobody`, because a new account is not to be seen everywhere at once.
 * Ours is what carries our mark for this person. Throws InstroomError when there is no answer.
 */
export async function findAgain(
  operation: Operation,
  writing: Pick<Writing, 'reader' | 'retry' | 'limits'>,
  conflictingIds: readonly string[] = [],
): Promise<Holder> {
  const { reader, retry, limits } = writing;
  return retry<Holder>(async (number) => {
    const found = (
      await Promise.all(toLookUps(operation, conflictingIds).map((lookUp) => readUsers(lookUp, reader)))
    ).flat();
    const holder = judge(found, operation);
    if (holder.kind !== 'nobody') return { kind: 'final', value: holder };
    return { kind: 'again', value: holder, afterMs: longestWait(number, limits.lookUp) };
  }, limits.lookUp);
}

interface LookUp {
  url: string;
  isList: boolean;
  /** Whether finding anybody this way means that the value is taken. */
  isTaken: boolean;
}

function toLookUps(operation: Operation, conflictingIds: readonly string[]): LookUp[] {
  const lookUps = [operation.target.userPrincipalName, ...conflictingIds].map((id) => ({
    url: `/users/${encodeURIComponent(id)}?$select=${SELECT}`,
    isList: false,
    isTaken: true,
  }));
  const employeeId = operation.after?.employeeId;
  if (typeof employeeId !== 'string' || employeeId === '') return lookUps;
  const filter = encodeURIComponent(`employeeId eq '${employeeId.replaceAll("'", "''")}'`);
  return [...lookUps, { url: `/users?$filter=${filter}&$select=${SELECT}`, isList: true, isTaken: false }];
}

interface Found {
  id: string;
  userPrincipalName: string;
  stampedPersonKey: string | null;
  isTaken: boolean;
}

async function readUsers(lookUp: LookUp, reader: Writing['reader']): Promise<Found[]> {
  const answer = await readOrNull(reader.read(lookUp.url, { doing: 'Looking for an account', urgent: true }));
  if (answer === null || answer.status === 404) return [];
  const users = lookUp.isList
    ? (pageOf(GraphUser).safeParse(answer.body).data?.value ?? [])
    : [GraphUser.safeParse(answer.body).data].filter((user) => user !== undefined);
  return users.map((user) => ({ ...toAccount(user), isTaken: lookUp.isTaken }));
}

function judge(found: readonly Found[], operation: Operation): Holder {
  const ours = found.find((account) => account.stampedPersonKey === operation.personKey);
  if (ours !== undefined) return { kind: 'ours', accountId: ours.id };
  const other = found.find((account) => account.isTaken);
  if (other === undefined) return { kind: 'nobody' };
  return { kind: 'other', accountId: other.id, userPrincipalName: other.userPrincipalName };
}

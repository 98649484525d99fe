import type { DirectoryMirror } from '../../models/account.ts';
import { inTurns } from '../../models/in-turns.ts';
import type { HrReading } from '../../models/person.ts';
import type { LinkedRecord } from '../../models/same-people.ts';
import { identityTexts } from '../../models/texts/identity-texts.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { readIdentityRules } from '../engine/identity/identity-rules.ts';
import { type JoinedPeople, joinSteps } from '../engine/identity/join-people.ts';
import type { JoinInput } from '../engine/identity/sort-records.ts';
import type { SyncParts } from './sync-parts.ts';

/** What was written down of who is who, as far as these readings need it. */
export type KnownIdentity = Pick<JoinInput, 'links' | 'absent' | 'decisions'>;

/** Where nothing of HR was read. */
export const nothingJoined: JoinedPeople = {
  readings: [],
  doubts: [],
  notes: [],
  links: [],
  unlinked: [],
  formerKeys: new Map(),
};

/** @returns what joining needs from the stores; of records that no reading has, what the sources last said */
export async function loadIdentity(
  readings: readonly HrReading[],
  { stores: { identity } }: Pick<SyncParts, 'stores'>,
): Promise<KnownIdentity> {
  const [all, decisions] = await Promise.all([identity.links(), identity.decisions()]);
  const read = new Map(readings.map(({ sourceId, people, setAside }) => [sourceId, keysOf(people, setAside)]));
  const links = all.filter(({ sourceId }) => read.has(sourceId));
  const missing = links.filter(({ sourceId, recordKey }) => !read.get(sourceId)?.has(recordKey));
  const absent: readonly LinkedRecord[] = missing.length === 0 ? [] : await identity.records(missing);
  return { links, absent, decisions };
}

const keysOf = (...lists: readonly (readonly { personKey: string | null }[])[]): Set<string | null> =>
  new Set(lists.flatMap((list) => list.map(({ personKey }) => personKey)));

interface Around {
  policy: CompiledPolicy;
  links: ReadonlyMap<string, string>;
  directory: Pick<DirectoryMirror, 'accounts' | 'deletedAccounts'>;
  /** Keys that count as having an account. */
  inHand?: ReadonlySet<string>;
}

/** One person for each human, as far as that is sure; what is not goes into the doubts. */
export function joinReadings(
  readings: readonly HrReading[],
  known: KnownIdentity,
  around: Around,
): Promise<JoinedPeople> {
  return inTurns(joinSteps(joinInput(readings, known, around)));
}

export function joinInput(readings: readonly HrReading[], known: KnownIdentity, around: Around): JoinInput {
  const { policy } = around.policy;
  const texts = identityTexts[policy.language];
  return { readings, ...known, rules: readIdentityRules(policy), hasAccount: createHasAccount(around), texts };
}

/** By link to an account that is there, or by our mark, also in the recycle bin. */
export function createHasAccount({
  links,
  directory: { accounts, deletedAccounts },
  inHand,
}: Pick<Around, 'links' | 'directory' | 'inHand'>): (personKey: string) => boolean {
  const ids = new Set<string>();
  const marked = new Set<string>();
  for (const list of [accounts, deletedAccounts])
    for (const { id, stampedPersonKey } of list) {
      ids.add(id);
      if (stampedPersonKey !== null) marked.add(stampedPersonKey);
    }
  return (personKey) => marked.has(personKey) || ids.has(links.get(personKey) ?? '') || inHand?.has(personKey) === true;
}

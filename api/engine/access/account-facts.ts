import { type Account, AccountAttribute, type AccountAttributes } from '../../../models/account.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import type { RuleFacts } from '../membership-rule/rule-attributes.ts';

/**
 * The account that rules look at: what it will be (`attributes`, `enabled`, `address`) over what it is (`account`, null when new).
 * `owned` says which attributes will be so; null: all of them.
 */
export interface FactSubject {
  attributes: AccountAttributes;
  owned: readonly AccountAttribute[] | null;
  account: Account | null;
  address: string;
  enabled: boolean;
  managerId: string | null;
}

type Fact = RuleFacts[string];
type ReadFact = (subject: FactSubject) => Fact;

/** What an account says of itself besides its attributes. Of an account that is still to be made, little is known yet. */
const ownFacts: ReadonlyMap<string, ReadFact> = new Map<string, ReadFact>([
  ['accountEnabled', ({ enabled }) => enabled],
  ['userType', ({ account }) => (account?.isGuest ? 'Guest' : 'Member')],
  ['userPrincipalName', ({ account, address }) => account?.userPrincipalName ?? address],
  ['mailNickname', ({ account, address }) => (account === null ? address.split('@')[0] : account.mailNickname)],
  ['mail', ({ account }) => account?.mail ?? null],
  ['id', ({ account }) => account?.id],
  ['otherMails', ({ account }) => account?.otherMails],
  ['proxyAddresses', ({ account }) => account?.proxyAddresses],
  ['dirSyncEnabled', ({ account }) => account?.isSynced ?? false],
  ['managerId', ({ managerId }) => managerId],
]);

/** Whether Instroom knows a fact of an account, so that a rule about it can be answered here. */
export function isKnownFact(name: string): boolean {
  return name === 'now' || ownFacts.has(name) || AccountAttribute.safeParse(name).success;
}

/**
 * Makes the facts that some rules ask for, and no others. All objects it gives have one shape, which is what makes asking thousands of
 * times fast.
 * @param asked.names - the facts that the rules rest on
 * @param asked.now - the moment of the plan, epoch ms
 * @param read - where a fact that is an attribute comes from
 */
export function createFactsOf(
  asked: { names: readonly string[]; now: number },
  read: (name: AccountAttribute, subject: FactSubject) => Fact,
): (subject: FactSubject) => RuleFacts {
  const readers = asked.names.map((name): readonly [string, ReadFact] => {
    if (name === 'now') return [name, () => asked.now];
    const attribute = AccountAttribute.safeParse(name).data;
    if (attribute !== undefined) return [name, (subject) => read(attribute, subject)];
    return [name, ownFacts.get(name) ?? (() => undefined)];
  });
  return (subject) => {
    const facts: Record<string, Fact> = {};
    for (const [name, readFact] of readers) facts[name] = readFact(subject);
    return facts;
  };
}

/** A role looks at what HR says; attributes that the policy does not write are kept by others, on the account. */
export function readForRoles(policy: Pick<CompiledPolicy, 'attributes'>) {
  const written = new Set(policy.attributes.map(({ attribute }) => attribute));
  return (name: AccountAttribute, { attributes, account }: FactSubject): Fact =>
    written.has(name) ? attributes[name] : account?.attributes[name];
}

/** A group's own rule looks at the account as it will be, with what is not ours as it is. */
export function readForGroups(name: AccountAttribute, { attributes, account, owned }: FactSubject): Fact {
  const wished = owned === null || owned.includes(name) ? attributes[name] : undefined;
  return wished === undefined ? account?.attributes[name] : wished;
}

import { type Account, AccountAttribute, type AccountAttributes } from '../../models/account.ts';
import type { CompiledPolicy } from './compiled-policy.ts';
import type { RuleFacts } from './membership-rule/rule-attributes.ts';

/** What an account says of itself besides its attributes. `enabled` is what it will be; without an account little is known yet. */
export function accountFacts(account: Account | null, enabled: boolean): RuleFacts {
  if (account === null) return { accountEnabled: enabled, userType: 'Member' };
  const { id, mail, mailNickname, userPrincipalName, isGuest } = account;
  const userType = isGuest ? 'Guest' : 'Member';
  return { accountEnabled: enabled, userType, userPrincipalName, mailNickname, mail, id };
}

/** The attributes that roles or the scope ask for and the policy does not write: others keep them, on the account. */
export function foreignAttributes(compiled: CompiledPolicy): AccountAttribute[] {
  const written = new Set<string>(compiled.attributes.map(({ attribute }) => attribute));
  const rules = [...compiled.roles.map((role) => role.rule), ...(compiled.scope === null ? [] : [compiled.scope])];
  const asked = new Set(rules.flatMap((rule) => rule.facts));
  return AccountAttribute.options.filter((attribute) => asked.has(attribute) && !written.has(attribute));
}

/** What the account has of these attributes. */
export function pickAttributes(account: Account | null, names: readonly AccountAttribute[]): AccountAttributes {
  return account === null ? {} : Object.fromEntries(names.map((name) => [name, account.attributes[name] ?? null]));
}

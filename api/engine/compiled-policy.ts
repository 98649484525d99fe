import type { AccountAttribute } from '../../models/account.ts';
import type { Limit, LimitKind } from '../../models/limit.ts';
import type { Policy } from '../../models/policy.ts';
import type { MembershipRule } from './membership-rule/compile-rule.ts';
import type { Template } from './template.ts';

export interface CompiledRole {
  id: string;
  title: string;
  rule: MembershipRule;
  groups: readonly string[];
}

/** A policy with its rules and templates ready to run. `version` follows from the text of the file. */
export interface CompiledPolicy {
  version: string;
  policy: Policy;
  scope: MembershipRule | null;
  attributes: readonly { attribute: AccountAttribute; template: Template }[];
  userPrincipalNames: readonly Template[];
  roles: readonly CompiledRole[];
  groupRules: readonly { group: string; rule: MembershipRule }[];
  limits: Readonly<Partial<Record<LimitKind, Limit>>>;
}

/** Every group the policy writes, by the name the policy gives it, each once. */
export function managedGroupNames(compiled: CompiledPolicy): string[] {
  const names = [...compiled.roles.flatMap((role) => role.groups), ...compiled.groupRules.map((entry) => entry.group)];
  const seen = new Map(names.map((name) => [name.toLowerCase(), name]));
  return [...seen.values()];
}

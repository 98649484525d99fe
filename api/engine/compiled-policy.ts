import type { AccountAttribute } from '../../models/account.ts';
import type { Entitlements } from '../../models/entitlements.ts';
import type { Limit, LimitKind } from '../../models/limit.ts';
import type { Policy } from '../../models/policy.ts';
import type { RuleSet } from './access/evaluate-rules.ts';
import type { MembershipRule } from './membership-rule/compile-rule.ts';
import type { Template } from './names/template.ts';

export interface CompiledRole {
  id: string;
  title: string;
  rule: MembershipRule;
  grant: Entitlements;
  keepAfterLossDays: number;
}

/** A group whose members Instroom writes by a rule. */
export interface CompiledGroupRule {
  group: string;
  rule: MembershipRule;
}

/** A group that Entra fills by itself; the text goes to Entra as it was written. */
export interface DynamicGroup {
  group: string;
  membershipRule: string;
}

/** A policy with its rules and templates ready to run. `version` follows from the text of the file. */
export interface CompiledPolicy {
  version: string;
  policy: Policy;
  scope: MembershipRule | null;
  attributes: readonly { attribute: AccountAttribute; template: Template }[];
  userPrincipalNames: readonly Template[];
  /** Candidates of their own; null when nickname and mail follow the address. */
  mailNicknames: readonly Template[] | null;
  mails: readonly Template[] | null;
  /** What gives the domain of a new address; null for the first of all. */
  addressDomain: Template | null;
  /** What gives the page where HR mends somebody, its values ready for an address; null where there is none. */
  fixUrl: Template | null;
  roles: readonly CompiledRole[];
  groupRules: readonly CompiledGroupRule[];
  /** Roles and group rules, ready to be asked of many people; what they remember serves every plan of this policy. */
  ruleSets: { roles: RuleSet<CompiledRole>; groups: RuleSet<CompiledGroupRule> };
  dynamicGroups: readonly DynamicGroup[];
  limits: Readonly<Partial<Record<LimitKind, Limit>>>;
}

/** Every group whose members the policy writes, by the name the policy gives it, each once. */
export function managedGroupNames({ policy, roles, groupRules }: CompiledPolicy): string[] {
  const names = [
    ...roles.flatMap((role) => role.grant.groups),
    ...groupRules.map((entry) => entry.group),
    ...policy.licences.flatMap((licence) => licence.group ?? []),
    ...policy.leave.keepInTouch.groups,
  ];
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}

/** What the file of the policy says beside the one in force. `text` is that of the file; `problem` says what to mend. */
export type PolicyFile =
  | { kind: 'same' }
  | { kind: 'changed'; inForce: CompiledPolicy; proposed: CompiledPolicy; text: string }
  | { kind: 'broken'; inForce: CompiledPolicy; version: string; text: string; problem: string };

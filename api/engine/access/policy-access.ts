import type { AccountAttributes } from '../../../models/account.ts';
import type { Employment } from '../../../models/person.ts';
import type { PlanTexts } from '../../../models/texts/plan-texts.ts';
import type { CompiledGroupRule, CompiledPolicy, CompiledRole } from '../compiled-policy.ts';
import type { Dossier } from '../dossiers.ts';
import { earlier } from '../life/next-moment.ts';
import type { MembershipRule } from '../membership-rule/compile-rule.ts';
import type { RuleFacts } from '../membership-rule/rule-attributes.ts';
import { createFactsOf, type FactSubject, readForGroups, readForRoles } from './account-facts.ts';
import { type Wanted, type WantedItem, want } from './items.ts';
import type { ItemCatalogue } from './resolve-items.ts';

/** The roles that an employment gives. */
export interface RolesOfEmployment {
  employment: Employment;
  roles: readonly CompiledRole[];
}

/** What roles and group rules give, before hand-over, grants, leave and separation. `wanted` may be shared: never change it. */
export interface PolicyAccess {
  wanted: Wanted;
  roles: readonly RolesOfEmployment[];
  /** The next moment (epoch ms) at which rules about the time change their answer; null when never. */
  next: number | null;
}

/** Somebody whose access is asked for; `attributes` are those of the primary employment. */
export interface AccessSubject extends FactSubject {
  dossier: Dossier;
  attributesOf(dossier: Dossier, employment: Employment): { attributes: AccountAttributes };
}

/** A rule that holds, with the facts for which it does; `roleTitle` is null for a group's own rule. */
export interface RuleBehind {
  rule: MembershipRule;
  facts: RuleFacts;
  roleTitle: string | null;
}

/** Answers who gets what by policy. */
export interface PolicyAccessor {
  accessOf(subject: AccessSubject): PolicyAccess;
  /** The roles that one employment gives, whether it holds today or not. */
  rolesIn(employment: Employment, subject: AccessSubject): readonly CompiledRole[];
  /** The groups whose own rule somebody meets. */
  groupRulesFor(subject: AccessSubject): readonly CompiledGroupRule[];
  /** The rule behind a reason (`roles.<id>` or `groups.<name>`) with the facts for which it holds; null when it does not hold. */
  ruleBehind(source: string, subject: AccessSubject): RuleBehind | null;
}

/**
 * Roles look at every employment that gives access (union); a group's own rule looks at the account as it will be.
 *
 * Most people share their answers with many others, so what follows from a set of roles and a set of group rules is worked out once and
 * handed to all of them.
 */
export function createPolicyAccessor(
  compiled: CompiledPolicy,
  around: { items: ItemCatalogue; texts: PlanTexts; now: number },
): PolicyAccessor {
  const { items, texts, now } = around;
  const { roles: roleSet, groups: groupSet } = compiled.ruleSets;
  const roleFacts = createFactsOf({ names: roleSet.names, now }, readForRoles(compiled));
  const groupFacts = createFactsOf({ names: groupSet.names, now }, readForGroups);
  const shared = new Map<readonly CompiledRole[], Map<readonly CompiledGroupRule[], Wanted>>();

  const addRoles = (wanted: Map<string, WantedItem>, roles: readonly CompiledRole[]): void => {
    for (const role of roles) {
      const reason = { kind: 'rule' as const, text: texts.roleGives(role.title), source: `roles.${role.id}` };
      for (const item of items.of(role.grant)) want(wanted, item, reason);
    }
  };
  const addGroups = (wanted: Map<string, WantedItem>, rules: readonly CompiledGroupRule[]): void => {
    for (const { group, rule } of rules) {
      const reason = { kind: 'rule' as const, text: texts.ruleMatches(rule.text), source: `groups.${group}` };
      for (const item of items.of({ groups: [group], licences: [], apps: [] })) want(wanted, item, reason);
    }
  };
  const share = (roles: readonly CompiledRole[], rules: readonly CompiledGroupRule[]): Wanted => {
    const byRules = shared.get(roles) ?? new Map<readonly CompiledGroupRule[], Wanted>();
    const known = byRules.get(rules);
    if (known !== undefined) return known;
    const wanted = new Map<string, WantedItem>();
    addRoles(wanted, roles);
    addGroups(wanted, rules);
    shared.set(roles, byRules.set(rules, wanted));
    return wanted;
  };
  const factsIn = (employment: Employment, subject: AccessSubject): RuleFacts =>
    roleFacts({ ...subject, attributes: subject.attributesOf(subject.dossier, employment).attributes });

  const ruleBehind: PolicyAccessor['ruleBehind'] = (source, subject) => {
    const byGroup = compiled.groupRules.find(({ group }) => source === `groups.${group}`);
    const byRole = compiled.roles.find(({ id }) => source === `roles.${id}`);
    const rule = byGroup?.rule ?? byRole?.rule;
    const candidates = byGroup
      ? [groupFacts(subject)]
      : subject.dossier.standing.entitling.map((employment) => factsIn(employment, subject));
    const facts = candidates.find((candidate) => rule?.matches(candidate));
    return rule === undefined || facts === undefined ? null : { rule, facts, roleTitle: byRole?.title ?? null };
  };

  return {
    rolesIn: (employment, subject) => roleSet.matching(factsIn(employment, subject)),
    groupRulesFor: (subject) => groupSet.matching(groupFacts(subject)),
    ruleBehind,
    accessOf: (subject) => {
      const facts = groupFacts(subject);
      const rules = groupSet.matching(facts);
      const nextOfGroups = groupSet.nextChange(facts);
      const { entitling } = subject.dossier.standing;
      const [only, second] = entitling;
      if (only !== undefined && second === undefined) {
        const ofRoles = roleFacts(subject);
        const roles = roleSet.matching(ofRoles);
        const next = earlier(nextOfGroups, roleSet.nextChange(ofRoles));
        return { wanted: share(roles, rules), roles: [{ employment: only, roles }], next };
      }
      const all = entitling.map((employment) => ({ employment, facts: factsIn(employment, subject) }));
      const roles = all.map((entry) => ({ employment: entry.employment, roles: roleSet.matching(entry.facts) }));
      const next = all.reduce((first, entry) => earlier(first, roleSet.nextChange(entry.facts)), nextOfGroups);
      const wanted = new Map<string, WantedItem>();
      for (const entry of roles) addRoles(wanted, entry.roles);
      addGroups(wanted, rules);
      return { wanted, roles, next };
    },
  };
}

/** Asks the policy's scope, which looks at people as roles do. */
export function createScope(compiled: CompiledPolicy, now: number): (subject: AccessSubject) => boolean {
  const { scope } = compiled;
  if (scope === null) return () => true;
  const factsOf = createFactsOf({ names: scope.facts, now }, readForRoles(compiled));
  return (subject) => scope.matches(factsOf(subject));
}

import type { AccountAttribute } from '../../models/account.ts';
import { defaultLimits } from '../../models/limit.ts';
import { defaultAttributes, type Policy } from '../../models/policy.ts';
import { isKnownFact } from '../engine/access/account-facts.ts';
import { createRuleSet } from '../engine/access/evaluate-rules.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { compileRule, type MembershipRule } from '../engine/membership-rule/compile-rule.ts';
import { findSyntaxError } from '../engine/membership-rule/find-syntax-error.ts';
import { RuleError } from '../engine/membership-rule/read-tokens.ts';
import { leavesOf } from '../engine/membership-rule/rule-node.ts';
import { compileTemplate, type Template } from '../engine/names/template.ts';
import { TemplateError } from '../engine/names/template-error.ts';
import { longestRule } from './check-items.ts';
import { checkNaming, type NameList } from './check-naming.ts';
import type { PolicyProblem } from './policy-problem.ts';

/**
 * Compiles the rules and templates of a policy, over the defaults.
 * @returns the compiled policy, or every problem found, each with its place in the file
 */
export function compilePolicy(
  policy: Policy,
  version: string,
): { kind: 'compiled'; compiled: CompiledPolicy } | { kind: 'problems'; problems: PolicyProblem[] } {
  const problems: PolicyProblem[] = [];
  const rule = (text: string, path: PropertyKey[]): MembershipRule[] =>
    attempt(() => compileKnownRule(text), { text, path, problems });
  const handOver = (text: string, path: PropertyKey[]): [] => {
    attempt(() => checkForEntra(text), { text, path, problems });
    return [];
  };
  const template = (text: string, path: PropertyKey[]): Template[] =>
    attempt(() => compileTemplate(text), { text, path, problems });
  const page = (text: string, path: PropertyKey[]): Template[] =>
    attempt(() => compileTemplate(text, { through: toPartOfAddress }), { text, path, problems });
  const candidates = (list: NameList): Template[] | null =>
    policy.names[list]?.flatMap((text, index) => template(text, ['names', list, index])) ?? null;
  const { domain } = policy.names;
  const { fixUrl } = policy.joiners;

  const roles = policy.roles.flatMap((role, index) =>
    rule(role.when, ['roles', index, 'when']).map((when) => ({
      id: role.id,
      title: role.title ?? role.id,
      rule: when,
      grant: role.grant,
      keepAfterLossDays: role.keepAfterLossDays,
    })),
  );
  const groupRules = policy.groups.flatMap(({ id, membershipRule, mode }, index) =>
    mode === 'dynamic'
      ? handOver(membershipRule, ['groups', index, 'membershipRule'])
      : rule(membershipRule, ['groups', index, 'membershipRule']).map((when) => ({ group: id, rule: when })),
  );

  const compiled: CompiledPolicy = {
    version,
    policy,
    scope: policy.scope === undefined ? null : (rule(policy.scope, ['scope'])[0] ?? null),
    attributes: attributeTemplates(policy).flatMap(({ attribute, text }) =>
      template(text, ['attributes', attribute]).map((filled) => ({ attribute, template: filled })),
    ),
    userPrincipalNames: candidates('userPrincipalName') ?? [],
    mailNicknames: candidates('mailNickname'),
    mails: candidates('mail'),
    addressDomain: domain === undefined ? null : (template(domain, ['names', 'domain'])[0] ?? null),
    fixUrl: fixUrl === undefined ? null : (page(fixUrl, ['joiners', 'fixUrl'])[0] ?? null),
    roles,
    groupRules,
    ruleSets: { roles: createRuleSet(roles), groups: createRuleSet(groupRules) },
    dynamicGroups: policy.groups.flatMap(({ id, membershipRule, mode }) =>
      mode === 'dynamic' ? [{ group: id, membershipRule }] : [],
    ),
    limits: { ...defaultLimits, ...policy.limits },
  };
  problems.push(...checkNaming(compiled));
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'compiled', compiled };
}

/** A value of HR as a part of a web address; nothing when it is no text that can be one. */
const toPartOfAddress = (value: string): string => encodeURIComponent(value.replace(/\p{Surrogate}/gu, ''));

/** The templates in force: the policy's own over the defaults; null in the policy means "not ours". */
function attributeTemplates(policy: Policy): { attribute: AccountAttribute; text: string }[] {
  return Object.entries({ ...defaultAttributes, ...policy.attributes }).flatMap(([attribute, text]) =>
    text === null || text === undefined ? [] : [{ attribute: attribute as AccountAttribute, text }],
  );
}

/** A rule on what is not read from Entra would quietly fail for everybody. */
function compileKnownRule(text: string): MembershipRule {
  const rule = compileRule(text);
  const unknown = leavesOf(rule.node).find((leaf) => leaf.kind !== 'reports' && !isKnownFact(leaf.fact));
  if (unknown === undefined || unknown.kind === 'reports') return rule;
  throw new RuleError(
    `user.${unknown.name} is not read from Entra, so a policy cannot rest on it; \`instroom rule\` can`,
    unknown.at,
  );
}

/** A rule that goes to Entra unchanged only has to be one: what Instroom cannot evaluate, Entra may. Its length is looked at elsewhere. */
function checkForEntra(text: string): void {
  const error = text.length > longestRule ? null : findSyntaxError(text);
  if (error !== null) throw error;
}

function attempt<Value>(
  compile: () => Value,
  at: { text: string; path: PropertyKey[]; problems: PolicyProblem[] },
): Value[] {
  try {
    return [compile()];
  } catch (error) {
    if (error instanceof RuleError) {
      const place = `${error.message} (character ${error.at + 1} of: ${at.text})`;
      at.problems.push({ path: at.path, text: error.advice === null ? place : `${place}\n${error.advice}` });
      return [];
    }
    if (error instanceof TemplateError) {
      at.problems.push({ path: at.path, text: error.message });
      return [];
    }
    throw error;
  }
}

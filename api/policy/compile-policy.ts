import type { AccountAttribute } from '../../models/account.ts';
import { defaultLimits } from '../../models/limit.ts';
import { defaultAttributes, type Policy } from '../../models/policy.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { compileRule, type MembershipRule } from '../engine/membership-rule/compile-rule.ts';
import { RuleError } from '../engine/membership-rule/read-tokens.ts';
import { compileTemplate, type Template, TemplateError } from '../engine/template.ts';
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
    attempt(() => compileRule(text), { text, path, problems });
  const template = (text: string, path: PropertyKey[]): Template[] =>
    attempt(() => compileTemplate(text), { text, path, problems });

  const compiled: CompiledPolicy = {
    version,
    policy,
    scope: policy.scope === undefined ? null : (rule(policy.scope, ['scope'])[0] ?? null),
    attributes: attributeTemplates(policy).flatMap(({ attribute, text }) =>
      template(text, ['attributes', attribute]).map((filled) => ({ attribute, template: filled })),
    ),
    userPrincipalNames: policy.names.userPrincipalName.flatMap((text, index) =>
      template(text, ['names', 'userPrincipalName', index]),
    ),
    roles: policy.roles.flatMap((role, index) =>
      rule(role.when, ['roles', index, 'when']).map((when) => ({
        id: role.id,
        title: role.title ?? role.id,
        rule: when,
        grant: role.grant,
        keepAfterLossDays: role.keepAfterLossDays,
      })),
    ),
    groupRules: policy.groups.flatMap(({ id, membershipRule, mode }, index) =>
      mode === 'dynamic'
        ? []
        : rule(membershipRule, ['groups', index, 'membershipRule']).map((when) => ({ group: id, rule: when })),
    ),
    dynamicGroups: policy.groups.flatMap(({ id, membershipRule, mode }) =>
      mode === 'dynamic' ? [{ group: id, membershipRule }] : [],
    ),
    limits: { ...defaultLimits, ...policy.limits },
  };
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'compiled', compiled };
}

/** The templates in force: the policy's own over the defaults; null in the policy means "not ours". */
function attributeTemplates(policy: Policy): { attribute: AccountAttribute; text: string }[] {
  return Object.entries({ ...defaultAttributes, ...policy.attributes }).flatMap(([attribute, text]) =>
    text === null || text === undefined ? [] : [{ attribute: attribute as AccountAttribute, text }],
  );
}

function attempt<Value>(
  compile: () => Value,
  at: { text: string; path: PropertyKey[]; problems: PolicyProblem[] },
): Value[] {
  try {
    return [compile()];
  } catch (error) {
    if (error instanceof RuleError) {
      at.problems.push({ path: at.path, text: `${error.message} (character ${error.at + 1} of: ${at.text})` });
      return [];
    }
    if (error instanceof TemplateError) {
      at.problems.push({ path: at.path, text: error.message });
      return [];
    }
    throw error;
  }
}

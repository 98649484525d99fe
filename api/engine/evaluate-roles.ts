import type { CompiledPolicy, CompiledRole } from './compiled-policy.ts';
import type { RuleFacts } from './membership-rule/rule-attributes.ts';

/**
 * The roles that hold for what is known of somebody, in the order of the policy. Many people share the facts that rules look
 * at, so each different set of facts is asked once.
 */
export function createRoleEvaluator(compiled: CompiledPolicy): (facts: RuleFacts) => readonly CompiledRole[] {
  const names = [...new Set(compiled.roles.flatMap((role) => role.rule.facts))];
  const known = new Map<string, readonly CompiledRole[]>();
  return (facts) => {
    const key = JSON.stringify(names.map((name) => facts[name] ?? null));
    const before = known.get(key);
    if (before !== undefined) return before;
    const roles = compiled.roles.filter((role) => role.rule.matches(facts));
    known.set(key, roles);
    return roles;
  };
}

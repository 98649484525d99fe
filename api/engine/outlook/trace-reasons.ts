import type { AccountAttribute } from '../../../models/account.ts';
import type { Reason } from '../../../models/plan.ts';
import type { AccessSubject } from '../access/policy-access.ts';
import { explainRule } from '../membership-rule/explain-rule.ts';
import type { World } from '../survey-world.ts';

/**
 * Follows reasons back to what HR says: for each rule the facts it rests on, then the rule itself with the part that decided and the
 * version of the policy. Grants and approvals stay as they are.
 */
export function traceReasons(reasons: readonly Reason[], subject: AccessSubject, world: World): Reason[] {
  // What the policy does not write is not of HR.
  const written = new Map<string, AccountAttribute>(
    world.input.policy.attributes.map(({ attribute }) => [attribute, attribute]),
  );
  return reasons.flatMap((reason) => {
    const found =
      reason.kind === 'rule' && reason.source !== null ? world.policyAccess.ruleBehind(reason.source, subject) : null;
    if (found === null) return [reason];
    const { decidedBy } = explainRule(found.rule, found.facts);
    const facts = found.rule.facts.flatMap((name): Reason[] => {
      const attribute = written.get(name);
      const value = found.facts[name];
      if (attribute === undefined || typeof value !== 'string') return [];
      return [{ kind: 'hr', text: world.texts.hrSays(attribute, value), source: `attributes.${attribute}` }];
    });
    const text = world.texts.decidedBy(reason.text, decidedBy, world.input.policy.version);
    return [...facts, { ...reason, text }];
  });
}

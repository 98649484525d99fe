import type { Policy } from '../../models/policy.ts';
import type { PolicyProblem } from './policy-problem.ts';

/**
 * A page for HR that is none, or whose place follows from what stands in HR: a link on a card must lead where the policy says and nowhere else.
 */
export function checkFixUrl({ joiners: { fixUrl } }: Pick<Policy, 'joiners'>): PolicyProblem[] {
  if (fixUrl === undefined) return [];
  const [whole, host = ''] = /^https:\/\/([^/?#\s]+)(?:[/?#]|$)/.exec(fixUrl) ?? [];
  if (whole !== undefined && URL.canParse(`https://${host}`) && !/[$@{}\\]/.test(host)) return [];
  const text = `“${fixUrl}” is no page; expected an https address with a fixed host, such as https://hr.example/people/\${employeeNumber}`;
  return [{ path: ['joiners', 'fixUrl'], text }];
}

import type { MatchProblem } from './match-problem.ts';
import type { OperationKind } from './plan.ts';
import type { IdentityProblem } from './same-people.ts';

/**
 * Why something cannot be asked for, why a request is void or was not carried out, or what else there is to know of how it ended. It has no
 * words, since it is read in more than one language: `wordRemark` has them. Days are `YYYY-MM-DD`.
 */
export type Remark =
  /** About whoever asks. */
  | { kind: 'unknown-asker' | 'not-for-you' | 'no-reason' }
  | { kind: 'too-many'; most: number }
  | { kind: 'same-open'; requestId: string }
  | { kind: 'nobody-to-ask' }
  /** About whoever gains, or is away. */
  | { kind: 'unknown-person'; personKey: string }
  | { kind: 'has-left' | 'already-out'; name: string }
  | { kind: 'gainer-gone' | 'same-person' | 'unknown-leave' | 'leave-withdrawn' }
  /** About what is asked for. */
  | { kind: 'not-in-catalogue' | 'not-requestable' | 'never-at-once' | 'never-for-stand-in'; title: string }
  | { kind: 'has-already'; name: string; title: string }
  | { kind: 'no-items' | 'grant-gone' | 'partly-unanswered' }
  /** About days. */
  | { kind: 'bad-date'; day: string }
  | { kind: 'ends-before-start'; startsOn: string; endsOn: string }
  | { kind: 'is-past' | 'not-longer'; endsOn: string }
  | { kind: 'too-far-ahead'; startsOn: string }
  | { kind: 'too-long'; title: string; most: number }
  | { kind: 'bad-freeze' | 'freeze-over' }
  /** About runs and the policy. */
  | { kind: 'run-not-waiting' | 'run-moved' | 'may-not-release' | 'nothing-to-release'; runId: string }
  | { kind: 'policy-moved' }
  /** About changes by hand. */
  | { kind: 'drift-gone' }
  | { kind: 'cannot-keep' | 'no-rule'; operation: OperationKind }
  | { kind: 'not-in-policy'; what: string }
  | { kind: 'put-in-policy'; yaml: string }
  /** About whose account is whose. */
  | { kind: 'account-gone' }
  | { kind: 'bad-match'; problems: MatchProblem[] }
  /** About who is who in several sources. */
  | { kind: 'doubt-gone' }
  | { kind: 'bad-identity'; problems: IdentityProblem[] };

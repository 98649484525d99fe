import type { AudienceRole } from './approvals.ts';
import type { Grant } from './grant.ts';
import type { SourceEnding } from './hr-connector.ts';
import type { FirstDay, JoinerDigest, JoinerState } from './joiner.ts';
import type { CalendarDate } from './person.ts';
import type { Operation } from './plan.ts';
import type { Request } from './request.ts';
import type { Run } from './run.ts';

/** A leave that HR has and nobody covers yet. */
export interface LeaveWithoutCover {
  personKey: string;
  name: string;
  leaveKey: string | null;
  startsOn: CalendarDate;
  endsOn: CalendarDate | null;
  /** Resources of which this person is the only owner. */
  soleOwnerOf: string[];
}

/** What happened to a request. */
export type RequestEvent =
  | 'asked'
  | 'answered'
  | 'handed-over'
  | 'reminded'
  | 'escalated'
  | 'approved'
  | 'refused'
  | 'withdrawn'
  | 'expired'
  | 'void'
  | 'done'
  | 'failed';

/** Whom news is for: the holders of a role, or people by Entra object id. */
export type Listeners = { role: AudienceRole } | { people: readonly string[] };

/** What people should hear about runs. */
export type RunNews =
  | { kind: 'run-needs-approval'; run: Run; operations: Operation[] }
  | { kind: 'run-blocked'; run: Run }
  | { kind: 'run-decided'; run: Run }
  | { kind: 'run-changed-entra'; run: Run; operations: Operation[] }
  | { kind: 'run-failed'; run: Run };

/** What people should hear about in Teams. */
export type News =
  | RunNews
  /** `to` are those who hear of it now: approvers who are asked, who asked, who gains. Everybody who has a card of it has it updated. */
  | { kind: 'request'; request: Request; event: RequestEvent; to: readonly string[] }
  /** A grant that ends in so many days, or has ended: `daysLeft` 0. */
  | { kind: 'grant-ending'; grant: Grant; personName: string; what: string; daysLeft: number; to: readonly string[] }
  /** A grant of whose end people were told goes on, until then (instant; null: no end): every card that told of the end says so. */
  | {
      kind: 'grant-goes-on';
      grant: Grant;
      personName: string;
      what: string;
      until: string | null;
      to: readonly never[];
    }
  /** A changed policy cannot be used; the one in force stays. For IT. */
  | { kind: 'policy-broken'; version: string; problem: string }
  /** Reading a source hangs on something that ends in so many days; less than 0: it has ended. For IT. */
  | ({ kind: 'source-ending'; sourceId: string; daysLeft: number } & SourceEnding)
  /** What IT was told of has been seen to: every card of it says so. */
  | { kind: 'source-goes-on'; sourceId: string; what: SourceEnding['what']; endsOn: CalendarDate; to: readonly never[] }
  | { kind: 'leave-without-cover'; leave: LeaveWithoutCover; to: readonly string[] }
  | { kind: 'joiner-readiness'; joiner: JoinerState; to: Listeners }
  | { kind: 'many-joiners'; digest: JoinerDigest; to: Listeners }
  /** Everybody who has the card of a first day has it updated; `reading` looks at an answer in its place until then (instant). */
  | { kind: 'first-day'; firstDay: FirstDay; to: readonly string[]; reading?: { aadObjectId: string; until: string } };

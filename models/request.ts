import { z } from 'zod';
import { ApproverKind } from './approvals.ts';
import { AppRoleName, type Entitlements } from './entitlements.ts';
import { LeaveMode } from './lifecycle.ts';
import { CalendarDate } from './person.ts';
import type { Remark } from './remark.ts';
import { Actor, Release } from './run.ts';
import { RecordRef } from './same-people.ts';

/** One thing that is asked for, by the names of the policy. `key` tells things apart; `owners` are addresses. */
export const AskedItem = z.object({
  key: z.string(),
  title: z.string(),
  kind: z.enum(['group', 'licence', 'app']),
  group: z.string().nullable(),
  licence: z.string().nullable(),
  app: AppRoleName.nullable(),
  owners: z.array(z.string()),
});
export type AskedItem = z.infer<typeof AskedItem>;

/** One person as one source has them. */
const NamedRecord = RecordRef.extend({ name: z.string() });

/** A group, licence or app role with how many people gain or lose it. */
const ItemCount = z.object({ item: z.string(), people: z.number() });

/**
 * What a request is about. Dates are calendar days in the time zone of whoever gains, both included; instants are UTC.
 * `leaveKey` names the leave of the absent person that a replacement follows; `followsLeave` says that it follows one, which need not have a
 * key.
 */
export const Subject = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('replacement'),
    absentKey: z.string(),
    absentName: z.string(),
    leaveKey: z.string().nullable(),
    followsLeave: z.boolean().exactOptional(),
    startsOn: CalendarDate,
    endsOn: CalendarDate,
    items: z.array(AskedItem),
    /** How the absent person's own access is meant to be; null: as the policy says. */
    mode: LeaveMode.nullable(),
  }),
  z.object({
    kind: z.literal('exception'),
    item: AskedItem,
    startsOn: CalendarDate,
    endsOn: CalendarDate,
    /** Given at once for at most a day, before anybody said yes. */
    breakGlass: z.boolean(),
  }),
  z.object({
    kind: z.literal('extension'),
    grantId: z.string(),
    what: z.string(),
    endsOn: CalendarDate,
    items: z.array(AskedItem),
  }),
  z.object({ kind: z.literal('urgent-exit') }),
  z.object({
    kind: z.literal('run-release'),
    runId: z.string(),
    planFingerprint: z.string(),
    release: Release.nullable(),
  }),
  z.object({
    kind: z.literal('policy-change'),
    fromVersion: z.string(),
    toVersion: z.string(),
    /** People for whom anything changes, who gain something, and who lose something. */
    people: z.number(),
    gaining: z.number(),
    losing: z.number(),
    /** What is gained and lost by how many, most people first. */
    gains: z.array(ItemCount),
    losses: z.array(ItemCount),
    /** Accounts that would be enabled, disabled and deleted; people who come into the scope of the policy or fall out of it. */
    accounts: z.object({ enabled: z.number(), disabled: z.number(), deleted: z.number() }),
    scope: z.object({ gained: z.number(), lost: z.number() }),
    licences: z.array(z.object({ licence: z.string(), after: z.number(), seats: z.number(), short: z.number() })),
    /** Real people with what they gain and lose. */
    sample: z.array(z.object({ name: z.string(), gains: z.array(z.string()), losses: z.array(z.string()) })),
  }),
  /** `sentence`: what would put it back. Who did it by hand and when (an instant), as far as Entra says. */
  z.object({
    kind: z.literal('drift'),
    findingId: z.string(),
    sentence: z.string(),
    by: z.string().nullable().optional(),
    at: z.string().optional(),
  }),
  z.object({ kind: z.literal('match'), accountId: z.string(), address: z.string(), evidence: z.array(z.string()) }),
  /** Whether two records of different sources are one person; the answer has a choice, `same` or `two`. */
  z.object({ kind: z.literal('doubt'), left: NamedRecord, right: NamedRecord, facts: z.array(z.string()) }),
  z.object({ kind: z.literal('freeze'), until: z.string() }),
]);
export type Subject = z.infer<typeof Subject>;
export type RequestKind = Subject['kind'];

/**
 * The life of a request. `void`: what it was about is no longer there or no longer so. See `api/requests/transitions.ts`.
 */
export const RequestState = z.enum(['open', 'approved', 'refused', 'withdrawn', 'expired', 'void', 'done', 'failed']);
export type RequestState = z.infer<typeof RequestState>;

/** Somebody whose yes is asked, and why. `for` is whom they stand in for: the deputy of an approver who is away or did not answer. */
export const Approver = z.object({
  aadObjectId: z.string(),
  name: z.string(),
  because: ApproverKind,
  for: z.object({ aadObjectId: z.string(), name: z.string(), why: z.enum(['away', 'silent', 'excluded']) }).nullable(),
});
export type Approver = z.infer<typeof Approver>;

/** What an approver said, to what was shown. `choice` is for questions with more than two answers, such as what becomes of drift. */
export const Answer = z.object({
  by: Actor,
  answer: z.enum(['approve', 'reject']),
  choice: z.string().nullable(),
  reason: z.string().nullable(),
  fingerprint: z.string(),
  at: z.string(),
});
export type Answer = z.infer<typeof Answer>;

/**
 * People who are asked together. `need` is how many have to say yes, null for all of them. Who they are is worked out anew as long as the
 * stage is open: approvers leave, go on leave and are replaced.
 */
export const Stage = z.object({
  by: z.array(ApproverKind),
  need: z.number().nullable(),
  state: z.enum(['waiting', 'open', 'approved', 'refused']),
  approvers: z.array(Approver),
  answers: z.array(Answer),
  openedAt: z.string().nullable(),
  remindedAt: z.string().nullable(),
  escalatedAt: z.string().nullable(),
});
export type Stage = z.infer<typeof Stage>;

/** Part of a request that is decided on by itself: some of its items, or all of it, with its stages one after another. */
export const Track = z.object({
  id: z.string(),
  /** Keys of the items that it is about; empty for a request that is about no items. */
  items: z.array(z.string()),
  state: z.enum(['open', 'approved', 'refused']),
  stages: z.array(Stage),
});
export type Track = z.infer<typeof Track>;

/**
 * Something a person asks for that needs somebody's yes. `forPersonKey` is who gains by it (or is concerned); null where nobody does.
 * `version` grows with every change, so that two who change it at once are told apart. Instants are UTC.
 */
export const Request = z.object({
  id: z.string(),
  version: z.number(),
  state: RequestState,
  subject: Subject,
  forPersonKey: z.string().nullable(),
  forName: z.string().nullable(),
  askedBy: Actor,
  /** Who asked, as HR knows them; null for somebody outside HR. */
  askedByPersonKey: z.string().nullable(),
  askedAt: z.string(),
  reason: z.string(),
  isUrgent: z.boolean(),
  /** What every decision is about: changes with whatever was shown. */
  fingerprint: z.string(),
  tracks: z.array(Track),
  expiresAt: z.string(),
  /** When somebody has to look at it again by itself: remind, escalate, expire; null when it is over. */
  dueAt: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** The grants that came of it. */
  grantIds: z.array(z.string()),
  /** What went wrong when it was carried out, why it is void, or what came of it. */
  outcome: z.custom<Remark>().nullable(),
});
export type Request = z.infer<typeof Request>;

export interface RequestStore {
  /** Gives the request the next number as its id and saves it. */
  add(request: Omit<Request, 'id' | 'version'>): Promise<Request>;
  find(requestId: string): Promise<Request | null>;
  /** Puts the changed request in place of the one with this version; null when somebody else was first. One atomic step. */
  replace(request: Request): Promise<Request | null>;
  /** Newest first. `about` is a key of `aboutOf`, by which the same question is asked once. */
  list(ask: {
    limit: number;
    states?: readonly RequestState[];
    approver?: string;
    askedBy?: string;
    about?: string;
    forPersonKey?: string;
  }): Promise<Request[]>;
  /** Open ones, and approved ones that are not carried out yet, that are due by then; oldest first. */
  due(at: string, limit: number): Promise<Request[]>;
}

/** The names of everything that a request gives, as the policy has them. */
export function entitlementsOf(items: readonly AskedItem[]): Entitlements {
  return {
    groups: items.flatMap(({ group }) => group ?? []),
    licences: items.flatMap(({ licence }) => licence ?? []),
    apps: items.flatMap(({ app }) => app ?? []),
  };
}

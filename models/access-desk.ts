import type { ApprovalStage } from './approvals.ts';
import type { Grant } from './grant.ts';
import type { LeaveMode } from './lifecycle.ts';
import type { CalendarDate } from './person.ts';
import type { Member } from './report.ts';
import type { AskedItem } from './request.ts';

/** Somebody whom HR knows, as forms show and check them. `today` is the calendar day in that person's own zone. */
export interface DeskPerson {
  personKey: string;
  name: string;
  unitName: string | null;
  /** The account they can be reached by and sign in with; null when they have none that is theirs and enabled. */
  aadObjectId: string | null;
  today: CalendarDate;
}

/** Something of the catalogue that somebody may ask for. `id` is that of the catalogue. */
export interface Offer {
  id: string;
  item: AskedItem;
  description: string | null;
  maxDays: number;
  breakGlass: boolean;
  approval: readonly ApprovalStage[];
  /** Whether they have it already, or an open request for it; then there is no use in asking. */
  standing: 'free' | 'has-it' | 'asked';
}

/** A leave of somebody that is running or to come. Days are in the zone of whoever is away; both included. */
export interface KnownLeave {
  leaveKey: string | null;
  startsOn: CalendarDate;
  endsOn: CalendarDate | null;
}

/** Somebody whose replacement one may arrange, with the leaves that HR has, soonest first; none when HR knows of none. */
export interface Absence {
  person: DeskPerson;
  leaves: readonly KnownLeave[];
}

/** Why a stand-in never gets something: the catalogue says so, or it does not go together with what they have. */
export type NeverWhy = { kind: 'catalogue' } | { kind: 'separation'; title: string };

/** The absent person's access by what a replacement does with it, for one stand-in. What the stand-in has already is left out. */
export interface AccessCut {
  needed: readonly AskedItem[];
  askOwner: readonly AskedItem[];
  never: readonly { item: AskedItem; why: NeverWhy }[];
  /** How the absent person's own access is meant to be by policy, for this leave. */
  mode: LeaveMode;
  /** Resources of which the absent person is the only owner. */
  soleOwnerOf: readonly string[];
}

/** A grant as people see it. Days are in the zone of whoever holds it, both included; `endsOn` null: open-ended. */
export interface HeldGrant {
  grant: Grant;
  personName: string;
  /** What it gives, in a few words. */
  what: string;
  startsOn: CalendarDate;
  endsOn: CalendarDate | null;
  /** What an extension would ask for; empty when it cannot be extended. */
  items: readonly AskedItem[];
  /** The last day that an extension may ask for; null when nothing says so. */
  maxEndsOn: CalendarDate | null;
  today: CalendarDate;
}

export type EndGrantOutcome = { kind: 'ended'; held: HeldGrant } | { kind: 'not-found' } | { kind: 'not-yours' };

/**
 * What the forms about access need to know. Every answer is worked out from the stores and the policy of now, so that what comes back from
 * a card can be checked against it; nothing is asked of the client. `member` is who asks, by what Teams vouches for.
 */
export interface AccessDesk {
  person(personKey: string): Promise<DeskPerson | null>;
  /** Whose account this is; null for a guest, a disabled account, and one that is nobody's in HR. */
  personByAccount(aadObjectId: string): Promise<DeskPerson | null>;
  /** What this person may ask for and fits `text` (title, description, name; ignoring case), best first; `total` counts them all. */
  catalogueFor(personKey: string, text: string, limit: number): Promise<{ offers: Offer[]; total: number }>;
  /** One thing of the catalogue, by its id there; null when it is not there or may not be asked for by this person. */
  offer(personKey: string, catalogueId: string): Promise<Offer | null>;
  /** People of whom this member may arrange the replacement: themselves and who reports to them; HR and IT anybody. Those with a leave first. */
  absences(member: Member, text: string, limit: number): Promise<Absence[]>;
  /** One of them; null when there is no such person or it is not for this member to arrange. */
  absence(member: Member, personKey: string): Promise<Absence | null>;
  /** Colleagues of the same unit who have an account of their own, by name. */
  colleaguesOf(personKey: string, limit: number): Promise<DeskPerson[]>;
  /** Null when one of them is not there, or they are the same. */
  cutAccess(ask: { absentKey: string; standInKey: string; leaveKey: string | null }): Promise<AccessCut | null>;
  /** The dated access that somebody has now or will have, which ends first comes first. */
  grantsOf(personKey: string): Promise<HeldGrant[]>;
  /** One of them; null when it is not there, or this member neither holds it, manages the holder or the absent person, nor is of IT. */
  grant(member: Member, grantId: string): Promise<HeldGrant | null>;
  /** Ends a grant now and asks for a run. Audited. */
  endGrant(ask: { grantId: string; by: Member }): Promise<EndGrantOutcome>;
}

import { DateTime } from 'luxon';
import type { AudienceRole } from '../../models/approvals.ts';
import type { Person } from '../../models/person.ts';
import type { Remark } from '../../models/remark.ts';
import type { Asking } from '../../models/request-service.ts';
import type { Colleague } from '../colleagues/colleagues.ts';
import type { RequestDesk } from './request-desk.ts';

/** Something that cannot be asked for, and why. */
export class RefusedAsking extends Error {
  readonly why: Remark;

  constructor(why: Remark) {
    super(why.kind);
    this.why = why;
  }
}

/** Throws what is caught where somebody asks: a refusal is an expected answer, and it can come from any depth. */
export function refuse(why: Remark): never {
  throw new RefusedAsking(why);
}

/** Who asks, as far as that decides what they may ask for. */
export interface Asker {
  colleague: Colleague | null;
  personKey: string | null;
  roles: readonly AudienceRole[];
  /** Instroom itself, the command line and the holder of the key were let in at their own door. */
  isTrusted: boolean;
  /** Nobody asks, but Instroom itself that noticed something. */
  isInstroom: boolean;
}

/** @throws RefusedAsking for an account that is not known, or may do nothing */
export async function knowAsker({ by }: Asking, desk: RequestDesk): Promise<Asker> {
  if (by.kind !== 'person')
    return { colleague: null, personKey: null, roles: [], isTrusted: true, isInstroom: by.kind === 'system' };
  const colleague = await desk.colleagues.byAccount(by.id);
  if (colleague === null || !colleague.canAnswer) return refuse({ kind: 'unknown-asker' });
  const member = await desk.membership.member(by.id);
  return { colleague, personKey: colleague.personKey, roles: member?.roles ?? [], isTrusted: false, isInstroom: false };
}

/** Whether somebody may ask in the name of a person: themselves, their manager, and whoever holds one of these roles. */
export async function mayAskFor(
  personKey: string,
  asker: Asker,
  { roles, desk }: { roles: readonly AudienceRole[]; desk: RequestDesk },
): Promise<boolean> {
  if (asker.isTrusted || asker.personKey === personKey || holds(asker, roles)) return true;
  return isManagerOf(personKey, asker, desk);
}

export const holds = (asker: Asker, roles: readonly AudienceRole[]): boolean =>
  asker.isTrusted || roles.some((role) => asker.roles.includes(role));

export async function isManagerOf(personKey: string, { colleague }: Asker, desk: RequestDesk): Promise<boolean> {
  if (colleague === null) return false;
  const account = await desk.colleagues.byPerson(personKey);
  const manager = await desk.colleagues.managerOf({ personKey, managerId: account?.managerId ?? null });
  return manager?.aadObjectId === colleague.aadObjectId;
}

/** @throws RefusedAsking for whom HR does not name */
export async function knowPerson(personKey: string | null, desk: RequestDesk): Promise<Person> {
  const person = personKey === null ? null : await desk.stores.people.find(personKey);
  return person ?? refuse({ kind: 'unknown-person', personKey: personKey ?? '' });
}

const dayMs = 86_400_000;
const longestAheadDays = 366;

/**
 * Checks a period of days against the calendar of whoever gains.
 * @throws RefusedAsking
 */
export function checkPeriod(
  { startsOn, endsOn }: { startsOn: string; endsOn: string },
  around: { today: string; most: number; title: string },
): void {
  const { today, most, title } = around;
  for (const day of [startsOn, endsOn]) if (!isDay(day)) refuse({ kind: 'bad-date', day });
  if (endsOn < startsOn) refuse({ kind: 'ends-before-start', startsOn, endsOn });
  if (endsOn < today) refuse({ kind: 'is-past', endsOn });
  if (daysBetween(today, startsOn) > longestAheadDays) refuse({ kind: 'too-far-ahead', startsOn });
  const from = startsOn < today ? today : startsOn;
  if (daysBetween(from, endsOn) + 1 > most) refuse({ kind: 'too-long', title, most });
}

export const isDay = (day: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(day) && DateTime.fromISO(day).isValid;

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);

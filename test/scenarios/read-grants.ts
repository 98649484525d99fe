import type { AccountAttribute } from '../../models/account.ts';
import type { Entitlements } from '../../models/entitlements.ts';
import type { Grant, UrgentExit } from '../../models/grant.ts';
import type { AddressReservation, Ledger, RoleHolding } from '../../models/ledger.ts';
import { LeaveMode } from '../../models/lifecycle.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import type { Row, Situation } from './scenario.ts';

const utc = (instant: unknown): string => new Date(String(instant)).toISOString();
const utcOrNull = (instant: unknown): string | null =>
  instant === undefined || instant === null ? null : utc(instant);

/**
 * `{ of, gives, from, until, for, leave, mode, keeps, withholds, reason, approvedBy }`. With `for` it is a replacement for that person, whose
 * own access is as `mode` says during the leave; with
 * `kept: true` it keeps what was done by hand: `gives` stays, `withholds` is not given back, the attributes under `keeps` are not written.
 */
export function readGrant(row: Row, index: number): Grant {
  const known = ['id', 'of', 'gives', 'from', 'until', 'for', 'leave', 'kept', 'keeps', 'withholds', 'reason'];
  refuseUnknown(row, [...known, 'approvedBy', 'mode'], 'grant');
  const follows =
    row.for === undefined
      ? null
      : { personKey: String(row.for), leaveKey: row.leave === undefined ? null : String(row.leave) };
  const approval =
    row.approvedBy === undefined ? null : { by: String(row.approvedBy), at: utc(row.from), requestId: null };
  return {
    id: String(row.id ?? `grant-${index + 1}`),
    personKey: String(row.of),
    kind: follows !== null ? 'replacement' : row.kept === true ? 'kept-drift' : 'exception',
    items: readItems(row.gives),
    withheld: readItems(row.withholds),
    attributes: (row.keeps ?? []) as AccountAttribute[],
    follows,
    ...(row.mode === undefined ? {} : { leaveMode: LeaveMode.parse(row.mode) }),
    startsAt: utc(row.from),
    endsAt: utcOrNull(row.until),
    reason: String(row.reason ?? 'asked for'),
    approval,
  };
}

/** A list of names: groups begin with `sg-`, an app stands before its role (`Salesforce/Admin`), everything else is a licence. */
export function readItems(names: unknown): Entitlements {
  const list = (names ?? []) as string[];
  const apps = list.filter((name) => name.includes('/'));
  const groups = list.filter((name) => name.startsWith('sg-'));
  return {
    groups,
    licences: list.filter((name) => !groups.includes(name) && !apps.includes(name)),
    apps: apps.map((text) => {
      const [app = '', role = ''] = text.split('/');
      return { app, role };
    }),
  };
}

export function readUrgentExit(row: Row): UrgentExit {
  refuseUnknown(row, ['of', 'from', 'lifted', 'reason', 'by'], 'urgent exit');
  return {
    personKey: String(row.of),
    fromAt: utc(row.from),
    liftedAt: utcOrNull(row.lifted),
    reason: String(row.reason ?? 'an incident'),
    by: String(row.by ?? 'security@voorbeeld.nl'),
  };
}

/** `addresses: [{ of, address, name, state, at, renameOn }]` with `name` as `Sanne|Vries`, and `holdings: [{ of, role, lost }]`. */
export function readLedger({ addresses = [], holdings = [] }: NonNullable<Situation['ledger']>): Ledger {
  return {
    reservations: addresses.map(readReservation),
    holdings: holdings.map(readHolding),
    findings: [],
    undone: [],
  };
}

function readReservation(row: Row): AddressReservation {
  refuseUnknown(row, ['of', 'address', 'name', 'state', 'at', 'renameOn'], 'address');
  return {
    address: String(row.address),
    personKey: String(row.of),
    nameKey: String(row.name ?? 'Sanne|Vries'),
    state: (row.state ?? 'given') as AddressReservation['state'],
    reservedAt: utc(row.at ?? '2020-01-01T00:00:00Z'),
    renameOn: row.renameOn === undefined || row.renameOn === null ? null : String(row.renameOn),
  };
}

function readHolding(row: Row): RoleHolding {
  refuseUnknown(row, ['of', 'role', 'lost'], 'holding');
  return { personKey: String(row.of), roleId: String(row.role), lostAt: utcOrNull(row.lost) };
}

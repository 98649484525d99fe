import fc from 'fast-check';
import { type Entitlements, noEntitlements } from '../../../models/entitlements.ts';
import type { Grant } from '../../../models/grant.ts';
import type { RoleHolding } from '../../../models/ledger.ts';

const roleIds = ['sales', 'finance', 'intern'];

const items: fc.Arbitrary<Entitlements> = fc
  .record({
    groups: fc.subarray(['g-vault', 'g-sales', 'g-finance']),
    licences: fc.subarray(['L1']),
    admin: fc.boolean(),
  })
  .map(({ groups, licences, admin }) => ({ groups, licences, apps: admin ? [{ app: 'App', role: 'Admin' }] : [] }));

const moments = ['2026-11-20T10:00:00.000Z', '2026-11-24T07:30:00.000Z', '2026-11-24T12:00:00.000Z'];
const later = ['2026-11-24T12:00:00.000Z', '2026-11-26T15:30:00.000Z', '2027-01-01T00:00:00.000Z'];

/** At most one of each person, who may stand in for any of the others: what contradicts itself is another matter. */
export const arbitraryGrant = (personKey: string, keys: readonly string[]): fc.Arbitrary<Grant | null> =>
  fc.option(
    fc
      .record({
        kind: fc.constantFrom('exception' as const, 'kept-drift' as const, 'replacement' as const),
        given: items,
        withheld: items,
        absent: fc.constantFrom(...keys.filter((key) => key !== personKey)),
        startsAt: fc.constantFrom(...moments),
        endsAt: fc.option(fc.constantFrom(...later), { nil: null }),
      })
      .map(({ kind, given, withheld, absent, startsAt, endsAt }) => ({
        id: `grant-${personKey}`,
        personKey,
        kind,
        items: given,
        withheld: kind === 'kept-drift' ? withheld : noEntitlements,
        attributes: [],
        follows: kind === 'replacement' ? { personKey: absent, leaveKey: null } : null,
        startsAt,
        endsAt: endsAt !== null && endsAt <= startsAt ? null : endsAt,
        reason: 'asked for',
        approval: null,
      })),
    { nil: null, freq: 2 },
  );

/** Roles that were written down as held, or as lost a short while ago. */
export const arbitraryHoldings = (personKey: string): fc.Arbitrary<RoleHolding[]> =>
  fc
    .subarray(roleIds)
    .chain((ids) => fc.tuple(...ids.map((roleId) => fc.record({ roleId: fc.constant(roleId), lost: fc.nat(3) }))))
    .map((list) =>
      list.map(({ roleId, lost }) => ({
        personKey,
        roleId,
        lostAt: [null, null, '2026-11-22T23:00:00.000Z', '2026-11-20T23:00:00.000Z'][lost] ?? null,
      })),
    );

import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { Grant } from '../../../../models/grant.ts';
import { makeAccount, makeGrant, makeGroup, makeInput, makePerson } from '../make-input.ts';

/** P1 and P2 are both in a group that no policy names; P2 was put there by hand. */
const plan = (grants: Grant[]) =>
  planPeople(
    makeInput({
      people: ['P1', 'P2'].map((personKey) => makePerson({ personKey })),
      grants,
      directory: {
        accounts: ['P1', 'P2'].map((key) => makeAccount({ id: `a-${key}`, stampedPersonKey: key })),
        groups: [makeGroup('sg-extra', ['a-P1', 'a-P2'])],
      },
    }),
  ).operations.map(({ kind, personKey }) => `${kind} ${personKey}`);

const extra = (period: Partial<Pick<Grant, 'startsAt' | 'endsAt'>>): Grant =>
  makeGrant({ items: { groups: ['sg-extra'] }, ...period });

describe('a group that only a grant names', () => {
  it('keeps those whom somebody added by hand', () => {
    assert.deepEqual(plan([extra({})]), []);
  });

  it('loses whom it was granted when the grant has ended, and nobody else', () => {
    assert.deepEqual(plan([extra({ endsAt: '2026-11-20T00:00:00Z' })]), ['remove-member P1']);
  });

  it('is nobody’s business before the grant begins', () => {
    assert.deepEqual(plan([extra({ startsAt: '2026-12-20T00:00:00Z' })]), []);
  });
});

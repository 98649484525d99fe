import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { Grant } from '../../../../models/grant.ts';
import { makeAccount, makeGroup, makeInput, makePerson } from '../make-input.ts';

const grant = (more: Partial<Grant>): Grant => ({
  id: 'g1',
  personKey: 'P1',
  kind: 'exception',
  items: { groups: ['sg-extra'], licences: [], apps: [] },
  withheld: { groups: [], licences: [], apps: [] },
  attributes: [],
  follows: null,
  startsAt: '2026-11-01T00:00:00Z',
  endsAt: null,
  reason: 'helps out',
  approval: null,
  ...more,
});

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

describe('a group that only a grant names', () => {
  it('keeps those whom somebody added by hand', () => {
    assert.deepEqual(plan([grant({})]), []);
  });

  it('loses whom it was granted when the grant has ended, and nobody else', () => {
    assert.deepEqual(plan([grant({ endsAt: '2026-11-20T00:00:00Z' })]), ['remove-member P1']);
  });

  it('is nobody’s business before the grant begins', () => {
    assert.deepEqual(plan([grant({ startsAt: '2026-12-20T00:00:00Z' })]), []);
  });
});

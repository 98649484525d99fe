import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assessPlan } from '../../../api/engine/assess-plan.ts';
import type { PlanMeasures } from '../../../api/engine/measure-plan.ts';
import { type PlanDraft, planPeople } from '../../../api/engine/plan-people.ts';
import { defaultLimits, type Limit } from '../../../models/limit.ts';
import type { OperationCounts, Verdict } from '../../../models/plan.ts';
import { planTexts } from '../../../models/texts/plan-texts.ts';
import { makeInput, makePerson } from './make-input.ts';

const calm: PlanMeasures = {
  people: 1000,
  setAside: 0,
  linkedAccounts: 1000,
  enabledAccounts: 1000,
  memberships: 5000,
  absent: 0,
  setAsideWithAccount: 0,
};

function judge(counts: OperationCounts, measures: Partial<PlanMeasures> = {}, limits = defaultLimits): Verdict {
  const draft: PlanDraft = {
    now: '2026-11-24T08:00:00Z',
    policyVersion: 'v',
    fingerprint: 'f',
    operations: [],
    notes: [],
    counts,
    measures: { ...calm, ...measures },
    ledger: { reservations: [], holdings: [], findings: [], settledFindings: [] },
    nextChanges: new Map(),
  };
  return assessPlan(draft, limits, planTexts('en'));
}

describe('limits', () => {
  const share: Limit = { share: 0.05, count: 25, floor: 10 };
  const table: readonly [what: string, count: number, of: number, Verdict['kind']][] = [
    ['neither passed', 25, 1000, 'auto'],
    ['the count passed, the share not', 50, 1000, 'auto'],
    ['both passed', 51, 1000, 'needs-approval'],
    ['the share passed, the count not', 25, 30, 'auto'],
    ['both just passed', 26, 30, 'needs-approval'],
    ['exactly the share', 26, 520, 'auto'],
    ['just over the share', 27, 520, 'needs-approval'],
    ['at the floor the share counts', 9, 10, 'auto'],
  ];
  for (const [what, count, of, kind] of table) {
    it(`${what}: ${count} of ${of} is ${kind}`, () => {
      const measures = { enabledAccounts: of };
      assert.equal(judge({ 'disable-account': count }, measures, { 'disable-account': share }).kind, kind);
    });
  }

  it('under the floor the count alone decides', () => {
    const limits = { 'delete-account': { share: 1, count: 2, floor: 5 } };
    const verdict = (count: number, linkedAccounts: number) =>
      judge({ 'delete-account': count }, { linkedAccounts }, limits).kind;
    assert.deepEqual([verdict(2, 4), verdict(3, 4), verdict(3, 5)], ['auto', 'needs-approval', 'auto']);
  });

  it('takes each kind as a share of what it is about', () => {
    const limits = Object.fromEntries(
      (['create-account', 'disable-account', 'delete-account', 'remove-member', 'remove-manager'] as const).map(
        (kind) => [kind, { share: 0.5, count: 0, floor: 0 }],
      ),
    );
    const measures = { people: 10, enabledAccounts: 20, linkedAccounts: 30, memberships: 40 };
    const atMost = {
      'create-account': 5,
      'disable-account': 10,
      'delete-account': 15,
      'remove-manager': 15,
      'remove-member': 20,
    };
    assert.equal(judge(atMost, measures, limits).kind, 'auto');
    for (const kind of Object.keys(atMost) as (keyof typeof atMost)[]) {
      assert.equal(judge({ [kind]: atMost[kind] + 1 }, measures, limits).kind, 'needs-approval', kind);
    }
  });

  it('says which limit was passed, and by how much', () => {
    const [reason, ...others] = judge({ 'disable-account': 51, 'delete-account': 1 }).reasons;
    assert.match(reason ?? '', /51 of 1000 \(5\.1 %\), and the limit is 25 and 5 %\. Somebody must approve\.$/);
    assert.deepEqual(others, []);
  });

  it('blocks a source that looks incomplete, before anything else', () => {
    const blocked = (measures: Partial<PlanMeasures>) => judge({ 'disable-account': 900 }, measures).kind === 'blocked';
    assert.equal(blocked({}), false);
    assert.equal(blocked({ people: 0 }), true);
    assert.equal(blocked({ people: 0, setAside: 1 }), false);
    assert.equal(blocked({ absent: 100 }), false);
    assert.equal(blocked({ absent: 101 }), true);
    assert.equal(blocked({ absent: 6, linkedAccounts: 4 }), true);
    assert.equal(blocked({ absent: 5, linkedAccounts: 5 }), false);
    assert.equal(blocked({ setAsideWithAccount: 101, setAside: 101 }), true);
    assert.equal(blocked({ setAside: 50, people: 1 }), false);
    assert.equal(blocked({ setAside: 51, people: 51 }), false);
    assert.equal(blocked({ setAside: 51, people: 50 }), true);
  });

  it('counts every row that does not even say whose it is', () => {
    const setAside = Array.from({ length: 60 }, (_, row) => ({
      personKey: null,
      reason: 'no-key' as const,
      text: `row ${row}`,
      where: `persons.csv:${row}`,
    }));
    const plan = planPeople(makeInput({ people: [makePerson({ personKey: 'P1' })], setAside }));
    assert.equal(plan.measures.setAside, 60);
    assert.equal(assessPlan(plan, defaultLimits, planTexts('en')).kind, 'blocked');
  });

  it('is never milder for more of anything that takes away', () => {
    const severity = { auto: 0, 'needs-approval': 1, blocked: 2 };
    const some = fc.nat({ max: 300 });
    const limit = fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), count: some, floor: some });
    fc.assert(
      fc.property(some, some, some, some, limit, (before, more, population, absent, passing) => {
        const limits = { 'remove-member': passing, 'absent-person': passing };
        const verdict = (count: number, missing: number) =>
          judge(
            { 'remove-member': count },
            { memberships: population, linkedAccounts: population, absent: missing },
            limits,
          );
        const base = severity[verdict(before, absent).kind];
        assert.ok(severity[verdict(before + more, absent).kind] >= base);
        assert.ok(severity[verdict(before, absent + more).kind] >= base);
      }),
    );
  });
});

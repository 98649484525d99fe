import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Assessment, assessPlan } from '../../../../api/engine/limits/assess-plan.ts';
import type { PlanMeasures } from '../../../../api/engine/measure-plan.ts';
import { type PlanDraft, planPeople } from '../../../../api/engine/plan-people.ts';
import type { UndoneOperation } from '../../../../models/ledger.ts';
import { defaultLimits, type Limit } from '../../../../models/limit.ts';
import type { OperationCounts, Verdict } from '../../../../models/plan.ts';
import { limitTexts } from '../../../../models/texts/limit-texts.ts';
import { makeInput, makePerson } from '../make-input.ts';

const calm: PlanMeasures = {
  people: 1000,
  setAside: 0,
  linkedAccounts: 1000,
  enabledAccounts: 1000,
  memberships: 5000,
  absent: 0,
  setAsideWithAccount: 0,
};

const assessment = (limits: Assessment['limits'], more: Partial<Assessment> = {}): Assessment => ({
  limits,
  recent: {},
  sourceRefusals: [],
  undone: [],
  ...more,
});

function makeDraft(counts: OperationCounts, measures: Partial<PlanMeasures>): PlanDraft {
  return {
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
}

function judge(
  counts: OperationCounts,
  measures: Partial<PlanMeasures> = {},
  limits: Assessment['limits'] = defaultLimits,
  more: Partial<Assessment> = {},
): Verdict {
  return assessPlan(makeDraft(counts, measures), assessment(limits, more), limitTexts('en'));
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
    assert.match(
      reason ?? '',
      /51 of 1000 \(5\.1 %\) within 24 hours, and the limit is 25 and 5 %\. Somebody must approve\.$/,
    );
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
    assert.equal(assessPlan(plan, assessment(defaultLimits), limitTexts('en')).kind, 'blocked');
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

  it('adds what was done within 24 hours, for the kinds that the plan holds', () => {
    const limits = { 'disable-account': share, 'delete-account': share };
    const measures = { enabledAccounts: 100, linkedAccounts: 100 };
    const kindWith = (recent: OperationCounts) => judge({ 'disable-account': 1 }, measures, limits, { recent }).kind;
    assert.equal(kindWith({ 'disable-account': 24 }), 'auto');
    assert.equal(kindWith({ 'disable-account': 25 }), 'needs-approval');
    assert.equal(kindWith({ 'delete-account': 90 }), 'auto', 'nothing more of it is to be done');
    const [refusal] = judge({ 'disable-account': 3 }, measures, limits, { recent: { 'disable-account': 30 } }).refusals;
    assert.match(refusal?.text ?? '', /33 of 100 \(33 %\) within 24 hours, 30 of them done already, and the limit is/);
    assert.deepEqual([refusal?.name, refusal?.count, refusal?.population], ['too-many-disable-account', 33, 100]);
    assert.match(refusal?.release ?? '', /in Teams.*--yes.*--only/);
  });

  it('does not let memberships that were just added make room for more', () => {
    const limits = { 'add-member': { share: 0.2, count: 10, floor: 20 } };
    const kindWith = (memberships: number, recent: number) =>
      judge({ 'add-member': 50 }, { memberships }, limits, { recent: { 'add-member': recent } }).kind;
    assert.deepEqual([kindWith(1150, 150), kindWith(1151, 151)], ['auto', 'needs-approval']);
    assert.equal(kindWith(5, 20), 'needs-approval');
  });

  it('never lets many small runs do what one big run may not', () => {
    const some = fc.integer({ min: 1, max: 60 });
    const limit = fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), count: some, floor: some });
    const kinds = fc.constantFrom('disable-account', 'add-member', 'remove-member', 'delete-account' as const);
    fc.assert(
      fc.property(kinds, limit, fc.array(some, { minLength: 1, maxLength: 5 }), fc.nat(400), (kind, max, parts, of) => {
        const total = parts.reduce((sum, part) => sum + part, 0);
        const size = kind === 'add-member' ? of : Math.max(of, total);
        const counts = (now: number) => ({ enabledAccounts: now, linkedAccounts: now, memberships: now });
        if (judge({ [kind]: total }, counts(size), { [kind]: max }).kind === 'auto') return;
        let done = 0;
        const verdicts = parts.map((part) => {
          const now = kind === 'add-member' ? size + done : size - done;
          const verdict = judge({ [kind]: part }, counts(now), { [kind]: max }, { recent: { [kind]: done } });
          done += part;
          return verdict.kind;
        });
        assert.ok(verdicts.includes('needs-approval'));
      }),
    );
  });

  it('is never milder for more done before, for lower limits, or for more refusals of a source', () => {
    const severity = { auto: 0, 'needs-approval': 1, blocked: 2 };
    const some = fc.nat({ max: 300 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const kinds = fc.constantFrom('disable-account', 'add-member', 'remove-member', 'rename-account' as const);
    const refusal = { name: 'x', count: 1, population: 1, limit: null, text: 'x', release: 'x' };
    fc.assert(
      fc.property(kinds, some, some, some, some, some, some, share, share, (kind, ...numbers) => {
        const [planned, recent, more, population, count, floor, shareA, shareB] = numbers;
        const measures = { enabledAccounts: population, linkedAccounts: population, memberships: population };
        const weigh = (before: number, limit: Limit, by: Partial<Assessment> = {}) => {
          const verdict = judge(
            { [kind]: planned },
            measures,
            { [kind]: limit },
            { recent: { [kind]: before }, ...by },
          );
          return severity[verdict.kind];
        };
        const [low, high] = [Math.min(shareA, shareB), Math.max(shareA, shareB)];
        const wide = { share: high, count: count + more, floor };
        assert.ok(weigh(recent + more, wide) >= weigh(recent, wide), 'more done before');
        assert.ok(weigh(recent, { ...wide, share: low }) >= weigh(recent, wide), 'a lower share');
        assert.ok(weigh(recent, { ...wide, count }) >= weigh(recent, wide), 'a lower count');
        assert.ok(weigh(recent, { ...wide, floor: floor + more }) >= weigh(recent, wide), 'a higher floor');
        assert.equal(weigh(recent, wide, { sourceRefusals: [refusal] }), 2);
      }),
    );
  });

  it('names everything that holds a plan, what blocks first', () => {
    const source = { name: 'fewer-people', count: 1, population: 1, limit: null, text: 'fewer', release: 'mend' };
    const verdict = judge({ 'disable-account': 900, 'delete-account': 900 }, { absent: 101 }, defaultLimits, {
      sourceRefusals: [source],
    });
    assert.equal(verdict.kind, 'blocked');
    const names = ['fewer-people', 'too-many-absent-person', 'too-many-disable-account', 'too-many-delete-account'];
    assert.deepEqual(
      verdict.refusals.map(({ name }) => name),
      names,
    );
    assert.deepEqual(
      verdict.reasons,
      verdict.refusals.map(({ text }) => text),
    );
    assert.ok(verdict.refusals.every(({ release }) => release !== ''));
    assert.deepEqual(
      judge({}, { people: 0 }).refusals.map(({ name }) => name),
      ['nobody-at-all'],
    );
    assert.deepEqual(
      judge({}, { setAside: 900, people: 1 }).refusals.map(({ name }) => name),
      ['mostly-set-aside'],
    );
  });

  it('says all of it in Dutch too', () => {
    const texts = limitTexts('nl');
    const reasons = (counts: OperationCounts, measures: Partial<PlanMeasures>, recent: OperationCounts = {}) =>
      assessPlan(makeDraft(counts, measures), assessment(defaultLimits, { recent }), texts).reasons.join(' ');
    assert.match(
      reasons({ 'disable-account': 60 }, { absent: 200, setAside: 900, people: 1 }, { 'disable-account': 4 }),
      /missen|ontbreken: 200 van 1000.*900 van 901 mensen.*uit te schakelen: 64 van 1000 \(6\.4 %\) binnen 24 uur, waarvan 4 al gedaan/,
    );
    assert.match(reasons({ 'disable-account': 60 }, {}), /binnen 24 uur, en de grens is 25 en 5 %/);
    assert.match(reasons({}, { people: 0 }), /helemaal niemand/);
    assert.equal(reasons({}, {}), 'Er is niets te doen.');
    assert.match(texts.withinLimits, /binnen de grenzen/);
    assert.match(`${texts.releaseByApproval} ${texts.releaseByOverride}`, /--yes.*--override/);
  });

  it('asks before it does again what somebody took back', () => {
    const plan = planPeople(makeInput({ people: [makePerson({ personKey: 'P1' }), makePerson({ personKey: 'P2' })] }));
    const [first, second] = plan.operations;
    const undone = (operationId: string, by: string): UndoneOperation => ({
      operationId,
      runId: '7',
      by,
      at: '2026-11-23T09:30:12Z',
    });
    const judgeWith = (list: readonly UndoneOperation[], language: 'en' | 'nl' = 'en') =>
      assessPlan(plan, assessment(defaultLimits, { undone: list }), limitTexts(language));
    assert.equal(judgeWith([undone('something-else', 'Jan')]).kind, 'auto');
    const verdict = judgeWith([undone(first?.id ?? '', 'Jan'), undone(second?.id ?? '', 'Els')]);
    assert.equal(verdict.kind, 'needs-approval');
    const [refusal, ...others] = verdict.refusals;
    assert.deepEqual([refusal?.name, refusal?.count, others.length], ['undone-before', 2, 0]);
    assert.match(refusal?.text ?? '', /by (Jan|Els) on 2026-11-23 09:30 UTC, (Jan|Els) on 2026-11-23 09:30 UTC/);
    assert.match(refusal?.text ?? '', /Create account sanne\.devries@voorbeeld\.nl/);
    assert.match(
      judgeWith([undone(first?.id ?? '', 'Jan')], 'nl').reasons[0] ?? '',
      /^Eerder teruggedraaid: 1, door Jan op/,
    );
  });

  it('shows the first few of a long list of operations that were undone', () => {
    const people = Array.from({ length: 9 }, (_, index) =>
      makePerson({ personKey: `P${index}`, callName: `Naam${index}` }),
    );
    const plan = planPeople(makeInput({ people }));
    const undone = plan.operations.map(({ id }) => ({
      operationId: id,
      runId: '7',
      by: 'Jan',
      at: '2026-11-23T09:30:12Z',
    }));
    const [text = ''] = assessPlan(plan, assessment(defaultLimits, { undone }), limitTexts('en')).reasons;
    assert.match(text, /^Undone before: 9, by Jan on 2026-11-23 09:30 UTC\..*Naam4.* …$/i);
    assert.doesNotMatch(text, /naam5/i);
  });
});

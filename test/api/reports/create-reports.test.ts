import assert from 'node:assert/strict';
import { createReports } from '../../../api/reports/create-reports.ts';
import { newRun } from '../../../api/sync/create-run-service.ts';
import type { Reports } from '../../../models/ports.ts';
import { shareEngine } from '../../models/store/share-engine.ts';
import { openSync, type SyncHouse } from '../sync/open-sync.ts';

const policy = `
roles:
  - { id: unit3, when: 'user.department -eq "Unit 3"', grant: { groups: [sg-unit3] } }
catalogue:
  - { id: three, group: sg-unit3, title: The third floor }
`;
const by = { kind: 'system' as const, id: 'instroom', name: 'Instroom' };

describe('questions of the IT desk', function () {
  this.timeout(20_000);
  const ownDatabase = shareEngine();
  let house: SyncHouse;
  let reports: Reports;
  beforeEach(async () => {
    house = await openSync({ database: ownDatabase(), people: 12, policy, groups: ['sg-unit3'] });
    reports = createReports(house.parts);
  });
  afterEach(() => house.close());

  describe('why', () => {
    it('tells what, why and of what moment, by part of the name or the title in the catalogue', async () => {
      await house.apply();
      house.at('2026-11-24T09:00:00.000Z');
      for (const item of ['sg-unit3', 'UNIT3', 'third floor', 'three']) {
        const why = await reports.explain({ personKey: 'P3', item });
        assert.deepEqual(
          why?.items.map(({ has, wants }) => [has, wants]),
          [['sg-unit3', 'sg-unit3']],
          item,
        );
        assert.match(why?.items[0]?.reasons.map(({ text }) => text).join(' ') ?? '', /Unit 3/);
        assert.equal(why?.on, '2026-11-24T09:00:00.000Z');
        assert.equal(why?.phase, 'active');
      }
      const none = await reports.explain({ personKey: 'P3', item: 'sg-unit4' });
      assert.deepEqual([none?.items, none?.nearest], [[], ['sg-unit3']]);
      assert.equal(await reports.explain({ personKey: 'P99' }), null);
    });

    it('knows what changed since, when others asked before', async () => {
      await house.apply();
      await Promise.all([1, 2, 3].map((key) => reports.explain({ personKey: `P${key}` })));
      for (const job of house.people[5]?.employments ?? []) job.unitKey = 'U3';
      assert.deepEqual((await reports.explain({ personKey: 'P5', item: 'unit3' }))?.items, []);
      await house.apply();
      const why = await reports.explain({ personKey: 'P5', item: 'unit3' });
      assert.deepEqual(
        why?.items.map(({ has }) => has),
        ['sg-unit3'],
      );
    });

    it('sees a grant that was given since, at once', async () => {
      await house.apply();
      assert.deepEqual((await reports.explain({ personKey: 'P5', item: 'unit3' }))?.items, []);
      await house.stores.grants.save({
        id: 'g1',
        personKey: 'P5',
        kind: 'exception',
        items: { groups: ['sg-unit3'], licences: [], apps: [] },
        withheld: { groups: [], licences: [], apps: [] },
        attributes: [],
        startsAt: '2026-11-01T00:00:00.000Z',
        endsAt: '2026-12-01T00:00:00.000Z',
        follows: null,
        reason: 'audit',
        approval: null,
      });
      assert.deepEqual(
        (await reports.explain({ personKey: 'P5', item: 'unit3' }))?.items.map(({ has, wants }) => [has, wants]),
        [[null, 'sg-unit3']],
      );
    });

    it('speaks of another day when asked to', async () => {
      for (const job of house.people[3]?.employments ?? []) job.endsOn = '2026-12-31';
      await house.apply();
      const later = await reports.explain({ personKey: 'P3', on: '2027-06-01T00:00:00.000Z' });
      assert.equal(later?.phase, 'ended');
      assert.equal((await reports.explain({ personKey: 'P3' }))?.phase, 'active');
    });
  });

  it('finds people by their words in any order, and who is meant by a slip of the pen', async () => {
    await house.apply();
    const [sanne] = await reports.findPeople('sanne vries', 5);
    assert.equal(sanne?.personKey, 'P0');
    assert.deepEqual(await reports.findPeople('vriezz', 5), []);
    assert.match((await reports.nearestNames('Sane de Vris', 3))[0] ?? '', /Sanne de Vries/);
  });

  it('says who and what waits, since when it says so without a break', async () => {
    delete house.people[5]?.employments[0]?.startsOn;
    await house.apply();
    house.at('2026-11-25T08:00:00.000Z');
    await house.apply();
    await house.stores.runs.add({
      ...newRun({ trigger: 'file', by, at: '2026-11-25T09:00:00.000Z' }),
      state: 'blocked',
      verdict: { kind: 'blocked', reasons: ['Too few.'], refusals: [] },
    });
    const { entries, counts } = await reports.waiting();
    assert.deepEqual(counts, { person: 1, run: 1, request: 0 });
    assert.deepEqual(
      entries.map(({ kind, id, owners, since }) => [kind, id, owners, since]),
      [
        ['person', 'P5', ['hr'], '2026-11-24T08:00:00.000Z'],
        ['run', '3', ['it'], '2026-11-25T09:00:00.000Z'],
      ],
    );
  });

  it('groups what fails by cause, and forgets what was mended', async () => {
    await house.apply();
    const [first, second, third] = (await house.stores.runs.operations('1')).map(({ operation }) => operation);
    assert.ok(first && second && third);
    const fail = (text: string) => ({
      kind: 'failed' as const,
      at: '2026-11-24T08:00:00.000Z',
      accountId: null,
      error: { code: 'directory-refused', text, requestId: null },
    });
    await house.stores.runs.saveResults('1', [
      { operationId: first.id, ...fail('No seat for anna@voorbeeld.example.') },
      { operationId: second.id, ...fail('No seat for bram@voorbeeld.example.') },
      { operationId: third.id, ...fail('The group is gone.') },
    ]);
    const groups = await reports.errors();
    assert.deepEqual(
      groups.map(({ count, runIds }) => [count, runIds]),
      [
        [2, ['1']],
        [1, ['1']],
      ],
    );
    await house.stores.runs.add({
      ...newRun({ trigger: 'file', by, at: '2026-11-24T09:00:00.000Z' }),
      state: 'finished',
    });
    assert.deepEqual(await reports.errors(), [], 'the newest run did not meet it any more');
    house.at('2026-12-24T08:00:00.000Z');
    assert.deepEqual(await reports.errors(), []);
  });

  it('looks ahead', async () => {
    for (const job of house.people[3]?.employments ?? []) job.endsOn = '2026-11-26';
    await house.apply();
    const outlook = await reports.forecast(7);
    assert.equal(outlook.days.length, 7);
    assert.deepEqual(
      outlook.days.filter(({ leavers }) => leavers > 0).map(({ date, leavers }) => [date, leavers]),
      [['2026-11-26', 1]],
    );
    assert.equal(outlook.people[0]?.date, '2026-11-26');
  });

  it('counts people and accounts as they are after each reading', async () => {
    const figures = async () => {
      const { people, accounts, paused } = await reports.status();
      return [people, accounts, paused];
    };
    assert.deepEqual(await figures(), [0, 0, null]);
    await house.apply();
    assert.deepEqual(await figures(), [12, 12, null]);
    house.people.pop();
    await house.apply();
    assert.deepEqual(await figures(), [11, 12, null]);
  });

  it('charts what failed, and not who was left to an express run or held back', async () => {
    const run = await house.apply();
    const results = { done: 2, already: 1, failed: 1, skipped: 4 };
    await house.stores.runs.change(run.id, ['finished'], { results });
    const [charted] = (await reports.status()).recentRuns;
    assert.deepEqual([charted?.changed, charted?.failed], [3, 1]);
  });

  it('lists what was changed by hand', async () => {
    await house.apply();
    await house.apply();
    const account = [...house.world.accounts.values()][0];
    if (account) account.attributes.jobTitle = 'By hand';
    await house.stores.settings.set('paused', null);
    await house.apply({ release: { only: { people: ['nobody'] } } }).catch(() => {});
    const findings = await reports.drift();
    assert.deepEqual(
      findings.map(({ sentence }) => /By hand/.test(sentence)),
      [true],
    );
  });
});

import assert from 'node:assert/strict';
import { planInput } from '../../../api/sync/make-plan.ts';
import { loadNextPlan } from '../../../api/sync/next-plan.ts';
import { readWorld } from '../../../api/sync/read-world.ts';
import { InstroomError } from '../../../models/errors.ts';
import type { Person } from '../../../models/person.ts';
import { shareEngine } from '../../models/store/share-engine.ts';
import { makeGrant } from '../engine/make-input.ts';
import { openSync, type SyncHouse } from './open-sync.ts';

const policy = `
roles:
  - { id: unit3, when: 'user.department -eq "Unit 3"', grant: { groups: [sg-unit3] }, keepAfterLossDays: 14 }
`;

function move(person: Person | undefined, unitKey: string): void {
  for (const employment of person?.employments ?? []) employment.unitKey = unitKey;
}

const extra = { groups: ['sg-extra'] };

describe('what a run remembers', function () {
  const ownDatabase = shareEngine();
  this.timeout(20_000);
  let house: SyncHouse;
  beforeEach(async () => {
    house = await openSync({ database: ownDatabase(), people: 12, policy, groups: ['sg-unit3', 'sg-extra'] });
  });
  afterEach(() => house.close());

  const members = (group: string): number => house.world.groups.get(`id-${group}`)?.memberIds.length ?? 0;

  it('writes down what later plans rest on before anything reaches Entra', async () => {
    const { ledger } = house.stores;
    const save = ledger.save;
    const states: string[] = [];
    ledger.save = async (...args) => {
      const [run] = await house.stores.runs.list({ limit: 1 });
      states.push(`${run?.state}, ${house.world.accounts.size} accounts`);
      await save(...args);
    };
    await house.apply();
    assert.deepEqual(states, ['planning, 0 accounts']);
    assert.equal(house.world.accounts.size, 12);
  });

  it('writes nothing to Entra when it cannot be written down, and goes on where it was', async () => {
    const { ledger } = house.stores;
    const save = ledger.save;
    ledger.save = async () => {
      throw new InstroomError('conflict', 'x@voorbeeld.example is reserved for somebody else already.');
    };
    await assert.rejects(house.apply(), { code: 'conflict' });
    assert.equal(house.world.accounts.size, 0);
    ledger.save = save;
    assert.equal((await house.apply()).state, 'finished');
    assert.equal(house.world.accounts.size, 12);
  });

  it('gives somebody the address that a run which was cut off had promised, whoever else is called that by then', async () => {
    const addressOf = (personKey: string): string | undefined =>
      [...house.world.accounts.values()].find((account) => account.stampedPersonKey === personKey)?.userPrincipalName;
    house.world.applyFailure = { at: 0, error: new InstroomError('directory-unreachable', 'no answer') };
    await assert.rejects(house.apply(), { code: 'directory-unreachable' });
    assert.equal(house.world.accounts.size, 0);
    const promised = (await house.stores.ledger.load('fake')).reservations;
    assert.equal(promised.length, 12);

    house.world.applyFailure = null;
    const [namesake] = house.people.slice(1, 2).map((person) => ({ ...structuredClone(person), personKey: 'A1' }));
    assert.ok(namesake);
    for (const employment of namesake.employments)
      Object.assign(employment, { employmentKey: 'EA1', employeeNumber: '7' });
    house.people.unshift(namesake);
    assert.equal((await house.apply({ approve: true })).state, 'finished');
    for (const { personKey, address } of promised) assert.equal(addressOf(personKey), address);
    assert.notEqual(addressOf('A1'), addressOf('P1'));
    assert.equal((await house.stores.ledger.load('fake')).reservations.length, 13);
  });

  it('keeps a lost role for the days of its hand-over, counted from the day it was lost', async () => {
    await house.apply();
    assert.equal(members('sg-unit3'), 1);
    move(house.people[3], 'U4');
    await house.apply();
    assert.equal(members('sg-unit3'), 1);
    const [holding] = (await house.stores.ledger.load('fake')).holdings;
    assert.deepEqual(holding, { personKey: 'P3', roleId: 'unit3', lostAt: '2026-11-23T23:00:00.000Z' });
    const next = await loadNextPlan(house.parts);
    assert.equal(next, '2026-12-07T23:00:00.000Z');
    house.at('2026-12-07T22:59:59.000Z');
    await house.apply();
    assert.equal(members('sg-unit3'), 1);
    house.at(next ?? '');
    await house.apply();
    assert.equal(members('sg-unit3'), 0);
    assert.equal(await loadNextPlan(house.parts), null);
  });

  it('gives what a grant gives while it is in force, and knows when that changes', async () => {
    await house.stores.grants.save(
      makeGrant({ items: extra, startsAt: '2026-11-25T09:30:00.000Z', endsAt: '2026-11-26T12:00:00.000Z' }),
    );
    await house.apply();
    assert.equal(members('sg-extra'), 0);
    for (const [instant, count] of [
      ['2026-11-25T09:30:00.000Z', 1],
      ['2026-11-26T12:00:00.000Z', 0],
    ] as const) {
      assert.equal(await loadNextPlan(house.parts), instant);
      house.at(instant);
      await house.apply();
      assert.equal(members('sg-extra'), count);
    }
    assert.equal(await loadNextPlan(house.parts), null);
  });

  it('takes away what a grant gave that ended while nothing ran, however long that was', async () => {
    await house.stores.grants.save(
      makeGrant({ items: extra, startsAt: '2026-11-24T00:00:00.000Z', endsAt: '2026-11-25T00:00:00.000Z' }),
    );
    await house.apply();
    assert.equal(members('sg-extra'), 1);
    house.at('2027-06-01T08:00:00.000Z');
    await house.apply({ approve: true });
    assert.equal(members('sg-extra'), 0);
  });

  it('believes a source that a whole run went out on, and blocks one that gives far fewer people', async () => {
    await house.apply();
    assert.ok(await house.stores.settings.get('source-profile:hr'));
    house.people.length = 1;
    const blocked = await house.apply({ approve: true });
    assert.equal(blocked.state, 'blocked');
    assert.match(blocked.verdict?.reasons[0] ?? '', /gave 1 people, and the time before 12/);
    const released = await house.apply({ approve: true, override: 'the rest moved to another system' });
    assert.equal(released.state, 'finished');
    assert.equal((await house.apply()).state, 'blocked', 'eleven people are still missing from HR');
  });

  it('knows what was done within a day of the plan, and not what a rehearsal of another day did', async () => {
    await house.apply();
    house.people.length = 10;
    move(house.people[3], 'U4');
    const compiled = await house.parts.loadPolicy();
    for (const employment of house.people[7]?.employments ?? []) employment.endsOn = '2026-11-20';
    await house.apply({ approve: true, override: 'so be it' });
    const recentAt = async (now: string) => (await readWorld(house.parts, compiled, { now })).recent;
    assert.deepEqual(await recentAt('2026-11-25T07:59:00.000Z'), { 'disable-account': 1 });
    assert.deepEqual(await recentAt('2026-11-25T08:01:00.000Z'), {});
    assert.deepEqual(await recentAt('2025-11-24T08:00:00.000Z'), {});
  });

  it('takes the links, and what is ours of them, as they were accepted', async () => {
    await house.apply();
    const [account] = [...house.world.accounts.values()].filter((one) => one.stampedPersonKey === 'P3');
    assert.ok(account);
    await house.stores.accounts.saveLinks('fake', new Map([['P3', account.id]]), new Map([['P3', ['jobTitle']]]));
    const compiled = await house.parts.loadPolicy();
    const { links, ownership } = planInput(await readWorld(house.parts, compiled), compiled, '2026-11-24T08:00:00Z');
    assert.deepEqual([links.get('P3'), ownership.get('P3'), ownership.size], [account.id, ['jobTitle'], 1]);
  });

  it('does again what was undone only with a yes, and then forgets it was undone', async () => {
    await house.apply();
    move(house.people[4], 'U3');
    const planned = await house.apply({ approve: true, release: { only: { people: ['P5'] } } }).catch(() => null);
    assert.equal(planned, null, 'nothing of P5 is in the plan');
    const [run] = await house.stores.runs.list({ limit: 1 });
    const operations = await house.stores.runs.operations(run?.id ?? '');
    const undone = operations.map(({ operation }) => ({
      operationId: operation.id,
      runId: '1',
      by: 'Ivo',
      at: '2026-11-24T08:00:00.000Z',
    }));
    await house.stores.ledger.saveUndone('fake', undone);
    const [first, ...others] = operations;
    const kinds = [...new Set(others.map(({ operation }) => operation.kind))];
    assert.ok(first && kinds.length > 0, 'more kinds than one');
    await house.apply({ approve: true, release: { except: { kinds: [first.operation.kind] } } });
    const left = (await house.stores.ledger.load('fake')).undone.map((entry) => entry.operationId);
    const held = operations.filter(({ operation }) => operation.kind === first.operation.kind);
    assert.deepEqual(left.sort(), held.map(({ operation }) => operation.id).sort());
  });
});

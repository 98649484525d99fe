import assert from 'node:assert/strict';
import { createSamePeople } from '../../../api/sync/create-same-people.ts';
import type { Person } from '../../../models/person.ts';
import type { Actor } from '../../../models/run.ts';
import type { RecordPair, SamePeople } from '../../../models/same-people.ts';
import { shareEngine } from '../../models/store/share-engine.ts';
import { makeGrant } from '../engine/make-input.ts';
import { openSync, type SyncHouse } from './open-sync.ts';

const policy = `
identity: { sameBy: [employeeNumber] }
roles:
  - { id: external, when: 'user.employeeType -eq "external"', grant: { groups: [sg-guests] } }
`;

const it_: Actor = { kind: 'cli', id: 'cli', name: 'Olga' };

const contractor = (more: Partial<Person> = {}): Person => ({
  personKey: '71',
  sourceId: 'planning',
  callName: 'Bo',
  birthName: 'Berg',
  nameUse: 'birth',
  mobilePhone: '0612345678',
  employments: [
    {
      employmentKey: '1',
      kind: 'external',
      employeeNumber: 'B7',
      startsOn: '2026-01-01',
      unitKey: 'U1',
      country: 'NL',
    },
  ],
  leaves: [],
  ...more,
});

/** The same human as HR has them. */
const employee = (more: Partial<Person> = {}): Person => ({
  ...contractor(),
  personKey: 'P500',
  sourceId: 'hr',
  employments: [
    {
      employmentKey: '1',
      kind: 'employee',
      employeeNumber: 'B7',
      startsOn: '2026-01-01',
      unitKey: 'U2',
      country: 'NL',
    },
  ],
  ...more,
});

const bo: RecordPair = {
  left: { sourceId: 'hr', recordKey: 'P500' },
  right: { sourceId: 'planning', recordKey: '71' },
};

describe('several sources, from one run to the next', function () {
  const ownDatabase = shareEngine();
  this.timeout(20_000);
  let house: SyncHouse;
  let samePeople: SamePeople;
  beforeEach(async () => {
    const database = ownDatabase();
    house = await openSync({ database, people: 3, policy, groups: ['sg-guests', 'sg-extra'], other: 'planning' });
    samePeople = createSamePeople(house.parts, 'test');
  });
  afterEach(() => house.close());

  const marks = (): string[] =>
    [...house.world.accounts.values()].map(({ stampedPersonKey }) => stampedPersonKey ?? '').sort();
  const accountOf = (key: string) => [...house.world.accounts.values()].find((one) => one.stampedPersonKey === key);

  it('keeps the account that planning brought when HR takes somebody on', async () => {
    house.others.push(contractor());
    await house.apply();
    assert.deepEqual(marks(), ['71', 'P0', 'P1', 'P2']);
    house.people.push(employee());
    await house.apply({ approve: true });
    assert.deepEqual(marks(), ['71', 'P0', 'P1', 'P2']);
    assert.equal(accountOf('71')?.attributes.employeeType, 'employee');
    const known = await house.stores.people.find('71');
    assert.deepEqual(
      known?.employments.map(({ statedBy }) => statedBy?.sourceId),
      ['hr', 'planning'],
    );
    assert.equal(await house.stores.people.count(), 4);
    house.others.length = 0;
    await house.apply({ approve: true });
    assert.deepEqual(marks(), ['71', 'P0', 'P1', 'P2']);
  });

  it('finds the key on the account when everything that was written down is lost', async () => {
    house.others.push(contractor());
    await house.apply();
    house.people.push(employee());
    await house.apply({ approve: true });
    const lost = await openSync({ database: ownDatabase(), people: 3, policy, other: 'planning' });
    try {
      lost.people.push(employee());
      lost.others.push(contractor());
      lost.parts.directory = house.parts.directory;
      await lost.apply({ approve: true });
      assert.deepEqual(marks(), ['71', 'P0', 'P1', 'P2']);
    } finally {
      await lost.close();
    }
  });

  it('goes on as before after a crash between writing down who is who and the plan', async () => {
    house.others.push(contractor());
    await house.apply();
    house.people.push(employee());
    const save = house.stores.people.saveReading;
    house.stores.people.saveReading = async () => {
      throw new Error('the machine went down');
    };
    await assert.rejects(house.apply({ approve: true }));
    house.stores.people.saveReading = save;
    await house.apply({ approve: true });
    assert.deepEqual(marks(), ['71', 'P0', 'P1', 'P2']);
  });

  it('takes along what was granted to, and ordered of, somebody under the key of one source', async () => {
    house.people.push(employee());
    await house.apply();
    await house.stores.grants.save(
      makeGrant({ id: 'g1', personKey: '71', items: { groups: ['sg-extra'], licences: [], apps: [] } }),
    );
    const exit = { personKey: '71', fromAt: '2026-11-24T07:00:00.000Z', liftedAt: null, reason: 'x', by: 'Olga' };
    await house.stores.grants.saveUrgentExit(exit);
    house.others.push(contractor());
    await house.apply({ approve: true });
    assert.equal(accountOf('P500')?.accountEnabled, false);
    assert.equal((await house.stores.grants.find('g1'))?.personKey, 'P500');
    assert.deepEqual(await house.stores.grants.urgentExits(), [{ ...exit, personKey: 'P500' }]);
  });

  it('makes no second account for a look-alike until somebody has said who it is', async () => {
    house.people.push(employee());
    await house.apply();
    house.others.push(
      contractor({ employments: contractor().employments.map((one) => ({ ...one, employeeNumber: 'X1' })) }),
    );
    const run = await house.apply();
    assert.deepEqual(marks(), ['P0', 'P1', 'P2', 'P500']);
    assert.deepEqual(
      run.notes.filter(({ kind }) => kind === 'same-person').map(({ personKey }) => personKey),
      ['71'],
    );
    const { doubts, counts } = await samePeople.list();
    assert.deepEqual(
      doubts.map(({ reason, waits }) => [reason, waits]),
      [['looks-alike', '71']],
    );
    assert.deepEqual(counts, { doubts: 1, waiting: 1, inSeveralSources: 0 });

    const outcome = await samePeople.decide({ same: [bo], two: [], forget: [] }, it_);
    assert.equal(outcome.kind === 'decided' && outcome.report.counts.doubts, 0);
    await house.apply({ approve: true });
    assert.deepEqual(marks(), ['P0', 'P1', 'P2', 'P500']);
    assert.deepEqual(house.world.groups.get('id-sg-guests')?.memberIds, [accountOf('P500')?.id]);
    const [event] = await house.stores.audit
      .list({ personKey: 'P500', limit: 100 })
      .then((all) => all.filter(({ kind }) => kind === 'people-joined'));
    assert.equal(event?.actor.name, 'Olga');
  });

  it('lets what was said be taken back, and said the other way round', async () => {
    house.people.push(employee());
    house.others.push(
      contractor({ employments: contractor().employments.map((one) => ({ ...one, employeeNumber: 'X1' })) }),
    );
    await house.apply();
    await samePeople.decide({ same: [bo], two: [], forget: [] }, it_);
    await house.apply({ approve: true });
    assert.equal((await house.stores.people.find('P500'))?.employments.length, 2);

    const taken = await samePeople.decide({ same: [], two: [], forget: [bo] }, it_);
    assert.deepEqual(taken.kind === 'decided' && taken.report.doubts.map(({ reason }) => reason), ['looks-alike']);
    await house.apply({ approve: true });
    assert.equal((await house.stores.people.find('P500'))?.employments.length, 1);
    assert.deepEqual(marks(), ['P0', 'P1', 'P2', 'P500']);

    await samePeople.decide({ same: [], two: [bo], forget: [] }, it_);
    await house.apply({ approve: true });
    assert.deepEqual(marks(), ['71', 'P0', 'P1', 'P2', 'P500']);

    const late = await samePeople.decide({ same: [bo], two: [], forget: [] }, it_);
    assert.deepEqual(late.kind === 'refused' && late.problems, [
      { kind: 'two-accounts', left: 'hr/P500', right: 'planning/71', keys: ['71', 'P500'] },
    ]);
  });

  it('refuses what cannot be, with every reason, and writes nothing of it', async () => {
    house.people.push(employee());
    house.others.push(contractor());
    await house.apply();
    const pair = (left: string, right: string): RecordPair => {
      const [a = '', b = ''] = left.split('/');
      const [c = '', d = ''] = right.split('/');
      return { left: { sourceId: a, recordKey: b }, right: { sourceId: c, recordKey: d } };
    };
    const decide = async (ask: Parameters<SamePeople['decide']>[0]) => {
      const outcome = await samePeople.decide(ask, it_);
      return outcome.kind === 'refused' ? outcome.problems.map(({ kind }) => kind) : outcome.kind;
    };
    const nothing = { same: [], two: [], forget: [] };
    assert.deepEqual(await decide({ ...nothing, same: [pair('hr/P9', 'planning/71')] }), ['unknown-record']);
    assert.deepEqual(await decide({ ...nothing, two: [pair('hr/P1', 'hr/P2')] }), ['one-source']);
    assert.deepEqual(await decide({ ...nothing, same: [bo], two: [bo] }), ['said-twice']);
    assert.deepEqual(await decide({ ...nothing, forget: [bo] }), ['never-said']);
    assert.deepEqual(await decide({ ...nothing, same: [pair('hr/P1', 'planning/71')] }), ['two-of-a-source']);
    assert.deepEqual(await house.stores.identity.decisions(), []);
  });

  it('lets one decide at a time', async () => {
    house.people.push(employee());
    house.others.push(contractor());
    await house.apply();
    const other = createSamePeople(house.parts, 'other');
    const outcomes = await Promise.all(
      [samePeople, other].map((one) => one.decide({ same: [], two: [bo], forget: [] }, it_)),
    );
    assert.ok(outcomes.some(({ kind }) => kind === 'decided'));
    assert.equal((await house.stores.identity.decisions()).length, 1);
  });
});

import assert from 'node:assert/strict';
import { choosePutBack } from '../../../api/sync/choose-put-back.ts';
import { shareEngine } from '../../models/store/share-engine.ts';
import { openSync, type SyncHouse } from './open-sync.ts';

const policy = `
limits: { remove-member: { share: 0, count: 1, floor: 0 } }
roles:
  - { id: unit3, when: 'user.department -eq "Unit 3"', grant: { groups: [sg-unit3] } }
`;

describe('drift over runs', function () {
  const ownDatabase = shareEngine();
  this.timeout(20_000);
  let house: SyncHouse;
  beforeEach(async () => {
    house = await openSync({ database: ownDatabase(), people: 6, policy, groups: ['sg-unit3'] });
    await house.apply();
  });
  afterEach(() => house.close());

  const findings = async () => (await house.stores.ledger.load('fake')).findings;
  const account = (personKey: string) => {
    const found = [...house.world.accounts.values()].find(({ stampedPersonKey }) => stampedPersonKey === personKey);
    return found ?? assert.fail(personKey);
  };
  const addByHand = (...people: string[]) =>
    house.world.groups.get('id-sg-unit3')?.memberIds.push(...people.map((key) => account(key).id));

  it('is named in the plan, written down, and settled once it is put back', async () => {
    account('P2').attributes.jobTitle = 'By hand';
    const run = await house.apply();
    assert.equal(run.state, 'finished');
    assert.match(run.notes.find(({ kind }) => kind === 'drift')?.text ?? '', /Change .*jobTitle from “By hand”/);
    const [operation] = (await house.stores.runs.operations(run.id)).map((entry) => entry.operation);
    assert.equal(
      operation?.reasons.some(({ kind }) => kind === 'drift'),
      true,
    );
    assert.deepEqual(
      (await findings()).map(({ operationId, foundAt }) => [operationId, foundAt]),
      [[operation?.id, '2026-11-24T08:00:00.000Z']],
    );
    assert.equal(account('P2').attributes.jobTitle, 'Function 2');
    await house.apply();
    assert.deepEqual(await findings(), []);
  });

  it('says who did it and when, as far as Entra knows', async () => {
    house.at('2026-11-24T09:00:00.000Z');
    account('P2').attributes.jobTitle = 'By hand';
    account('P3').attributes.jobTitle = 'By hand too';
    house.world.authors.set(account('P2').id, { by: 'els@voorbeeld.example', at: '2026-11-24T08:30:00.000Z' });
    const run = await house.apply();
    const operations = (await house.stores.runs.operations(run.id)).map((entry) => entry.operation);
    const reasonOf = (personKey: string) =>
      operations.find((operation) => operation.personKey === personKey)?.reasons.find(({ kind }) => kind === 'drift')
        ?.text;
    assert.match(reasonOf('P2') ?? '', /by hand in Entra by els@voorbeeld\.example on 2026-11-24 08:30 UTC/);
    assert.match(reasonOf('P3') ?? '', /by hand in Entra; neither HR/);
    assert.deepEqual(
      (await findings()).map(({ by, at }) => [by, at]).sort(),
      [
        [null, null],
        ['els@voorbeeld.example', '2026-11-24T08:30:00.000Z'],
      ].sort(),
    );
  });

  it('stays named while its plan waits for somebody', async () => {
    addByHand('P1', 'P2');
    const held = await house.apply();
    assert.equal(held.state, 'awaiting-approval');
    house.at('2026-11-24T09:00:00.000Z');
    const again = await house.apply();
    assert.equal(again.notes.filter(({ kind }) => kind === 'drift').length, 2);
    assert.deepEqual([...new Set((await findings()).map(({ foundAt }) => foundAt))], ['2026-11-24T08:00:00.000Z']);
  });

  it('is nothing that HR asked for', async () => {
    for (const job of house.people[2]?.employments ?? []) Object.assign(job, { functionTitle: 'Chef', unitKey: 'U3' });
    const run = await house.apply();
    assert.equal(run.results.done > 1, true);
    assert.deepEqual([run.notes.filter(({ kind }) => kind === 'drift'), await findings()], [[], []]);
  });

  it('is left alone while a grant keeps it', async () => {
    addByHand('P1');
    const items = { groups: ['id-sg-unit3'], licences: [], apps: [] };
    const nothing = { groups: [], licences: [], apps: [] };
    await house.stores.grants.save({
      id: 'kept',
      personKey: 'P1',
      kind: 'kept-drift',
      items,
      withheld: nothing,
      attributes: [],
      follows: null,
      startsAt: '2026-11-24T00:00:00.000Z',
      endsAt: '2026-11-30T00:00:00.000Z',
      reason: 'a project',
      approval: null,
    });
    const members = () => house.world.groups.get('id-sg-unit3')?.memberIds.length;
    await house.apply();
    assert.equal(members(), 2);
    house.at('2026-11-30T00:00:00.000Z');
    await house.apply();
    assert.equal(members(), 1);
  });
});

describe('drift that somebody has to choose about', function () {
  this.timeout(20_000);
  const ownDatabase = shareEngine();
  let house: SyncHouse;
  beforeEach(async () => {
    house = await openSync({
      database: ownDatabase(),
      people: 6,
      policy: `${policy}\ndrift: ask\n`,
      groups: ['sg-unit3'],
    });
    await house.apply();
  });
  afterEach(() => house.close());

  const account = (personKey: string) => {
    const found = [...house.world.accounts.values()].find(({ stampedPersonKey }) => stampedPersonKey === personKey);
    return found ?? assert.fail(personKey);
  };
  const findings = async () => (await house.stores.ledger.load('fake')).findings;

  it('stays as it is, run after run, while everything else goes on', async () => {
    account('P2').attributes.jobTitle = 'By hand';
    for (const job of house.people[3]?.employments ?? []) Object.assign(job, { functionTitle: 'Chef' });
    for (const _ of [1, 2]) {
      const run = await house.apply();
      assert.match(run.notes.find(({ kind }) => kind === 'drift')?.text ?? '', /left so until somebody chooses/);
      assert.equal(run.state, 'finished');
    }
    assert.deepEqual([account('P2').attributes.jobTitle, account('P3').attributes.jobTitle], ['By hand', 'Chef']);
    assert.equal((await findings()).length, 1);
  });

  it('is put back by the run after somebody chose that', async () => {
    account('P2').attributes.jobTitle = 'By hand';
    await house.apply();
    const [finding] = await findings();
    assert.ok(finding);
    await choosePutBack(finding, house.parts);
    await house.apply();
    assert.equal(account('P2').attributes.jobTitle, 'Function 2');
    await house.apply();
    assert.deepEqual(await findings(), []);
  });

  it('is put back when somebody chose that while a run was planning', async () => {
    account('P2').attributes.jobTitle = 'By hand';
    await house.apply();
    const [finding] = await findings();
    assert.ok(finding);
    const { read } = house.parts.directory;
    const { load } = house.stores.ledger;
    const loaded = new Promise<void>((resolve) => {
      house.stores.ledger.load = async (key) => {
        const ledger = await load(key);
        resolve();
        return ledger;
      };
    });
    house.parts.directory.read = async (ask) => {
      await loaded;
      await choosePutBack(finding, house.parts);
      house.parts.directory.read = read;
      return read(ask);
    };
    await house.apply();
    assert.equal(account('P2').attributes.jobTitle, 'By hand');
    await house.apply();
    assert.equal(account('P2').attributes.jobTitle, 'Function 2');
  });

  it('does not let a leaver in while somebody thinks about it', async () => {
    for (const job of house.people[2]?.employments ?? []) Object.assign(job, { endsOn: '2026-11-20' });
    await house.apply();
    assert.equal(account('P2').accountEnabled, false);
    account('P2').accountEnabled = true;
    await house.apply();
    assert.equal(account('P2').accountEnabled, false);
  });
});

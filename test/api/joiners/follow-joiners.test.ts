import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createColleagues } from '../../../api/colleagues/create-colleagues.ts';
import type { JoinerParts } from '../../../api/joiners/joiner-parts.ts';
import { tellJoiners } from '../../../api/joiners/tell-joiners.ts';
import { watchJoiners } from '../../../api/joiners/watch-joiners.ts';
import { createKnownWorld } from '../../../api/reports/known-world.ts';
import type { JoinerState } from '../../../models/joiner.ts';
import type { News } from '../../../models/news.ts';
import type { Employment, Person } from '../../../models/person.ts';
import { shareEngine } from '../../models/store/share-engine.ts';
import { makePerson } from '../../organisation/make-organisation.ts';
import { openSync, type SyncHouse } from '../sync/open-sync.ts';

const policy = `
joiners: { fixUrl: 'https://hr.example/people/\${employeeNumber}?unit=\${unit.key}' }
lifecycle: { createDaysBeforeStart: 14 }
limits: { remove-member: { share: 0, count: 0, floor: 0 } }
scope: user.employeeType -ne "external"
roles:
  - { id: everybody, when: 'user.employeeType -eq "employee"', grant: { groups: [sg-all], licences: [SPE_E3] } }
`;

/** Runs, and what HR hears after them. P3 is the head of the unit of whoever is hired. */
describe('joiners, as HR follows them', function () {
  this.timeout(30_000);
  const ownDatabase = shareEngine();
  let house: SyncHouse;
  let parts: JoinerParts;
  let news: News[];

  beforeEach(async () => {
    house = await openSync({ database: ownDatabase(), people: 5, policy, groups: ['sg-all'] });
    house.world.skus = [{ skuId: 'e3', skuPartNumber: 'SPE_E3', seats: 100 }];
    await house.apply();
    news = [];
    parts = open();
  });
  afterEach(() => house.close());

  /** As a process that has just started. */
  const open = (): JoinerParts => {
    const { stores, clock, loadPolicy, directory } = house.parts;
    const directoryKey = directory.identify().key;
    const membership = { member: async () => null, holders: async () => [] };
    return {
      ...house.parts,
      directoryKey,
      colleagues: createColleagues({ stores, directoryKey, loadPolicy, membership, clock }),
      known: createKnownWorld({ stores, directory, clock, loadPolicy }),
      notifier: { tell: async (item) => void news.push(item) },
      owner: 'test',
    };
  };
  /** HR has a new colleague in unit 3. */
  const hire = (number: number, startsOn: string, job: Partial<Employment> = {}): Person => {
    const person = makePerson(number);
    const employments = person.employments.map((one) => ({
      ...one,
      kind: 'employee' as const,
      startsOn,
      unitKey: 'U3',
    }));
    const hired = { ...person, employments: employments.map((one) => ({ ...one, ...job })) };
    house.people.push(hired);
    return hired;
  };
  const change = (person: Person, job: Partial<Employment>) => {
    for (const one of person.employments) Object.assign(one, job);
  };
  const look = async (instant: string): Promise<JoinerState[]> => {
    house.at(instant);
    const from = news.length;
    await tellJoiners(parts);
    return news.slice(from).flatMap((one) => (one.kind === 'joiner-readiness' ? [one.joiner] : []));
  };
  /** What HR hears after a run at that moment. */
  const runAndLook = async (instant: string): Promise<JoinerState[]> => {
    house.at(instant);
    await house.apply();
    return look(instant);
  };
  const words = (states: readonly JoinerState[]) =>
    states.map(({ change: what, missing, ready }) => [what, missing.map(({ kind }) => kind).join(' '), ready]);

  it('tells ten days before, once, whatever the process; not sooner', async () => {
    hire(9, '2026-12-04');
    assert.deepEqual(await runAndLook('2026-11-23T12:00:00.000Z'), []);
    const [state, ...others] = await runAndLook('2026-11-24T12:00:00.000Z');
    assert.deepEqual([state?.change, state?.ready, others.length], ['new', true, 0]);
    assert.deepEqual(
      [state?.unitName, state?.managerName, state?.account],
      [
        'Unit 3',
        'Youssef Bakker',
        {
          userPrincipalName: 'ravi.bosch@voorbeeld.example',
          enabled: false,
          groups: 1,
          licences: 1,
          verifiedAt: '2026-11-24T12:00:00.000Z',
        },
      ],
    );
    assert.deepEqual(await look('2026-11-24T12:30:00.000Z'), []);
    parts = open();
    assert.deepEqual(await runAndLook('2026-11-25T12:00:00.000Z'), []);
  });

  it('says "ready" only when a plan wants nothing more, by whatever run that was', async () => {
    hire(9, '2026-12-01');
    house.world.refuse = ({ kind }) =>
      kind === 'add-member' ? { code: 'directory-refused', text: 'no', requestId: null } : null;
    const [half] = await runAndLook('2026-11-24T12:00:00.000Z');
    assert.deepEqual(words([half as JoinerState]), [['new', 'entra', false]]);
    assert.match(half?.pending.join() ?? '', /sg-all/);
    house.world.refuse = () => null;
    const [whole] = await runAndLook('2026-11-24T13:00:00.000Z');
    assert.deepEqual(words([whole as JoinerState]), [['news', '', true]]);
    assert.deepEqual(whole?.pending, []);
  });

  it('does not say "ready" of an account that waits for a yes, and names the run', async () => {
    const [gone] = house.people.splice(4, 1);
    assert.ok(gone !== undefined);
    hire(9, '2026-12-01');
    house.people.push({ ...gone, employments: [{ ...gone.employments[0], endsOn: '2026-11-20' } as Employment] });
    house.at('2026-11-24T12:00:00.000Z');
    const run = await house.apply();
    assert.equal(run.state, 'awaiting-approval');
    const [state] = await look('2026-11-24T12:00:00.000Z');
    assert.deepEqual([state?.ready, state?.account, state?.heldByRun], [false, null, run.id]);
    await house.apply({ approve: true });
    assert.deepEqual(words(await look('2026-11-24T12:10:00.000Z')), [['news', '', true]]);
  });

  it('names what is missing with where to mend it, and says so when it was filled in or went missing again', async () => {
    const joiner = hire(9, '2026-12-01', { unitKey: 'nowhere' });
    const [state] = await runAndLook('2026-11-24T12:00:00.000Z');
    assert.deepEqual(words([state as JoinerState]), [['new', 'unit manager', false]]);
    assert.equal(state?.fixUrl, null, 'no unit, and the page needs one');
    change(joiner, { unitKey: 'U3', employeeNumber: '9/9 ?&ü' });
    const [mended] = await runAndLook('2026-11-24T13:00:00.000Z');
    assert.deepEqual(words([mended as JoinerState]), [['news', '', true]]);
    assert.equal(mended?.fixUrl, 'https://hr.example/people/9%2F9%20%3F%26%C3%BC?unit=U3');
    change(joiner, { unitKey: 'nowhere' });
    assert.deepEqual(words(await runAndLook('2026-11-24T14:00:00.000Z')), [['news', 'unit manager', false]]);
    change(joiner, { unitKey: 'U3' });
    assert.deepEqual(words(await runAndLook('2026-11-24T15:00:00.000Z')), [['news', '', true]]);
    const editions = news.flatMap((one) => (one.kind === 'joiner-readiness' ? [one.joiner.edition] : []));
    assert.deepEqual(editions, [1, 2, 3, 4], 'what is said twice is not taken for the same letter');
  });

  it('asks for the country that a licence needs, a free seat, and a manager who can sign in', async () => {
    const joiner = hire(9, '2026-12-01');
    for (const one of joiner.employments) delete one.country;
    assert.deepEqual(words(await runAndLook('2026-11-24T12:00:00.000Z')), [['new', 'country', false]]);
    change(joiner, { country: 'NL' });
    house.world.skus = [{ skuId: 'e3', skuPartNumber: 'SPE_E3', seats: 4 }];
    assert.deepEqual(words(await runAndLook('2026-11-24T13:00:00.000Z')), [['news', 'licence', false]]);
    house.world.skus = [{ skuId: 'e3', skuPartNumber: 'SPE_E3', seats: 100 }];
    assert.deepEqual(words(await runAndLook('2026-11-24T14:00:00.000Z')), [['news', '', true]]);
    change(house.people[3] as Person, { endsOn: '2026-11-20' });
    house.at('2026-11-24T15:00:00.000Z');
    await house.apply({ approve: true });
    assert.deepEqual(words(await look('2026-11-24T15:00:00.000Z')), [['news', 'manager-account', false]]);
    change(joiner, { managerPersonKey: 'P999' });
    const [unknown] = await runAndLook('2026-11-24T16:00:00.000Z');
    assert.match(JSON.stringify(unknown?.missing), /P999, is not in the HR list/);
  });

  it('tells once more when the account is enabled, and changes what the card says without a word', async () => {
    const joiner = hire(9, '2026-12-01');
    await runAndLook('2026-11-24T12:00:00.000Z');
    change(joiner, { managerPersonKey: 'P2' });
    const [changed] = await runAndLook('2026-11-24T13:00:00.000Z');
    assert.deepEqual([changed?.change, changed?.managerName, changed?.ready], ['same', 'Fatima van den Berg', true]);
    const [enabled] = await runAndLook('2026-12-01T06:00:00.000Z');
    assert.deepEqual([enabled?.change, enabled?.account?.enabled, enabled?.ready], ['news', true, true]);
    assert.equal(enabled?.account?.verifiedAt, '2026-12-01T06:00:00.000Z');
    assert.deepEqual(await runAndLook('2026-12-01T07:00:00.000Z'), []);
    assert.deepEqual(await runAndLook('2026-12-10T07:00:00.000Z'), [], 'a week later they are no joiner any more');
  });

  it('is not heard at every run: what a later plan still wants only changes the card', async () => {
    hire(9, '2026-12-01');
    await runAndLook('2026-11-24T12:00:00.000Z');
    const group = [...house.world.groups.values()][0];
    const account = [...house.world.accounts.values()].find(({ stampedPersonKey }) => stampedPersonKey === 'P9');
    assert.ok(group !== undefined && account !== undefined);
    group.memberIds = group.memberIds.filter((id) => id !== account.id);
    house.at('2026-11-24T13:00:00.000Z');
    const { directory, stores } = house.parts;
    const reading = await directory.read({ groups: ['sg-all'], applications: [], licences: true, previous: null });
    await stores.accounts.saveReading(directory.identify().key, reading);
    const [quiet] = await look('2026-11-24T13:00:00.000Z');
    assert.deepEqual([quiet?.change, quiet?.ready, quiet?.pending.length], ['same', false, 1]);
    assert.deepEqual(words(await runAndLook('2026-11-24T13:01:00.000Z')), [['same', '', true]]);
  });

  it('tells of a moved first day, of a withdrawn one, and of a hire that comes back', async () => {
    const joiner = hire(9, '2026-12-01');
    await runAndLook('2026-11-24T12:00:00.000Z');
    change(joiner, { startsOn: '2026-12-02' });
    const [moved] = await runAndLook('2026-11-24T13:00:00.000Z');
    assert.deepEqual([moved?.change, moved?.formerStartsOn, moved?.startsOn], ['moved', '2026-12-01', '2026-12-02']);
    change(joiner, { startsOn: '2027-01-15' });
    const [later] = await runAndLook('2026-11-24T14:00:00.000Z');
    assert.deepEqual([later?.change, later?.startsOn], ['moved', '2027-01-15']);
    change(joiner, { startsOn: '2026-12-02' });
    assert.deepEqual(words(await runAndLook('2026-11-24T15:00:00.000Z')), [['new', '', true]]);
    const { employments } = joiner;
    joiner.employments = [];
    assert.deepEqual(words(await runAndLook('2026-11-24T16:00:00.000Z')), [['withdrawn', '', false]]);
    assert.deepEqual(await runAndLook('2026-11-24T17:00:00.000Z'), []);
    joiner.employments = employments;
    assert.deepEqual(words(await runAndLook('2026-11-24T18:00:00.000Z')), [['new', '', true]]);
  });

  it('says that HR no longer lists somebody, which is no withdrawal, and waits while HR is doubted', async () => {
    hire(9, '2026-12-01');
    await runAndLook('2026-11-24T12:00:00.000Z');
    const [joiner] = house.people.splice(5, 1);
    house.at('2026-11-24T13:00:00.000Z');
    const kept = house.people.splice(0);
    assert.equal((await house.apply()).state, 'blocked');
    assert.deepEqual(await look('2026-11-24T13:00:00.000Z'), []);
    house.people.push(...kept);
    assert.deepEqual(words(await runAndLook('2026-11-24T14:00:00.000Z')), [['unlisted', '', false]]);
    assert.ok(joiner !== undefined);
    house.people.push(joiner);
    assert.deepEqual(words(await runAndLook('2026-11-24T15:00:00.000Z')), [['new', '', true]]);
  });

  it('says why the rows of a joiner cannot be used', async () => {
    hire(9, '2026-12-01');
    await runAndLook('2026-11-24T12:00:00.000Z');
    const [connector] = house.parts.connectorsOf(await house.parts.loadPolicy());
    const setAside = [{ personKey: 'P9', reason: 'broken-row' as const, text: 'P9: no such date.', where: 'line 7' }];
    house.people.splice(5, 1);
    house.parts.connectorsOf = () => [
      { ...connector, read: async () => ({ ...(await connector?.read()), setAside }) } as never,
    ];
    const [state] = await runAndLook('2026-11-24T13:00:00.000Z');
    assert.deepEqual([state?.change, state?.missing], ['news', [{ kind: 'other', text: 'P9: no such date.' }]]);
  });

  it('takes nobody for a joiner who goes on, whom the policy is not about, or who started long ago', async () => {
    const goesOn = hire(9, '2026-12-01');
    goesOn.employments.push({ employmentKey: 'E0', kind: 'employee', startsOn: '2020-01-01', endsOn: '2026-11-27' });
    hire(10, '2026-12-01', { kind: 'external' });
    hire(11, '2026-11-20');
    assert.deepEqual(await runAndLook('2026-11-24T12:00:00.000Z'), []);
    assert.deepEqual(await runAndLook('2026-12-01T12:00:00.000Z'), []);
  });

  it('tells many at once on one card, and of each when something changes', async () => {
    const joiners = Array.from({ length: 25 }, (_, index) => hire(100 + index, '2026-12-01'));
    change(joiners[7] as Person, { unitKey: 'nowhere' });
    assert.deepEqual(await runAndLook('2026-11-24T12:00:00.000Z'), []);
    const digests = news.flatMap((one) => (one.kind === 'many-joiners' ? [one.digest] : []));
    assert.equal(digests.length, 1);
    const { lacking, edition: _, ...counts } = digests[0] ?? { lacking: [], edition: 0 };
    assert.deepEqual(counts, { startsUntil: '2026-12-01', ready: 24, preparing: 0, lackingCount: 1 });
    assert.deepEqual(
      lacking.map(({ missing }) => missing),
      [2],
    );
    parts = open();
    assert.deepEqual(await look('2026-11-24T12:30:00.000Z'), []);
    change(joiners[7] as Person, { unitKey: 'U3' });
    assert.deepEqual(words(await runAndLook('2026-11-24T13:00:00.000Z')), [['news', '', true]]);
  });

  it('tells the same edition again after a crash, which the outbox knows', async () => {
    hire(9, '2026-12-01');
    house.at('2026-11-24T12:00:00.000Z');
    await house.apply();
    const { settings } = house.stores;
    parts.stores = { ...house.stores, settings: { ...settings, set: async () => Promise.reject(new Error('killed')) } };
    await assert.rejects(look('2026-11-24T12:00:00.000Z'), /killed/);
    parts = open();
    await look('2026-11-24T12:01:00.000Z');
    assert.deepEqual(news[0], news[1]);
  });

  it('is looked at by itself, but not between two states while a run is at work', async () => {
    hire(8, '2026-12-01');
    house.at('2026-11-22T08:00:00.000Z');
    await house.apply();
    const { runs } = parts.stores;
    const [newest] = await house.parts.stores.runs.list({ limit: 1 });
    assert.ok(newest !== undefined);
    const { id: _, ...run } = newest;
    const busy = await house.parts.stores.runs.add({ ...run, state: 'applying' });
    let looks = 0;
    const list = async (ask: Parameters<typeof runs.list>[0]) => {
      looks += 1;
      return house.parts.stores.runs.list(ask);
    };
    const watching = watchJoiners(
      { ...parts, stores: { ...parts.stores, runs: { ...runs, list } } },
      { askMs: 5, lookMs: 1 },
    );
    const until = async (isSo: () => boolean) => {
      for (let tries = 0; !isSo(); tries++) {
        assert.ok(tries < 1000, 'it comes to that');
        await sleep(5);
      }
    };
    try {
      await until(() => looks > 5);
      assert.deepEqual(news, []);
      await house.parts.stores.runs.change(busy.id, ['applying'], { state: 'finished' });
      await until(() => news.length > 0);
      assert.deepEqual(
        news.map(({ kind }) => kind),
        ['joiner-readiness'],
      );
    } finally {
      await watching.stop();
    }
  });
});

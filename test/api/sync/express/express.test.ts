import assert from 'node:assert/strict';
import { advanceRun } from '../../../../api/sync/advance-run.ts';
import { newRun } from '../../../../api/sync/create-run-service.ts';
import type { SyncParts } from '../../../../api/sync/sync-parts.ts';
import { pausedSetting } from '../../../../models/desk.ts';
import { InstroomError } from '../../../../models/errors.ts';
import type { Directory } from '../../../../models/ports.ts';
import type { Run } from '../../../../models/run.ts';
import type { Stores } from '../../../../models/stores.ts';
import { shareEngine } from '../../../models/store/share-engine.ts';
import { makePerson } from '../../../organisation/make-organisation.ts';
import { type ExpressHouse, openExpressHouse, retitle } from './open-express-house.ts';

const by = { kind: 'system', id: 'instroom', name: 'Instroom' } as const;

describe('an express run', function () {
  const ownDatabase = shareEngine();
  this.timeout(60_000);
  let house: ExpressHouse;
  const open = async (options: { people?: number; policy?: string; groups?: string[] } = {}) => {
    house = await openExpressHouse({ database: ownDatabase(), people: 12, ...options });
    assert.equal((await house.apply()).state, 'finished');
  };
  afterEach(() => house.close());

  const newest = async (): Promise<Run> => {
    const [run] = await house.stores.runs.list({ limit: 1 });
    return run ?? assert.fail('no run');
  };
  /** A run over everybody as the worker makes it, with a directory and stores of the test's choice. */
  const everybody = async (parts: Partial<SyncParts> = {}) => {
    const at = house.parts.clock.now().toISOString();
    const run = await house.stores.runs.add(newRun({ trigger: 'schedule', by, at }));
    const lock = { name: 'runs', owner: 'everybody', now: at, leaseMs: 60_000 };
    assert.ok(await house.stores.jobs.lock(lock));
    try {
      return await advanceRun(run, { ...house.parts, ...parts }, async () => {});
    } finally {
      await house.stores.jobs.unlock('runs', 'everybody');
    }
  };
  /** Does something just before the first pack of a run over everybody is sent. */
  const beforeWriting = (act: () => Promise<void>): Directory => {
    let isDone = false;
    return {
      ...house.parts.directory,
      apply: (ask) =>
        house.parts.directory.apply({
          ...ask,
          intend: async (operations) => {
            if (!isDone) {
              isDone = true;
              await act();
            }
            return ask.intend(operations);
          },
        }),
    };
  };

  it('brings what changed about somebody to Entra, and nothing about anybody else', async () => {
    await open();
    retitle(house.people, 'P3', 'Director');
    retitle(house.people, 'P4', 'Somebody who was not told of');
    await house.change('P3');
    assert.equal(house.titleOf('P3'), 'Director');
    assert.equal(house.titleOf('P4'), 'Function 4');
    const run = await newest();
    assert.deepEqual([run.state, run.trigger, run.results.done], ['finished', 'webhook', 1]);
    assert.deepEqual(run.scope, [{ sourceId: 'hr', personKeys: ['P3'] }]);
    assert.equal((await house.stores.people.find('P3'))?.employments[0]?.functionTitle, 'Director');
    const [event] = await house.stores.audit.list({ personKey: 'P3', limit: 1 });
    assert.deepEqual([event?.kind, event?.runId], ['operation-done', run.id]);
    assert.deepEqual(house.asked, [], 'everybody is looked at later');
    assert.equal((await house.stores.runs.list({ limit: 9, about: 'everybody' })).length, 1);
  });

  it('makes an account for somebody new, under an address that nobody has, and signs off whoever left', async () => {
    await open();
    const [like] = house.people;
    house.people.push({ ...makePerson(99), callName: like?.callName, birthName: like?.birthName } as never);
    const leaver = house.people.find(({ personKey }) => personKey === 'P5');
    for (const employment of leaver?.employments ?? []) employment.endsOn = '2026-11-23';
    await house.change('P99', 'P5');
    const accounts = [...house.world.accounts.values()];
    const of = (key: string) => accounts.find(({ stampedPersonKey }) => stampedPersonKey === key);
    assert.match(of('P99')?.userPrincipalName ?? '', /^sanne\.(de)?\.?vries\d?@|^[a-z.]+2@/);
    assert.equal(
      new Set(accounts.map(({ userPrincipalName }) => userPrincipalName.toLowerCase())).size,
      accounts.length,
    );
    assert.equal(of('P5')?.accountEnabled, false);
    assert.equal(await house.stores.people.count(), 13);
    const again = await everybody();
    assert.deepEqual([again.run.state, again.run.counts], ['finished', {}], 'nothing is left for a run over everybody');
  });

  it('takes nobody for gone whom HR does not name any more, and knows no strangers', async () => {
    await open();
    house.people.splice(
      house.people.findIndex(({ personKey }) => personKey === 'P7'),
      1,
    );
    await house.change('P7', 'nobody');
    assert.equal([...house.world.accounts.values()].filter(({ accountEnabled }) => accountEnabled).length, 12);
    assert.equal((await newest()).state, 'finished');
    assert.equal(await house.stores.people.count(), 11);
  });

  it('joins what was told meanwhile into one run, the same notice twice as well', async () => {
    await open();
    for (const key of ['P1', 'P2', 'P3']) retitle(house.people, key, 'Director');
    for (const key of ['P1', 'P2', 'P2', 'P3']) await house.tell(key);
    await house.work();
    assert.deepEqual((await newest()).scope, [{ sourceId: 'hr', personKeys: ['P1', 'P2', 'P3'] }]);
    assert.equal((await house.stores.runs.list({ limit: 9, about: 'some' })).length, 1);
  });

  it('writes nothing that needs somebody’s yes, and leaves it to a run over everybody', async () => {
    await open({ policy: 'limits: { disable-account: { share: 0, count: 1, floor: 0 } }\n' });
    const leave = (key: string) => {
      for (const person of house.people)
        if (person.personKey === key) for (const employment of person.employments) employment.endsOn = '2026-11-23';
    };
    const enabled = () => [...house.world.accounts.values()].filter(({ accountEnabled }) => accountEnabled).length;
    leave('P1');
    await house.change('P1');
    assert.equal(enabled(), 11);
    leave('P2');
    await house.change('P2');
    assert.equal(enabled(), 11, 'ten small runs may not do what a big one may not');
    assert.equal((await newest()).state, 'superseded');
    assert.deepEqual(house.asked, ['webhook']);
    const held = await everybody();
    assert.equal(held.run.state, 'awaiting-approval');
    await house.stores.runs.decide(
      held.run.id,
      { answer: 'reject', fingerprint: held.run.fingerprint ?? '', by, at: '', reason: null, override: false },
      'rejected',
    );
    await house.stores.runs.change(held.run.id, ['rejected'], { verdict: { kind: 'auto', reasons: [], refusals: [] } });
    await house.change('P2');
    assert.equal(enabled(), 11, 'nor what somebody said no to');
  });

  it('does not go while Instroom is paused, and goes when it is not any more', async () => {
    await open();
    retitle(house.people, 'P3', 'Director');
    await house.tell('P3');
    await house.stores.settings.set(pausedSetting, { by, at: '2026-11-24T08:00:00.000Z', reason: null });
    const worker = house.work();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(house.titleOf('P3'), 'Function 3');
    await house.stores.settings.set(pausedSetting, null);
    await worker;
    assert.equal(house.titleOf('P3'), 'Director');
  });

  it('leaves it to a run over everybody when its source cannot be read', async () => {
    await open();
    await house.tell('P3');
    const connector = {
      ...house.connector,
      readPeople: async () => {
        throw new InstroomError('hr-unreadable', 'The system is away.');
      },
    };
    await house.work({ ...house.parts, connectorsOf: () => [connector] });
    assert.deepEqual([(await newest()).state, (await newest()).error?.code], ['failed', 'hr-unreadable']);
    assert.deepEqual(house.asked, ['webhook']);
    assert.deepEqual(await house.stores.notices.list(9), []);
  });

  it('waits for a source that is being written, and goes then', async () => {
    await open();
    retitle(house.people, 'P3', 'Director');
    await house.tell('P3');
    let busy = 2;
    const connector = {
      ...house.connector,
      readPeople: async (keys: readonly string[]) => {
        if (busy-- > 0) throw new InstroomError('hr-busy', 'It is being written.', { retryable: true });
        return (await house.connector.readPeople?.(keys)) ?? assert.fail();
      },
    };
    await house.work({ ...house.parts, connectorsOf: () => [connector] });
    assert.equal(house.titleOf('P3'), 'Director');
  });

  it('goes between plan and writing of a run over everybody, which then leaves those people alone and looks again', async () => {
    await open();
    for (const key of ['P1', 'P2', 'P3']) retitle(house.people, key, 'Older');
    const directory = beforeWriting(async () => {
      retitle(house.people, 'P3', 'Newer');
      await house.change('P3');
      assert.equal(house.titleOf('P3'), 'Newer');
    });
    const { run, again } = await everybody({ directory });
    assert.deepEqual([house.titleOf('P1'), house.titleOf('P3')], ['Older', 'Newer']);
    assert.deepEqual([run.state, run.results.done, run.results.skipped, again], ['finished', 2, 1, true]);
    const skipped = (await house.stores.runs.operations(run.id)).find(({ result }) => result?.kind === 'skipped');
    assert.deepEqual([skipped?.operation.personKey, skipped?.result?.error?.code], ['P3', 'newer-look']);
    assert.deepEqual((await everybody()).run.counts, {});
  });

  it('is not undone by a reading of everybody that began before it', async () => {
    await open();
    const read = async () => {
      const older = await house.connector.read();
      retitle(house.people, 'P3', 'Newer');
      await house.change('P3');
      return older;
    };
    const { run } = await everybody({ connectorsOf: () => [{ ...house.connector, read }] });
    assert.deepEqual([run.state, house.titleOf('P3')], ['finished', 'Newer']);
    assert.equal((await house.stores.people.find('P3'))?.employments[0]?.functionTitle, 'Newer');
  });

  it('waits until a request of a run over everybody about the same person is done', async () => {
    await open();
    retitle(house.people, 'P3', 'Older');
    const { directory } = house.parts;
    let express: Promise<void> = Promise.resolve();
    const slow: Directory = {
      ...directory,
      apply: (ask) =>
        directory.apply({
          ...ask,
          intend: async (operations) => {
            const leftOut = await ask.intend(operations);
            // It is under way: from here on it arrives whatever happens.
            retitle(house.people, 'P3', 'Newer');
            express = house.change('P3');
            await new Promise((resolve) => setTimeout(resolve, 150));
            assert.equal(house.titleOf('P3'), 'Function 3', 'neither has arrived yet');
            return leftOut;
          },
        }),
    };
    await everybody({ directory: slow });
    await express;
    assert.equal(house.titleOf('P3'), 'Newer');
  });

  it('plans again when somebody else gets the address in the meantime', async () => {
    await open();
    house.people.push(makePerson(99));
    let isTaken = false;
    const save: Stores['ledger']['save'] = async (key, changes) => {
      const [reservation] = changes.reservations;
      if (!isTaken && reservation !== undefined) {
        isTaken = true;
        await house.stores.ledger.save(key, {
          ...changes,
          reservations: [{ ...reservation, personKey: 'P98' }],
        });
      }
      return house.stores.ledger.save(key, changes);
    };
    await house.tell('P99');
    const stores = { ...house.stores, ledger: { ...house.stores.ledger, save } };
    await house.work({ ...house.parts, stores });
    const account = [...house.world.accounts.values()].find(({ stampedPersonKey }) => stampedPersonKey === 'P99');
    assert.match(account?.userPrincipalName ?? '', /2@voorbeeld\.example$/);
    assert.equal((await newest()).state, 'finished');
  });
});

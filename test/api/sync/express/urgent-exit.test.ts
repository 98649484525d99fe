import assert from 'node:assert/strict';
import { advanceRun } from '../../../../api/sync/advance-run.ts';
import { newRun } from '../../../../api/sync/create-run-service.ts';
import { createUrgentExits } from '../../../../api/sync/create-urgent-exits.ts';
import { runLock } from '../../../../api/sync/run-lock.ts';
import type { SyncParts } from '../../../../api/sync/sync-parts.ts';
import { pausedSetting } from '../../../../models/desk.ts';
import { InstroomError } from '../../../../models/errors.ts';
import { shareEngine } from '../../../models/store/share-engine.ts';
import { type ExpressHouse, openExpressHouse, retitle } from './open-express-house.ts';

const by = { kind: 'person', id: 'ivo', name: 'Ivo de Boer' } as const;

describe('an urgent exit', function () {
  const ownDatabase = shareEngine();
  this.timeout(60_000);
  let house: ExpressHouse;
  const open = async (options: { policy?: string } = {}) => {
    house = await openExpressHouse({ database: ownDatabase(), people: 12, ...options });
    assert.equal((await house.apply()).state, 'finished');
  };
  afterEach(() => house.close());

  /** Asked for, and nobody but the express worker does anything. */
  const ask = async (personKey: string) => {
    const runs = { start: async () => ({}) as never };
    const outcome = await createUrgentExits({ ...house.parts, runs }).ask({ personKey, reason: 'Fraud.', by });
    assert.equal(outcome.kind, 'in-force');
  };
  const isEnabled = (personKey: string) =>
    [...house.world.accounts.values()].find(({ stampedPersonKey }) => stampedPersonKey === personKey)?.accountEnabled;
  const away: Partial<SyncParts> = {
    connectorsOf: () => [
      {
        ...house.connector,
        readPeople: async () => {
          throw new InstroomError('hr-unreadable', 'The system is away.');
        },
      },
    ],
  };

  it('shuts somebody out at once while a run over everybody is writing, which then leaves them out', async () => {
    await open();
    for (const key of ['P1', 'P3']) retitle(house.people, key, 'Older');
    const { directory } = house.parts;
    let isAsked = false;
    const busy: SyncParts['directory'] = {
      ...directory,
      apply: (asked) =>
        directory.apply({
          ...asked,
          intend: async (operations) => {
            if (!isAsked) {
              isAsked = true;
              await ask('P3');
              await house.work();
              assert.equal(isEnabled('P3'), false, 'before anything of the run over everybody went');
            }
            return asked.intend(operations);
          },
        }),
    };
    const at = house.parts.clock.now().toISOString();
    const run = await house.stores.runs.add(newRun({ trigger: 'schedule', by, at }));
    assert.ok(await house.stores.jobs.lock({ name: runLock, owner: 'everybody', now: at, leaseMs: 60_000 }));
    await advanceRun(run, { ...house.parts, directory: busy }, async () => {});
    await house.stores.jobs.unlock(runLock, 'everybody');
    assert.deepEqual([isEnabled('P1'), isEnabled('P3')], [true, false]);
    assert.equal((await house.apply()).state, 'finished');
    assert.equal(isEnabled('P3'), false, 'and it stays so');
  });

  it('needs no HR, and touches nothing else of them', async () => {
    await open();
    retitle(house.people, 'P3', 'Director');
    await ask('P3');
    await house.work({ ...house.parts, ...away });
    assert.deepEqual([isEnabled('P3'), house.titleOf('P3')], [false, 'Function 3']);
    const [run] = await house.stores.runs.list({ limit: 1 });
    assert.deepEqual(
      [run?.state, Object.keys(run?.counts ?? {}).sort()],
      ['finished', ['disable-account', 'revoke-sessions']],
    );
    assert.match(run?.decision?.reason ?? '', /Urgent exit of P3 by Ivo de Boer: Fraud\./);
  });

  it('goes while Instroom is paused, ahead of what was told before, and whatever the limits are', async () => {
    await open({ policy: 'limits: { disable-account: { share: 0, count: 0, floor: 0 } }\n' });
    retitle(house.people, 'P5', 'Director');
    await house.tell('P5');
    await house.stores.settings.set(pausedSetting, { by, at: '2026-11-24T08:00:00.000Z', reason: null });
    await ask('P3');
    const working = house.work();
    for (let tries = 0; tries < 500 && isEnabled('P3'); tries++) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual([isEnabled('P3'), house.titleOf('P5')], [false, 'Function 5']);
    await house.stores.settings.set(pausedSetting, null);
    await working;
    assert.equal(house.titleOf('P5'), 'Director');
  });

  it('signs out too when the process dies between shutting out and that', async () => {
    await open();
    await ask('P3');
    const { directory } = house.parts;
    let died: () => void = () => {};
    const death = new Promise<void>((resolve) => {
      died = resolve;
    });
    const dying: SyncParts['directory'] = {
      ...directory,
      apply: async function* (asked) {
        yield* directory.apply({
          ...asked,
          operations: asked.operations.filter(({ kind }) => kind === 'disable-account'),
        });
        died();
        await new Promise(() => {});
      },
    };
    void house.work({ ...house.parts, directory: dying });
    await death;
    const signedOut = () => house.world.revokedIds.length;
    assert.deepEqual([isEnabled('P3'), signedOut()], [false, 0]);
    await house.stores.jobs.releaseAll();
    await house.work();
    assert.deepEqual([isEnabled('P3'), signedOut()], [false, 1]);
  });

  it('reaches whom HR names no more', async () => {
    await open();
    const at = house.people.findIndex(({ personKey }) => personKey === 'P3');
    house.people.splice(at, 1);
    await house.apply();
    assert.equal(isEnabled('P3'), true, 'absence is not an exit');
    await ask('P3');
    await house.work();
    assert.equal(isEnabled('P3'), false);
  });

  it('of somebody who is out already, asked for twice, or lifted meanwhile does nothing', async () => {
    await open();
    await ask('P3');
    await house.work();
    await ask('P3');
    await house.work();
    const [again] = await house.stores.runs.list({ limit: 1 });
    assert.deepEqual([again?.state, again?.counts], ['finished', {}]);
    await ask('P4');
    const runs = { start: async () => ({}) as never };
    await createUrgentExits({ ...house.parts, runs }).lift({ personKey: 'P4', reason: 'A mistake.', by });
    await house.work();
    assert.equal(isEnabled('P4'), true);
  });
});

import assert from 'node:assert/strict';
import { advanceRun } from '../../../api/sync/advance-run.ts';
import { createDesk } from '../../../api/sync/create-desk.ts';
import { createRunService } from '../../../api/sync/create-run-service.ts';
import { createUrgentExits } from '../../../api/sync/create-urgent-exits.ts';
import { loadPause } from '../../../api/sync/pause.ts';
import { startSchedule } from '../../../api/sync/schedule.ts';
import type { Desk } from '../../../models/desk.ts';
import type { Employment } from '../../../models/person.ts';
import type { RunService } from '../../../models/ports.ts';
import type { Run } from '../../../models/run.ts';
import { shareEngine } from '../../models/store/share-engine.ts';
import { openSync, type SyncHouse } from './open-sync.ts';

const policy = `
limits: { disable-account: { share: 0, count: 3, floor: 0 } }
roles:
  - { id: unit3, when: 'user.department -eq "Unit 3"', grant: { groups: [sg-unit3] } }
lifecycle: { removeAccessDaysAfterEnd: 0, deleteDaysAfterEnd: 30 }
`;
const by = { kind: 'person' as const, id: 'ivo', name: 'Ivo' };

describe('what the IT desk does', function () {
  this.timeout(20_000);
  const ownDatabase = shareEngine();
  let house: SyncHouse;
  let runs: RunService;
  let desk: Desk;
  beforeEach(async () => {
    house = await openSync({ database: ownDatabase(), people: 12, policy, groups: ['sg-unit3'] });
    runs = createRunService(house.parts, () => {});
    desk = createDesk({ sync: house.parts, runs, owner: 'desk' });
    await house.apply();
  });
  afterEach(() => house.close());

  const account = (personKey: string) =>
    [...house.world.accounts.values()].find(({ stampedPersonKey }) => stampedPersonKey === personKey);
  const isEnabled = (personKey: string) => account(personKey)?.accountEnabled;
  const isInGroup = (personKey: string) =>
    house.world.groups.get('id-sg-unit3')?.memberIds.includes(account(personKey)?.id ?? '');
  const employ = (index: number, change: Partial<Employment>) => {
    for (const job of house.people[index]?.employments ?? []) Object.assign(job, change);
  };
  /** Works every job that waits off, as the worker does. */
  const work = async (): Promise<void> => {
    for (let job = await lease(); job !== null; job = await lease()) {
      const run = await house.stores.runs.find(job.runId);
      const advanced = run && (await advanceRun(run, house.parts, async () => {}));
      if (advanced?.again) await runs.start({ trigger: 'clock', by });
      await house.stores.jobs.finish(job.id, 'w');
    }
  };
  const lease = () =>
    house.stores.jobs.lease({ owner: 'w', now: house.parts.clock.now().toISOString(), leaseMs: 1000 });
  const stateOf = async (run: Run) => (await house.stores.runs.find(run.id))?.state;
  const auditKinds = async () => (await house.stores.audit.list({ limit: 50 })).map(({ kind }) => kind);

  describe('a pause', () => {
    it('lets nothing out until it is over, then takes up what waited', async () => {
      employ(5, { functionTitle: 'Chef' });
      assert.equal((await desk.pause({ by, reason: 'HR is moving' })).isNew, true);
      assert.equal((await desk.pause({ by: { ...by, name: 'Iris' }, reason: null })).pause.by.name, 'Ivo');
      const run = await runs.start({ trigger: 'api', by });
      await work();
      assert.equal(await stateOf(run), 'waiting');
      assert.notEqual(account('P5')?.attributes.jobTitle, 'Chef');
      assert.equal(await desk.resume({ by }), true);
      await work();
      assert.equal(account('P5')?.attributes.jobTitle, 'Chef');
      assert.equal(await desk.resume({ by }), false, 'it is over already');
      assert.deepEqual(
        (await auditKinds()).filter((kind) => kind === 'paused' || kind === 'resumed'),
        ['resumed', 'paused'],
      );
    });

    it('holds what was approved before and after, and lets it go afterwards', async () => {
      for (let index = 0; index < 12; index++) employ(index, { endsOn: '2026-11-01' });
      house.at('2026-11-25T08:00:00.000Z');
      const held = await house.apply();
      assert.equal(held.state, 'awaiting-approval');
      await desk.pause({ by, reason: null });
      const { kind } = await runs.decide({
        runId: held.id,
        answer: 'approve',
        fingerprint: held.fingerprint ?? '',
        by: { ...by, kind: 'api' },
        roles: [],
      });
      assert.equal(kind, 'decided');
      await work();
      assert.deepEqual([await stateOf(held), isEnabled('P7')], ['applying', true]);
      await desk.resume({ by });
      await work();
      assert.deepEqual([await stateOf(held), isEnabled('P7')], ['finished', false]);
    });

    it('lets urgent exits go, and nothing else of the same plan, and asks nobody', async () => {
      const told: string[] = [];
      house.parts.notifier.tell = async ({ kind }) => void told.push(kind);
      employ(5, { functionTitle: 'Chef' });
      await desk.pause({ by, reason: null });
      await createUrgentExits({ ...house.parts, runs }).ask({ personKey: 'P7', reason: 'police', by });
      await work();
      assert.deepEqual([isEnabled('P7'), isEnabled('P8')], [false, true]);
      assert.notEqual(account('P5')?.attributes.jobTitle, 'Chef');
      assert.ok(!told.includes('run-needs-approval'), told.join());
      await desk.resume({ by });
      await work();
      assert.equal(account('P5')?.attributes.jobTitle, 'Chef');
    });

    it('starts no run by the schedule', async () => {
      const asked: string[] = [];
      const counting = {
        ...runs,
        start: async (ask: Parameters<RunService['start']>[0]) => {
          asked.push(ask.trigger);
          return runs.start(ask);
        },
      };
      const loaded = await house.parts.loadPolicy();
      const everySecond = {
        ...loaded,
        policy: { ...loaded.policy, schedule: ['* * * * * *'] },
      } as unknown as typeof loaded;
      const { clock, logger } = house.parts;
      const isPaused = async () => (await loadPause(house.parts)) !== null;
      await desk.pause({ by, reason: null });
      const options = { policy: everySecond, watchPaths: [], nextPlanAt: async () => null, isPaused, clock, logger };
      const schedule = await startSchedule(counting, options);
      await new Promise((resolve) => setTimeout(resolve, 1300));
      assert.equal(asked.length, 0);
      await house.stores.settings.set('paused', null);
      await new Promise((resolve) => setTimeout(resolve, 1300));
      await schedule.stop();
      assert.ok(asked.includes('schedule'));
    });

    it('holds when what was written down of it cannot be read', async () => {
      await house.stores.settings.set('paused', 'yes');
      assert.notEqual(await loadPause(house.parts), null);
    });
  });

  describe('a freeze of leavers', () => {
    const freeze = (until: string) => house.stores.settings.set('freeze-leavers-until', until);

    it('lets leavers keep what they have, names it, and lets go when it is over', async () => {
      employ(3, { endsOn: '2026-11-01' });
      employ(5, { functionTitle: 'Chef' });
      await freeze('2026-11-30T00:00:00.000Z');
      house.at('2026-11-25T08:00:00.000Z');
      const run = await house.apply();
      assert.deepEqual([isEnabled('P3'), isInGroup('P3'), account('P5')?.attributes.jobTitle], [true, true, 'Chef']);
      assert.match(run.notes.find(({ kind }) => kind === 'frozen')?.text ?? '', /until 2026-11-30 00:00 UTC/);
      const next = await house.stores.settings.get('next-plan-at:fake');
      assert.ok(typeof next === 'string' && next <= '2026-11-30T00:00:00.000Z', String(next));
      house.at('2026-11-30T00:00:00.000Z');
      await house.apply();
      assert.deepEqual([isEnabled('P3'), isInGroup('P3')], [false, false]);
    });

    it('is no protection from an urgent exit, and holds back nobody who only moves', async () => {
      employ(3, { unitKey: 'U4' });
      employ(7, { endsOn: '2026-11-01' });
      await house.stores.grants.saveUrgentExit({
        personKey: 'P7',
        fromAt: '2026-11-24T09:00:00.000Z',
        liftedAt: null,
        reason: 'police',
        by: 'Ivo',
      });
      await freeze('2026-11-30T00:00:00.000Z');
      house.at('2026-11-25T08:00:00.000Z');
      await house.apply();
      assert.deepEqual([isEnabled('P7'), isInGroup('P3')], [false, false]);
    });

    it('holds back what was approved before it, and does not call it done', async () => {
      for (let index = 0; index < 12; index++) employ(index, { endsOn: '2026-11-01' });
      house.at('2026-11-25T08:00:00.000Z');
      const held = await house.apply();
      await runs.decide({
        runId: held.id,
        answer: 'approve',
        fingerprint: held.fingerprint ?? '',
        by: { ...by, kind: 'api' },
        roles: [],
      });
      await freeze('2026-11-30T00:00:00.000Z');
      await work();
      const run = await house.stores.runs.find(held.id);
      assert.equal(isEnabled('P7'), true);
      assert.deepEqual([run?.results.already, run?.results.done], [0, 0]);
      assert.ok((run?.results.skipped ?? 0) > 0);
    });

    it('ends when somebody says so', async () => {
      employ(3, { endsOn: '2026-11-01' });
      await freeze('2026-11-30T00:00:00.000Z');
      house.at('2026-11-25T08:00:00.000Z');
      await house.apply();
      assert.equal(await desk.unfreeze({ by }), true);
      await work();
      assert.equal(isEnabled('P3'), false);
      assert.equal(await desk.unfreeze({ by }), false);
    });
  });

  describe('taking a run back', () => {
    it('shows what it would do, does that and nothing else, once', async () => {
      employ(5, { functionTitle: 'Chef' });
      house.at('2026-11-25T08:00:00.000Z');
      const changed = await house.apply();
      const preview = await desk.previewUndo(changed.id);
      assert.ok(preview !== null && preview.count === 1 && /jobTitle/.test(preview.sentences[0] ?? ''));
      const wrong = await desk.undo({ runId: changed.id, fingerprint: 'another', by });
      assert.deepEqual([wrong.kind, account('P5')?.attributes.jobTitle], ['changed', 'Chef']);
      const ask = { runId: changed.id, fingerprint: preview.fingerprint, by };
      const outcomes = await Promise.all([desk.undo(ask), desk.undo(ask)]);
      assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['nothing', 'undone']);
      assert.notEqual(account('P5')?.attributes.jobTitle, 'Chef');
      assert.equal(await desk.previewUndo('999'), null);
      assert.equal((await desk.undo({ ...ask, runId: '999' })).kind, 'not-found');
    });
  });
});

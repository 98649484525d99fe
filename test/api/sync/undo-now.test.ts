import assert from 'node:assert/strict';
import { advanceRun } from '../../../api/sync/advance-run.ts';
import type { UndoSubject } from '../../../api/sync/find-done.ts';
import { type Undone, undoNow } from '../../../api/sync/undo-now.ts';
import { InstroomError } from '../../../models/errors.ts';
import type { Employment } from '../../../models/person.ts';
import type { Run } from '../../../models/run.ts';
import { shareEngine } from '../../models/store/share-engine.ts';
import { openSync, type SyncHouse } from './open-sync.ts';

const policy = `
roles:
  - { id: unit3, when: 'user.department -eq "Unit 3"', grant: { groups: [sg-unit3] } }
`;

describe('an undo on the stores', function () {
  const ownDatabase = shareEngine();
  this.timeout(20_000);
  let house: SyncHouse;
  beforeEach(async () => {
    house = await openSync({ database: ownDatabase(), people: 12, policy, groups: ['sg-unit3'] });
  });
  afterEach(() => house.close());

  const by = { kind: 'cli' as const, id: 'cli', name: 'Jan' };
  const undo = (subject: UndoSubject, apply = true): Promise<Undone> =>
    undoNow({ subject, by, owner: 'test', apply }, house.parts);
  const account = (personKey: string) =>
    [...house.world.accounts.values()].find(({ stampedPersonKey }) => stampedPersonKey === personKey);
  const titleOf = (personKey: string) => account(personKey)?.attributes.jobTitle;
  const employ = (index: number, change: (job: Employment) => void) => {
    for (const job of house.people[index]?.employments ?? []) change(job);
  };
  const isCode = (code: string) => (error: unknown) => error instanceof InstroomError && error.code === code;

  /** First load, then a run that moves person 5 and ends person 7. */
  async function change(): Promise<{ first: Run; second: Run }> {
    const first = await house.apply();
    employ(5, (job) => Object.assign(job, { functionTitle: 'Chef', unitKey: 'U3' }));
    employ(7, (job) => Object.assign(job, { endsOn: '2026-11-01' }));
    house.at('2026-11-25T08:00:00.000Z');
    const second = await house.apply();
    assert.deepEqual([first.state, second.state], ['finished', 'finished']);
    assert.deepEqual([titleOf('P5'), account('P7')?.accountEnabled], ['Chef', false]);
    return { first, second };
  }

  it('shows what a run can take back and writes nothing, then does it as a run of its own', async () => {
    const { second } = await change();
    const shown = await undo({ kind: 'run', runId: second.id }, false);
    assert.equal(shown.run, null);
    assert.deepEqual(shown.undo.operations.map(({ kind }) => kind).sort(), [
      'enable-account',
      'remove-member',
      'set-manager',
      'update-account',
    ]);
    assert.deepEqual(
      shown.undo.refused.map(({ operation }) => operation.kind),
      ['revoke-sessions'],
    );
    assert.equal(titleOf('P5'), 'Chef');

    const { run } = await undo({ kind: 'run', runId: second.id });
    assert.deepEqual(
      [run?.state, run?.trigger, run?.results.done, run?.decision?.by.name],
      ['finished', 'undo', 4, 'Jan'],
    );
    assert.deepEqual([titleOf('P5'), account('P7')?.accountEnabled], ['Function 5', true]);
    assert.deepEqual(house.world.groups.get('id-sg-unit3')?.memberIds, [account('P3')?.id]);
    const events = await house.stores.audit.list({ runId: run?.id ?? '', limit: 20 });
    assert.deepEqual(
      new Set(events.map(({ kind }) => kind)),
      new Set(['run-asked', 'run-decided', 'operation-done', 'run-finished']),
    );
    const again = await undo({ kind: 'run', runId: second.id });
    assert.deepEqual([again.run, again.undo.operations, again.undo.settled.length], [null, [], 4]);
  });

  it('is not done again by the next run before somebody has said yes', async () => {
    const { second } = await change();
    await undo({ kind: 'run', runId: second.id });
    const held = await house.apply();
    assert.equal(held.state, 'awaiting-approval');
    assert.deepEqual(
      held.verdict?.refusals.map(({ name }) => name),
      ['undone-before'],
    );
    assert.match(held.verdict?.reasons[0] ?? '', /by Jan on 2026-11-25 08:00 UTC/);
    assert.equal(titleOf('P5'), 'Function 5');
    await house.apply({ approve: true });
    assert.equal(titleOf('P5'), 'Chef');
    employ(5, (job) => Object.assign(job, { functionTitle: 'Nurse' }));
    assert.equal((await house.apply()).state, 'finished');
  });

  it('of a person goes back over the newest run, or over all since a moment, and never over an undo', async () => {
    await change();
    employ(5, (job) => Object.assign(job, { functionTitle: 'Head' }));
    house.at('2026-11-26T08:00:00.000Z');
    await house.apply();
    await undo({ kind: 'person', personKey: 'P5', since: null });
    assert.equal(titleOf('P5'), 'Chef');
    const again = await undo({ kind: 'person', personKey: 'P5', since: null });
    assert.deepEqual([again.run, titleOf('P5')], [null, 'Chef']);
    const all = await undo({ kind: 'person', personKey: 'P5', since: '2026-11-25T08:00:00Z' });
    assert.deepEqual([titleOf('P5'), all.runIds.length], ['Function 5', 2]);
    assert.equal(account('P7')?.accountEnabled, false, 'somebody else is left alone');
    await assert.rejects(undo({ kind: 'person', personKey: 'nobody', since: null }), isCode('not-found'));
    await assert.rejects(undo({ kind: 'person', personKey: 'P5', since: '2027-01-01T00:00:00Z' }), isCode('not-found'));
  });

  it('of a version of the policy takes back all that was done under it', async () => {
    const { second } = await change();
    const { undo: planned } = await undo({ kind: 'policy', version: second.policyVersion ?? '' }, false);
    assert.deepEqual(new Set(planned.operations.map(({ kind }) => kind)), new Set(['delete-account']));
    assert.equal(planned.operations.length, 12);
    await undo({ kind: 'policy', version: second.policyVersion ?? '' });
    assert.equal(house.world.accounts.size, 0);
    assert.equal(house.world.deletedAccounts.size, 12);
    const held = await house.apply();
    assert.deepEqual([held.state, house.world.accounts.size], ['awaiting-approval', 0]);
    await assert.rejects(undo({ kind: 'policy', version: 'x' }), isCode('not-found'));
    await assert.rejects(undo({ kind: 'run', runId: '999' }), isCode('not-found'));
  });

  it('sees groups that the policy does not name any more', async () => {
    const { second } = await change();
    const { loadPolicy } = house.parts;
    house.parts.loadPolicy = async () => ({ ...(await loadPolicy()), roles: [] });
    const { undo: planned } = await undo({ kind: 'run', runId: second.id }, false);
    assert.ok(planned.operations.some(({ kind }) => kind === 'remove-member'));
    assert.ok(planned.refused.every(({ operation }) => operation.kind === 'revoke-sessions'));
  });

  it('is taken up where it was cut off, and leaves what somebody changed meanwhile', async () => {
    const { second } = await change();
    house.world.applyFailure = { at: 0, error: new InstroomError('directory-unreachable', 'cut off') };
    await assert.rejects(undo({ kind: 'run', runId: second.id }));
    const [cut] = await house.stores.runs.list({ limit: 1 });
    assert.deepEqual([cut?.trigger, cut?.state], ['undo', 'applying']);
    house.world.applyFailure = null;
    const moved = account('P5');
    if (moved) moved.attributes.jobTitle = 'By hand';
    const { run } = await advanceRun(cut as Run, house.parts, async () => {});
    assert.deepEqual([run.state, run.results.done, run.results.already], ['finished', 3, 1]);
    assert.deepEqual([titleOf('P5'), account('P7')?.accountEnabled], ['By hand', true]);
    assert.deepEqual(house.world.groups.get('id-sg-unit3')?.memberIds, [account('P3')?.id]);
  });

  it('goes back to what was there when a plan was carried out, not to when it was made', async () => {
    await house.apply();
    for (const index of [1, 2, 3, 4, 5, 6]) employ(index, (job) => Object.assign(job, { functionTitle: 'Chef' }));
    const { loadPolicy } = house.parts;
    house.parts.loadPolicy = async () => ({
      ...(await loadPolicy()),
      limits: { 'update-account': { share: 0, count: 1, floor: 0 } },
    });
    const held = await house.apply();
    assert.equal(held.state, 'awaiting-approval');
    const changed = account('P5');
    if (changed) changed.attributes.jobTitle = 'By hand';
    const decision = {
      answer: 'approve' as const,
      fingerprint: held.fingerprint ?? '',
      by,
      at: '2026-11-24T09:00:00Z',
      reason: null,
      override: false,
    };
    const decided = await house.stores.runs.decide(held.id, decision, 'applying');
    const { run } = await advanceRun(decided as Run, house.parts, async () => {});
    assert.deepEqual([run.state, titleOf('P5')], ['finished', 'Chef']);
    await undo({ kind: 'run', runId: run.id });
    assert.deepEqual([titleOf('P5'), titleOf('P4')], ['By hand', 'Function 4']);
  });
});

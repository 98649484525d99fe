import assert from 'node:assert/strict';
import { advanceRun } from '../../../api/sync/advance-run.ts';
import { newRun } from '../../../api/sync/create-run-service.ts';
import { InstroomError } from '../../../models/errors.ts';
import { shareEngine } from '../../models/store/share-engine.ts';
import { openSync, type SyncHouse } from './open-sync.ts';

describe('a source that has no time', () => {
  const ownDatabase = shareEngine();
  let house: SyncHouse;
  afterEach(() => house.close());

  it('is waited for a minute; then the run ends, and whoever must out at once goes all the same', async () => {
    house = await openSync({ database: ownDatabase(), people: 4 });
    await house.apply();
    const [connector] = house.parts.connectorsOf(await house.parts.loadPolicy());
    assert.ok(connector);
    connector.read = async () => {
      throw new InstroomError('hr-busy', 'The calls of today are spent.', { retryable: true });
    };
    const at = '2026-11-24T09:00:00.000Z';
    house.at(at);
    const exit = { personKey: 'P2', fromAt: at, liftedAt: null, reason: 'arrested', by: 'Security' };
    await house.stores.grants.saveUrgentExit(exit);
    const run = await house.stores.runs.add(
      newRun({ trigger: 'button', by: { kind: 'system', id: 'instroom', name: 'Instroom' }, at }),
    );
    const enabled = () =>
      [...house.world.accounts.values()].map(({ stampedPersonKey, accountEnabled }) => [
        stampedPersonKey,
        accountEnabled,
      ]);
    await assert.rejects(
      advanceRun(run, house.parts, async () => {}),
      { code: 'hr-busy' },
    );
    assert.ok(enabled().every(([, isEnabled]) => isEnabled));
    house.at('2026-11-24T09:01:00.000Z');
    const current = (await house.stores.runs.find(run.id)) ?? run;
    const { run: failed } = await advanceRun(current, house.parts, async () => {});
    assert.deepEqual([failed.state, failed.error?.code], ['failed', 'hr-busy']);
    assert.deepEqual(
      enabled().filter(([, isEnabled]) => !isEnabled),
      [['P2', false]],
    );
  });
});

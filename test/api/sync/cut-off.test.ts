import assert from 'node:assert/strict';
import { advanceRun } from '../../../api/sync/advance-run.ts';
import { InstroomError } from '../../../models/errors.ts';
import { shareEngine } from '../../models/store/share-engine.ts';
import { openSync } from './open-sync.ts';

describe('a run that was cut off', function () {
  const ownDatabase = shareEngine();
  this.timeout(20_000);

  it('signs out who was shut out before it was cut off', async () => {
    const house = await openSync({
      database: ownDatabase(),
      people: 25,
      policy: 'limits: { disable-account: { share: 1, count: 100, floor: 0 } }\n',
    });
    try {
      const first = await house.apply();
      for (const person of house.people.slice(0, 20)) {
        for (const employment of person.employments) employment.endsOn = '2026-11-23';
      }
      const error = new InstroomError('directory-unreachable', 'gone', { retryable: true });
      const written = (await house.stores.runs.operations(first.id)).length;
      house.world.applyFailure = { at: written + 20, error };
      await assert.rejects(house.apply());
      const [cut] = await house.stores.runs.list({ limit: 1 });
      assert.ok(cut?.state === 'applying');
      assert.deepEqual(house.world.revokedIds, [], 'nobody is signed out yet');

      house.world.applyFailure = null;
      const { run } = await advanceRun(cut, house.parts, async () => {});
      assert.equal(run.state, 'finished');
      assert.equal(new Set(house.world.revokedIds).size, 20);
    } finally {
      await house.close();
    }
  });
});

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { followPolicy } from '../../api/follow-policy.ts';
import { InstroomError } from '../../models/errors.ts';
import { makePolicy } from './engine/make-input.ts';

describe('what follows the policy', () => {
  const open = async () => {
    const policyOf = (version: string) => ({ ...makePolicy(), version });
    const going = new Set<string>();
    const warned: unknown[] = [];
    const state = { load: async () => policyOf('1'), changed: 0, going, warned, policyOf, failing: () => {} };
    const following = await followPolicy(
      async ({ version }) => {
        going.add(version);
        return {
          stop: async () => {
            state.failing();
            going.delete(version);
          },
        };
      },
      {
        policy: policyOf('1'),
        loadPolicy: () => state.load(),
        changed: async () => {
          state.changed += 1;
        },
        logger: { error: () => {}, warn: (fields) => void warned.push(fields), info: () => {}, debug: () => {} },
        lookMs: 2,
      },
    );
    return { state, following };
  };

  it('goes on by another policy once that is in force, and says so once', async () => {
    const { state, following } = await open();
    await sleep(20);
    assert.deepEqual([[...state.going], state.changed], [['1'], 0]);
    state.load = async () => state.policyOf('2');
    await sleep(30);
    assert.deepEqual([[...state.going], state.changed], [['2'], 1]);
    await following.stop();
    assert.deepEqual([...state.going], []);
  });

  it('goes on as before while the file cannot be used, and warns of what is no fault of the file', async () => {
    const { state, following } = await open();
    state.load = async () => {
      throw new InstroomError('policy', 'A line is wrong.');
    };
    await sleep(20);
    assert.deepEqual([[...state.going], state.warned], [['1'], []]);
    state.load = async () => {
      throw new Error('The disk is gone.');
    };
    await sleep(20);
    assert.deepEqual([...state.going], ['1']);
    assert.ok(state.warned.length > 0);
    await following.stop();
  });

  it('ends what was before and says so, also when either could not be done at first', async () => {
    const { state, following } = await open();
    let failures = 2;
    state.failing = () => {
      failures -= 1;
      if (failures >= 0) throw new Error('not now');
    };
    state.load = async () => state.policyOf('2');
    await sleep(60);
    assert.deepEqual([[...state.going], state.changed, failures < 0], [['2'], 1, true]);
    await following.stop();
    assert.deepEqual([...state.going], []);
  });
});

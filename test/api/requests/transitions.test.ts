import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterStep, requestSteps, transitions } from '../../../api/requests/transitions.ts';
import { RequestState } from '../../../models/request.ts';

describe('the states of a request', () => {
  const ends = RequestState.options.filter((state) => Object.keys(transitions[state]).length === 0);

  it('never leave an end, and never come back to being open', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...requestSteps), { maxLength: 12 }), (steps) => {
        let state: RequestState = 'open';
        let decided = false;
        for (const step of steps) {
          const next: RequestState | null = afterStep(state, step);
          if (next === null) continue;
          assert.ok(!ends.includes(state), `${step} leads out of ${state}`);
          assert.ok(!(decided && next === 'open'), `${step} opens a ${state} request again`);
          decided ||= next !== 'open';
          state = next;
        }
      }),
    );
  });

  it('reach every state, and are carried out only when approved', () => {
    const reached = new Set<RequestState>(['open']);
    for (let round = 0; round < RequestState.options.length; round += 1)
      for (const state of reached) for (const next of Object.values(transitions[state])) reached.add(next);
    assert.deepEqual([...reached].sort(), [...RequestState.options].sort());
    const carried = RequestState.options.filter((state) => afterStep(state, 'carry-out') !== null);
    assert.deepEqual(carried, ['approved']);
  });
});

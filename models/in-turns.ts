import type { Steps } from './steps.ts';

/** So long work may go on before others get their turn: an answer to a press takes some thirty turns. */
const longestTurnMs = 5;

/** Does work step by step, and lets whoever waits (a press, a message, the web) go in between. Throws what the work throws. */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  let beganAt = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - beganAt < longestTurnMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    beganAt = performance.now();
  }
}

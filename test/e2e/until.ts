import { setTimeout as sleep } from 'node:timers/promises';

/** How long a story waits for what must come: long, because others may keep the machine busy. */
export const patienceMs = 60_000;

/**
 * Asks again and again until there is an answer.
 * @throws Error that says what did not come
 */
export async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>): Promise<T> {
  for (const giveUpAt = Date.now() + patienceMs; Date.now() < giveUpAt; await sleep(100)) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`waited ${patienceMs / 1000} seconds in vain: ${what}`);
}

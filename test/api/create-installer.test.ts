import assert from 'node:assert/strict';
import { createInstaller } from '../../api/create-installer.ts';
import type { InstallOutcome } from '../../models/ports.ts';

describe('giving people the app', () => {
  const open = (outcomes: InstallOutcome[]) => {
    const kept = new Map<string, unknown>();
    const asked: string[] = [];
    let now = Date.parse('2026-11-24T08:00:00Z');
    const install = createInstaller('manifest', {
      directory: {
        installTeamsApp: async ({ accountId }) => {
          asked.push(accountId);
          return outcomes.shift() ?? { kind: 'installed' };
        },
      },
      settings: { get: async (key) => kept.get(key), set: async (key, value) => void kept.set(key, value) },
      clock: { now: () => new Date(now) },
    });
    return { install, asked, later: (hours: number) => (now += hours * 3_600_000) };
  };

  it('asks once a day for each person, however many letters wait for them', async () => {
    const { install, asked, later } = open([]);
    for (const who of ['anna', 'anna', 'bram', 'anna']) assert.deepEqual(await install(who), { kind: 'installed' });
    assert.deepEqual(asked, ['anna', 'bram']);
    later(25);
    await install('anna');
    assert.deepEqual(asked, ['anna', 'bram', 'anna']);
  });

  it('keeps a refusal for the day, and asks again at once when there was no answer', async () => {
    const { install, asked } = open([{ kind: 'no-answer' }, { kind: 'refused', status: 403 }]);
    assert.deepEqual(await install('anna'), { kind: 'no-answer' });
    assert.deepEqual(await install('anna'), { kind: 'refused', status: 403 });
    assert.deepEqual(await install('anna'), { kind: 'refused', status: 403 });
    assert.equal(asked.length, 2);
  });
});

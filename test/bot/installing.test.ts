import assert from 'node:assert/strict';
import type { InstallOutcome } from '../../models/ports.ts';
import { at, type BotHouse, heldRun, openBot, operation } from './open-bot.ts';

describe('somebody who never opened Instroom', () => {
  let house: BotHouse;
  let now: number;
  let given: string[];
  let outcome: InstallOutcome;
  beforeEach(async () => {
    now = Date.parse(at);
    given = [];
    outcome = { kind: 'installed' };
    house = await openBot({
      clock: { now: () => new Date(now) },
      installForUser: async (aadObjectId) => {
        given.push(aadObjectId);
        return outcome;
      },
    });
    await house.say('iris', 'help');
    house.runs.set('42', heldRun());
    await house.bot.notifier.tell({ kind: 'run-needs-approval', run: heldRun(), operations: [operation] });
  });
  afterEach(() => house.close());

  const chatOf = (who: string) =>
    [...(house.connector.chats.get(`chat-${who}`)?.values() ?? [])].map((one) => JSON.stringify(one));

  it('is given the app, and has what waits as soon as Teams has told the bot', async () => {
    assert.deepEqual(given, ['ivo']);
    assert.deepEqual(chatOf('ivo'), []);
    await house.say('ivo', '', {
      type: 'conversationUpdate',
      membersAdded: [{ id: '29:ivo', aadObjectId: 'ivo' }, { id: 'bot' }],
    });
    now += 20_000;
    await house.bot.delivery.drain();
    assert.equal(chatOf('ivo').filter((text) => text.includes('"verb":"approve-run"')).length, 1);
  });

  it('who may not be given it is not asked for again and again, and the others hear of the run', async () => {
    outcome = { kind: 'refused', status: 403 };
    for (let hours = 0; hours < 48; hours++) {
      now += 3_600_000;
      await house.bot.delivery.drain();
    }
    assert.ok(given.length <= 8, `${given.length}`);
    assert.equal(chatOf('iris').filter((text) => text.includes('"verb":"approve-run"')).length, 1);
  });
});

import assert from 'node:assert/strict';
import { type BotHouse, heldRun, openBot, operation } from './open-bot.ts';

describe('answers that take long', () => {
  let house: BotHouse;
  let goOn: () => void;
  let waits: Promise<void>;
  beforeEach(() => {
    waits = new Promise((resolve) => {
      goOn = resolve;
    });
  });
  afterEach(() => house.close());

  const typing = () => house.connector.sent.filter(({ activity }) => activity.type === 'typing').length;
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let tries = 0; !isSo(); tries++) {
      assert.ok(tries < 1000, 'it comes to that');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const openSlowly = async (): Promise<void> => {
    const usual = await openBot();
    const { reports } = usual;
    await usual.close();
    house = await openBot(
      {
        reports: {
          ...reports,
          status: async () => {
            await waits;
            return reports.status();
          },
        },
      },
      { typingAfterMs: 20, longestPressMs: 40 },
    );
  };

  it('show that somebody is at it, and then come', async () => {
    await openSlowly();
    const asking = house.say('ivo', 'status');
    await until(() => typing() === 1);
    assert.deepEqual(house.heard('ivo'), []);
    goOn();
    await asking;
    assert.match(house.heard('ivo').join(), /How things stand/);
    assert.equal(house.chat('ivo').length, 1, 'nothing is left of the typing');
  });

  it('do not show it when they come at once', async () => {
    house = await openBot({}, { typingAfterMs: 5000 });
    await house.say('ivo', 'status');
    assert.equal(typing(), 0);
  });

  /** A held run on Ivo's card, and a decision that takes until `goOn`. */
  const pressSlowly = async (fails = false) => {
    house = await openBot({}, { longestPressMs: 40 });
    await house.say('ivo', 'help');
    house.runs.set('42', heldRun());
    await house.bot.notifier.tell({ kind: 'run-needs-approval', run: heldRun(), operations: [operation] });
    const { decide } = house.service;
    house.service.decide = async (ask) => {
      await waits;
      if (fails) throw new Error('the store is away');
      return decide(ask);
    };
    const [card] = house.cards.values();
    return house.press('ivo', 'approve-run', { runId: '42', fingerprint: 'f1' }, { replyToId: card?.activityId });
  };

  it('answer a press in time, do what was pressed, and bring what came of it to the card', async () => {
    const { body } = await pressSlowly();
    assert.match(JSON.stringify(body.value), /takes a little longer/);
    assert.equal(house.runs.get('42')?.decision, null);
    goOn();
    await house.bot.idle();
    assert.equal(house.runs.get('42')?.decision?.by.id, 'ivo');
    assert.match(house.chat('ivo').join(), /Approved by ivo/);
    assert.equal(house.chat('ivo').length, 2, 'the help and the card');
  });

  it('say so in the chat when a press that took long failed after all', async () => {
    const { body } = await pressSlowly(true);
    assert.match(JSON.stringify(body.value), /takes a little longer/);
    goOn();
    await house.bot.idle();
    assert.match(house.chat('ivo').join(), /went wrong on our side/);
    assert.equal(house.runs.get('42')?.decision, null);
  });
});

import assert from 'node:assert/strict';
import { askedOf, type DeliveryHouse, hours, joinerReady, minutes, openDelivery } from './open-delivery.ts';

describe('a chat that is there again', () => {
  let house: DeliveryHouse;
  beforeEach(async () => {
    house = await openDelivery();
    for (const who of ['ivo', 'hanna']) await house.say(who, 'help');
  });
  afterEach(() => house.close());

  const buttons = (who: string) => house.chat(who).filter((text) => /"verb":"approve-(request|run)"/.test(text));
  const news = (who: string) => house.chat(who).filter((text) => /Joiner 1 /.test(text));
  /** Hanna is asked about request 12 and should hear of a joiner, and nothing of it reaches her. */
  const missEverything = async (): Promise<void> => {
    house.requests.set('12', askedOf('hanna'));
    await house.tell({ kind: 'request', request: askedOf('hanna'), event: 'asked', to: ['hanna'] });
    await house.tell(joinerReady(1));
    await house.later(hours(1));
    assert.deepEqual([buttons('hanna').length, news('hanna').length], [0, 0]);
  };

  it('gets what waits when somebody who had blocked the bot writes to it', async () => {
    house.connector.refusals.set('chat-hanna', 403);
    house.connector.code = 'MessageWritesBlocked';
    await house.tell(joinerReady(1));
    await missEverything();
    house.connector.refusals.delete('chat-hanna');
    await house.say('hanna', 'help');
    await house.later(minutes(1));
    assert.deepEqual([buttons('hanna').length, news('hanna').length], [1, 1], 'also news that could not be brought');
    await house.say('hanna', 'help');
    await house.later(hours(1));
    assert.deepEqual([buttons('hanna').length, news('hanna').length], [1, 1], 'once');
  });

  it('gets what waits when somebody installs the app again', async () => {
    await house.say('hanna', '', { type: 'installationUpdate', action: 'remove' });
    await missEverything();
    await house.say('hanna', '', { type: 'installationUpdate', action: 'add' });
    await house.later(minutes(1));
    assert.equal(buttons('hanna').length, 1);
  });

  it('gets runs that wait when somebody of IT comes for the first time', async () => {
    await house.askIt();
    assert.equal(buttons('ivo').length, 1);
    await house.say('iris', '', { type: 'conversationUpdate', membersAdded: [{ id: '29:iris' }, { id: 'bot' }] });
    await house.later(minutes(1));
    assert.equal(buttons('iris').length, 1);
    assert.equal(buttons('ivo').length, 1);
  });

  it('gets nothing that was settled meanwhile', async () => {
    await house.say('hanna', '', { type: 'installationUpdate', action: 'remove' });
    await missEverything();
    house.requests.set('12', askedOf('hanna', { version: 2, state: 'withdrawn' }));
    await house.say('hanna', '', { type: 'installationUpdate', action: 'add' });
    await house.later(minutes(1));
    assert.equal(house.chat('hanna').length, 1, 'only the help of before');
  });
});

import assert from 'node:assert/strict';
import { ActivityTypes, TestAdapter, TurnContext } from 'botbuilder';
import { admitActivity } from '../../bot/admit-activity.ts';
import type { BotParts } from '../../bot/bot-parts.ts';

const registered = {
  bot: { appId: 'app', tenantId: 'ours', appType: 'SingleTenant', password: null },
  allowedTenantIds: ['ours'],
} satisfies Pick<BotParts, 'bot' | 'allowedTenantIds'>;
const local = { bot: { appId: null, tenantId: null, appType: null, password: null }, allowedTenantIds: [] };

function turn(activity: Record<string, unknown>): TurnContext {
  return new TurnContext(new TestAdapter(async () => {}), { type: ActivityTypes.Message, ...activity });
}

describe('who may talk to the bot', () => {
  it('is our own tenant, through Teams, when the bot is registered', () => {
    const admits = (activity: Record<string, unknown>) => admitActivity(turn(activity), registered);
    assert.ok(admits({ channelId: 'msteams', conversation: { tenantId: 'ours' } }));
    assert.ok(admits({ channelId: 'msteams', conversation: {}, channelData: { tenant: { id: 'ours' } } }));
    assert.ok(!admits({ channelId: 'msteams', conversation: { tenantId: 'theirs' } }));
    assert.ok(
      !admits({ channelId: 'msteams', conversation: { tenantId: 'theirs' }, channelData: { tenant: { id: 'ours' } } }),
    );
    assert.ok(!admits({ channelId: 'msteams', conversation: {} }));
    assert.ok(!admits({ channelId: 'webchat', conversation: { tenantId: 'ours' } }));
  });

  for (const [serviceUrl, expected] of [
    ['http://127.0.0.1:56150/', true],
    ['http://localhost:56150/_connector', true],
    ['http://[::1]:56150/', true],
    ['https://smba.trafficmanager.net/teams/', false],
    ['http://127.0.0.1.evil.example/', false],
    ['http://localhost.evil.example/', false],
    ['http://127.0.0.1@evil.example/', false],
    ['not an address', false],
    [undefined, false],
  ] as const) {
    it(`is ${expected ? '' : 'not '}somebody who wants the answer at ${serviceUrl}, when it is not registered`, () => {
      assert.equal(admitActivity(turn({ channelId: 'msteams', serviceUrl }), local), expected);
    });
  }
});

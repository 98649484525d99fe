import assert from 'node:assert/strict';
import { tellJoiners } from '../../api/joiners/tell-joiners.ts';
import type { News } from '../../models/news.ts';
import { passPolicy } from '../api/joiners/open-joiners.ts';
import { eachTestItsHouse } from '../fakes/own-house.ts';
import { openRequestStreet, type RequestHouse } from './open-request-house.ts';

describe('the access pass in Teams', () => {
  let at: RequestHouse;
  eachTestItsHouse(openRequestStreet, async (opened) => {
    at = opened;
    at.house.policy(passPolicy);
    await at.joiners.hire('2026-12-01');
    await at.house.account('carl', {
      managerId: 'maud',
      attributes: {
        displayName: 'Carl Jansen',
        givenName: 'Carl',
        surname: 'Jansen',
        department: 'Sales',
        employeeType: 'employee',
      },
    });
    await at.house.join('carl', 'sg-all');
    await at.bot.say('maud', 'help');
    await at.bot.say('hanna', 'help');
    at.house.at('2026-12-01T08:00:00.000Z');
    const notifier = { tell: (news: News) => at.bot.bot.notifier.tell(news) };
    at.joiners.parts.notifier = notifier;
    await tellJoiners(at.joiners.parts);
  });

  const press = (who: string, data: unknown = { personKey: 'carl' }) => at.press(who, 'reveal-pass', data);
  /** Everything that stands in the chats now, and everything that was ever sent. */
  const everywhere = () =>
    JSON.stringify([at.bot.connector.sent, [...at.bot.connector.chats].map(([, chat]) => [...chat])]);

  it('is offered to the manager when somebody can sign in, and HR hears that they can', () => {
    assert.match(at.bot.heard('maud').at(-1) ?? '', /first day of Carl Jansen.*"verb":"reveal-pass"/s);
    assert.match(at.bot.heard('hanna').at(-1) ?? '', /Carl Jansen starts.*Can sign in: read back from Entra/s);
  });

  it('is in the answer to the press, once; the card that stays only says that it was revealed', async () => {
    const { text } = await press('maud');
    assert.match(text, /SECRET-1/);
    assert.ok(!text.includes('"verb":"reveal-pass"'));
    const kept = () => JSON.stringify([...(at.bot.connector.chats.get('chat-maud') ?? [])].at(-1));
    assert.ok(!kept().includes('was revealed'), 'what takes the place of the answer comes later');
    at.house.at('2026-12-01T08:11:00.000Z');
    await at.bot.bot.delivery.drain();
    assert.match(kept(), /was revealed by Maud Jansen/);
    const again = await press('maud');
    assert.match(again.text, /was revealed by Maud Jansen.*Ask IT/s);
    assert.ok(!again.text.includes('SECRET') && !everywhere().includes('SECRET'));
  });

  for (const [name, who, data, says] of [
    ['a colleague', 'anna', { personKey: 'carl' }, /Only the manager/],
    ['the joiner', 'carl', { personKey: 'carl' }, /Only the manager/],
    ['IT', 'ivo', { personKey: 'carl' }, /Only the manager/],
    ['the manager, for somebody else', 'maud', { personKey: 'anna' }, /only be revealed on the first day/],
    ['the manager, for nobody', 'maud', { personKey: '__proto__' }, /Only the manager/],
    ['a card without a person', 'maud', {}, /cannot be read any more/],
    ['a card with a list', 'maud', { personKey: ['carl'] }, /cannot be read any more/],
    ['a card that is far too large', 'maud', { personKey: 'x'.repeat(5000) }, /cannot be read any more/],
    ['an account that is not there', 'mallory', { personKey: 'carl' }, /do not know you/],
  ] as const)
    it(`is not shown to ${name}, and the press is written down`, async () => {
      const { text } = await press(who, data);
      assert.match(text, says);
      assert.deepEqual(
        (await at.refusals()).map(({ actor }) => actor.id),
        [who],
      );
      assert.deepEqual(at.joiners.passes, []);
    });

  for (const [name, change, says] of [
    [
      'the former manager, whose card still has the button',
      () => at.joiners.hire('2026-12-01', { managerPersonKey: 'bram' }),
      /Only the manager/,
    ],
    ['whoever presses the day after', async () => at.house.at('2026-12-02T00:30:00.000Z'), /only be revealed on the/],
    ['whoever presses when the first day has moved', () => at.joiners.hire('2026-12-08'), /only be revealed on the/],
    [
      'whoever presses when the account was disabled meanwhile',
      () => at.house.account('carl', { accountEnabled: false }),
      /no account that can sign in yet/,
    ],
  ] as const)
    it(`is not shown to ${name}`, async () => {
      await change();
      assert.match((await press('maud')).text, says);
      assert.equal((await at.refusals()).length, 1);
      assert.deepEqual(at.joiners.passes, []);
    });

  it('is not shown in another tenant', async () => {
    const { text } = await at.press(
      'maud',
      'reveal-pass',
      { personKey: 'carl' },
      { conversation: { id: 'chat-maud', conversationType: 'personal', tenantId: 'evil' } },
    );
    assert.equal(text, 'null');
    assert.deepEqual(at.joiners.passes, []);
  });

  it('five presses at once give one pass', async () => {
    const said = await Promise.all(Array.from({ length: 5 }, () => press('maud')));
    assert.equal(said.filter(({ text }) => text.includes('SECRET')).length, 1);
    assert.equal(at.joiners.passes.length, 1);
    assert.equal((await at.refusals()).length, 4);
  });

  it('a refusal of Entra says what to do, and the next press tries again', async () => {
    at.joiners.answer({ kind: 'refused', why: 'permission', text: 'Authorization_RequestDenied: no rights' });
    const { text } = await press('maud');
    assert.match(text, /UserAuthenticationMethod\.ReadWrite\.All.*Entra said: .*no rights.*"verb":"reveal-pass"/s);
    assert.match((await at.refusals())[0]?.text ?? '', /an access pass was refused: refused \(permission\)/);
    at.joiners.answer(null);
    assert.match((await press('maud')).text, /SECRET-1/);
  });
});

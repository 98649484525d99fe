import assert from 'node:assert/strict';
import type { Request } from '../../models/request.ts';
import { exceptionOf } from '../api/requests/organisation.ts';
import { eachTestItsHouse } from '../fakes/own-house.ts';
import { openRequestStreet, type RequestHouse, type RequestStreet, sent } from './open-request-house.ts';

/** What is pressed, by whom, with what; and what is said. `isAudited` false: a form with a mistake in it, which is no refusal. */
interface Attack {
  name: string;
  who: string;
  verb?: string;
  data: (request: Request) => unknown;
  /** What else the activity says. */
  activity?: Record<string, unknown>;
  says: RegExp;
  isAudited?: boolean;
}

/** What JSON from outside can hold and an object literal cannot. */
const json = (text: string): unknown => JSON.parse(text);
const long = (length: number): string => 'x'.repeat(length);
const chat = (more: Record<string, unknown>) => ({
  conversation: { id: 'chat-maud', conversationType: 'personal', ...more },
});

const unreadable = /cannot be read any more/;
const form = { catalogueId: 'finance', step: 'send', until: '2026-12-03', reason: 'Needed.' };
const plan = { absentKey: 'anna', startsOn: '2026-12-01', endsOn: '2026-12-31', standIn: 'bram', reason: 'Away.' };

/** Request 1: Bram asks for Finance; Maud, who manages him, is asked first, then Olga, who owns it. Nothing below changes a thing. */
const attacks: readonly Attack[] = [
  // Who presses.
  { name: 'who asked says yes', who: 'bram', data: (r) => sent(r), says: /Nobody decides on what they ask for/ },
  { name: 'a colleague', who: 'carl', data: (r) => sent(r), says: /not asked for this decision/ },
  { name: 'the owner before their turn', who: 'olga', data: (r) => sent(r), says: /not asked for this decision/ },
  {
    name: 'the deputy of an owner who is there',
    who: 'otto',
    data: (r) => sent(r),
    says: /not asked for this decision/,
  },
  { name: 'the manager of the manager', who: 'dirk', data: (r) => sent(r), says: /not asked for this decision/ },
  { name: 'IT, whom nobody asked', who: 'ivo', data: (r) => sent(r), says: /not asked for this decision/ },
  { name: 'security, whom nobody asked', who: 'sem', data: (r) => sent(r), says: /not asked for this decision/ },
  { name: 'an account that is not there', who: 'mallory', data: (r) => sent(r), says: /do not know you/ },
  {
    name: 'somebody who writes that they are Maud',
    who: 'carl',
    data: (r) =>
      sent(r, { by: 'maud', aadObjectId: 'maud', actor: { kind: 'person', id: 'maud', name: 'Maud Jansen' } }),
    says: /not asked for this decision/,
  },
  {
    name: 'somebody whose name is Maud',
    who: 'carl',
    data: (r) => sent(r),
    activity: { from: { id: '29:maud', aadObjectId: 'carl', name: 'Maud Jansen' } },
    says: /not asked for this decision/,
  },
  {
    name: 'a role that the card claims',
    who: 'carl',
    data: (r) => sent(r, { roles: ['it', 'security'], because: 'manager' }),
    says: /not asked for this decision/,
  },
  { name: 'a guest', who: 'gus', data: (r) => sent(r), says: /not asked for this decision/ },
  { name: 'a disabled account', who: 'dora', data: (r) => sent(r), says: /not asked for this decision/ },
  // From where.
  { name: 'another tenant', who: 'maud', data: (r) => sent(r), activity: chat({ tenantId: 'evil' }), says: /^null$/ },
  { name: 'no tenant', who: 'maud', data: (r) => sent(r), activity: chat({}), says: /^null$/ },
  {
    name: 'a tenant that is no text',
    who: 'maud',
    data: (r) => sent(r),
    activity: chat({ tenantId: ['t'] }),
    says: /^null$/,
  },
  {
    name: 'our tenant in the data of the channel, another in the conversation',
    who: 'maud',
    data: (r) => sent(r),
    activity: { ...chat({ tenantId: 'evil' }), channelData: { tenant: { id: 't' } } },
    says: /^null$/,
  },
  {
    name: 'nobody at all',
    who: 'maud',
    data: (r) => sent(r),
    activity: { from: { id: '29:x', name: 'Maud Jansen' } },
    says: /do not know you/,
  },
  // What the card says.
  {
    name: 'another fingerprint',
    who: 'maud',
    data: (r) => sent(r, { fingerprint: 'f'.repeat(64) }),
    says: /has changed/,
  },
  { name: 'no fingerprint', who: 'maud', data: (r) => ({ ...sent(r), fingerprint: undefined }), says: unreadable },
  { name: 'an empty fingerprint', who: 'maud', data: (r) => sent(r, { fingerprint: '' }), says: unreadable },
  { name: 'a track that is not there', who: 'maud', data: (r) => sent(r, { trackId: 't9' }), says: /has changed/ },
  { name: 'a request that is not there', who: 'maud', data: (r) => sent(r, { requestId: '77' }), says: unreadable },
  {
    name: 'a request by a name of objects',
    who: 'maud',
    data: (r) => sent(r, { requestId: '__proto__' }),
    says: unreadable,
  },
  { name: 'a choice where there is none', who: 'maud', data: (r) => sent(r, { choice: 'undo' }), says: /has changed/ },
  { name: 'a number for an id', who: 'maud', data: (r) => sent(r, { requestId: 1 }), says: unreadable },
  { name: 'a list for an id', who: 'maud', data: (r) => sent(r, { requestId: [r.id] }), says: unreadable },
  {
    name: 'a question to the store for an id',
    who: 'maud',
    data: (r) => sent(r, { requestId: { $ne: '' } }),
    says: unreadable,
  },
  {
    name: 'a question to the store for a fingerprint',
    who: 'maud',
    data: (r) => sent(r, { fingerprint: { $gt: '' } }),
    says: unreadable,
  },
  { name: 'nothing', who: 'maud', data: () => undefined, says: unreadable },
  { name: 'a text', who: 'maud', data: () => 'approve', says: unreadable },
  { name: 'a list', who: 'maud', data: (r) => [sent(r)], says: unreadable },
  { name: 'an id as long as a book', who: 'maud', data: (r) => sent(r, { requestId: long(5000) }), says: unreadable },
  { name: 'a reason as long as a book', who: 'maud', data: (r) => sent(r, { reason: long(50_000) }), says: unreadable },
  {
    name: 'keys that would change every object',
    who: 'maud',
    data: (r) =>
      json(`{"__proto__":{"requestId":"${r.id}"},"constructor":{"prototype":{"isUrgent":true}},"trackId":"t1"}`),
    says: unreadable,
  },
  // Other buttons on it.
  {
    name: 'to reject without being asked',
    who: 'carl',
    verb: 'reject-request',
    data: (r) => sent(r),
    says: /not asked for this decision/,
  },
  {
    name: 'who asked says no',
    who: 'bram',
    verb: 'reject-request',
    data: (r) => sent(r, { reason: 'x' }),
    says: /Nobody decides/,
  },
  {
    name: 'to withdraw what another asked',
    who: 'maud',
    verb: 'withdraw-request',
    data: (r) => sent(r),
    says: /not asked for this decision/,
  },
  {
    name: 'to nudge what another asked',
    who: 'carl',
    verb: 'nudge-request',
    data: (r) => sent(r),
    says: /not asked for this decision/,
  },
  {
    name: 'to nudge again and again',
    who: 'bram',
    verb: 'nudge-request',
    data: (r) => sent(r),
    says: /less than an hour ago/,
  },
  {
    name: 'to read what is not theirs',
    who: 'carl',
    verb: 'show-request',
    data: (r) => sent(r),
    says: /^"You are not asked for this/,
  },
  {
    name: 'to read by trying numbers',
    who: 'carl',
    verb: 'show-request',
    data: () => ({ requestId: '2' }),
    says: unreadable,
  },
  // Forms.
  {
    name: 'something outside the catalogue',
    who: 'bram',
    verb: 'ask-exception',
    data: () => ({ ...form, catalogueId: 'domain-admins' }),
    says: /cannot ask for this/,
  },
  {
    name: 'something that may not be asked for',
    who: 'bram',
    verb: 'ask-exception',
    data: () => ({ ...form, catalogueId: 'admin' }),
    says: /cannot ask for this/,
  },
  {
    name: 'an item by a name of objects',
    who: 'bram',
    verb: 'ask-exception',
    data: () => ({ ...form, catalogueId: 'constructor' }),
    says: /cannot ask for this/,
  },
  {
    name: 'at once what is never given at once',
    who: 'carl',
    verb: 'ask-exception',
    data: () => ({ ...form, catalogueId: 'crm', breakGlass: 'true' }),
    says: /before somebody has said yes/,
  },
  {
    name: 'for ever',
    who: 'carl',
    verb: 'ask-exception',
    data: () => ({ ...form, until: '9999-12-31' }),
    says: /cannot be had for longer/,
    isAudited: false,
  },
  {
    name: 'a day that is none',
    who: 'carl',
    verb: 'ask-exception',
    data: () => ({ ...form, until: '2026-02-30' }),
    says: /Choose a day/,
    isAudited: false,
  },
  {
    name: 'a day as long as a book',
    who: 'carl',
    verb: 'ask-exception',
    data: () => ({ ...form, until: long(500) }),
    says: unreadable,
  },
  {
    name: 'a reason too long',
    who: 'carl',
    verb: 'ask-exception',
    data: () => ({ ...form, reason: long(600) }),
    says: /too long/,
    isAudited: false,
  },
  {
    name: 'a list for a reason',
    who: 'carl',
    verb: 'ask-exception',
    data: () => ({ ...form, reason: ['x'] }),
    says: unreadable,
  },
  {
    name: 'for somebody else',
    who: 'mallory',
    verb: 'ask-exception',
    data: () => ({ ...form, forPersonKey: 'carl' }),
    says: /do not know you/,
  },
  {
    name: 'a step that is none',
    who: 'carl',
    verb: 'ask-exception',
    data: () => ({ ...form, step: 'grant' }),
    says: unreadable,
  },
  {
    name: 'to look for a book',
    who: 'carl',
    verb: 'search-catalogue',
    data: () => ({ text: long(5000) }),
    says: unreadable,
  },
  {
    name: 'a replacement of a colleague',
    who: 'carl',
    verb: 'start-replacement',
    data: () => plan,
    says: /cannot arrange a replacement/,
  },
  {
    name: 'a look at what a colleague has',
    who: 'carl',
    verb: 'choose-stand-in',
    data: () => plan,
    says: /cannot arrange a replacement/,
  },
  {
    name: 'to ask it for a colleague',
    who: 'carl',
    verb: 'ask-replacement',
    data: () => ({ ...plan, needed: 'crm' }),
    says: /cannot arrange a replacement/,
  },
  {
    name: 'a replacement of nobody',
    who: 'maud',
    verb: 'start-replacement',
    data: () => ({ absentKey: 'zzz' }),
    says: /cannot arrange a replacement/,
  },
  {
    name: 'a guest as stand-in',
    who: 'maud',
    verb: 'ask-replacement',
    data: () => ({ ...plan, standIn: 'gus', needed: 'crm' }),
    says: /cannot stand in/,
  },
  {
    name: 'a disabled account as stand-in',
    who: 'maud',
    verb: 'ask-replacement',
    data: () => ({ ...plan, standIn: 'dora', needed: 'crm' }),
    says: /cannot stand in/,
  },
  {
    name: 'what is never lent',
    who: 'maud',
    verb: 'ask-replacement',
    data: () => ({ ...plan, needed: 'admin' }),
    says: /cannot be given to this stand-in/,
  },
  {
    name: 'what the owner is asked about as if it were needed',
    who: 'maud',
    verb: 'ask-replacement',
    data: () => ({ ...plan, needed: 'finance' }),
    says: /cannot be given to this stand-in/,
  },
  {
    name: 'what the absent person does not have',
    who: 'maud',
    verb: 'ask-replacement',
    data: () => ({ ...plan, askOwner: 'vault' }),
    says: /cannot be given to this stand-in/,
  },
  {
    name: 'keys that cannot be read',
    who: 'maud',
    verb: 'ask-replacement',
    data: () => ({ ...plan, needed: '%E0%A4%A' }),
    says: /cannot be given to this stand-in/,
  },
  {
    name: 'a key of objects',
    who: 'maud',
    verb: 'ask-replacement',
    data: () => ({ ...plan, needed: '__proto__,constructor' }),
    says: /cannot be given to this stand-in/,
  },
  {
    name: 'a grant that is not there',
    who: 'bram',
    verb: 'extend-grant',
    data: () => ({ grantId: 'request-99' }),
    says: /not there any more/,
  },
  {
    name: 'to end a grant that is not there',
    who: 'bram',
    verb: 'end-grant',
    data: () => ({ grantId: 'request-99' }),
    says: /not there any more/,
  },
];

describe('attacks and accidents at the door', function () {
  this.timeout(20_000);
  let street: RequestStreet;
  let at: RequestHouse;
  let request: Request;
  let world: unknown;
  let refused = 0;
  before(async () => {
    street = await openRequestStreet();
    at = await street.open();
    await at.house.account('gus', { isGuest: true, stampedPersonKey: null });
    await at.house.account('dora', { accountEnabled: false, stampedPersonKey: null });
    request = await at.askFinance();
    world = await at.world();
  });
  after(async () => {
    await at.close();
    await street.close();
  });

  for (const { name, who, verb = 'approve-request', data, activity, says, isAudited = true } of attacks) {
    it(`${name}: nothing is done, and it is ${isAudited ? 'written down' : 'said'}`, async () => {
      const { text } = await at.press(who, verb, data(request), activity);
      assert.match(text, says);
      assert.deepEqual(await at.world(), world);
      const after = await at.refusals();
      const fresh = after.length - refused;
      refused = after.length;
      assert.equal(fresh, isAudited ? 1 : 0);
      if (isAudited && activity === undefined) assert.ok(after.some(({ actor }) => actor.id === who));
      assert.ok(!('isUrgent' in {}) && !('requestId' in {}), 'objects are as they were');
    });
  }

  it('is a table that stays long enough', () => {
    assert.ok(attacks.length >= 60, `${attacks.length}`);
  });
});

/** What happens meanwhile, and the press that comes after it. */
const accidents: readonly {
  name: string;
  meanwhile(at: RequestHouse, request: Request): Promise<unknown>;
  who: string;
  says: RegExp;
  state: Request['state'];
}[] = [
  {
    name: 'the same press again',
    meanwhile: (at, request) => at.press('maud', 'approve-request', sent(request)),
    who: 'maud',
    says: /answered already/,
    state: 'open',
  },
  {
    name: 'a yes after a no of the same person',
    meanwhile: (at, request) => at.press('maud', 'reject-request', sent(request, { reason: 'No.' })),
    who: 'maud',
    says: /decided or has ended already.*|✖ Refused/,
    state: 'refused',
  },
  {
    name: 'a yes of the owner after the no of the manager',
    meanwhile: (at, request) => at.press('maud', 'reject-request', sent(request, { reason: 'No.' })),
    who: 'olga',
    says: /decided or has ended already/,
    state: 'refused',
  },
  {
    name: 'a press after it was withdrawn',
    meanwhile: (at) => at.press('bram', 'withdraw-request', { requestId: '1' }),
    who: 'maud',
    says: /decided or has ended already/,
    state: 'withdrawn',
  },
  {
    name: 'a press after it expired',
    meanwhile: (at) => at.house.tend('2027-01-15T08:00:00.000Z'),
    who: 'maud',
    says: /decided or has ended already/,
    state: 'expired',
  },
  {
    name: 'a press of a manager whose account was disabled',
    meanwhile: (at) => at.house.account('maud', { accountEnabled: false }),
    who: 'maud',
    says: /not asked for this decision/,
    state: 'open',
  },
  {
    name: 'a press of a former manager',
    meanwhile: async (at) => {
      const [employment] = (await at.house.stores.people.find('bram'))?.employments ?? [];
      await at.house.hr('bram', { employments: [{ ...employment, managerPersonKey: 'dirk' } as never] });
    },
    who: 'maud',
    says: /not asked for this decision/,
    state: 'open',
  },
  {
    name: 'a press of a manager who is on leave',
    meanwhile: (at) => at.house.hr('maud', { leaves: [{ startsOn: '2026-11-20', endsOn: '2026-12-20' }] }),
    who: 'maud',
    says: /not asked for this decision|Handed over/,
    state: 'open',
  },
];

describe('accidents between a card and its press', function () {
  this.timeout(20_000);
  let at: RequestHouse;
  eachTestItsHouse(openRequestStreet, (opened) => {
    at = opened;
  });

  for (const { name, meanwhile, who, says, state } of accidents) {
    it(`${name} decides nothing, and is written down`, async () => {
      const request = await at.askFinance();
      await meanwhile(at, request);
      const answers = (await at.find('1'))?.tracks.flatMap(({ stages }) => stages.flatMap((one) => one.answers));
      const { text, card } = await at.press(who, 'approve-request', sent(request));
      assert.match(text, says);
      assert.ok(card === null || !text.includes('"verb":"approve-request"'), 'there is nothing left to press');
      const found = await at.find('1');
      assert.equal(found?.state, state);
      assert.deepEqual(
        found?.tracks.flatMap(({ stages }) => stages.flatMap((one) => one.answers)),
        answers,
      );
      assert.deepEqual(
        (await at.refusals()).map(({ actor }) => actor.id),
        [who],
      );
      assert.deepEqual(await at.house.stores.grants.list({ at: '2026-11-24T08:00:00.000Z' }), []);
    });
  }

  it('counts one of five who press at once, and writes down the other four', async () => {
    const request = await at.askFinance();
    const presses = Array.from({ length: 5 }, () => at.press('maud', 'approve-request', sent(request)));
    const said = await Promise.all(presses);
    assert.equal(said.filter(({ text }) => text.includes('answered already')).length, 4);
    assert.equal((await at.find('1'))?.tracks[0]?.stages[0]?.answers.length, 1);
    assert.equal((await at.refusals()).length, 4);
  });

  it('lets one of two crossing decisions win, and says so to the other', async () => {
    const request = await at.asks(exceptionOf('vault'), 'bram', 'bram');
    const [yes, no] = await Promise.all([
      at.press('ivo', 'approve-request', sent(request)),
      at.press('iris', 'reject-request', sent(request, { reason: 'No.' })),
    ]);
    assert.match(yes.text, /Ivo Jansen approved|Iris Jansen rejected/);
    assert.match(no.text, /Iris Jansen rejected/);
    const found = await at.find('1');
    assert.equal(found?.state, 'refused', 'one no is enough, whoever came first');
    const answers = found?.tracks[0]?.stages.flatMap((one) => one.answers) ?? [];
    assert.equal(answers.filter(({ answer }) => answer === 'reject').length, 1);
    assert.equal(answers.length + (await at.refusals()).length, 2, 'each press counted or was written down');
  });

  it('takes a press that Teams sends twice for one', async () => {
    const request = await at.askFinance();
    for (let time = 0; time < 2; time += 1) await at.press('carl', 'approve-request', sent(request), { id: 'same' });
    assert.equal((await at.refusals()).length, 1);
  });

  it('shows what people wrote as text, and lets no mention or link through', async () => {
    const evil = '<at>Boss</at> [click](http://evil.example) **now** ${title}';
    const data = { catalogueId: 'finance', step: 'send', until: '2026-12-03', reason: evil };
    await at.press('bram', 'ask-exception', data);
    const card = await at.say('maud', 'to decide');
    assert.ok(!card.includes('<at>'));
    assert.ok(card.includes('‹at›Boss‹/at› \\\\[click\\\\](http://evil.example) \\\\*\\\\*now\\\\*\\\\* ${title}'));
    assert.equal(
      at.bot.connector.sent.some(({ activity }) => 'entities' in activity),
      false,
    );
  });

  it('believes nothing of an exception but which one, until when and why', async () => {
    await at.press('bram', 'ask-exception', {
      catalogueId: 'finance',
      step: 'send',
      until: '2026-12-03',
      reason: 'Needed.',
      item: { group: 'sg-admin' },
      forPersonKey: 'carl',
      startsOn: '2020-01-01',
      by: { kind: 'api', id: 'api', name: 'API' },
      owners: ['bram@voorbeeld.example'],
      tracks: [],
    });
    const found = await at.find('1');
    assert.ok(found?.subject.kind === 'exception');
    assert.deepEqual(
      [found.subject.item.group, found.subject.item.owners, found.subject.startsOn],
      ['sg-finance', ['olga@voorbeeld.example'], '2026-11-24'],
    );
    assert.deepEqual([found.forPersonKey, found.askedBy.id, found.state], ['bram', 'bram', 'open']);
  });

  it('lets the stand-in decide on nothing of their own replacement', async () => {
    await at.press('maud', 'ask-replacement', { ...plan, standIn: 'olga', askOwner: 'finance' });
    const request = await at.find('1');
    assert.ok(request !== null);
    const { text } = await at.press('olga', 'approve-request', sent(request));
    assert.match(text, /Nobody decides on what they ask for or gain by/);
    assert.equal((await at.find('1'))?.state, 'open');
    assert.equal((await at.refusals()).at(-1)?.actor.id, 'olga');
  });
});

import assert from 'node:assert/strict';
import { replacementOf } from '../api/requests/organisation.ts';
import { eachTestItsHouse } from '../fakes/own-house.ts';
import { openRequestStreet, type RequestHouse, sent, valuesOf } from './open-request-house.ts';

describe('requests in Teams', function () {
  this.timeout(20_000);
  let at: RequestHouse;
  eachTestItsHouse(openRequestStreet, (opened) => {
    at = opened;
  });

  it('finds in the catalogue what somebody may ask for, in the language they ask in', async () => {
    assert.match(await at.say('bram', 'request fin'), /1 found for “fin”.*Finance.*"catalogueId":"finance"/);
    const dutch = await at.say('bram', 'aanvragen');
    assert.match(dutch, /Toegang aanvragen.*hoogstens 30 dagen/);
    assert.doesNotMatch(dutch, /Administrators/);
    assert.match((await at.press('bram', 'search-catalogue', { text: 'yacht' })).text, /Nothing that you can ask for/);
  });

  it('takes an exception from search to a grant', async () => {
    const form = await at.press('bram', 'ask-exception', { catalogueId: 'finance', step: 'open', text: 'fin' });
    assert.match(form.text, /Ask for Finance.*at the latest 23 December 2026/);
    const asked = await at.press('bram', 'ask-exception', {
      catalogueId: 'finance',
      step: 'send',
      until: '2026-12-03',
      reason: 'The year has to be closed.',
      breakGlass: 'false',
    });
    assert.match(asked.text, /Waits for Maud Jansen.*"verb":"withdraw-request"/);
    const toMaud = await at.say('maud', 'te beslissen');
    assert.match(toMaud, /Je bent de leidinggevende van Bram Jansen.*"verb":"approve-request"/);
    const request = await at.find('1');
    assert.ok(request !== null);
    const yes = await at.press('maud', 'approve-request', sent(request));
    assert.match(yes.text, /You said yes.*Maud Jansen approved.*Waits for Olga Jansen/);
    assert.doesNotMatch(yes.text, /approve-request/);
    const done = await at.press('olga', 'approve-request', sent(request, { reason: 'Until the audit.' }));
    assert.match(done.text, /Approved and done.*Olga Jansen approved.*Until the audit\./);
    assert.deepEqual((await at.house.stores.grants.find('request-1'))?.items.groups, ['sg-finance']);
    assert.match(await at.say('bram', 'my requests'), /Finance for Bram Jansen.*Access you have for a while.*Finance/);
  });

  for (const [name, changes, problem] of [
    ['no day', { until: '' }, /Choose a day/],
    ['a day that the calendar lacks', { until: '2026-11-31' }, /Choose a day/],
    ['yesterday', { until: '2026-11-23' }, /Choose 24 November 2026 or later/],
    ['too long', { until: '2026-12-24' }, /Choose 23 December 2026 or earlier/],
    ['no reason', { reason: '   ' }, /Say in a few words why/],
  ] as const) {
    it(`gives the form back with what is wrong and all that was typed: ${name}`, async () => {
      const typed = { until: '2026-12-03', reason: 'Close it.', breakGlass: 'true', ...changes };
      const answer = await at.press('bram', 'ask-exception', { catalogueId: 'finance', step: 'send', ...typed });
      assert.match(answer.text, problem);
      const { until, reason, breakGlass } = valuesOf(answer);
      assert.equal(reason, typed.reason);
      assert.equal(breakGlass, 'true');
      if (/^2026-1[12]-[0-2]\d$/.test(typed.until)) assert.equal(until, typed.until);
      assert.equal(await at.find('1'), null);
    });
  }

  it('says on the form what the service refuses', async () => {
    await at.askFinance();
    const again = { catalogueId: 'finance', step: 'send', until: '2026-12-03', reason: 'Again.' };
    const answer = await at.press('bram', 'ask-exception', again);
    assert.match(answer.text, /asked already: request 1 is open/);
    assert.equal(valuesOf(answer).reason, 'Again.');
  });

  it('gives break-glass at once, and says so to whoever decides', async () => {
    const data = { catalogueId: 'finance', step: 'send', until: '2026-11-25', reason: 'On fire.', breakGlass: 'true' };
    await at.press('bram', 'ask-exception', data);
    assert.equal((await at.house.stores.grants.list({ at: '2026-11-24T08:00:00.000Z' })).length, 1);
    assert.match(await at.say('maud', 'to decide'), /Break-glass: it was given at once.*This is urgent/);
  });

  it('takes a replacement from the leave to the owners', async () => {
    await at.house.hr('anna', { leaves: [{ leaveKey: 'L1', startsOn: '2026-12-01', endsOn: '2026-12-31' }] });
    const people = await at.say('maud', 'replace');
    assert.match(people, /For whom do you arrange a stand-in.*Anna Jansen.*1 December 2026 to 31 December 2026/);
    const first = await at.press('maud', 'start-replacement', { absentKey: 'anna' });
    assert.deepEqual(valuesOf(first), { startsOn: '2026-12-01', endsOn: '2026-12-31', standIn: undefined });
    assert.match(first.text, /"title":"Bram Jansen","value":"bram".*graph.microsoft.com\/users/);
    const settled = { absentKey: 'anna', startsOn: '2026-12-01', endsOn: '2026-12-31', standIn: 'bram' };
    const second = await at.press('maud', 'choose-stand-in', settled);
    assert.match(second.text, /What does Bram Jansen need.*Administrators: stays with who has it/);
    assert.equal(valuesOf(second).needed, 'crm');
    const asked = await at.press('maud', 'ask-replacement', {
      ...settled,
      needed: 'crm',
      askOwner: 'finance,group%3Asg-odd',
      mode: 'policy',
      reason: 'Anna is away.',
    });
    assert.match(asked.text, /Bram Jansen to stand in for Anna Jansen.*Maud Jansen approved.*Waits for Olga Jansen/);
    const request = await at.find('1');
    assert.ok(request?.subject.kind === 'replacement');
    assert.deepEqual(
      [request.subject.leaveKey, request.subject.items.map(({ key }) => key), request.subject.mode],
      ['L1', ['crm', 'finance', 'group:sg-odd'], null],
    );
    const no = await at.press('olga', 'reject-request', sent(request, { trackId: 't2', reason: 'Not now.' }));
    assert.match(no.text, /Olga Jansen rejected.*Not now/);
    await at.press('iris', 'approve-request', sent(request, { trackId: 't3' }));
    assert.deepEqual((await at.house.stores.grants.find('request-1'))?.items.groups, ['sg-crm', 'sg-odd']);
    assert.match((await at.press('maud', 'show-request', { requestId: '1' })).text, /Partly approved/);
  });

  it('says that it follows a leave to which HR gives no key', async () => {
    await at.house.hr('anna', { leaves: [{ startsOn: '2026-12-01', endsOn: '2026-12-31' }] });
    const plan = { absentKey: 'anna', startsOn: '2026-12-01', endsOn: '2026-12-31', standIn: 'bram' };
    const asked = await at.press('maud', 'ask-replacement', { ...plan, needed: 'crm', reason: 'Anna is away.' });
    assert.match(asked.text, /It follows the leave of Anna Jansen when HR moves it/);
    const grant = await at.house.stores.grants.find('request-1');
    assert.deepEqual(grant?.follows, { personKey: 'anna', leaveKey: null });
  });

  for (const [name, changes, problem] of [
    ['no stand-in', { standIn: '' }, /Choose who stands in/],
    ['the absent person', { standIn: 'anna' }, /Nobody stands in for themselves/],
    ['no such account', { standIn: 'zzz' }, /That person cannot stand in/],
    ['several accounts', { standIn: 'bram,carl' }, /That person cannot stand in/],
    ['an end before the start', { endsOn: '2026-11-30' }, /The last day is before the first/],
    ['what is over', { startsOn: '2026-10-01', endsOn: '2026-10-31' }, /Choose 24 November 2026 or later/],
    ['no day', { startsOn: 'soon' }, /Choose a day/],
  ] as const) {
    it(`gives the first step back with what is wrong: ${name}`, async () => {
      const typed = { absentKey: 'anna', startsOn: '2026-12-01', endsOn: '2026-12-31', standIn: 'bram', ...changes };
      for (const verb of ['choose-stand-in', 'ask-replacement']) {
        const answer = await at.press('maud', verb, { ...typed, needed: 'crm', reason: 'Away.' });
        assert.match(answer.text, problem);
        assert.match(answer.text, /Who stands in for Anna Jansen/);
        if (typed.startsOn !== 'soon') assert.equal(valuesOf(answer).startsOn, typed.startsOn);
        assert.equal(valuesOf(answer).standIn ?? '', typed.standIn);
      }
      assert.equal(await at.find('1'), null);
    });
  }

  it('gives the second step back with what was ticked and typed', async () => {
    const typed = { absentKey: 'anna', startsOn: '2026-12-01', endsOn: '2026-12-31', standIn: 'bram' };
    const empty = await at.press('maud', 'ask-replacement', { ...typed, needed: '', askOwner: '', reason: 'Away.' });
    assert.match(empty.text, /Tick at least one thing/);
    assert.deepEqual([valuesOf(empty).needed, valuesOf(empty).reason], ['', 'Away.']);
    const silent = await at.press('maud', 'ask-replacement', {
      ...typed,
      needed: '',
      askOwner: 'finance',
      mode: 'disabled',
    });
    assert.match(silent.text, /Say in a few words why/);
    assert.deepEqual([valuesOf(silent).askOwner, valuesOf(silent).mode], ['finance', 'disabled']);
  });

  it('lets who asked remind once an hour, and take it back; and nobody else', async () => {
    const request = await at.askFinance();
    assert.match((await at.press('bram', 'nudge-request', { requestId: '1' })).text, /less than an hour ago/);
    at.house.at('2026-11-24T10:00:00.000Z');
    assert.match((await at.press('bram', 'nudge-request', { requestId: '1' })).text, /They have been reminded/);
    assert.match((await at.press('carl', 'withdraw-request', { requestId: '1' })).text, /not asked for this/);
    assert.match((await at.press('bram', 'withdraw-request', { requestId: '1' })).text, /Withdrawn/);
    assert.match((await at.press('maud', 'approve-request', sent(request))).text, /decided or has ended already/);
  });

  it('asks for a reason before a no counts', async () => {
    const request = await at.askFinance();
    const asked = await at.press('maud', 'reject-request', sent(request));
    assert.match(asked.text, /Say in a few words why you reject it.*"verb":"reject-request"/);
    assert.equal((await at.find('1'))?.state, 'open');
    assert.match((await at.press('maud', 'reject-request', sent(request, { reason: 'No.' }))).text, /Refused/);
  });

  it('says what became of drift that somebody chose', async () => {
    const request = await at.asks({ kind: 'drift', findingId: 'd1', sentence: 'x' }, 'iris', 'anna');
    const about = { sentence: 'Put Anna back in sg-crm.', by: 'Ivo', at: '2026-11-15T06:00:00.000Z' };
    assert.deepEqual(
      request.subject,
      { kind: 'drift', findingId: 'd1', ...about },
      'as Entra says, not as the card says',
    );
    assert.match(await at.say('ivo', 'to decide'), /"choice":"undo".*"choice":"keep-14".*"choice":"rule"/);
    const chosen = await at.press('ivo', 'approve-request', sent(request, { choice: 'keep-14' }));
    assert.match(chosen.text, /Keep it for 14 days/);
  });

  it('extends dated access and ends it', async () => {
    const request = await at.askFinance();
    await at.press('maud', 'approve-request', sent(request));
    await at.press('olga', 'approve-request', sent(request));
    const card = await at.press('bram', 'extend-grant', { grantId: 'request-1', step: 'open' });
    assert.match(card.text, /Ends in 10 days: Finance/);
    const early = await at.press('bram', 'extend-grant', {
      grantId: 'request-1',
      step: 'send',
      until: '2026-12-03',
      reason: 'More.',
    });
    assert.match(early.text, /Choose 4 December 2026 or later/);
    assert.equal(valuesOf(early).reason, 'More.');
    const asked = await at.press('bram', 'extend-grant', {
      grantId: 'request-1',
      step: 'send',
      until: '2026-12-20',
      reason: 'More.',
    });
    assert.match(asked.text, /Longer for Bram Jansen: Finance/);
    assert.match((await at.press('carl', 'end-grant', { grantId: 'request-1' })).text, /not yours to change/);
    assert.match((await at.press('maud', 'end-grant', { grantId: 'request-1' })).text, /Ended now: Finance/);
    assert.equal((await at.house.stores.grants.find('request-1'))?.endsAt, '2026-11-24T08:00:00.000Z');
  });

  it('hands a card over when an approver goes on leave', async () => {
    const request = await at.asks(replacementOf(['finance']), 'maud', 'bram');
    await at.house.hr('olga', { leaves: [{ startsOn: '2026-11-20', endsOn: '2026-12-20' }] });
    await at.house.tend('2026-11-24T09:00:00.000Z');
    const track = (await at.find('1'))?.tracks[0]?.id ?? '';
    assert.match((await at.press('olga', 'show-request', { requestId: '1' })).text, /Handed over to Otto Jansen/);
    assert.match(await at.say('otto', 'to decide'), /Olga Jansen is away; you decide instead/);
    assert.match((await at.press('otto', 'approve-request', sent(request, { trackId: track }))).text, /done/);
  });

  it('speaks of access in private only, and not to whom HR does not know', async () => {
    const group = { id: 'chat-group', conversationType: 'groupChat', tenantId: 't' };
    await at.bot.say('bram', 'my requests', { conversation: group });
    assert.match(JSON.stringify(at.bot.connector.sent.at(-1)), /in our own chat/);
    await at.house.account('guest', { stampedPersonKey: null });
    assert.match(await at.say('guest', 'request'), /HR does not know you/);
  });
});

import assert from 'node:assert/strict';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { answerOf, ask, askedIn, mustFind } from './answers.ts';
import { type House, openStreet } from './open-house.ts';
import { exceptionOf, person, replacementOf, usualPolicy } from './organisation.ts';

const leave = { leaveKey: 'l1', startsOn: '2026-12-01', endsOn: '2026-12-31' };
const away = { startsOn: '2026-11-20', endsOn: '2026-12-20' };

describe('tending requests', () => {
  let house: House;
  eachTestItsHouse(openStreet, (opened) => {
    house = opened;
  });

  const askFinance = () => ask(house, exceptionOf('finance'), { by: person('bram'), gains: 'bram' });
  const events = () =>
    house.news.flatMap((news) => (news.kind === 'request' ? [[news.event, [...news.to].sort()]] : []));

  it('asks the deputy of an owner who is away', async () => {
    await house.hr('olga', { leaves: [away] });
    const request = await askFinance();
    await house.requests.decide(answerOf(request, 'maud'));
    const found = await mustFind(house, request.id);
    assert.deepEqual(askedIn(found), ['otto']);
    assert.deepEqual(found.tracks[0]?.stages[1]?.approvers[0]?.for, {
      aadObjectId: 'olga',
      name: 'Olga Jansen',
      why: 'away',
    });
  });

  it('asks the manager of an owner who is away where the deputy is away too, or gains', async () => {
    await house.hr('olga', { leaves: [away] });
    await house.hr('otto', { leaves: [away] });
    const request = await askFinance();
    await house.requests.decide(answerOf(request, 'maud'));
    assert.deepEqual(askedIn(await mustFind(house, request.id)), ['dirk']);
  });

  it('hands an open card over when the approver goes on leave, and takes no answer from them any more', async () => {
    const request = await askFinance();
    await house.requests.decide(answerOf(request, 'maud'));
    await house.hr('olga', { leaves: [away] });
    await house.tend('2026-11-24T09:00:00.000Z');
    assert.deepEqual(askedIn(await mustFind(house, request.id)), ['otto']);
    assert.deepEqual(events().at(-1), ['handed-over', ['otto']]);
    assert.equal((await house.requests.decide(answerOf(request, 'olga'))).kind, 'not-approver');
    assert.equal((await house.requests.decide(answerOf(request, 'otto'))).kind, 'decided');
    assert.equal((await mustFind(house, request.id)).state, 'done');
  });

  it('hands over at the press, before anybody has looked', async () => {
    const request = await askFinance();
    await house.account('maud', { accountEnabled: false });
    assert.equal((await house.requests.decide(answerOf(request, 'maud'))).kind, 'not-approver');
    assert.equal((await house.requests.decide(answerOf(request, 'dirk'))).kind, 'decided');
  });

  it('reminds, then asks the deputy as well, then expires', async () => {
    const request = await ask(house, exceptionOf('finance', { endsOn: '2026-12-15' }), {
      by: person('bram'),
      gains: 'bram',
    });
    await house.requests.decide(answerOf(request, 'maud'));
    await house.tend('2026-11-25T08:00:01.000Z');
    assert.deepEqual(events().at(-1), ['reminded', ['olga']]);
    await house.tend('2026-11-26T08:00:01.000Z');
    assert.deepEqual(events().at(-1), ['escalated', ['otto']]);
    assert.deepEqual(askedIn(await mustFind(house, request.id)), ['olga', 'otto']);
    const told = house.news.length;
    await house.tend('2026-11-30T08:00:00.000Z');
    assert.equal(house.news.length, told);
    await house.tend('2026-12-08T08:00:01.000Z');
    assert.equal((await mustFind(house, request.id)).state, 'expired');
    assert.deepEqual(events().at(-1), ['expired', ['bram']]);
    assert.equal((await house.requests.decide(answerOf(request, 'otto'))).kind, 'over');
  });

  it('counts somebody and their deputy as one', async () => {
    house.policy(
      usualPolicy
        .replace('approval: [{ by: [owner], need: all }]', 'approval: [{ by: [owner], need: 2 }]')
        .replace('deputies: { ', 'deputies: { otto@voorbeeld.example: olga@voorbeeld.example, '),
    );
    const request = await ask(house, exceptionOf('archive'), { by: person('bram'), gains: 'bram' });
    await house.tend('2026-11-26T08:00:01.000Z');
    await house.requests.decide(answerOf(request, 'otto'));
    await house.requests.decide(answerOf(request, 'olga'));
    assert.equal((await mustFind(house, request.id)).state, 'open');
    await house.requests.decide(answerOf(request, 'otis'));
    assert.equal((await mustFind(house, request.id)).state, 'done');
  });

  it('gives what was approved when the rest is not answered in time', async () => {
    const request = await ask(house, replacementOf(['finance', 'archive']), { by: person('hanna'), gains: 'bram' });
    await house.requests.decide(answerOf(request, 'olga'));
    await house.tend('2026-12-08T08:00:01.000Z');
    const done = await mustFind(house, request.id);
    assert.equal(done.state, 'done');
    assert.deepEqual((await house.stores.grants.find('request-1'))?.items.groups, ['sg-finance']);
    assert.deepEqual(done.outcome, { kind: 'partly-unanswered' });
  });

  it('voids a replacement whose leave HR withdrew, and one for somebody who has left', async () => {
    await house.hr('anna', { leaves: [leave] });
    const about = { leaveKey: 'l1' };
    const first = await ask(house, replacementOf(['finance'], about), { by: person('maud'), gains: 'bram' });
    const second = await ask(house, exceptionOf('finance'), { by: person('carl'), gains: 'carl' });
    await house.hr('anna', { leaves: [] });
    await house.hr('carl', {
      employments: [{ employmentKey: 'e', kind: 'employee', startsOn: '2020-01-01', endsOn: '2026-11-23' }],
    });
    await house.tend('2026-11-24T09:00:00.000Z');
    assert.deepEqual(
      [(await mustFind(house, first.id)).state, (await mustFind(house, second.id)).state],
      ['void', 'void'],
    );
  });

  it('voids the release of a run that was superseded', async () => {
    const { id: _, ...waiting } = await house.parts.runs.start({ trigger: 'api', by: person('ivo') });
    const run = await house.stores.runs.add({ ...waiting, state: 'blocked', fingerprint: 'plan-1' });
    const subject = { kind: 'run-release' as const, runId: run.id, planFingerprint: 'plan-1', release: null };
    const request = await ask(house, subject, { by: person('ivo'), gains: null });
    await house.stores.runs.change(run.id, ['blocked'], { state: 'superseded' });
    await house.tend('2026-11-24T09:00:00.000Z');
    assert.equal((await mustFind(house, request.id)).state, 'void');
  });

  it('carries out once what a crash left undone', async () => {
    const request = await askFinance();
    await house.requests.decide(answerOf(request, 'maud'));
    const start = house.parts.runs.start;
    house.parts.runs.start = async () => {
      throw new Error('the process died');
    };
    await house.requests.decide(answerOf(request, 'olga'));
    assert.equal((await mustFind(house, request.id)).state, 'approved');
    const ended = await house.stores.grants.end('request-1', '2026-11-24T08:00:00.000Z');
    house.parts.runs.start = start;
    await house.tend('2026-11-24T09:00:00.000Z');
    assert.equal((await mustFind(house, request.id)).state, 'done');
    // What somebody did to the grant meanwhile stays.
    assert.deepEqual(await house.stores.grants.find('request-1'), ended);
    const facts = await house.stores.audit.list({ personKey: 'bram', limit: 100 });
    assert.equal(facts.filter(({ kind }) => kind === 'request-carried-out').length, 1);
    assert.equal(facts.filter(({ kind }) => kind === 'request-decided').length, 1);
  });

  it('gives what is taken at once for a day, tells security, and takes it back with a no', async () => {
    const subject = exceptionOf('finance', { breakGlass: true });
    const request = await ask(house, subject, { by: person('bram'), gains: 'bram' });
    const grant = await house.stores.grants.find('request-1-at-once');
    assert.deepEqual([grant?.startsAt, grant?.endsAt], ['2026-11-24T08:00:00.000Z', '2026-11-25T08:00:00.000Z']);
    assert.deepEqual(events().at(-1), ['asked', ['bram', 'maud', 'sem']]);
    const facts = await house.stores.audit.list({ personKey: 'bram', limit: 100 });
    assert.ok(facts.some(({ kind }) => kind === 'break-glass'));
    house.at('2026-11-24T10:00:00.000Z');
    await house.requests.decide(answerOf(request, 'maud', { answer: 'reject' }));
    assert.equal((await house.stores.grants.find('request-1-at-once'))?.endsAt, '2026-11-24T10:00:00.000Z');
    assert.equal((await mustFind(house, request.id)).dueAt, null);
  });

  it('lets a replacement follow the leave, with the mode that was chosen for it', async () => {
    await house.hr('anna', { leaves: [leave] });
    const subject = replacementOf(['crm'], { leaveKey: 'l1', mode: 'disabled' });
    await ask(house, subject, { by: person('maud'), gains: 'bram' });
    const grant = await house.stores.grants.find('request-1');
    assert.deepEqual(grant?.follows, { personKey: 'anna', leaveKey: 'l1' });
    assert.equal(grant?.leaveMode, 'disabled');
  });

  it('lets an exception run longer when its owner says yes again', async () => {
    const request = await askFinance();
    await house.requests.decide(answerOf(request, 'maud'));
    await house.requests.decide(answerOf(request, 'olga'));
    const subject = { kind: 'extension' as const, grantId: 'request-1', what: '', endsOn: '2026-12-20', items: [] };
    const more = await ask(house, subject, { by: person('bram'), gains: 'bram' });
    await house.requests.decide(answerOf(more, 'maud'));
    await house.requests.decide(answerOf(more, 'olga'));
    assert.equal((await mustFind(house, more.id)).state, 'done');
    assert.equal((await house.stores.grants.find('request-1'))?.endsAt, '2026-12-20T23:00:00.000Z');
  });

  it('gives the stand-in more time after the leave, without touching what follows it', async () => {
    await house.hr('anna', { leaves: [leave] });
    await ask(house, replacementOf(['crm'], { leaveKey: 'l1' }), { by: person('maud'), gains: 'bram' });
    const subject = { kind: 'extension' as const, grantId: 'request-1', what: '', endsOn: '2027-01-10', items: [] };
    const more = await ask(house, subject, { by: person('bram'), gains: 'bram' });
    await house.requests.decide(answerOf(more, 'maud'));
    await house.requests.decide(answerOf(more, 'olga'));
    const grant = await house.stores.grants.find('request-2');
    assert.deepEqual([grant?.startsAt, grant?.endsAt], ['2026-12-31T23:00:00.000Z', '2027-01-10T23:00:00.000Z']);
    assert.deepEqual((await house.stores.grants.find('request-1'))?.follows, { personKey: 'anna', leaveKey: 'l1' });
  });
});

import assert from 'node:assert/strict';
import { tellGrantEndings } from '../../../api/requests/grant-endings.ts';
import { tellLeavesWithoutCover } from '../../../api/requests/leaves-without-cover.ts';
import { openRequestDesk } from '../../../api/requests/request-desk.ts';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { answerOf, ask } from './answers.ts';
import { type House, openStreet } from './open-house.ts';
import { person, replacementOf } from './organisation.ts';

const leave = { leaveKey: 'l1', startsOn: '2026-12-01', endsOn: '2026-12-31' };

describe('what is about days', () => {
  let house: House;
  eachTestItsHouse(openStreet, (opened) => {
    house = opened;
  });

  const endings = async (instant: string) => {
    house.at(instant);
    const before = house.news.length;
    await tellGrantEndings(openRequestDesk(house.parts));
    return house.news
      .slice(before)
      .flatMap((news) => (news.kind === 'grant-ending' ? [{ daysLeft: news.daysLeft, to: [...news.to].sort() }] : []));
  };
  const uncovered = async (instant: string) => {
    house.at(instant);
    const before = house.news.length;
    await tellLeavesWithoutCover(openRequestDesk(house.parts));
    return house.news
      .slice(before)
      .flatMap((news) =>
        news.kind === 'leave-without-cover' ? [[news.leave.personKey, news.leave.startsOn, news.to]] : [],
      );
  };

  it('tells of the end of a grant a week before, a day before and at the end, each once', async () => {
    await house.hr('anna', { leaves: [leave] });
    await ask(house, replacementOf(['crm'], { leaveKey: 'l1' }), { by: person('maud'), gains: 'bram' });
    const three = ['anna', 'bram', 'maud'];
    assert.deepEqual(await endings('2026-12-24T22:00:00.000Z'), []);
    assert.deepEqual(await endings('2026-12-25T08:00:00.000Z'), [{ daysLeft: 7, to: three }]);
    assert.deepEqual(await endings('2026-12-26T08:00:00.000Z'), []);
    assert.deepEqual(await endings('2026-12-31T08:00:00.000Z'), [{ daysLeft: 1, to: three }]);
    assert.deepEqual(await endings('2026-12-31T23:00:00.000Z'), [
      { daysLeft: 0, to: [...three, 'iris', 'ivo'].sort() },
    ]);
    assert.deepEqual(await endings('2027-01-01T08:00:00.000Z'), []);
  });

  it('tells again when HR moves the end', async () => {
    await house.hr('anna', { leaves: [leave] });
    await ask(house, replacementOf(['crm'], { leaveKey: 'l1' }), { by: person('maud'), gains: 'bram' });
    assert.equal((await endings('2026-12-25T08:00:00.000Z')).length, 1);
    await house.hr('anna', { leaves: [{ ...leave, endsOn: '2027-01-31' }] });
    assert.deepEqual(await endings('2026-12-26T08:00:00.000Z'), []);
    assert.equal((await endings('2027-01-26T08:00:00.000Z'))[0]?.daysLeft, 7);
  });

  it('says nothing of an end at which a longer grant takes over', async () => {
    await house.hr('anna', { leaves: [leave] });
    await ask(house, replacementOf(['crm'], { leaveKey: 'l1' }), { by: person('maud'), gains: 'bram' });
    const grant = await house.stores.grants.find('request-1');
    assert.ok(grant);
    const longer = {
      id: 'request-2',
      follows: null,
      startsAt: '2026-12-31T23:00:00.000Z',
      endsAt: '2027-01-31T23:00:00.000Z',
    };
    await house.stores.grants.save({ ...grant, ...longer, items: { ...grant.items, groups: [] } });
    assert.deepEqual(
      (await endings('2026-12-31T08:00:00.000Z')).map(({ daysLeft }) => daysLeft),
      [1],
      'that one lacks the rest',
    );
    await house.stores.grants.save({ ...grant, ...longer });
    assert.deepEqual(await endings('2026-12-31T23:00:00.000Z'), []);
    assert.deepEqual(
      (await endings('2027-01-31T23:00:00.000Z')).map(({ daysLeft }) => daysLeft),
      [0],
    );
  });

  it('tells all concerned of the end when a replacement went on after the leave, or followed none', async () => {
    await house.hr('anna', { leaves: [leave] });
    await ask(house, replacementOf(['crm'], { leaveKey: 'l1' }), { by: person('maud'), gains: 'bram' });
    const everybody = ['anna', 'bram', 'iris', 'ivo', 'maud'];
    house.at('2026-12-26T08:00:00.000Z');
    const longer = { kind: 'extension' as const, grantId: 'request-1', what: '', endsOn: '2027-01-15', items: [] };
    const wish = await ask(house, longer, { by: person('bram'), gains: 'bram' });
    await house.requests.decide(answerOf(wish, 'maud'));
    await house.requests.decide(answerOf(wish, 'olga'));
    assert.deepEqual(await endings('2026-12-31T23:00:00.000Z'), []);
    assert.deepEqual(await endings('2027-01-15T23:00:00.000Z'), [{ daysLeft: 0, to: everybody }]);
    await house.hr('anna', { leaves: [] });
    const unknownLeave = replacementOf(['crm'], { startsOn: '2027-02-01', endsOn: '2027-02-20' });
    await ask(house, unknownLeave, { by: person('maud'), gains: 'bram' });
    assert.deepEqual(await endings('2027-02-20T23:00:00.000Z'), [{ daysLeft: 0, to: everybody }]);
  });

  it('says on the cards that told of an end that it goes on, once, when HR moves the end or somebody asked for longer', async () => {
    const goOn = () => house.news.flatMap((news) => (news.kind === 'grant-goes-on' ? [news.until] : []));
    await house.hr('anna', { leaves: [leave] });
    await ask(house, replacementOf(['crm'], { leaveKey: 'l1' }), { by: person('maud'), gains: 'bram' });
    assert.equal((await endings('2026-12-25T08:00:00.000Z')).length, 1);
    await house.hr('anna', { leaves: [{ ...leave, endsOn: '2027-01-31' }] });
    await endings('2026-12-26T08:00:00.000Z');
    await endings('2026-12-27T08:00:00.000Z');
    assert.deepEqual(goOn(), ['2027-01-31T23:00:00.000Z']);
    await endings('2027-01-26T08:00:00.000Z');
    const longer = { kind: 'extension' as const, grantId: 'request-1', what: '', endsOn: '2027-02-15', items: [] };
    const wish = await ask(house, longer, { by: person('bram'), gains: 'bram' });
    await house.requests.decide(answerOf(wish, 'maud'));
    await house.requests.decide(answerOf(wish, 'olga'));
    assert.deepEqual(goOn(), ['2027-01-31T23:00:00.000Z', '2027-02-15T23:00:00.000Z'], 'at once');
    await endings('2027-01-27T08:00:00.000Z');
    assert.equal(goOn().length, 2);
  });

  it('tells the manager of a leave that nobody covers, once, and again when it moved', async () => {
    await house.hr('anna', { leaves: [leave] });
    assert.deepEqual(await uncovered('2026-11-16T08:00:00.000Z'), []);
    assert.deepEqual(await uncovered('2026-11-17T08:00:00.000Z'), [['anna', '2026-12-01', ['maud']]]);
    assert.deepEqual(await uncovered('2026-11-18T08:00:00.000Z'), []);
    await house.hr('anna', { leaves: [{ ...leave, startsOn: '2026-12-02' }] });
    assert.deepEqual(await uncovered('2026-11-19T08:00:00.000Z'), [['anna', '2026-12-02', ['maud']]]);
  });

  it('says nothing of a leave that somebody covers or is asked to cover', async () => {
    await house.hr('anna', { leaves: [leave] });
    await ask(house, replacementOf(['finance'], { leaveKey: 'l1' }), { by: person('maud'), gains: 'bram' });
    assert.deepEqual(await uncovered('2026-11-25T08:00:00.000Z'), []);
  });
});

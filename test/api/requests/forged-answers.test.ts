import assert from 'node:assert/strict';
import type { Request } from '../../../models/request.ts';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { answerOf, ask, mustFind } from './answers.ts';
import { type House, openStreet } from './open-house.ts';
import { api, exceptionOf, person } from './organisation.ts';

const away = { startsOn: '2026-11-20', endsOn: '2026-12-20' };
const job = { employmentKey: 'e', kind: 'employee' as const, startsOn: '2020-01-01', unitKey: 'sales' };

/** Answers that must change nothing: who presses what, after what happened. */
const presses: {
  name: string;
  asks?: string;
  before?: (house: House, request: Request) => Promise<unknown>;
  press: (request: Request) => ReturnType<typeof answerOf>;
  comesTo: string;
}[] = [
  { name: 'whoever asked', press: (request) => answerOf(request, 'bram'), comesTo: 'own-request' },
  {
    name: 'whoever gains, asked for by another',
    asks: 'hanna',
    press: (r) => answerOf(r, 'bram'),
    comesTo: 'own-request',
  },
  {
    name: 'the manager who asked it for a report',
    asks: 'maud',
    press: (r) => answerOf(r, 'maud'),
    comesTo: 'own-request',
  },
  { name: 'a stranger', press: (request) => answerOf(request, 'carl'), comesTo: 'not-approver' },
  { name: 'an account that is not there', press: (request) => answerOf(request, 'nobody'), comesTo: 'not-approver' },
  { name: 'IT, whom nobody asked', press: (request) => answerOf(request, 'ivo'), comesTo: 'not-approver' },
  { name: 'the owner before their turn', press: (request) => answerOf(request, 'olga'), comesTo: 'not-approver' },
  { name: 'the holder of the key', press: (request) => answerOf(request, api), comesTo: 'not-approver' },
  {
    name: 'Instroom itself',
    press: (request) => answerOf(request, { kind: 'system', id: 'maud', name: 'Maud' }),
    comesTo: 'not-approver',
  },
  {
    name: 'the command line in somebody’s name',
    press: (request) => answerOf(request, { kind: 'cli', id: 'maud', name: 'Maud' }),
    comesTo: 'not-approver',
  },
  {
    name: 'another fingerprint',
    press: (request) => answerOf(request, 'maud', { fingerprint: 'f'.repeat(32) }),
    comesTo: 'changed',
  },
  { name: 'an empty fingerprint', press: (r) => answerOf(r, 'maud', { fingerprint: '' }), comesTo: 'changed' },
  { name: 'a track that is not there', press: (r) => answerOf(r, 'maud', { trackId: 't2' }), comesTo: 'changed' },
  {
    name: 'a track by a name of objects',
    press: (r) => answerOf(r, 'maud', { trackId: '__proto__' }),
    comesTo: 'changed',
  },
  { name: 'a choice that is none', press: (r) => answerOf(r, 'maud', { choice: 'keep-9999' }), comesTo: 'changed' },
  {
    name: 'a request that is not there',
    press: (request) => ({ ...answerOf(request, 'maud'), requestId: '999' }),
    comesTo: 'not-found',
  },
  {
    name: 'the same card pressed again',
    before: (house, request) => house.requests.decide(answerOf(request, 'maud')),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'already-answered',
  },
  {
    name: 'a change of mind after a yes',
    before: (house, request) => house.requests.decide(answerOf(request, 'maud')),
    press: (request) => answerOf(request, 'maud', { answer: 'reject' }),
    comesTo: 'already-answered',
  },
  {
    name: 'a yes after a no',
    before: (house, request) => house.requests.decide(answerOf(request, 'maud', { answer: 'reject' })),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'over',
  },
  {
    name: 'after it was taken back',
    before: (house, request) => house.requests.withdraw({ requestId: request.id, by: person('bram') }),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'over',
  },
  {
    name: 'after it expired, before anybody noticed',
    before: async (house) => house.at('2026-12-08T08:00:01.000Z'),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'over',
  },
  {
    name: 'a manager who was replaced',
    before: (house) => house.hr('bram', { employments: [{ ...job, managerPersonKey: 'dirk' }] }),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'not-approver',
  },
  {
    name: 'an approver whose account was disabled',
    before: (house) => house.account('maud', { accountEnabled: false }),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'not-approver',
  },
  {
    name: 'an approver who became a guest',
    before: (house) => house.account('maud', { isGuest: true }),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'not-approver',
  },
  {
    name: 'an approver who is away, with the card still open',
    before: (house) => house.hr('maud', { leaves: [away] }),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'not-approver',
  },
  {
    name: 'the stand-in’s second account',
    before: (house) => house.account('second', { stampedPersonKey: 'bram' }),
    press: (request) => answerOf(request, 'second'),
    comesTo: 'own-request',
  },
];

describe('answers that must change nothing', () => {
  let house: House;
  eachTestItsHouse(openStreet, (opened) => {
    house = opened;
  });

  const askFinance = (by = 'bram') => ask(house, exceptionOf('finance'), { by: person(by), gains: 'bram' });
  const grants = async () => (await house.stores.grants.list({ at: '2026-11-24T08:00:00.000Z' })).map(({ id }) => id);

  for (const { name, asks, before: happens, press, comesTo } of presses.filter((one) => one.before ?? one.asks))
    it(`takes no answer: ${name}`, async () => {
      const request = await askFinance(asks);
      await happens?.(house, request);
      const former = await mustFind(house, request.id);
      assert.equal((await house.requests.decide(press(request))).kind, comesTo);
      assert.deepEqual(await mustFind(house, request.id), former);
      assert.deepEqual(await grants(), []);
    });

  it('takes no answer from whom nobody asked, nor to what nobody asked', async () => {
    const request = await askFinance();
    for (const { name, press, comesTo } of presses.filter((one) => (one.before ?? one.asks) === undefined)) {
      assert.equal((await house.requests.decide(press(request))).kind, comesTo, name);
      assert.deepEqual(await mustFind(house, request.id), request, name);
    }
    assert.deepEqual(await grants(), []);
  });
});

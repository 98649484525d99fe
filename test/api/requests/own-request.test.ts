import assert from 'node:assert/strict';
import type { Person } from '../../../models/person.ts';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { answerOf, ask, mustFind } from './answers.ts';
import { type House, openStreet } from './open-house.ts';
import { exceptionOf, person } from './organisation.ts';

const away = { startsOn: '2026-11-20', endsOn: '2026-12-20' };

describe('whoever asks or gains', () => {
  let house: House;
  eachTestItsHouse(openStreet, (opened) => {
    house = opened;
  });

  const selves: {
    name: string;
    hr?: [string, Partial<Person>][];
    key: string;
    gains: string;
    asks: string;
    stages: string[][];
  }[] = [
    {
      name: 'the manager gains: their own manager',
      key: 'finance',
      gains: 'maud',
      asks: 'maud',
      stages: [['dirk'], ['olga']],
    },
    {
      name: 'the manager asks for a report: the manager above',
      key: 'finance',
      gains: 'bram',
      asks: 'maud',
      stages: [['dirk'], ['olga']],
    },
    {
      name: 'the owner gains: the manager above them',
      key: 'finance',
      gains: 'olga',
      asks: 'olga',
      stages: [['dirk']],
    },
    { name: 'one of two owners gains: the other', key: 'archive', gains: 'otto', asks: 'otto', stages: [['otis']] },
    {
      name: 'the deputy of an owner who is away gains',
      hr: [['olga', { leaves: [away] }]],
      key: 'finance',
      gains: 'otto',
      asks: 'otto',
      stages: [['dirk']],
    },
    {
      name: 'the head of everybody gains: IT',
      key: 'finance',
      gains: 'dirk',
      asks: 'dirk',
      stages: [['iris', 'ivo'], ['olga']],
    },
  ];
  for (const { name, hr = [], key, gains, asks, stages } of selves)
    it(`lets nobody answer for themselves: ${name}`, async () => {
      for (const [who, changes] of hr) await house.hr(who, changes);
      const request = await ask(house, exceptionOf(key), { by: person(asks), gains });
      for (const expected of stages) {
        const now = await mustFind(house, request.id);
        const open = now.tracks[0]?.stages.find(({ state }) => state === 'open');
        assert.deepEqual(open?.approvers.map(({ aadObjectId }) => aadObjectId).sort(), expected);
        for (const who of new Set([asks, gains]))
          assert.equal((await house.requests.decide(answerOf(request, who))).kind, 'own-request');
        await house.requests.decide(answerOf(request, expected[0] ?? ''));
      }
      assert.equal((await mustFind(house, request.id)).state, 'done');
    });
});

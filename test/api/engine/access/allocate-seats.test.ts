import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { Sku } from '../../../../models/account.ts';
import type { Person } from '../../../../models/person.ts';
import {
  linesOf,
  makeAccount,
  makeEmployment,
  makeGroup,
  makeInput,
  makePerson,
  makePolicy,
  makeSku,
  notesOf,
} from '../make-input.ts';

const roles = `roles: [{ id: all, when: 'user.employeeType -eq "employee"', grant: { licences: [E5] } }]\n`;
const starting = (personKey: string, startsOn: string): Person =>
  makePerson({ personKey, employments: [makeEmployment({ employmentKey: personKey, startsOn, country: 'NL' })] });
const people = [starting('P1', '2026-12-01'), starting('P2', '2020-01-01'), starting('P3', '2020-01-01')];

function planOf(sku: Sku, licences = '', more: Parameters<typeof makeInput>[0] = {}) {
  return planPeople(
    makeInput({ policy: makePolicy(roles + licences), people, ...more, directory: { skus: [sku], ...more.directory } }),
  );
}
const given = (sku: Sku, licences = '', more: Parameters<typeof makeInput>[0] = {}) =>
  linesOf(planOf(sku, licences, more)).filter((line) => line.startsWith('assign-licence'));
const texts = (sku: Sku, licences = '', more: Parameters<typeof makeInput>[0] = {}) =>
  planOf(sku, licences, more)
    .notes.filter(({ kind }) => kind === 'few-seats' || kind === 'no-seat')
    .map(({ personKey, text }) => `${personKey ?? 'all'}: ${text}`);

describe('seats', () => {
  it('are given to everybody while there are enough, without a word', () => {
    assert.deepEqual(given(makeSku('E5', 3)), ['assign-licence P1 E5', 'assign-licence P2 E5', 'assign-licence P3 E5']);
    assert.deepEqual(texts(makeSku('E5', 3)), []);
  });

  it('go to those who start earliest, then by person key, and who waits is named', () => {
    assert.deepEqual(given(makeSku('E5', 2)), ['assign-licence P2 E5', 'assign-licence P3 E5']);
    assert.deepEqual(given(makeSku('E5', 1)), ['assign-licence P2 E5']);
    assert.deepEqual(texts(makeSku('E5', 2)), [
      'P1: Sanne de Vries (P1) waits for licence E5: no seat is free.',
      'all: Licence E5 is short of 1 seat: buy more, or free some.',
    ]);
  });

  it('are those that nobody holds, less what is kept back', () => {
    assert.deepEqual(given(makeSku('E5', 10, 1)), ['assign-licence P2 E5']);
    const reserve = 'licences: [{ sku: e5, reserve: 2 }]';
    assert.deepEqual(given(makeSku('E5', 3), reserve), ['assign-licence P2 E5']);
    assert.deepEqual(given(makeSku('E5', 1), reserve), [], 'fewer than are kept back');
    assert.equal(
      texts(makeSku('E5', 1), reserve).at(-1),
      'all: Licence E5 is short of 4 seats: buy more, or free some.',
    );
  });

  it('that this plan frees count from the next one on', () => {
    const leaver = makePerson({
      personKey: 'P9',
      employments: [makeEmployment({ employmentKey: 'E9', endsOn: '2026-11-23' })],
    });
    const licences = [{ skuId: 'sku-E5', direct: true, groupIds: [] }];
    const directory = { accounts: [makeAccount({ id: 'a9', stampedPersonKey: 'P9', licences })] };
    const plan = planOf(makeSku('E5', 1, 0), '', { people: [...people.slice(1, 2), leaver], directory });
    assert.ok(linesOf(plan).includes('remove-licence P9 E5'));
    assert.ok(!linesOf(plan).includes('assign-licence P2 E5'));
    assert.ok(notesOf(plan).includes('no-seat P2'));
  });

  it('that run short are told of before they are gone', () => {
    const warn = 'licences: [{ sku: E5, warnBelow: 3 }]';
    assert.deepEqual(texts(makeSku('E5', 6), warn), []);
    assert.deepEqual(texts(makeSku('E5', 5), warn), ['all: Licence E5 has 2 free seats left after this.']);
    assert.deepEqual(texts(makeSku('E5', 2), warn, { people: [] }), [
      'all: Licence E5 has 2 free seats left after this.',
    ]);
  });

  it('of each licence stand by themselves', () => {
    const both = { directory: { skus: [makeSku('E5', 0), makeSku('F3', 9)] } };
    const policy = makePolicy(roles.replace('[E5]', '[E5, F3]'));
    const plan = planPeople(makeInput({ policy, people: people.slice(1, 2), ...both }));
    assert.ok(linesOf(plan).includes('assign-licence P2 F3'));
    assert.deepEqual(notesOf(plan), ['no-seat P2', 'few-seats']);
  });
});

describe('seats through a group', () => {
  const byGroup = 'licences: [{ sku: E5, by: group, group: sg-e5, warnBelow: 2 }]';
  const groups = [makeGroup('sg-e5')];

  it('are counted for new members, and nobody is kept out of the group', () => {
    const more = { directory: { groups } };
    assert.deepEqual(
      linesOf(planOf(makeSku('E5', 1), byGroup, more)).filter((line) => line.startsWith('add-member')),
      ['add-member P1 sg-e5', 'add-member P2 sg-e5', 'add-member P3 sg-e5'],
    );
    assert.deepEqual(texts(makeSku('E5', 1), byGroup, more), [
      'all: Licence E5 is short of 2 seats: buy more, or free some.',
    ]);
    assert.deepEqual(texts(makeSku('E5', 4), byGroup, more), ['all: Licence E5 has 1 free seat left after this.']);
    assert.deepEqual(texts(makeSku('E5', 5), byGroup, more), []);
  });

  it('are no new ones for who held the licence directly before', () => {
    const licences = [{ skuId: 'sku-E5', direct: true, groupIds: [] }];
    const accounts = [makeAccount({ id: 'a2', stampedPersonKey: 'P2', licences })];
    const more = { people: people.slice(1, 2), directory: { groups, accounts } };
    assert.deepEqual(texts(makeSku('E5', 3, 2), byGroup, more), []);
  });
});

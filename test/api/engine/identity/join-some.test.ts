import assert from 'node:assert/strict';
import { type FreshRecord, joinSomeSteps, type KnownWorld } from '../../../../api/engine/identity/join-some.ts';
import { createOwnerOf } from '../../../../api/engine/identity/known-records.ts';
import { saysOf } from '../../../../api/engine/identity/record-keys.ts';
import type { Employment, Person } from '../../../../models/person.ts';
import type { Doubt, LinkedRecord } from '../../../../models/same-people.ts';
import { atOnce } from '../../../../models/steps.ts';
import { makePerson } from '../make-input.ts';
import { rules } from './worlds-of-sources.ts';

const job = (more: Partial<Employment> = {}): Employment => ({
  employmentKey: 'e',
  kind: 'employee',
  employeeNumber: '17',
  unitKey: 'SAL',
  ...more,
});
const person = (personKey: string, more: Partial<Person> = {}): Person =>
  makePerson({ personKey, sourceId: 'hr', callName: 'Anna', birthName: 'Berg', employments: [job()], ...more });
const record = (sourceId: string, recordKey: string, more: Partial<Person> = {}): FreshRecord => ({
  sourceId,
  recordKey,
  person: person(recordKey, { sourceId, ...more }),
});
const link = ({ sourceId, recordKey, person: said }: FreshRecord, personKey: string): LinkedRecord => ({
  sourceId,
  recordKey,
  personKey,
  person: said,
  says: saysOf({ recordKey, person: said }),
  hash: '',
});

/** Anna in HR alone, Bo in planning alone, and Carla whom both know. */
const anna = record('hr', 'P1', { workPhone: '020 1234567' });
const bo = record('planning', 'L5', {
  callName: 'Bo',
  workEmail: 'bo@x.nl',
  mobilePhone: '06 12345678',
  employments: [job({ employeeNumber: '50', unitKey: 'PLN' })],
});
const carla = record('hr', 'P3', { callName: 'Carla', employments: [job({ employeeNumber: '3' })] });
const carlaPlanned = record('planning', 'L3', {
  callName: 'Carla',
  mobilePhone: '06 87654321',
  employments: [job({ employmentKey: 'shift', employeeNumber: '3', unitKey: 'PLN' })],
});
const known: KnownWorld = {
  rules,
  people: [
    anna.person,
    bo.person,
    person('P5', { callName: 'Guus', birthName: 'Smit', employments: [{ employmentKey: 'e', kind: 'intern' }] }),
    { ...carla.person, mobilePhone: '06 87654321', employments: [...carla.person.employments] },
  ],
  unitSources: new Map([
    ['SAL', 'hr'],
    ['PLN', 'planning'],
    ['planning:SAL', 'planning'],
  ]),
  setAside: [],
  links: [link(carla, 'P3'), link(carlaPlanned, 'P3')],
  records: [link(carla, 'P3'), link(carlaPlanned, 'P3')],
  decisions: [],
  doubts: [],
  hasAccount: () => false,
};
const join = (fresh: FreshRecord | readonly FreshRecord[], world: Partial<KnownWorld> = {}) =>
  atOnce(joinSomeSteps([fresh].flat(), { ...known, ...world }));
const joined = (fresh: FreshRecord | readonly FreshRecord[], world: Partial<KnownWorld> = {}): Person[] => {
  const some = join(fresh, world);
  assert.ok(some !== null, 'takes a look at everybody');
  return some.people;
};
const takesAll = (fresh: FreshRecord | readonly FreshRecord[], world: Partial<KnownWorld> = {}): void =>
  assert.equal(join(fresh, world), null);
const withWork = (one: FreshRecord, more: Partial<Employment>): FreshRecord => ({
  ...one,
  person: { ...one.person, employments: one.person.employments.map((own) => ({ ...own, ...more })) },
});
const saying = (one: FreshRecord, more: Partial<Person>): FreshRecord => ({
  ...one,
  person: { ...one.person, ...more },
});

describe('whose a record is', () => {
  it('is what is written down of it, else what its key says', () => {
    const ownerOf = createOwnerOf(known.links, rules);
    assert.equal(ownerOf({ sourceId: 'planning', recordKey: 'L3' }), 'P3');
    assert.equal(ownerOf({ sourceId: 'planning', recordKey: 'L5' }), 'L5');
    assert.equal(ownerOf({ sourceId: 'crm', recordKey: '7' }), 'c-7');
  });
});

describe('people of several sources, some at a time', () => {
  it('are as their source says where no other source knows them, with whatever changed', () => {
    const promoted = withWork(anna, { functionTitle: 'Director', employeeNumber: '18' });
    assert.deepEqual(joined(promoted), [promoted.person]);
    const married = saying(anna, { partnerName: 'Bos', workEmail: 'anna@x.nl' });
    assert.deepEqual(joined(married), [married.person]);
    assert.deepEqual(join(married)?.links, []);
  });

  it('may be new, several at once, and each other’s managers', () => {
    const boss = record('hr', 'P8', { callName: 'Dirk', employments: [job({ employeeNumber: '8' })] });
    const joiner = record('hr', 'P9', {
      callName: 'Eva',
      employments: [job({ employeeNumber: '9', managerPersonKey: 'P8' })],
    });
    assert.deepEqual(joined([joiner, boss]), [joiner.person, boss.person]);
    const hired = record('crm', '7', { callName: 'Fee', employments: [job({ employeeNumber: '7', unitKey: 'SAL' })] });
    const inSales = new Map([...known.unitSources, ['SAL', 'crm']] as const);
    assert.deepEqual(joined(hired, { unitSources: inSales }), [{ ...hired.person, personKey: 'c-7' }]);
  });

  it('are put together with what the other source said last where both know them, and that is written down', () => {
    const promoted = withWork(carla, { functionTitle: 'Director' });
    const [one] = joined(promoted);
    assert.deepEqual([one?.personKey, one?.sourceId, one?.mobilePhone], ['P3', 'hr', '06 87654321']);
    assert.deepEqual(
      one?.employments.map(({ functionTitle, unitKey }) => [functionTitle, unitKey]),
      [
        ['Director', 'SAL'],
        [undefined, 'PLN'],
      ],
    );
    const { hash: _, ...written } = link(promoted, 'P3');
    assert.deepEqual(join(promoted)?.links, [written]);
    const shifted = withWork(carlaPlanned, { unitKey: 'SAL' });
    const [both] = joined([promoted, shifted]);
    assert.deepEqual(
      both?.employments.map(({ unitKey }) => unitKey),
      ['SAL', 'planning:SAL'],
    );
  });

  it('are of the source that counts most of those that name them', () => {
    const planned = { people: [anna.person, bo.person, { ...carla.person, sourceId: 'planning' }] };
    assert.equal(joined(carla, planned)[0]?.sourceId, 'hr');
    assert.equal(joined(carlaPlanned, planned)[0]?.sourceId, 'planning');
  });

  it('have managers by the keys of their own source, whoever they are here', () => {
    const managerOf = (one: FreshRecord, key: string, world: Partial<KnownWorld> = {}) =>
      joined(withWork(one, { managerPersonKey: key }), world)[0]?.employments[0]?.managerPersonKey;
    assert.equal(managerOf(anna, 'P3'), 'P3');
    assert.equal(managerOf(bo, 'L3'), 'P3');
    assert.equal(managerOf(anna, 'X99'), 'X99', 'nobody knows them');
  });

  it('take a look at everybody where a manager or a unit may be another source’s', () => {
    takesAll(withWork(anna, { managerPersonKey: 'L5' }));
    takesAll(withWork(anna, { managerPersonKey: 'X9' }), {
      setAside: [{ personKey: 'X9', reason: 'broken-row', text: '', where: 'hr' }],
    });
    takesAll(withWork(anna, { unitKey: 'PLN' }));
    takesAll(withWork(anna, { unitKey: 'NEW' }));
    assert.equal(joined(withWork(bo, { unitKey: 'SAL' }), { unitSources: new Map([['SAL', 'hr']]) }).length, 1);
    const guest = saying(withWork(anna, { unitKey: 'PLN' }), { personKey: 'P7' });
    assert.equal(joined(withWork(anna, { unitKey: 'PLN' }), { people: [...known.people, guest.person] }).length, 1);
  });

  it('take a look at everybody where they may be somebody whom another source knows', () => {
    takesAll(withWork(anna, { employeeNumber: '50' }));
    takesAll(saying(anna, { workEmail: ' Bo@X.nl' }));
    takesAll(saying(anna, { callName: 'Bo', mobilePhone: '+31 6 1234 5678' }));
    takesAll(
      record('hr', 'P9', { callName: 'Carla', mobilePhone: '0687654321', employments: [job({ employeeNumber: '9' })] }),
    );
    takesAll([
      record('hr', 'P9', { workEmail: 'new@x.nl', employments: [job({ employeeNumber: '9' })] }),
      record('planning', 'L9', { workEmail: 'new@x.nl', employments: [job({ employeeNumber: '10', unitKey: 'PLN' })] }),
    ]);
    assert.equal(
      joined(saying(anna, { mobilePhone: '06 12345678' })).length,
      1,
      'a phone at the door, and another name',
    );
    assert.equal(joined(saying(anna, { mobilePhone: '06 87654321' })).length, 1);
  });

  it('take a look at everybody where what a record says was not written down', () => {
    const before = known.links.map(({ says: _, ...old }) => old);
    takesAll(anna, { links: before });
    assert.equal(joined(carla, { links: [link(carla, 'P3'), link(carlaPlanned, 'P3')] }).length, 1);
    takesAll(carla, { records: [link(carla, 'P3')] });
    takesAll(carla, { records: [link(carla, 'P3'), { ...link(carlaPlanned, 'P3'), person: null }] });
  });

  it('take a look at everybody where two records of theirs say two things', () => {
    takesAll(withWork(carla, { employeeNumber: '33' }));
    takesAll([saying(carla, { workEmail: 'a@x.nl' }), saying(carlaPlanned, { workEmail: 'b@x.nl' })]);
  });

  it('take a look at everybody where somebody has a say', () => {
    const left = { sourceId: 'hr', recordKey: 'P1' };
    const right = { sourceId: 'planning', recordKey: 'L5' };
    takesAll(anna, { decisions: [{ left, right, answer: 'two', by: 'IT', at: '' }] });
    takesAll(anna, { doubts: [{ left, right } as Doubt] });
    takesAll(carla, { doubts: [{ left, right: { ...right, recordKey: 'L3' } } as Doubt] });
  });

  it('take a look at everybody where a key is not theirs alone, or is none', () => {
    const rows = { reason: 'broken-row' as const, text: '', where: 'hr' };
    takesAll(anna, { setAside: [{ ...rows, personKey: 'P1' }] });
    takesAll(record('hr', '7', { employments: [job({ employeeNumber: '7' })] }), {
      setAside: [{ ...rows, personKey: 'c-7' }],
    });
    takesAll(anna, { setAside: [{ personKey: 'P4', reason: 'conflicting-rows', text: '', where: 'sources' }] });
    takesAll(record('hr', 'L5', { employments: [job({ employeeNumber: '55' })] }));
    takesAll(record('hr', 'x'.repeat(300)));
    takesAll(record('hr', 'L3', { employments: [job({ employeeNumber: '55' })] }), {
      links: [...known.links, link(record('planning', 'L4'), 'P3')],
    });
    takesAll(record('planning', 'P1', { employments: [job({ employeeNumber: '55', unitKey: 'PLN' })] }));
    takesAll([anna, { ...anna, person: { ...anna.person, callName: 'Ann' } }]);
  });

  it('take a look at everybody where links do not say plainly who they are', () => {
    takesAll(record('hr', 'P6'), { links: [...known.links, link(record('planning', 'P6'), 'x')] });
    takesAll(carla, { people: [anna.person] });
    takesAll(carla, { people: [{ ...carla.person, sourceId: 'crm' }] });
    takesAll(carla, { links: [...known.links, link(record('hr', 'P33'), 'P3')] });
    takesAll(carla, { hasAccount: (key) => key === 'L3' });
    takesAll([carla, record('crm', 'x')], { links: known.links, people: known.people });
    assert.equal(joined(carla, { hasAccount: (key) => key === 'P3' }).length, 1);
  });

  it('are what the sources of the policy say, whatever was written down of others', () => {
    const old = link(record('former', 'F1', { employments: [job({ employeeNumber: '17' })] }), 'P1');
    assert.deepEqual(joined(anna, { links: [...known.links, old] }), [anna.person]);
  });
});

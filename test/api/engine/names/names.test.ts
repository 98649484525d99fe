import assert from 'node:assert/strict';
import { composeNames, namePerson, plainName } from '../../../../api/engine/names/compose-names.ts';
import { firstAddress } from '../../../../api/engine/names/desired-names.ts';
import { personFacts, unitOf } from '../../../../api/engine/names/person-facts.ts';
import { compileTemplate } from '../../../../api/engine/names/template.ts';
import type { NameUse, Person } from '../../../../models/person.ts';
import { makeEmployment, makePerson } from '../make-input.ts';

const married: Partial<Person> = {
  birthNamePrefix: 'de',
  birthName: 'Vries',
  partnerNamePrefix: 'van der',
  partnerName: 'Berg',
};

function surnameOf(nameUse: NameUse, names: Partial<Person>): string | null {
  const person: Person = {
    personKey: 'P1',
    sourceId: 'hr',
    callName: 'Sanne',
    nameUse,
    employments: [],
    leaves: [],
    ...names,
  };
  return composeNames(person)?.surname ?? null;
}

describe('names', () => {
  const uses: readonly [NameUse, both: string, birthOnly: string, partnerOnly: string | null][] = [
    ['birth', 'de Vries', 'Smit', null],
    ['partner', 'van der Berg', 'Smit', 'Berg'],
    ['birth-partner', 'de Vries - van der Berg', 'Smit', 'Berg'],
    ['partner-birth', 'van der Berg - de Vries', 'Smit', 'Berg'],
    ['as-given', 'de Vries', 'Smit', null],
  ];
  for (const [nameUse, both, birthOnly, partnerOnly] of uses) {
    it(`${nameUse}: ${both}; one name alone is enough where it may be used`, () => {
      assert.equal(surnameOf(nameUse, married), both);
      assert.equal(surnameOf(nameUse, { birthName: 'Smit' }), birthOnly);
      assert.equal(surnameOf(nameUse, { partnerName: 'Berg' }), partnerOnly);
      assert.equal(surnameOf(nameUse, { birthNamePrefix: 'de', partnerNamePrefix: 'van' }), null);
    });
  }

  it('calls somebody by call name, else given name, else initials', () => {
    const called = (names: Partial<Person>) => {
      const { callName: _, ...nameless } = makePerson({ personKey: 'P1' });
      return composeNames({ ...nameless, ...names })?.callName;
    };
    assert.equal(called({ callName: 'Sanne', givenName: 'Susanna', initials: 'S.M.' }), 'Sanne');
    assert.equal(called({ givenName: 'Susanna', initials: 'S.M.' }), 'Susanna');
    assert.equal(called({ initials: 'S.M.' }), 'S.M.');
    assert.equal(called({}), undefined);
  });

  const people: readonly [string, Partial<Person>, display: string, sorted: string, local: string][] = [
    [
      'Dutch',
      { callName: 'Jan', birthNamePrefix: 'van den', birthName: 'Heuvel' },
      'Jan van den Heuvel',
      'Heuvel, van den',
      'jan.vandenheuvel',
    ],
    [
      "van 't",
      { callName: 'Bas', birthNamePrefix: "van 't", birthName: 'Hek' },
      "Bas van 't Hek",
      "Hek, van 't",
      'bas.vanthek',
    ],
    [
      "in 't",
      { callName: 'Els', birthNamePrefix: "in 't", birthName: 'Veld' },
      "Els in 't Veld",
      "Veld, in 't",
      'els.intveld',
    ],
    [
      "'t",
      { callName: 'Henk', birthNamePrefix: "'t", birthName: 'Hooft' },
      "Henk 't Hooft",
      "Hooft, 't",
      'henk.thooft',
    ],
    ['IJ', { callName: 'IJsbrand', birthName: 'IJzerman' }, 'IJsbrand IJzerman', 'IJzerman', 'ijsbrand.ijzerman'],
    ['ĳ', { callName: 'Ĳsbrand', birthName: 'ĳzerman' }, 'Ĳsbrand ĳzerman', 'ĳzerman', 'ijsbrand.ijzerman'],
    [
      'Belgian',
      { callName: 'Hélène', birthName: 'Vanden Broeck' },
      'Hélène Vanden Broeck',
      'Vanden Broeck',
      'helene.vandenbroeck',
    ],
    [
      'Walloon',
      { callName: 'Noémie', birthNamePrefix: "d'", birthName: 'Hondt' },
      "Noémie d' Hondt",
      "Hondt, d'",
      'noemie.dhondt',
    ],
    ['Irish', { callName: 'Sinéad', birthName: "O'Brien" }, "Sinéad O'Brien", "O'Brien", 'sinead.obrien'],
    [
      'German',
      { callName: 'Jürgen', birthNamePrefix: 'von', birthName: 'Weiß' },
      'Jürgen von Weiß',
      'Weiß, von',
      'jurgen.vonweiss',
    ],
    ['Turkish', { callName: 'İpek', birthName: 'Işık' }, 'İpek Işık', 'Işık', 'ipek.isik'],
    ['Polish', { callName: 'Łukasz', birthName: 'Wiśniewski' }, 'Łukasz Wiśniewski', 'Wiśniewski', 'lukasz.wisniewski'],
    ['Chinese', { callName: '小明', birthName: '王' }, '小明 王', '王', 'xiaoming.wang'],
    ['Arabic', { callName: 'محمد', birthName: 'حداد' }, 'محمد حداد', 'حداد', 'mhmd.hdd'],
    [
      'hyphen',
      { callName: 'Anne-Marie', birthName: 'Smit-Bakker' },
      'Anne-Marie Smit-Bakker',
      'Smit-Bakker',
      'anne-marie.smit-bakker',
    ],
    [
      'empty parts',
      { callName: '', givenName: 'Eva', birthNamePrefix: ' ', birthName: 'Bos' },
      'Eva Bos',
      'Bos',
      'eva.bos',
    ],
  ];
  for (const [what, names, display, sorted, local] of people) {
    it(`${what}: ${display}`, () => {
      const { birthNamePrefix: _, ...nameless } = makePerson({ personKey: 'P1' });
      const person = { ...nameless, ...names };
      const composed = composeNames(person);
      assert.ok(composed);
      const employment = makeEmployment({ employmentKey: 'E1' });
      const facts = personFacts({ person, employment, unit: null, names: composed });
      assert.equal(compileTemplate('${callName} ${surname}').fill(facts), display);
      assert.equal(compileTemplate('${sortName}').fill(facts), sorted);
      assert.equal(firstAddress([compileTemplate('${callName}.${surname}')], facts, 'x.nl'), `${local}@x.nl`);
    });
  }

  it('has no unit for somebody of whom HR names none, or one that is not there', () => {
    const { unitKey: _, ...employment } = makeEmployment({ employmentKey: 'E1' });
    assert.equal(unitOf(employment, new Map()), null);
    assert.equal(unitOf({ ...employment, unitKey: 'x' }, new Map()), null);
  });

  it('sorts two names by the first, with its prefix after both', () => {
    const sorted = (nameUse: NameUse) => composeNames({ ...makePerson({ personKey: 'P1' }), ...married, nameUse });
    assert.equal(sorted('partner-birth')?.sortName, 'Berg - de Vries, van der');
    assert.equal(sorted('birth-partner')?.sortName, 'Vries - van der Berg, de');
    assert.equal(sorted('birth')?.birthSurname, 'de Vries');
    assert.equal(sorted('birth')?.partnerSurname, 'van der Berg');
  });

  it('knows no name for somebody who has only one: HR is asked', () => {
    const { callName: _, birthNamePrefix: __, ...nameless } = makePerson({ personKey: 'P1', birthName: 'Sukarno' });
    assert.equal(composeNames({ ...nameless, nameUse: 'as-given' }), null);
    assert.equal(composeNames({ ...nameless, callName: 'Sukarno', birthName: '  ' }), null);
  });

  it('names people in notes with what there is', () => {
    assert.equal(namePerson(makePerson({ personKey: 'P1' })), 'Sanne de Vries (P1)');
    const { birthName: _, ...nameless } = makePerson({ personKey: 'P1' });
    assert.equal(namePerson(nameless), 'Sanne (P1)');
    const { callName: __, ...unknown } = nameless;
    assert.equal(namePerson(unknown), 'P1');
  });

  it('names people without the key where it stands beside them', () => {
    assert.equal(plainName(makePerson({ personKey: 'P1' })), 'Sanne de Vries');
    const { birthName: _, ...nameless } = makePerson({ personKey: 'P1' });
    assert.equal(plainName(nameless), 'Sanne');
    const { callName: __, ...unknown } = nameless;
    assert.equal(plainName(unknown), 'P1');
  });
});

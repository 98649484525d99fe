import assert from 'node:assert/strict';
import fc from 'fast-check';
import { composeNames, namePerson } from '../../../../api/engine/names/compose-names.ts';
import { candidates, firstAddress, toLocalPart } from '../../../../api/engine/names/desired-names.ts';
import { personFacts, type TemplateFacts, unitOf } from '../../../../api/engine/names/person-facts.ts';
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
});

describe('addresses', () => {
  const parts: readonly [text: string, local: string | null][] = [
    ['Sanne.de Vries', 'sanne.devries'],
    ['Anne-Marie.de Vries - van der Berg', 'anne-marie.devries-vanderberg'],
    ['Zoë.Müller-Lüdenscheidt', 'zoe.muller-ludenscheidt'],
    ['Bjørn.Åkesson', 'bjorn.akesson'],
    ['Fenna.Groß', 'fenna.gross'],
    ['Ĳsbrand.ĳzerman', 'ijsbrand.ijzerman'],
    ['Łukasz.Żółć', 'lukasz.zolc'],
    ["Jeanne.d'Arc", 'jeanne.darc'],
    ['J.P..Jansen', 'j.p.jansen'],
    ['.Jansen.', 'jansen'],
    ['Ayşe.Yıldız', 'ayse.yildiz'],
    ['İpek.Öz', 'ipek.oz'],
    ['Владимир.Чехов', 'vladimir.chekhov'],
    ['王.小明', 'wang.xiaoming'],
    ['a@b c', 'abc'],
    ['', null],
    ['...', null],
    ['!?', null],
  ];
  for (const [text, local] of parts) {
    it(`${JSON.stringify(text)} → ${local}`, () => assert.equal(toLocalPart(text), local));
  }

  it('takes only what Entra takes, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 90 }), (text) => {
        const local = toLocalPart(text);
        assert.ok(local === null || /^(?=.{1,64}$)[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/.test(local), `${local}`);
      }),
    );
  });

  const templates = ['${callName}.${surname}', '${initials}.${surname}', '${callName}.${surname}${n}'].map(
    compileTemplate,
  );
  const sanne = { callName: 'Sanne', surname: 'de Vries', initials: 'S.M.' };
  /** The first candidates, as many as are asked for. */
  const first = (count: number, facts: TemplateFacts = sanne, maxLength = 64): string[] => {
    const found: string[] = [];
    for (const { local } of candidates(facts, { templates, maxLength })) if (found.push(local) === count) break;
    return found;
  };

  it('tries the rules in their order, then counts from two', () => {
    assert.deepEqual(first(4), ['sanne.devries', 's.m.devries', 'sanne.devries2', 'sanne.devries3']);
  });

  it('counts to ten thousand and no further', () => {
    assert.equal(first(20_000).at(-1), 'sanne.devries10000');
  });

  it('keeps the number when a name is too long for an address', () => {
    const facts = {
      callName: 'Wolfeschlegelsteinhausenbergerdorff',
      surname: 'van Bergen en Henegouwen tot Overijssel',
    };
    const local = `${facts.callName}.vanbergenenhenegouwentotoverijssel`.toLowerCase().slice(0, 64);
    assert.deepEqual(first(2, facts), [local, `${local.slice(0, 63)}2`]);
    assert.deepEqual(first(9, facts, 20).slice(-2), ['wolfeschlegelsteinh8', 'wolfeschlegelsteinh9']);
    assert.deepEqual(first(10, facts, 20).at(-1), 'wolfeschlegelstein10');
    // A mark that the cut leaves at the end goes too.
    assert.deepEqual(first(2, { callName: 'Anna', surname: 'Bakker' }, 6), ['anna.b', 'anna2']);
  });

  it('gives none for names that leave nothing', () => {
    assert.deepEqual(first(1, { callName: '!', surname: '?' }), []);
    assert.deepEqual(first(1, { callName: 'Sanne' }), []);
    for (const text of ['${callName}${n}', '${n}'])
      assert.deepEqual([...candidates({ callName: '!' }, { templates: [compileTemplate(text)] })], [], text);
  });

  it('starts counting where it is told, and passes over numbers with which nothing is left', () => {
    const all = (text: string, firstNumber?: () => number) =>
      [...candidates({ callName: 'Sanne' }, { templates: [compileTemplate(text)], firstNumber })].map(
        ({ local }) => local,
      );
    assert.deepEqual(
      all('${callName}x${n}', () => 9_999),
      ['sannex9999', 'sannex10000'],
    );
    assert.deepEqual(
      all("${if(n == 9999, '', callName)}", () => 9_999),
      ['sanne'],
    );
  });

  it('counts no further than there is room for', () => {
    const short = { templates: [compileTemplate('${callName}${n}')], maxLength: 4 };
    const all = [...candidates({ callName: 'Sanne' }, short)].map(({ local }) => local);
    assert.deepEqual([all.at(0), all.at(-1)], ['san2', 's999']);
  });

  it('says what somebody would have if nobody else had it', () => {
    assert.equal(firstAddress(templates, sanne, 'voorbeeld.nl'), 'sanne.devries@voorbeeld.nl');
    assert.equal(firstAddress([compileTemplate('${callName}${n}')], sanne, 'voorbeeld.nl'), 'sanne2@voorbeeld.nl');
    assert.equal(firstAddress([compileTemplate('${initials}')], { callName: 'Sanne' }, 'voorbeeld.nl'), null);
  });
});

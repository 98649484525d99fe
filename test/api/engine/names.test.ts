import assert from 'node:assert/strict';
import fc from 'fast-check';
import { composeNames, namePerson } from '../../../api/engine/compose-names.ts';
import { chooseAddress, firstAddress, toLocalPart } from '../../../api/engine/desired-names.ts';
import { compileTemplate } from '../../../api/engine/template.ts';
import type { NameUse, Person } from '../../../models/person.ts';
import { makePerson } from './make-input.ts';

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
  const choose = (taken: readonly string[], facts: Record<string, unknown> = sanne) =>
    chooseAddress(templates, facts, { domain: 'voorbeeld.nl', isTaken: (address) => taken.includes(address) });

  it('tries the rules in their order, then counts from two', () => {
    const taken: string[] = [];
    for (const address of ['sanne.devries', 's.m.devries', 'sanne.devries2', 'sanne.devries3']) {
      assert.equal(choose(taken), `${address}@voorbeeld.nl`);
      taken.push(`${address}@voorbeeld.nl`);
    }
  });

  it('keeps the number when a name is too long for an address', () => {
    const facts = {
      callName: 'Wolfeschlegelsteinhausenbergerdorff',
      surname: 'van Bergen en Henegouwen tot Overijssel',
    };
    const local = `${facts.callName}.vanbergenenhenegouwentotoverijssel`.toLowerCase().slice(0, 64);
    assert.equal(choose([], facts), `${local}@voorbeeld.nl`);
    const taken = [local, 'vanbergenenhenegouwentotoverijssel'].map((name) => `${name}@voorbeeld.nl`);
    assert.equal(choose(taken, facts), `${local.slice(0, 63)}2@voorbeeld.nl`);
  });

  it('gives none when no rule has a free one', () => {
    const single = [compileTemplate('${callName}')];
    const place = { domain: 'voorbeeld.nl', isTaken: () => true };
    assert.equal(chooseAddress(single, sanne, place), null);
    assert.equal(chooseAddress(templates, { callName: '!', surname: '?' }, { ...place, isTaken: () => false }), null);
  });

  it('says what somebody would have if nobody else had it', () => {
    assert.equal(firstAddress(templates, sanne, 'voorbeeld.nl'), 'sanne.devries@voorbeeld.nl');
    assert.equal(firstAddress([compileTemplate('${callName}${n}')], sanne, 'voorbeeld.nl'), 'sanne2@voorbeeld.nl');
    assert.equal(firstAddress([compileTemplate('${initials}')], { callName: 'Sanne' }, 'voorbeeld.nl'), null);
  });
});

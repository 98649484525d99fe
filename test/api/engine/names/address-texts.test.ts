import assert from 'node:assert/strict';
import fc from 'fast-check';
import { candidates, firstAddress, toLocalPart } from '../../../../api/engine/names/desired-names.ts';
import type { TemplateFacts } from '../../../../api/engine/names/person-facts.ts';
import { compileTemplate } from '../../../../api/engine/names/template.ts';

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

  const templates = ['${callName}.${surname}', '${initials}.${surname}', '${callName}.${surname}${n}'].map((text) =>
    compileTemplate(text),
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

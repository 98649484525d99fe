import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readXml } from '../../../api/connectors/read-xml.ts';
import { findNode, writeXml } from '../../../api/connectors/workday/xml.ts';

const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, level) => `<!ENTITY ${String.fromCharCode(98 + level)} "${`&${String.fromCharCode(97 + level)};`.repeat(10)}">`).join('')}]><l>&j;</l>`;

describe('reading XML', () => {
  for (const [name, text] of [
    ['entities that laugh a billion times', laughs],
    ['an entity of a file', '<!DOCTYPE l [<!ENTITY f SYSTEM "file:///etc/passwd">]><l>&f;</l>'],
    ['an entity of another place', '<!DOCTYPE l [<!ENTITY % f SYSTEM "http://127.0.0.1:1/x">%f;]><l/>'],
    ['a document type after a declaration', '<?xml version="1.0"?>\n<!doctype html><l/>'],
    ['a cut document', '<a><b>text</b>'],
    ['crossed elements', '<a><b></a></b>'],
    ['two documents', '<a/><b/>'],
    ['text alone', 'Service unavailable'],
    ['nothing', ''],
    ['a name without a name', '<a>< b/></a>'],
    ['an attribute without an end', '<a b="c><d/></a>'],
    ['an attribute given twice', '<a b="1" b="2"/>'],
    ['an entity that nobody defined', '<a>&who;</a>'],
    ['a character that XML does not have', '<a>&#0;</a>'],
    ['text after the end', '<a/>more'],
    ['elements in elements, 20,000 deep', '<a>'.repeat(20_000) + '</a>'.repeat(20_000)],
  ] as const)
    it(`refuses ${name}`, () => {
      assert.equal(readXml(text), null);
    });

  it('reads the usual entities, numbers and text that is not looked into', () => {
    const document = readXml('<a b="&lt;&#233;"> &quot;De &amp; Het&quot; &#x151;<![CDATA[ <b> & ]]>x </a>');
    assert.deepEqual(document, { a: { '#text': '"De & Het" ő <b> & x', '@b': '<é' } });
  });

  it('does not expand twice', () => {
    assert.deepEqual(readXml('<a>&amp;lt;&#38;amp;</a>'), { a: '&lt;&amp;' });
  });

  it('keeps text as text: a number with noughts, a day, a truth', () => {
    assert.deepEqual(readXml('<a><b>007</b><b>1e5</b><c>true</c></a>'), { a: { b: ['007', '1e5'], c: 'true' } });
  });

  it('goes by local names, whatever prefix or default namespace there is', () => {
    for (const text of [
      '<p:a xmlns:p="u"><p:b>1</p:b></p:a>',
      '<a xmlns="u"><b>1</b></a>',
      '<p:a xmlns:p="u" xmlns="v"><b>1</b></p:a>',
    ])
      assert.equal(findNode(readXml(text), 'a', 'b'), '1');
  });

  it('is not led astray by names of the language', () => {
    assert.equal(readXml('<a><__proto__><polluted>1</polluted></__proto__></a>'), null);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    const document = readXml('<a><constructor>2</constructor><toString>3</toString><toString>4</toString></a>');
    assert.deepEqual(Object.entries(findNode(document, 'a') as object), [
      ['constructor', '2'],
      ['toString', ['3', '4']],
    ]);
  });

  it('neither hangs nor dies of length, many attributes or many entities', () => {
    assert.equal((findNode(readXml(`<a><b>${'x'.repeat(2_000_000)}</b></a>`), 'a', 'b') as string).length, 2_000_000);
    const attributes = Array.from({ length: 5_000 }, (_, index) => `a${index}="${index}"`).join(' ');
    assert.equal(findNode(readXml(`<a ${attributes}/>`), 'a', '@a4999'), '4999');
    const entities = '&amp;'.repeat(50_000);
    assert.equal((findNode(readXml(`<a><b>${entities}</b></a>`), 'a', 'b') as string).length, 50_000);
  });

  it('reads back whatever it writes', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((one) => one.trim())
      .filter((one) => one !== '' && !/[\p{Cc}\p{Cn}]/u.test(one));
    fc.assert(
      fc.property(text, (one) => {
        assert.deepEqual(readXml(writeXml({ 'w:a': { '@w:b': one, '#text': one } })), {
          a: { '#text': one, '@b': one },
        });
      }),
    );
  });
});

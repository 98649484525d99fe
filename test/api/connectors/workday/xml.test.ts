import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findNode, readXml, writeXml } from '../../../../api/connectors/workday/xml.ts';
import type { HrReading } from '../../../../models/person.ts';
import { crowd, units } from './make-crowd.ts';
import { openWorkday, type WorkdayHouse } from './open-workday.ts';

const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, level) => `<!ENTITY ${String.fromCharCode(98 + level)} "${`&${String.fromCharCode(97 + level)};`.repeat(10)}">`).join('')}]><l>&j;</l>`;

describe('XML of Workday', () => {
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
  ] as const)
    it(`refuses ${name}`, () => {
      assert.equal(readXml(text), null);
    });

  it('leaves an entity that nobody defined as it is, and reads the usual ones and numbers', () => {
    const document = readXml('<a b="&lt;&#233;">&quot;De &amp; Het&quot; &#x151;<![CDATA[ <b> & ]]>&who;</a>');
    assert.deepEqual(document, { a: { '#text': '"De & Het" ő <b> & &who;', '@b': '<é' } });
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
    const document = readXml('<a><__proto__><polluted>1</polluted></__proto__><constructor>2</constructor></a>');
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    assert.equal(findNode(document, 'a', 'polluted'), undefined);
  });

  it('neither hangs nor dies of depth, length or many attributes', () => {
    const depth = 20_000;
    readXml('<a>'.repeat(depth) + '</a>'.repeat(depth));
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

describe('spoilt answers of Workday', () => {
  let house: WorkdayHouse;
  after(() => house.close());

  it('end in an error that says what to do, or in everybody, set aside or not', async function () {
    this.timeout(120_000);
    const people = crowd(6);
    house = await openWorkday({ changes: false });
    house.at('2026-11-24T08:00:00.000Z');
    house.workday.load({ people, units });
    const genuine = await answersOf(house);
    const spoilt = fc.constantFrom(...genuine).chain(({ operation, text }) =>
      fc
        .oneof(
          fc.nat(text.length).map((end) => text.slice(0, end)),
          fc
            .tuple(fc.nat(text.length), fc.constantFrom('<', '&', '\0', ']]>', '</wd:Worker>', '<!DOCTYPE a>', 'é'))
            .map(([at, what]) => text.slice(0, at) + what + text.slice(at)),
          fc.tuple(fc.nat(text.length), fc.nat(400)).map(([at, length]) => text.slice(0, at) + text.slice(at + length)),
          elementOf(text).map((element) => text.replace(element, '')),
          elementOf(text).map((element) => text.replace(element, element + element)),
          elementOf(text).map((element) => text.replace(element, element.replace(/>[^<]*</, '><wd:x>1</wd:x><'))),
          elementOf(text).map((element) => text.replace(element, element.replace(/>[^<]*</, `>${'9'.repeat(5000)}<`))),
        )
        .map((body) => ({ operation, body })),
    );
    await fc.assert(
      fc.asyncProperty(
        spoilt,
        fc.constantFrom('utf8' as const, 'latin1' as const, 'utf16le' as const),
        async ({ operation, body }, encoding) => {
          const answer = { status: 200, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body, encoding) };
          house.workday.setFaults([{ concerns: (call) => call.body.includes(operation), with: answer }]);
          const outcome: HrReading | { code?: string; advice?: string } = await house.connector
            .read()
            .catch((error) => error);
          if (!('people' in outcome))
            return /^hr-(unreadable|busy)$/.test(outcome.code ?? '') && Boolean(outcome.advice);
          return (
            outcome.people.length + outcome.setAside.filter(({ where }) => !where.startsWith('organisation')).length >=
            people.length
          );
        },
      ),
      { numRuns: 80 },
    );
  });
});

/** An element that holds text alone. */
const elementOf = (text: string) => fc.constantFrom(...new Set(text.match(/<(wd:\w+)(?: [^>]*)?>[^<]*<\/\1>/g) ?? []));

/** Answers of the stand-in as they are, to spoil. */
async function answersOf({ workday, connector }: WorkdayHouse): Promise<{ operation: string; text: string }[]> {
  await connector.read();
  return Promise.all(
    ['Hire Employee', 'Get_Organizations_Request'].map(async (operation) => {
      const call = workday.calls().find(({ body }) => body.includes(operation));
      const response = await fetch(`${workday.baseUrl}${call?.path}`, { method: 'POST', body: call?.body ?? '' });
      return { operation, text: await response.text() };
    }),
  );
}

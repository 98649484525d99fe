import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packKeys, unpackKeys } from '../../cards/card-actions.ts';
import { catalogueCard } from '../../cards/catalogue-card.ts';
import { exceptionFormCard } from '../../cards/exception-form-card.ts';
import { replacementAccessCard } from '../../cards/replacement-access-card.ts';
import { absentPeopleCard, standInCard } from '../../cards/replacement-card.ts';
import { requestCard } from '../../cards/request-card.ts';
import { myRequestsCard } from '../../cards/request-list-card.ts';
import type { Card } from '../../cards/sheet.ts';
import { type Request, RequestState } from '../../models/request.ts';
import { requestCards } from './request-cards.ts';
import {
  actor,
  approver,
  cut,
  held,
  item,
  offer,
  person,
  request,
  said,
  stage,
  subjects,
  track,
} from './request-samples.ts';

const golden = fileURLToPath(new URL('./golden', import.meta.url));

describe('cards about requests', () => {
  for (const language of ['en', 'nl'] as const) {
    for (const [name, draw] of Object.entries(requestCards)) {
      it(`${name} in ${language} is as it was agreed`, () => {
        const card = draw({ language, timeZone: 'Europe/Amsterdam', isSandbox: true });
        const text = `${JSON.stringify(card, null, 2)}\n`;
        const path = `${golden}/${name}.${language}.json`;
        if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
        assert.equal(text, readFileSync(path, 'utf8'), 'look at it with npm run cards, then UPDATE_GOLDEN=1');
      });
    }
  }
});

/** As hostile as what people write can be, in every text of a card. */
const hostile = '](http://x) <at>Boss</at> ${title} **bold**\n# heading __proto__ ';

/** The same value with every text that people write made hostile, and longer than there is room for. */
function poison(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => poison(one, key));
  if (typeof value === 'string') return written.has(key) ? hostile.repeat(12) : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poison(one, name)]));
}
const written = new Set(
  'title name forName absentName reason yaml what sentence evidence sample address unitName description personName soleOwnerOf'.split(
    ' ',
  ),
);

const reader = { language: 'nl' as const, timeZone: 'Europe/Amsterdam', isSandbox: false };
const people = Array.from({ length: 60 }, (_, n) => approver(`Approver ${n}`, 'owner'));
const many = Array.from({ length: 60 }, (_, n) => item(`${'Thing '.repeat(20)}${n}`, `key${n},`.padEnd(60, '%')));
const lots = poison(
  request(
    { ...subjects.replacement, items: many },
    many.map((one, n) =>
      track(`t${n}`, [stage({ approvers: people, answers: [said('Approver 1', 'approve', { reason: hostile })] })], {
        items: [one.key],
      }),
    ),
  ),
) as Request;

const fullest: Readonly<Record<string, Card>> = {
  'a request to its approver': requestCard(lots, { aadObjectId: 'approver' }, reader),
  'a request to who asked': requestCard(lots, { aadObjectId: lots.askedBy.id }, reader),
  'a request that is over': requestCard({ ...lots, state: 'done' }, { aadObjectId: 'x' }, reader),
  catalogue: catalogueCard(
    poison({ text: hostile, offers: Array.from({ length: 50 }, () => offer('x')), total: 500 }) as never,
    reader,
  ),
  'exception form': exceptionFormCard(
    poison({ offer: offer('x', { breakGlass: true }), person: person('x'), typed: {}, problem: null }) as never,
    reader,
  ),
  'first step of a replacement': standInCard(
    poison({
      absence: { person: person('x'), leaves: [] },
      colleagues: Array.from({ length: 200 }, (_, n) => person(`p${n}`)),
      typed: { standIn: 'x'.repeat(400), startsOn: 'x'.repeat(40) },
      problem: null,
    }) as never,
    reader,
  ),
  'second step of a replacement': replacementAccessCard(
    poison({
      absent: person('x'),
      standIn: person('y'),
      cut: {
        ...cut,
        needed: many,
        askOwner: many,
        never: many.map((one) => ({ item: one, why: { kind: 'separation', title: 'x' } })),
        soleOwnerOf: many.map(({ title }) => title),
      },
      typed: { startsOn: '2026-12-01', endsOn: '2026-12-02', reason: 'x'.repeat(500) },
      problem: null,
    }) as never,
    reader,
  ),
  absences: absentPeopleCard(
    poison(Array.from({ length: 8 }, () => ({ person: person('x'), leaves: [] }))) as never,
    reader,
  ),
  lists: myRequestsCard(
    poison({
      requests: Array.from({ length: 50 }, () => lots),
      grants: Array.from({ length: 50 }, () => held),
    }) as never,
    { aadObjectId: 'x' },
    reader,
  ),
};

describe('cards about requests, whatever people write', () => {
  const all = Object.entries({
    ...Object.fromEntries(Object.entries(requestCards).map(([name, draw]) => [name, draw(reader)])),
    ...fullest,
  });
  for (const [name, card] of all) {
    it(`${name} fits, has labels, and lets nothing act`, () => {
      const text = JSON.stringify(card);
      assert.ok(text.length * 2 <= 25 * 1024, `${text.length * 2} bytes as UTF-16`);
      assert.equal(card.version, '1.5');
      const shown = textsIn(card);
      for (const one of shown) {
        assert.ok(!one.includes('<at>'), `no mention: ${one}`);
        assert.ok(!/(?<!\\)\]\(/.test(one), `no link: ${one}`);
        assert.ok(!/\$\{(?!titl|tit|ti|t|$)/.test(one), `everything is filled: ${one}`);
      }
      for (const input of inputsIn(card)) assert.ok(typeof input.label === 'string' && input.label !== '', name);
    });
  }

  it('a button carries ids and what was settled, never a name, an owner or an approver', () => {
    const allowed = new Set(
      'requestId trackId fingerprint choice catalogueId step absentKey standIn startsOn endsOn grantId text'.split(' '),
    );
    for (const [name, card] of all)
      for (const { data } of actionsIn(card))
        for (const key of Object.keys(data)) assert.ok(allowed.has(key), `${name} sends ${key}`);
  });

  it('nobody gets buttons to decide on what they ask for, or on what is over', () => {
    const verbsOf = (shown: Request, aadObjectId: string) =>
      actionsIn(requestCard(shown, { aadObjectId }, reader)).map(({ verb }) => verb);
    const asker = actor('Olga Vos');
    const own = request(subjects.exception, [track('t1', [stage({ approvers: [approver('Olga Vos', 'owner')] })])], {
      askedBy: asker,
    });
    assert.deepEqual(verbsOf(own, 'olga'), ['nudge-request', 'withdraw-request']);
    for (const state of RequestState.options.filter((one) => one !== 'open'))
      assert.deepEqual(verbsOf({ ...own, state }, 'olga'), [], state);
  });

  it('keys of any writing come back from a form as they were', () => {
    const keys = ['a', 'group:sg-x,y', '100%', 'ü &=', '__proto__'];
    assert.deepEqual(unpackKeys(packKeys(keys)), keys);
    assert.equal(unpackKeys('%E0%A4%A'), null);
    assert.deepEqual(unpackKeys(''), []);
  });
});

/** Every element or action of a card, however deep. */
function partsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(partsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(partsIn)];
}

const typeOf = (part: Record<string, unknown>): string => (typeof part.type === 'string' ? part.type : '');
const inputsIn = (card: Card) => partsIn(card).filter((part) => typeOf(part).startsWith('Input.'));
const actionsIn = (card: Card) =>
  partsIn(card).filter((part) => typeOf(part) === 'Action.Execute') as {
    verb: string;
    data: Record<string, unknown>;
  }[];

/** What is read as Markdown or shown as a title; what is typed into an input is plain text. */
function textsIn(card: Card): string[] {
  return partsIn(card).flatMap((part) =>
    ['text', 'title', 'label', 'fallbackText'].flatMap((key) =>
      typeof part[key] === 'string' && !('verb' in part && key === 'text') && typeOf(part) !== '' ? [part[key]] : [],
    ),
  );
}

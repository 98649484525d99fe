import type { Why, WhyItem } from '../models/desk.ts';
import { deskTexts } from '../models/texts/desk-texts.ts';
import { badgeFor, type Reader, showInstant, textsFor } from './reader.ts';
import { shorten, shortenLine } from './run-lines.ts';
import { type Card, fillSheet, type Sheet } from './sheet.ts';

/** Of everything somebody has: a little of much. Of what was asked about: much of little. */
const overview = { items: 6, reasons: 2, cut: shortenLine };
const closeUp = { items: 4, reasons: 3, cut: shorten };
const shownNotes = 3;
const shownNames = 20;

/** Why somebody has what they have: one section for each thing, with every step that leads to it and what would end it. */
export function whyCard(why: Why, asked: string | null, reader: Reader): Card {
  const texts = deskTexts(reader.language);
  const name = shortenLine(why.name);
  const access = asked === null ? why.items.filter(({ item }) => isAccess(item)) : why.items;
  const view = asked === null ? overview : closeUp;
  const shown = access.slice(0, view.items);
  const missing = asked !== null && why.items.length === 0 ? [texts.noSuchItem(name, shortenLine(asked))] : [];
  const nearest = why.nearest.length === 0 ? [] : [texts.didYouMean(why.nearest.map(shortenLine).join(', '))];
  const nothing = asked === null && access.length === 0 ? [texts.nothingHeld(name)] : [];
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.whyTitle(name),
    intro: [...missing, ...nearest, ...nothing, asOf(why, reader)].join(' '),
    facts: whyFacts(why, reader),
    sections: [
      ...shown.map((item) => itemSection(item, view, reader)),
      restSection(access.slice(shown.length), reader),
      { heading: textsFor(reader).waitsFor, lines: why.notes.slice(0, shownNotes).map(shorten) },
    ].filter(({ lines }) => lines.length > 0),
  });
}

const isAccess = (item: string): boolean => /^(group|licence|app) /.test(item);

function asOf({ on, readAt }: Why, reader: Reader): string {
  return deskTexts(reader.language).asOf(showInstant(on, reader), showInstant(readAt, reader));
}

function whyFacts(why: Why, reader: Reader): Sheet['facts'] {
  const texts = deskTexts(reader.language);
  return [
    { title: texts.phase, value: texts.phases[why.phase] ?? shortenLine(why.phase) },
    {
      title: textsFor(reader).account,
      value: why.address === null ? textsFor(reader).noAccount : shortenLine(why.address),
    },
    ...(why.nextChangeAt === null ? [] : [{ title: texts.nextChange, value: showInstant(why.nextChangeAt, reader) }]),
  ];
}

function itemSection(item: WhyItem, view: typeof overview, reader: Reader): Sheet['sections'][number] {
  const reasons = item.reasons.slice(0, view.reasons).map(({ text }) => view.cut(text));
  return {
    heading: shortenLine(item.item),
    lines: [
      describeState(item, reader),
      ...reasons,
      ...(item.wouldEndWhen === null ? [] : [view.cut(item.wouldEndWhen)]),
      ...(item.operation === null ? [] : [view.cut(item.operation)]),
    ],
  };
}

function describeState({ item, has, wants }: WhyItem, reader: Reader): string {
  const texts = deskTexts(reader.language);
  if (!isAccess(item)) return [has, wants].map((value) => shortenLine(value ?? '–')).join(' → ');
  if (has === null) return wants === null ? texts.hasNot : texts.wouldGet;
  return wants === null ? texts.wouldLose : texts.has;
}

/** What there is no room for, by name. */
function restSection(rest: readonly WhyItem[], reader: Reader): Sheet['sections'][number] {
  const names = rest.slice(0, shownNames).map(({ item }) => shortenLine(item));
  return { heading: textsFor(reader).andMore(rest.length), lines: names.length === 0 ? [] : [names.join(', ')] };
}

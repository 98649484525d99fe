import type { Offer } from '../models/access-desk.ts';
import { formTexts } from '../models/texts/form-texts.ts';
import { verbs } from './card-actions.ts';
import { button, listRow } from './form-parts.ts';
import { badgeFor, type Reader } from './reader.ts';
import { shorten, shortenLine } from './run-lines.ts';
import { type Card, type CardElement, fillSheet } from './sheet.ts';

/** As many results as fit a card that is still read. */
export const shownOffers = 8;

const longestSearch = 100;

/**
 * What somebody can ask for: a search box, and what fits with a button each.
 * @param search - what was looked for, empty for everything, and what fits it, best first
 */
export function catalogueCard(search: { text: string; offers: readonly Offer[]; total: number }, reader: Reader): Card {
  const texts = formTexts(reader.language);
  const shown = search.offers.slice(0, shownOffers);
  const text = shortenLine(search.text);
  const summary =
    search.total === 0 ? texts.nothingFound(text) : search.text === '' ? '' : texts.found(text, search.total);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.catalogueTitle,
    intro: texts.catalogueIntro,
    facts: [],
    sections: [],
    inputs: [
      ...searchBox(search.text, reader),
      ...(summary === '' ? [] : [line(summary)]),
      ...shown.map((offer) => offerRow(offer, reader)),
      ...(search.total > shown.length && shown.length > 0 ? [line(texts.narrow(shown.length, search.total))] : []),
    ],
  });
}

function searchBox(value: string, reader: Reader): CardElement[] {
  const texts = formTexts(reader.language);
  return [
    {
      type: 'Input.Text',
      id: 'text',
      label: texts.searchLabel,
      placeholder: texts.searchPlaceholder,
      maxLength: longestSearch,
      value: value.slice(0, longestSearch),
    },
    { type: 'ActionSet', actions: [button(texts.search, verbs.searchCatalogue, {})] },
  ];
}

function offerRow(offer: Offer, reader: Reader): CardElement {
  const texts = formTexts(reader.language);
  const title = shortenLine(offer.item.title);
  const deciders = offer.approval
    .map(({ by }) => by.map((kind) => texts.kinds[kind]).join(', '))
    .join(texts.followedBy);
  const standing = { free: '', 'has-it': texts.hasIt, asked: texts.asked }[offer.standing];
  const terms = [texts.atMost(offer.maxDays), ...(deciders === '' ? [] : [texts.decidedBy(deciders)])].join(' · ');
  const ask = button(texts.ask, verbs.askException, { catalogueId: offer.id, step: 'open' });
  return listRow({
    title,
    lines: [offer.description === null ? '' : shorten(offer.description), standing === '' ? terms : standing],
    action: offer.standing === 'free' ? { ...ask, tooltip: texts.askFor(title) } : null,
  });
}

function line(text: string): CardElement {
  return { type: 'TextBlock', text, wrap: true };
}

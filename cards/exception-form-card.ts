import type { DeskPerson, Offer } from '../models/access-desk.ts';
import { formTexts } from '../models/texts/form-texts.ts';
import { verbs } from './card-actions.ts';
import { addDays, button, dateInput, problemBand, reasonInput } from './form-parts.ts';
import { badgeFor, type Reader, showDate } from './reader.ts';
import { shorten, shortenLine } from './run-lines.ts';
import { type Card, fillSheet } from './sheet.ts';

/** What somebody has filled in so far. */
export interface ExceptionTyped {
  until?: string | undefined;
  reason?: string | undefined;
  breakGlass?: string | undefined;
}

/** The last day that may be asked for, when it begins today. */
export function latestDay(offer: Offer, person: DeskPerson): string {
  return addDays(person.today, offer.maxDays - 1);
}

/**
 * The form to ask for one thing of the catalogue: until when, why, and where the policy allows it whether it cannot wait.
 * @param problem - what was wrong with `typed`, in the reader's language; null the first time
 */
export function exceptionFormCard(
  form: { offer: Offer; person: DeskPerson; typed: ExceptionTyped; problem: string | null },
  reader: Reader,
): Card {
  const { offer, person, typed, problem } = form;
  const texts = formTexts(reader.language);
  const latest = latestDay(offer, person);
  const toggle = {
    type: 'Input.Toggle',
    id: 'breakGlass',
    label: texts.breakGlassLabel,
    title: texts.breakGlass,
    value: typed.breakGlass === 'true' ? 'true' : 'false',
    wrap: true,
  };
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.exceptionTitle(shortenLine(offer.item.title)),
    ...problemBand(problem),
    intro: offer.description === null ? '' : shorten(offer.description),
    facts: [{ title: texts.who, value: shortenLine(person.name) }],
    sections: [],
    inputs: [
      dateInput({
        id: 'until',
        label: `${texts.until} (${texts.latest(showDate(latest, reader))})`,
        value: typed.until,
        min: person.today,
        max: latest,
      }),
      reasonInput({ label: texts.reason, placeholder: texts.reasonPlaceholder, value: typed.reason }),
      ...(offer.breakGlass ? [toggle] : []),
    ],
    actions: [
      button(texts.send, verbs.askException, { catalogueId: offer.id, step: 'send' }, 'positive'),
      button(texts.back, verbs.searchCatalogue, {}),
    ],
  });
}

import { formTexts } from '../models/texts/form-texts.ts';
import { verbs } from './card-actions.ts';
import { button, dateInput, problemBand, reasonInput } from './form-parts.ts';
import { badgeFor, type Reader, showInstant } from './reader.ts';
import { shorten, shortenLine } from './run-lines.ts';
import { type Card, fillSheet } from './sheet.ts';

/** Dated access that ends soon or has ended. `endsAt` is an instant in UTC; days are in the zone of whoever holds it. */
export interface EndingGrant {
  grantId: string;
  personName: string;
  what: string;
  endsAt: string | null;
  /** Why it was given. */
  reason: string;
  /** Whole days until the end; 0 or less: it has ended; null: nobody has said yet that it does. */
  daysLeft: number | null;
  /** What an extension may ask for, when that is known. */
  firstDay?: string | undefined;
  lastDay?: string | undefined;
}

/**
 * Access that ends: ask for longer, end it now, or after the end ask for it again.
 * @param typed - what was filled in before, with `problem` what was wrong with it
 */
export function grantEndingCard(
  ending: EndingGrant,
  reader: Reader,
  typed: { until?: string | undefined; reason?: string | undefined; problem?: string | null } = {},
): Card {
  const texts = formTexts(reader.language);
  const what = shortenLine(ending.what);
  const hasEnded = ending.daysLeft !== null && ending.daysLeft <= 0;
  const data = { grantId: ending.grantId };
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: titleOf(ending, what, reader),
    ...problemBand(typed.problem ?? null),
    intro: hasEnded ? '' : texts.endingIntro,
    facts: factsOf(ending, what, reader),
    sections: [],
    inputs: [
      dateInput({
        id: 'until',
        label: texts.extendUntil,
        value: typed.until,
        min: ending.firstDay,
        max: ending.lastDay,
      }),
      reasonInput({ label: texts.reason, placeholder: texts.reasonPlaceholder, value: typed.reason }),
    ],
    actions: [
      button(hasEnded ? texts.renew : texts.extend, verbs.extendGrant, { ...data, step: 'send' }, 'positive'),
      ...(hasEnded ? [] : [button(texts.endNow, verbs.endGrant, data, 'destructive')]),
    ],
  });
}

/** What is said once somebody has ended it. */
export function grantEndedCard(ending: EndingGrant, reader: Reader): Card {
  const texts = formTexts(reader.language);
  const what = shortenLine(ending.what);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.endedNow(what),
    intro: '',
    facts: factsOf(ending, what, reader),
    sections: [],
  });
}

function titleOf(ending: EndingGrant, what: string, reader: Reader): string {
  const texts = formTexts(reader.language);
  if (ending.daysLeft === null) return what;
  return ending.daysLeft <= 0 ? texts.endedTitle(what) : texts.endingTitle(what, ending.daysLeft);
}

function factsOf(ending: EndingGrant, what: string, reader: Reader) {
  const texts = formTexts(reader.language);
  return [
    { title: texts.who, value: shortenLine(ending.personName) },
    { title: texts.what, value: what },
    ...(ending.endsAt === null ? [] : [{ title: texts.endsAt, value: showInstant(ending.endsAt, reader) }]),
    ...(ending.reason === '' ? [] : [{ title: texts.reason, value: shorten(ending.reason) }]),
  ];
}

import { DateTime } from 'luxon';
import type { Grant } from '../models/grant.ts';
import type { CalendarDate } from '../models/person.ts';
import { formTexts } from '../models/texts/form-texts.ts';
import { verbs } from './card-actions.ts';
import { button, dateInput, problemBand, reasonInput } from './form-parts.ts';
import { badgeFor, type Reader, showDate, showInstant } from './reader.ts';
import { shorten, shortenLine } from './run-lines.ts';
import { type Card, type CardElement, fillSheet, type Sheet } from './sheet.ts';

/** Dated access that ends soon or has ended. Days are in the zone of whoever holds it. */
export interface EndingGrant {
  grant: Pick<Grant, 'id' | 'endsAt' | 'reason' | 'kind'>;
  personName: string;
  what: string;
  /** The last day, where that is known better than by the grant itself; null: open-ended. */
  endsOn?: CalendarDate | null;
  /** Whole days until the end; 0 or less: it has ended; null: nobody has said yet that it does. */
  daysLeft: number | null;
  /** What an extension may ask for, when that is known. */
  firstDay?: string | undefined;
  lastDay?: string | undefined;
}

/** What somebody has filled in so far, and what was wrong with it. */
export interface EndingTyped {
  until?: string | undefined;
  reason?: string | undefined;
  problem?: string | null;
}

/**
 * Access that ends: ask for longer, end it now, or after the end ask for it again.
 */
export function grantEndingCard(ending: EndingGrant, reader: Reader, typed: EndingTyped = {}): Card {
  const texts = formTexts(reader.language);
  const what = shortenLine(ending.what);
  const hasEnded = ending.daysLeft !== null && ending.daysLeft <= 0;
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: titleOf(ending, what, reader),
    ...problemBand(typed.problem ?? null),
    intro: hasEnded ? '' : texts.endingIntro,
    facts: factsOf(ending, what, reader),
    sections: [],
    ...(hasEnded ? renewal(ending, reader) : inputsAndActions(ending, typed, reader)),
  });
}

/** What is over cannot be extended: it is asked for again. A replacement is arranged anew, which its manager is asked about by itself. */
function renewal({ grant, what }: EndingGrant, reader: Reader): { actions: CardElement[] } {
  if (grant.kind === 'replacement') return { actions: [] };
  const text = shortenLine(what).slice(0, 100);
  return { actions: [button(formTexts(reader.language).renew, verbs.searchCatalogue, { text })] };
}

function inputsAndActions(ending: EndingGrant, typed: EndingTyped, reader: Reader): Pick<Sheet, 'inputs' | 'actions'> {
  const texts = formTexts(reader.language);
  const data = { grantId: ending.grant.id };
  return {
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
      button(texts.extend, verbs.extendGrant, { ...data, step: 'send' }, 'positive'),
      button(texts.endNow, verbs.endGrant, data, 'destructive'),
    ],
  };
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

/** What becomes of a card that said that something ends, when it goes on. `until` is an instant; null: no end. */
export function grantGoesOnCard(
  ending: Omit<EndingGrant, 'daysLeft'> & { until: string | null },
  reader: Reader,
): Card {
  const what = shortenLine(ending.what);
  const lasting = { ...ending, endsOn: null, daysLeft: null, grant: { ...ending.grant, endsAt: ending.until } };
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: formTexts(reader.language).goesOnTitle(what),
    intro: '',
    facts: factsOf(lasting, what, reader),
    sections: [],
  });
}

function titleOf(ending: EndingGrant, what: string, reader: Reader): string {
  const texts = formTexts(reader.language);
  if (ending.daysLeft === null) return what;
  return ending.daysLeft <= 0 ? texts.endedTitle(what) : texts.endingTitle(what, ending.daysLeft);
}

function factsOf(ending: EndingGrant, what: string, reader: Reader): Sheet['facts'] {
  const texts = formTexts(reader.language);
  const { reason } = ending.grant;
  const end = endFact(ending, reader);
  return [
    { title: texts.who, value: shortenLine(ending.personName) },
    { title: texts.what, value: what },
    ...(end === null ? [] : [end]),
    ...(reason === '' ? [] : [{ title: texts.reason, value: shorten(reason) }]),
  ];
}

/** The last day where that is known or it ends at midnight, else the moment. */
function endFact({ grant, endsOn }: EndingGrant, reader: Reader): Sheet['facts'][number] | null {
  const texts = formTexts(reader.language);
  if (endsOn) return { title: texts.until, value: showDate(endsOn, reader) };
  if (grant.endsAt === null) return null;
  const end = DateTime.fromISO(grant.endsAt, { zone: reader.timeZone });
  const lastDay = end.minus({ days: 1 }).toISODate();
  const isMidnight = end.toMillis() === end.startOf('day').toMillis();
  return isMidnight && lastDay !== null
    ? { title: texts.until, value: showDate(lastDay, reader) }
    : { title: texts.endsAt, value: showInstant(grant.endsAt, reader) };
}

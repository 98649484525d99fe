import type { ExceptionAction, SearchAction } from '../../cards/card-actions.ts';
import { catalogueCard, shownOffers } from '../../cards/catalogue-card.ts';
import { escapeText } from '../../cards/escape-text.ts';
import { exceptionFormCard, latestDay } from '../../cards/exception-form-card.ts';
import { isDay, longestReason } from '../../cards/form-parts.ts';
import { type Reader, showDate } from '../../cards/reader.ts';
import { requestCard } from '../../cards/request-card.ts';
import type { DeskPerson, Offer } from '../../models/access-desk.ts';
import { formTexts } from '../../models/texts/form-texts.ts';
import { wordRemark } from '../../models/texts/remark-texts.ts';
import { type Answer, actorOf, type Press } from './press.ts';

/** The longest text that is looked for. */
const longestSearch = 100;

/** Answers a search of the catalogue; without words everything that may be asked for. */
export async function searchCatalogue(
  press: Omit<Press<SearchAction>, 'refuse' | 'requests' | 'passes'>,
): Promise<Answer> {
  const { data, member, reader, access } = press;
  if (member.personKey === null) return formTexts(reader.language).notInHr;
  const text = (data.text ?? '').replace(/\s+/g, ' ').trim().slice(0, longestSearch);
  const found = await access.catalogueFor(member.personKey, text, shownOffers);
  return catalogueCard({ text, ...found }, reader);
}

/** Opens the form for one thing of the catalogue, or takes what was filled in. Whatever is wrong with it, nothing typed is lost. */
export async function askException(press: Press<ExceptionAction>): Promise<Answer> {
  const { data, member, reader, access, refuse } = press;
  const texts = formTexts(reader.language);
  const person = member.personKey === null ? null : await access.person(member.personKey);
  if (person === null) return texts.notInHr;
  const offer = await access.offer(person.personKey, data.catalogueId);
  if (offer === null) {
    await refuse('access', 'it may not be asked for');
    return texts.notOffered;
  }
  const form = { offer, person, typed: data };
  if (data.step === 'open') return exceptionFormCard({ ...form, problem: null }, reader);
  // Our form has no such toggle: somebody put it there.
  if (data.breakGlass === 'true' && !offer.breakGlass) await refuse('access', 'it is never given at once');
  const problem = problemOf(data, { offer, person, reader });
  if (problem !== null) return exceptionFormCard({ ...form, problem }, reader);
  const outcome = await press.requests.ask({
    subject: {
      kind: 'exception',
      item: offer.item,
      startsOn: person.today,
      endsOn: data.until ?? person.today,
      breakGlass: data.breakGlass === 'true',
    },
    forPersonKey: person.personKey,
    by: actorOf(member),
    reason: data.reason?.trim() ?? '',
  });
  if (outcome.kind === 'asked') return requestCard(outcome.request, member, reader);
  await refuse('access', outcome.why.kind);
  return exceptionFormCard({ ...form, problem: escapeText(wordRemark(outcome.why, reader.language)) }, reader);
}

/** What is wrong with what was filled in, in the reader's language; null when nothing is. */
function problemOf(
  { until = '', reason = '', breakGlass }: ExceptionAction,
  { offer, person, reader }: { offer: Offer; person: DeskPerson; reader: Reader },
): string | null {
  const { problems } = formTexts(reader.language);
  const latest = latestDay(offer, person);
  if (!isDay(until)) return problems.noDay;
  if (until < person.today) return problems.tooEarly(showDate(person.today, reader));
  if (until > latest) return problems.tooLate(showDate(latest, reader));
  if (breakGlass === 'true' && !offer.breakGlass) return problems.breakGlassNot;
  return problemOfReason(reason, reader);
}

/** What is wrong with a reason, in the reader's language; null when nothing is. */
export function problemOfReason(reason: string, reader: Reader): string | null {
  const { problems } = formTexts(reader.language);
  if (reason.trim() === '') return problems.noReason;
  return reason.length > longestReason ? problems.tooLong : null;
}

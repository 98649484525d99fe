import type { GrantAction } from '../../cards/card-actions.ts';
import { escapeText } from '../../cards/escape-text.ts';
import { addDays, daysBetween, isDay } from '../../cards/form-parts.ts';
import { type EndingGrant, grantEndedCard, grantEndingCard } from '../../cards/grant-ending-card.ts';
import { type Reader, showDate } from '../../cards/reader.ts';
import { requestCard } from '../../cards/request-card.ts';
import type { HeldGrant } from '../../models/access-desk.ts';
import { formTexts } from '../../models/texts/form-texts.ts';
import { wordRemark } from '../../models/texts/remark-texts.ts';
import { problemOfReason } from './ask-exception.ts';
import { type Answer, actorOf, type Press } from './press.ts';

/** Opens the card of dated access, or asks for it to last longer. */
export async function extendGrant(press: Press<GrantAction>): Promise<Answer> {
  const { data, member, reader, access, requests, refuse } = press;
  const held = await access.grant(member, data.grantId);
  if (held === null) {
    await refuse('a grant', 'not there, or not theirs');
    return formTexts(reader.language).noGrant;
  }
  const ending = toEnding(held);
  if (data.step !== 'send') return grantEndingCard(ending, reader);
  const problem = problemOf(data, held, reader);
  if (problem !== null) return grantEndingCard(ending, reader, { ...data, problem });
  const outcome = await requests.ask({
    subject: {
      kind: 'extension',
      grantId: held.grant.id,
      what: held.what,
      endsOn: data.until ?? held.today,
      items: [...held.items],
    },
    forPersonKey: held.grant.personKey,
    by: actorOf(member),
    reason: data.reason?.trim() ?? '',
  });
  if (outcome.kind === 'asked') return requestCard(outcome.request, member, reader);
  await refuse('a grant', outcome.why.kind);
  return grantEndingCard(ending, reader, { ...data, problem: escapeText(wordRemark(outcome.why, reader.language)) });
}

/** Ends dated access now; whoever may, is judged by the desk. */
export async function endGrant(press: Press<GrantAction>): Promise<Answer> {
  const { data, member, reader, access, refuse } = press;
  const outcome = await access.endGrant({ grantId: data.grantId, by: member });
  if (outcome.kind === 'ended') return grantEndedCard({ ...toEnding(outcome.held), endsOn: null }, reader);
  await refuse('a grant', outcome.kind);
  return formTexts(reader.language).noGrant;
}

function toEnding(held: HeldGrant): EndingGrant {
  const { grant, personName, what, endsOn, today } = held;
  return {
    grant,
    personName,
    what,
    endsOn,
    daysLeft: endsOn === null ? null : daysBetween(today, endsOn) + 1,
    firstDay: endsOn === null || endsOn < today ? today : addDays(endsOn, 1),
    ...(held.maxEndsOn === null ? {} : { lastDay: held.maxEndsOn }),
  };
}

function problemOf(
  { until = '', reason = '' }: GrantAction,
  { endsOn, maxEndsOn, today }: HeldGrant,
  reader: Reader,
): string | null {
  const { problems } = formTexts(reader.language);
  const first = endsOn === null || endsOn < today ? today : addDays(endsOn, 1);
  if (!isDay(until)) return problems.noDay;
  if (until < first) return problems.tooEarly(showDate(first, reader));
  if (maxEndsOn !== null && until > maxEndsOn) return problems.tooLate(showDate(maxEndsOn, reader));
  return problemOfReason(reason, reader);
}

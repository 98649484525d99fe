import type { RequestAction, RequestName } from '../../cards/card-actions.ts';
import { partOf } from '../../cards/request/viewer-part.ts';
import { requestCard } from '../../cards/request-card.ts';
import type { Member } from '../../models/report.ts';
import type { Answer as Given, Request } from '../../models/request.ts';
import type { RequestOutcome } from '../../models/request-service.ts';
import { type RequestTexts, requestTexts } from '../../models/texts/request-texts.ts';
import { type Answer, actorOf, type Press } from './press.ts';

/** Everything that may come of a press on a request. */
type Outcome = RequestOutcome | { kind: 'too-soon'; request: Request };

/**
 * Answers Approve or Reject. The card only says which request, track and fingerprint; who presses is what Teams says, and whether they may
 * is judged by the service, now. A no without a reason is asked for one first.
 */
export async function decide(press: Press<RequestAction>, answer: Given['answer']): Promise<Answer> {
  const { data, member, requests, reader } = press;
  const { requestId, trackId, fingerprint, choice } = data;
  const reason = data.reason?.trim() ?? '';
  if (answer === 'reject' && reason === '') {
    const request = await requests.find(requestId);
    if (request !== null && partOf(request, member).kind === 'approver' && request.fingerprint === fingerprint)
      return requestCard(request, member, reader, requestTexts(reader.language).rejectNeedsReason);
  }
  const outcome = await requests.decide({
    requestId,
    trackId,
    fingerprint,
    answer,
    by: actorOf(member),
    ...(choice === undefined ? {} : { choice }),
    ...(reason === '' ? {} : { reason }),
  });
  return answerOutcome(outcome, press);
}

/** Answers Withdraw. */
export async function withdraw(press: Press<RequestName>): Promise<Answer> {
  const { requestId } = press.data;
  return answerOutcome(await press.requests.withdraw({ requestId, by: actorOf(press.member) }), press);
}

/** Answers Remind them. */
export async function nudge(press: Press<RequestName>): Promise<Answer> {
  const { requestId } = press.data;
  const outcome = await press.requests.nudge({ requestId, by: actorOf(press.member) });
  return answerOutcome(outcome, press, requestTexts(press.reader.language).nudged);
}

/** Opens a request from a list. Only who is concerned sees it; the numbers are easily guessed. */
export async function show(press: Press<RequestName>): Promise<Answer> {
  const { data, member, reader, requests, refuse } = press;
  const texts = requestTexts(reader.language);
  const request = await requests.find(data.requestId);
  if (request !== null && isConcerned(request, member)) return requestCard(request, member, reader);
  await refuse(aboutOf(data), request === null ? 'not-found' : 'not concerned');
  return request === null ? texts.badRequestAction : texts.notApprover;
}

/** The request as it is now, with why nothing was done on top when nothing was. */
async function answerOutcome(outcome: Outcome, press: Press<RequestName>, notice = ''): Promise<Answer> {
  const { data, member, reader, refuse } = press;
  const texts = requestTexts(reader.language);
  if (outcome.kind === 'decided') return requestCard(outcome.request, member, reader, notice);
  await refuse(aboutOf(data), outcome.kind);
  const said = explain(outcome.kind, texts);
  if (outcome.kind === 'not-found' || !isConcerned(outcome.request, member)) return said;
  return requestCard(outcome.request, member, reader, said);
}

function explain(kind: Exclude<Outcome['kind'], 'decided'>, texts: RequestTexts): string {
  switch (kind) {
    case 'not-found':
      return texts.badRequestAction;
    case 'not-approver':
      return texts.notApprover;
    case 'own-request':
      return texts.ownRequest;
    case 'already-answered':
      return texts.alreadyAnswered;
    case 'over':
      return texts.over;
    case 'changed':
      return texts.changed;
    case 'too-soon':
      return texts.tooSoon;
  }
}

/** Who may see a request: whoever asked, gains, is away, is or was asked, or answered; and IT. */
function isConcerned({ subject, ...request }: Request, { aadObjectId, personKey, roles }: Member): boolean {
  const absent = subject.kind === 'replacement' ? subject.absentKey : null;
  const keys = [request.forPersonKey, request.askedByPersonKey, absent];
  if (roles.includes('it') || request.askedBy.id === aadObjectId) return true;
  if (personKey !== null && keys.includes(personKey)) return true;
  return request.tracks.some(({ stages }) =>
    stages.some(
      ({ approvers, answers }) =>
        answers.some(({ by }) => by.id === aadObjectId) ||
        approvers.some((one) => one.aadObjectId === aadObjectId || one.for?.aadObjectId === aadObjectId),
    ),
  );
}

const aboutOf = ({ requestId }: RequestName): string => `request ${requestId}`;

import type { HeldGrant } from '../models/access-desk.ts';
import type { Request } from '../models/request.ts';
import { formTexts } from '../models/texts/form-texts.ts';
import { requestTexts } from '../models/texts/request-texts.ts';
import { verbs } from './card-actions.ts';
import { button, listRow } from './form-parts.ts';
import { badgeFor, type Reader, showDate } from './reader.ts';
import { describeSubject } from './request/describe-subject.ts';
import { statusBand } from './request/status-band.ts';
import { partOf, type Viewer } from './request/viewer-part.ts';
import { shortenLine } from './run-lines.ts';
import { type Card, type CardElement, fillSheet } from './sheet.ts';

const shownRequests = 6;
const shownGrants = 4;

/** Somebody's requests, and the dated access that came of them, each with a button that opens it. */
export function myRequestsCard(
  mine: { requests: readonly Request[]; grants: readonly HeldGrant[] },
  viewer: Viewer,
  reader: Reader,
): Card {
  const texts = requestTexts(reader.language);
  const forms = formTexts(reader.language);
  const grants = mine.grants.slice(0, shownGrants).map((held) => grantRow(held, reader));
  const heading = { type: 'TextBlock', text: forms.myAccess, weight: 'bolder', spacing: 'large', wrap: true };
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.mineTitle,
    intro: mine.requests.length === 0 ? texts.mineNone : '',
    facts: [],
    sections: [],
    inputs: [...requestRows(mine.requests, viewer, reader), ...(grants.length === 0 ? [] : [heading, ...grants])],
  });
}

/** What waits for somebody's decision, oldest first. */
export function toDecideCard(requests: readonly Request[], viewer: Viewer, reader: Reader): Card {
  const texts = requestTexts(reader.language);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.toDecideTitle,
    intro: requests.length === 0 ? texts.toDecideNone : '',
    facts: [],
    sections: [],
    inputs: requestRows(requests, viewer, reader),
  });
}

function requestRows(requests: readonly Request[], viewer: Viewer, reader: Reader): CardElement[] {
  const texts = requestTexts(reader.language);
  const more = requests.length - shownRequests;
  const rows = requests.slice(0, shownRequests).map((request) => {
    const { title } = describeSubject(request, [], reader);
    const { text } = statusBand(request, partOf(request, viewer), reader);
    return listRow({
      title,
      lines: [text, texts.requestNumber(shortenLine(request.id))],
      action: open(title, verbs.showRequest, { requestId: request.id }, reader),
    });
  });
  return more > 0 ? [...rows, { type: 'TextBlock', text: texts.more(more), wrap: true }] : rows;
}

function grantRow(held: HeldGrant, reader: Reader): CardElement {
  const forms = formTexts(reader.language);
  const title = shortenLine(held.what);
  const period = forms.leaveInHr(
    showDate(held.startsOn, reader),
    held.endsOn === null ? null : showDate(held.endsOn, reader),
  );
  const action = open(title, verbs.extendGrant, { grantId: held.grant.id, step: 'open' }, reader);
  return listRow({ title, lines: [period], action });
}

function open(title: string, verb: string, data: Record<string, string>, reader: Reader): CardElement {
  const forms = formTexts(reader.language);
  return { ...button(forms.open, verb, data), tooltip: forms.openThe(title) };
}

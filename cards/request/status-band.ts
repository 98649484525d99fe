import type { Request } from '../../models/request.ts';
import { requestTexts } from '../../models/texts/request-texts.ts';
import { type Reader, showInstant } from '../reader.ts';
import { shortenLine } from '../run-lines.ts';
import type { Sheet } from '../sheet.ts';
import { cutList } from './progress-lines.ts';
import { openApprovers, type ViewerPart } from './viewer-part.ts';

const shownNames = 4;

/** The one line that says where a request stands for this viewer. The words say it all; the colour only helps. */
export function statusBand(request: Request, part: ViewerPart, reader: Reader): NonNullable<Sheet['status']> {
  const texts = requestTexts(reader.language);
  if (request.state !== 'open') return endBand(request, reader);
  const until = showInstant(request.expiresAt, reader);
  const names = (people: readonly { name: string }[]) =>
    people.length === 0
      ? texts.nobodyYet
      : cutList(
          people.map(({ name }) => shortenLine(name)),
          shownNames,
          texts,
        );
  switch (part.kind) {
    case 'approver':
      return { text: texts.yourDecision(until), tone: request.isUrgent ? 'warning' : 'accent' };
    case 'answered':
      return { text: texts.youAnswered[part.answer], tone: 'emphasis' };
    case 'handed-over':
      return { text: texts.handedOver(names(part.to)), tone: 'emphasis' };
    case 'requester':
    case 'onlooker':
      return { text: texts.waitsFor(names(openApprovers(request)), until), tone: 'emphasis' };
  }
}

function endBand(request: Request, reader: Reader): NonNullable<Sheet['status']> {
  const texts = requestTexts(reader.language);
  const { state } = request;
  if (state === 'open') return { text: '', tone: 'emphasis' };
  const isPart = request.tracks.some((track) => track.state === 'refused');
  if ((state === 'approved' || state === 'done') && isPart)
    return { text: `◐ ${texts.partlyApproved}`, tone: 'warning' };
  if (state === 'approved' || state === 'done') return { text: `✔ ${texts.states[state]}`, tone: 'good' };
  if (state === 'refused' || state === 'failed') return { text: `✖ ${texts.states[state]}`, tone: 'attention' };
  return { text: texts.states[state], tone: 'emphasis' };
}

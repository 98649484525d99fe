import type { Request } from '../../models/request.ts';
import { requestTexts } from '../../models/texts/request-texts.ts';
import { verbs } from '../card-actions.ts';
import type { Reader } from '../reader.ts';
import type { CardElement, Sheet } from '../sheet.ts';
import { choicesOf, describeChoice } from './drift-choices.ts';
import { openApprovers, type ViewerPart } from './viewer-part.ts';

/** What this viewer can do about an open request. A button carries ids and the fingerprint of what is shown, nothing else. */
export function requestActions(request: Request, part: ViewerPart, reader: Reader): Pick<Sheet, 'inputs' | 'actions'> {
  const texts = requestTexts(reader.language);
  if (request.state !== 'open') return {};
  if (part.kind === 'requester') {
    const data = { requestId: request.id };
    const nudge = execute(texts.nudge, verbs.nudgeRequest, data);
    const withdraw = execute(texts.withdraw, verbs.withdrawRequest, data);
    return { actions: openApprovers(request).length === 0 ? [withdraw] : [nudge, withdraw] };
  }
  if (part.kind !== 'approver') return {};
  const data = { requestId: request.id, trackId: part.track.id, fingerprint: request.fingerprint };
  const choices = choicesOf(request);
  if (choices !== null)
    return {
      inputs: [reasonInput(reader)],
      actions: choices.map((choice) =>
        execute(describeChoice(choice, texts), verbs.approveRequest, { ...data, choice }),
      ),
    };
  return {
    inputs: [reasonInput(reader)],
    actions: [
      { ...execute(texts.approve, verbs.approveRequest, data), style: 'positive' },
      { ...execute(texts.reject, verbs.rejectRequest, data), style: 'destructive' },
    ],
  };
}

function reasonInput(reader: Reader): CardElement {
  const texts = requestTexts(reader.language);
  return {
    type: 'Input.Text',
    id: 'reason',
    label: texts.approveReason,
    placeholder: texts.reasonPlaceholder,
    maxLength: 500,
    isMultiline: true,
  };
}

function execute(title: string, verb: string, data: Record<string, string>): CardElement {
  return { type: 'Action.Execute', title, verb, data };
}

import type { Run } from '../models/run.ts';
import { verbs } from './card-actions.ts';
import { type Reader, textsFor } from './reader.ts';
import type { CardElement } from './sheet.ts';

/** The buttons and the reason of a run that waits for a decision. The card carries the run's id and fingerprint, nothing else. */
export function decisionParts(run: Run, reader: Reader): { inputs: CardElement[]; actions: CardElement[] } {
  const texts = textsFor(reader);
  if (run.state !== 'awaiting-approval' || run.fingerprint === null) return { inputs: [], actions: [] };
  const data = { runId: run.id, fingerprint: run.fingerprint };
  const button = (title: string, verb: string, style: string): CardElement => ({
    type: 'Action.Execute',
    title,
    verb,
    style,
    data,
  });
  return {
    inputs: [
      {
        type: 'Input.Text',
        id: 'reason',
        label: texts.reasonLabel,
        placeholder: texts.reasonPlaceholder,
        maxLength: 500,
        isMultiline: false,
      },
    ],
    actions: [
      button(texts.approve, verbs.approveRun, 'positive'),
      button(texts.reject, verbs.rejectRun, 'destructive'),
    ],
  };
}

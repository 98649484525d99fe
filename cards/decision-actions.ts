import type { OperationKind } from '../models/plan.ts';
import type { Run } from '../models/run.ts';
import { releaseTexts } from '../models/texts/release-texts.ts';
import { verbs } from './card-actions.ts';
import { choiceTitle } from './form-parts.ts';
import { type Reader, textsFor } from './reader.ts';
import type { CardElement } from './sheet.ts';

/**
 * The buttons of a run that waits for a decision, the reason, and which kinds of its changes may go where there are several. The card
 * carries the run's id and fingerprint, nothing else.
 */
export function decisionParts(run: Run, reader: Reader): { inputs: CardElement[]; actions: CardElement[] } {
  const texts = textsFor(reader);
  if (run.state !== 'awaiting-approval' || run.fingerprint === null) return { inputs: [], actions: [] };
  const data = { runId: run.id, fingerprint: run.fingerprint };
  const kinds = kindsInput(run, reader);
  const button = (title: string, verb: string, style: string): CardElement => ({
    type: 'Action.Execute',
    title,
    verb,
    style,
    data: kinds.length > 0 && verb === verbs.approveRun ? { ...data, asksKinds: true } : data,
  });
  return {
    inputs: [
      ...kinds,
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

/** Every kind is ticked to begin with: who only presses Approve lets everything go that the card says. */
function kindsInput(run: Run, reader: Reader): CardElement[] {
  const texts = releaseTexts(reader.language);
  const counts = Object.entries(run.counts) as [OperationKind, number][];
  if (counts.length < 2) return [];
  const names = textsFor(reader).kinds;
  return [
    {
      type: 'Input.ChoiceSet',
      id: 'kinds',
      label: texts.mayGo,
      isMultiSelect: true,
      style: 'expanded',
      wrap: true,
      value: counts.map(([kind]) => kind).join(','),
      choices: counts.map(([kind, count]) => ({ title: choiceTitle(`${names[kind]}: ${count}`), value: kind })),
    },
    { type: 'TextBlock', text: texts.mayGoHint, wrap: true, isSubtle: true, size: 'small', spacing: 'none' },
  ];
}

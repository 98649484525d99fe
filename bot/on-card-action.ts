import { RunAction } from '../cards/card-actions.ts';
import { runApprovalCard } from '../cards/run-approval-card.ts';
import type { Card } from '../cards/sheet.ts';
import type { DecisionOutcome } from '../models/ports.ts';
import type { Decision } from '../models/run.ts';
import { cardTexts } from '../models/texts/card-texts.ts';
import { releaseTexts } from '../models/texts/release-texts.ts';
import type { BotParts } from './bot-parts.ts';
import { readRun } from './read-run.ts';
import { recordRefusal } from './record-refusal.ts';
import { readSender, type Sender, type Turn } from './sender.ts';

/**
 * Answers Approve or Reject on a run. The card only names run and fingerprint; who presses is what Teams says, whether they may and
 * whether the plan is still the same is asked now, and the decision is one atomic step in the store. Where the card offers kinds of changes,
 * those that were ticked go and the others are held back.
 * @returns the card as it is after the decision, or plain words that say why nothing was done
 */
export async function onCardAction(context: Turn, answer: Decision['answer'], parts: BotParts): Promise<Card | string> {
  const sender = await readSender(context, parts);
  const texts = cardTexts(sender?.reader.language ?? parts.language);
  const data: unknown = (context.activity.value as { action?: { data?: unknown } } | undefined)?.action?.data;
  const action = RunAction.safeParse(data);
  if (!action.success) {
    await recordRefusal(context, { about: 'a run', sender, why: 'the card cannot be read' }, parts);
    return texts.badAction;
  }
  const { runId, fingerprint, reason, asksKinds, kinds } = action.data;
  const about = `run ${runId}`;
  if (sender === null || sender.member === null) {
    await recordRefusal(context, { about, runId, sender, why: 'not a member' }, parts);
    return texts.notKnown;
  }
  const { aadObjectId, name, roles } = sender.member;
  const isPart = answer === 'approve' && (asksKinds === true || kinds !== undefined);
  const outcome = await parts.runs.decide({
    runId,
    answer,
    fingerprint,
    by: { kind: 'person', id: aadObjectId, name },
    roles,
    ...(reason ? { reason } : {}),
    ...(isPart ? { release: { only: { kinds: kinds ?? [] } } } : {}),
  });
  // A choice that lets nothing go is a mistake in a form, not an attempt.
  if (outcome.kind !== 'decided' && outcome.kind !== 'nothing-released')
    await recordRefusal(context, { about, runId, sender, why: outcome.kind }, parts);
  return answerOutcome(outcome, sender, parts);
}

async function answerOutcome(outcome: DecisionOutcome, sender: Sender, parts: BotParts): Promise<Card | string> {
  const texts = cardTexts(sender.reader.language);
  switch (outcome.kind) {
    case 'decided':
      return currentCard(outcome.run.id, sender, parts);
    case 'already-decided':
      return texts.alreadyDecided;
    case 'not-waiting':
      return texts.notWaiting;
    case 'nothing-released':
      return releaseTexts(sender.reader.language).nothingReleased;
    case 'plan-changed':
      return texts.planChanged;
    case 'not-allowed':
      return texts.onlyItDecides;
    case 'not-found':
      return texts.badAction;
  }
}

async function currentCard(runId: string, sender: Sender, parts: BotParts): Promise<Card | string> {
  const report = await readRun(runId, parts);
  if (report === null) return cardTexts(sender.reader.language).badAction;
  return runApprovalCard(
    report.run,
    report.operations.map((entry) => entry.operation),
    sender.reader,
  );
}

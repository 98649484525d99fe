import { DriftAction, RunAction } from '../cards/card-actions.ts';
import { escapeText } from '../cards/escape-text.ts';
import { noticeCard } from '../cards/notice-card.ts';
import type { Card } from '../cards/sheet.ts';
import { undoCard } from '../cards/undo-card.ts';
import { cardTexts } from '../models/texts/card-texts.ts';
import { deskTexts } from '../models/texts/desk-texts.ts';
import { wordRemark } from '../models/texts/remark-texts.ts';
import { actorOf } from './answers/answer-desk.ts';
import type { BotParts } from './bot-parts.ts';
import { recordRefusal } from './record-refusal.ts';
import { readSender, type Sender, type Turn } from './sender.ts';

export type DeskAction = 'retry' | 'undo' | 'ask-drift';

/** Answers the buttons of the IT desk. Who presses is what Teams says; whether they are of the desk is asked now, and a refusal is audited. */
export async function onDeskAction(context: Turn, action: DeskAction, parts: BotParts): Promise<Card | string> {
  const sender = await readSender(context, parts);
  const texts = cardTexts(sender?.reader.language ?? parts.language);
  if (sender === null) return texts.notKnown;
  if (sender.member?.roles.includes('it') !== true) {
    await recordRefusal(context, { about: `a press of ${action}`, sender, why: 'not of the IT desk' }, parts);
    return sender.member === null ? texts.notKnown : texts.onlyItDecides;
  }
  const data: unknown = (context.activity.value as { action?: { data?: unknown } } | undefined)?.action?.data;
  if (action === 'retry') return retry(sender, parts);
  return action === 'undo' ? undo(data, sender, parts) : askDrift(data, sender, parts);
}

async function retry(sender: Sender, { reports, runs }: BotParts): Promise<Card | string> {
  const texts = deskTexts(sender.reader.language);
  if ((await reports.paused()) !== null) return texts.retryPaused;
  const run = await runs.start({ trigger: 'button', by: actorOf(sender) });
  return texts.retried(run.id);
}

async function undo(data: unknown, sender: Sender, { desk }: BotParts): Promise<Card | string> {
  const { reader } = sender;
  const texts = deskTexts(reader.language);
  const action = RunAction.safeParse(data);
  if (!action.success) return cardTexts(reader.language).badAction;
  const { runId, fingerprint } = action.data;
  const outcome = await desk.undo({ runId, fingerprint, by: actorOf(sender) });
  switch (outcome.kind) {
    case 'undone':
      return noticeCard({ title: texts.undone(runId, outcome.run.id), intro: '' }, reader);
    case 'nothing':
      return texts.undoNothing;
    case 'not-found':
      return cardTexts(reader.language).noSuchRun(escapeText(runId));
    case 'changed':
      return undoCard(outcome.preview, reader);
  }
}

/** What becomes of a change by hand is somebody's decision: this only asks for it. */
async function askDrift(data: unknown, sender: Sender, { reports, requests }: BotParts): Promise<Card | string> {
  const { reader } = sender;
  const texts = deskTexts(reader.language);
  const action = DriftAction.safeParse(data);
  if (!action.success) return cardTexts(reader.language).badAction;
  const finding = (await reports.drift()).find(({ findingId }) => findingId === action.data.findingId);
  if (finding === undefined) return texts.driftGone;
  const { findingId, sentence, personKey } = finding;
  const asked = await requests.ask({
    subject: { kind: 'drift', findingId, sentence },
    forPersonKey: personKey,
    by: actorOf(sender),
    reason: sentence,
  });
  return asked.kind === 'refused'
    ? `${texts.alreadyAsked} ${escapeText(wordRemark(asked.why, reader.language))}`
    : texts.driftAsked(asked.request.id);
}

import { driftCard } from '../../cards/drift-card.ts';
import { errorsCard } from '../../cards/errors-card.ts';
import { escapeText } from '../../cards/escape-text.ts';
import { forecastCard } from '../../cards/forecast-card.ts';
import { noticeCard } from '../../cards/notice-card.ts';
import { showInstant } from '../../cards/reader.ts';
import type { Card } from '../../cards/sheet.ts';
import { undoCard } from '../../cards/undo-card.ts';
import { waitingCard } from '../../cards/waiting-card.ts';
import type { Actor } from '../../models/run.ts';
import { cardTexts } from '../../models/texts/card-texts.ts';
import { deskTexts } from '../../models/texts/desk-texts.ts';
import { wordRemark } from '../../models/texts/remark-texts.ts';
import type { BotParts } from '../bot-parts.ts';
import type { Command } from '../commands/command.ts';
import { readDay } from '../commands/read-day.ts';
import type { Sender } from '../sender.ts';

/** As far ahead as a forecast in a chat goes. */
const mostDays = 366;

export type DeskCommand = Extract<
  Command,
  { kind: 'waiting' | 'errors' | 'forecast' | 'pause' | 'resume' | 'freeze' | 'unfreeze' | 'undo' | 'drift' }
>;

/** Answers what only the IT desk asks. That the sender is of the desk was asked before. */
export async function answerDesk(command: DeskCommand, sender: Sender, parts: BotParts): Promise<Card | string> {
  const { reader } = sender;
  const texts = deskTexts(reader.language);
  const by = actorOf(sender);
  switch (command.kind) {
    case 'waiting':
      return waitingCard(await parts.reports.waiting(), reader);
    case 'errors':
      return errorsCard(await parts.reports.errors(), reader);
    case 'drift':
      return driftCard(await parts.reports.drift(), reader);
    case 'forecast':
      if (command.days < 1 || command.days > mostDays) return texts.tooManyDays(mostDays);
      return forecastCard(await parts.reports.forecast(command.days), reader);
    case 'pause':
      return answerPause(command, { sender, by }, parts);
    case 'resume':
      if (!(await parts.desk.resume({ by }))) return texts.notPaused;
      return noticeCard({ title: texts.resumedTitle, intro: texts.resumedIntro }, reader);
    case 'unfreeze':
      return (await parts.desk.unfreeze({ by })) ? texts.unfrozen : texts.notFrozen;
    case 'undo': {
      const preview = await parts.desk.previewUndo(command.runId);
      return preview === null ? cardTexts(reader.language).noSuchRun(command.runId) : undoCard(preview, reader);
    }
    case 'freeze':
      return answerFreeze(command, { sender, by }, parts);
  }
}

/** Who sent it, by what Teams vouches for. */
export function actorOf({ aadObjectId, member }: Sender): Actor {
  return { kind: 'person', id: aadObjectId, name: member?.name ?? aadObjectId };
}

async function answerPause(
  { reason }: Extract<Command, { kind: 'pause' }>,
  { sender: { reader }, by }: { sender: Sender; by: Actor },
  parts: BotParts,
): Promise<Card> {
  const texts = deskTexts(reader.language);
  const { pause, isNew } = await parts.desk.pause({ by, reason });
  const facts = [
    { title: texts.paused, value: texts.pausedBy(escapeText(pause.by.name), showInstant(pause.at, reader)) },
    ...(pause.reason === null ? [] : [{ title: texts.pauseHint, value: escapeText(pause.reason) }]),
  ];
  return noticeCard(
    { title: isNew ? texts.pausedTitle : texts.alreadyPaused, intro: texts.pausedIntro, facts },
    reader,
  );
}

/** Holding leavers back takes two people: this only asks for it. */
async function answerFreeze(
  { day }: Extract<Command, { kind: 'freeze' }>,
  { sender: { reader }, by }: { sender: Sender; by: Actor },
  parts: BotParts,
): Promise<Card | string> {
  const texts = deskTexts(reader.language);
  const now = parts.clock.now();
  const until = readDay(day, { now, timeZone: parts.timeZone });
  if (until === null) return texts.unknownDay(escapeText(day));
  if (until.toMillis() <= now.getTime()) return texts.pastDay(escapeText(day));
  const at = until.toUTC().toISO() ?? '';
  const shown = showInstant(at, reader);
  const subject = { kind: 'freeze' as const, until: at };
  const asked = await parts.requests.ask({ subject, forPersonKey: null, by, reason: texts.freezeReason(shown) });
  if (asked.kind === 'refused') return `${texts.alreadyAsked} ${escapeText(wordRemark(asked.why, reader.language))}`;
  return noticeCard({ title: texts.freezeAsked(asked.request.id), intro: texts.freezeAskedIntro(shown) }, reader);
}

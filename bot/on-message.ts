import { TurnContext } from 'botbuilder';
import { escapeText } from '../cards/escape-text.ts';
import { helpCard } from '../cards/help-card.ts';
import { personCard } from '../cards/person-card.ts';
import { runCard } from '../cards/run-card.ts';
import { runsCard } from '../cards/runs-card.ts';
import type { Card } from '../cards/sheet.ts';
import { statusCard } from '../cards/status-card.ts';
import type { AudienceRole } from '../models/approvals.ts';
import { cardTexts } from '../models/texts/card-texts.ts';
import { answerDesk } from './answers/answer-desk.ts';
import { answerMyAccess, answerWhy } from './answers/answer-why.ts';
import { findOnePerson, sayWhoItCouldBe } from './answers/find-one-person.ts';
import type { BotParts } from './bot-parts.ts';
import { cardMessage } from './card-message.ts';
import { type Command, readCommand } from './read-command.ts';
import { readRun } from './read-run.ts';
import { answerRequestCommand } from './requests/answer-request-command.ts';
import { readSender, type Sender } from './sender.ts';

const listedRuns = 10;

/** Questions whose answer names people. Others in a group chat may not be allowed to read it, so it is given in private only. */
const aboutPeople: readonly Command['kind'][] = [
  'who',
  'who-am-i',
  'run',
  'why',
  'my-access',
  'waiting',
  'errors',
  'forecast',
  'undo',
  'drift',
  'request',
  'replace',
  'my-requests',
  'to-decide',
];

/** Answers a message: a card, or plain words. */
export async function onMessage(context: TurnContext, parts: BotParts): Promise<void> {
  const sender = await readSender(context, parts);
  if (sender === null) return;
  const text = TurnContext.removeRecipientMention(context.activity) ?? context.activity.text ?? '';
  const { command, language } = readCommand(text);
  const reader = { ...sender.reader, language: language ?? sender.reader.language };
  const answer =
    aboutPeople.includes(command.kind) && context.activity.conversation.conversationType !== 'personal'
      ? cardTexts(reader.language).onlyInPrivate
      : await answerCommand(command, { ...sender, reader }, parts);
  await context.sendActivity(typeof answer === 'string' ? answer : cardMessage(answer));
}

async function answerCommand(command: Command, sender: Sender, parts: BotParts): Promise<Card | string> {
  const { reader, member } = sender;
  const texts = cardTexts(reader.language);
  if (member === null) return texts.notKnown;
  if (command.kind === 'help') return helpCard(member.roles, reader);
  if (command.kind === 'unknown') return texts.notUnderstood;
  if (command.kind === 'who-am-i') {
    const story = member.personKey === null ? null : await parts.reports.person(member.personKey);
    return story === null ? texts.nobody(escapeText(member.name)) : personCard(story, reader);
  }
  if (command.kind === 'my-access') return answerMyAccess(command, sender, parts);
  if (command.kind === 'who')
    return may(member.roles, ['it', 'hr']) ? answerWho(command.text, sender, parts) : texts.onlyItOrHr;
  switch (command.kind) {
    case 'request':
    case 'replace':
    case 'my-requests':
    case 'to-decide':
      return answerRequestCommand(command, { reader, member }, parts);
  }
  if (!may(member.roles, ['it'])) return texts.onlyIt;
  switch (command.kind) {
    case 'status':
      return statusCard(await parts.reports.status(), reader);
    case 'runs':
      return runsCard(await parts.reports.runs(listedRuns), reader);
    case 'why':
      return answerWhy(command, sender, parts);
    case 'run': {
      const report = await readRun(command.runId, parts);
      return report === null ? texts.noSuchRun(command.runId) : runCard(report, reader);
    }
    default:
      return answerDesk(command, sender, parts);
  }
}

async function answerWho(text: string, { reader }: Sender, parts: BotParts): Promise<Card | string> {
  const found = await findOnePerson(text, parts);
  if (found.kind !== 'one') return sayWhoItCouldBe(found, { text, reader }, parts);
  const story = await parts.reports.person(found.person.personKey);
  return story === null ? cardTexts(reader.language).nobody(escapeText(text)) : personCard(story, reader);
}

const may = (held: readonly AudienceRole[], needed: readonly AudienceRole[]): boolean =>
  needed.some((role) => held.includes(role));

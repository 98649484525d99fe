import { TurnContext } from 'botbuilder';
import { escapeText } from '../cards/escape-text.ts';
import { helpCard } from '../cards/help-card.ts';
import { peopleListCard, personCard } from '../cards/person-card.ts';
import { runCard } from '../cards/run-card.ts';
import { runsCard } from '../cards/runs-card.ts';
import type { Card } from '../cards/sheet.ts';
import { statusCard } from '../cards/status-card.ts';
import type { AudienceRole } from '../models/approvals.ts';
import { cardTexts } from '../models/texts/card-texts.ts';
import type { BotParts } from './bot-parts.ts';
import { cardMessage } from './card-message.ts';
import { type Command, readCommand } from './read-command.ts';
import { readRun } from './read-run.ts';
import { readSender, type Sender } from './sender.ts';

/** As many people as fit a card that is still read. */
const mostPeople = 10;

const listedRuns = 10;

/** Questions whose answer names people. Others in a group chat may not be allowed to read it, so it is given in private only. */
const aboutPeople: readonly Command['kind'][] = ['who', 'who-am-i', 'run'];

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
  if (command.kind === 'who')
    return may(member.roles, ['it', 'hr']) ? answerWho(command.text, sender, parts) : texts.onlyItOrHr;
  if (!may(member.roles, ['it'])) return texts.onlyIt;
  if (command.kind === 'status') return statusCard(await parts.reports.status(), reader);
  if (command.kind === 'runs') return runsCard(await parts.reports.runs(listedRuns), reader);
  const report = await readRun(command.runId, parts);
  return report === null ? texts.noSuchRun(command.runId) : runCard(report, reader);
}

async function answerWho(text: string, sender: Sender, parts: BotParts): Promise<Card | string> {
  const people = await parts.reports.findPeople(text, mostPeople);
  const exact = people.find((person) => person.personKey.toLowerCase() === text.toLowerCase());
  const [first, second] = people;
  const one = exact ?? (second === undefined ? first : undefined);
  if (one !== undefined) {
    const story = await parts.reports.person(one.personKey);
    if (story !== null) return personCard(story, sender.reader);
  }
  return people.length === 0
    ? cardTexts(sender.reader.language).nobody(escapeText(text))
    : peopleListCard(people, text, sender.reader);
}

const may = (held: readonly AudienceRole[], needed: readonly AudienceRole[]): boolean =>
  needed.some((role) => held.includes(role));

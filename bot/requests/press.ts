import type { z } from 'zod';
import type { Reader } from '../../cards/reader.ts';
import type { Card } from '../../cards/sheet.ts';
import type { AccessDesk } from '../../models/access-desk.ts';
import type { AccessPasses } from '../../models/joiner.ts';
import type { Member } from '../../models/report.ts';
import type { RequestService } from '../../models/request-service.ts';
import type { Actor } from '../../models/run.ts';
import { cardTexts } from '../../models/texts/card-texts.ts';
import { formTexts } from '../../models/texts/form-texts.ts';
import { requestTexts } from '../../models/texts/request-texts.ts';
import type { BotParts } from '../bot-parts.ts';
import { recordRefusal } from '../record-refusal.ts';
import { readSender, type Turn } from '../sender.ts';

/** What a press is answered with: a card in place of the one that was pressed, or plain words. */
export type Answer = Card | string;

/** A press of somebody whom the directory knows, with what the card sent, read but not believed. */
export interface Press<Data> {
  data: Data;
  member: Member;
  reader: Reader;
  requests: RequestService;
  access: AccessDesk;
  passes: AccessPasses;
  /** Writes down that something was not done, and why. */
  refuse(about: string, why: string): Promise<void>;
}

/** How one button is answered. */
export interface Handler<Schema extends z.ZodType = z.ZodType> {
  schema: Schema;
  /** Whether its card is a form, rather than a request. */
  isForm: boolean;
  answer(press: Press<z.infer<Schema>>): Promise<Answer>;
}

/** A row of the table of buttons; only here the type of what a card sends is known. */
export function handler<Schema extends z.ZodType>(
  schema: Schema,
  answer: (press: Press<z.infer<Schema>>) => Promise<Answer>,
  isForm = true,
): (context: Turn, parts: BotParts) => Promise<Answer> {
  return (context, parts) => answerPress(context, { schema, answer, isForm }, parts);
}

async function answerPress<Schema extends z.ZodType>(
  context: Turn,
  { schema, answer, isForm }: Handler<Schema>,
  parts: BotParts,
): Promise<Answer> {
  const sender = await readSender(context, parts);
  const language = sender?.reader.language ?? parts.language;
  const refuse = (about: string, why: string) => recordRefusal(context, { about, sender, why }, parts);
  const about = isForm ? 'access' : 'a request';
  if (sender === null || sender.member === null) {
    await refuse(about, 'not a member');
    return cardTexts(language).notKnown;
  }
  const sent: unknown = (context.activity.value as { action?: { data?: unknown } } | undefined)?.action?.data;
  const data = schema.safeParse(sent ?? {});
  if (!data.success) {
    await refuse(about, 'the card cannot be read');
    return isForm ? formTexts(language).badForm : requestTexts(language).badRequestAction;
  }
  const { member, reader } = sender;
  return answer({
    data: data.data,
    member,
    reader,
    requests: parts.requests,
    access: parts.access,
    passes: parts.passes,
    refuse,
  });
}

/** Somebody as they are written down with what they do. */
export function actorOf({ aadObjectId, name }: Member): Actor {
  return { kind: 'person', id: aadObjectId, name };
}

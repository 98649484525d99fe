import type { Reader } from '../cards/reader.ts';
import type { Conversation, SentCard } from '../models/conversation.ts';
import type { Letter } from '../models/outbox.ts';
import type { BotParts } from './bot-parts.ts';
import { type Drawing, drawLetter } from './draw-letter.ts';
import { readerFor } from './sender.ts';
import { topicOf } from './topic.ts';

/**
 * A letter with all that its sending needs. `copy` is the card about the same that this person has; `isUpdate`: that one is changed in
 * place. `quietUntil`: until then nothing may come that is noticed (instant).
 */
export interface Prepared {
  letter: Letter;
  conversation: Conversation;
  reader: Reader;
  drawing: Drawing;
  copy: SentCard | null;
  isUpdate: boolean;
  quietUntil: string | null;
}

export type Preparation =
  | { kind: 'ready'; prepared: Prepared }
  /** There is nothing to say any more. */
  | { kind: 'moot' }
  | { kind: 'never-installed' }
  | { kind: 'unreachable'; why: 'blocked' | 'uninstalled' };

/** Looks at the world as it is now: can this person be reached, what is there to say, do they have a card of it. */
export async function prepareLetter(
  letter: Letter,
  parts: BotParts,
  quietUntil: string | null = null,
): Promise<Preparation> {
  const known = await parts.conversations.findByPeople([letter.aadObjectId]);
  const ours = known.filter(({ tenantId }) => letter.tenantId === null || tenantId === letter.tenantId);
  const conversation = ours.find(({ status }) => status === 'active') ?? ours[0];
  if (conversation === undefined) return { kind: 'never-installed' };
  if (conversation.status !== 'active') return { kind: 'unreachable', why: conversation.status };
  const reader = readerFor(conversation.locale, parts);
  const drawing = await drawLetter(letter, reader, parts);
  if (drawing === null) return { kind: 'moot' };
  const copy = await findCopy(letter, conversation.tenantId, parts);
  const { tone } = topicOf(letter).detail;
  // A card that is as new as the letter came of this very letter, by an attempt whose end was not written down.
  const isUpdate = copy !== null && (tone !== 'renew' || copy.sentAt >= letter.writtenAt);
  if (copy === null && (tone === 'update' || drawing.isOpen === false)) return { kind: 'moot' };
  return { kind: 'ready', prepared: { letter, conversation, reader, drawing, copy, isUpdate, quietUntil } };
}

async function findCopy(letter: Letter, tenantId: string, parts: BotParts): Promise<SentCard | null> {
  if (letter.subject === null) return null;
  const copies = await parts.conversations.sentCards(letter.subject);
  return copies.find((copy) => copy.aadObjectId === letter.aadObjectId && copy.tenantId === tenantId) ?? null;
}

import { ActivityTypes } from 'botbuilder';
import type { BotParts } from './bot-parts.ts';
import type { Sender, Turn } from './sender.ts';

/** Something that was asked for and not done: what it was about, in a few words, and why not. */
export interface Refusal {
  /** What it was about, such as `run 42` or `request 12`. */
  about: string;
  runId?: string | null;
  /** Null when the activity does not even say who it is. */
  sender: Pick<Sender, 'aadObjectId' | 'member'> | null;
  why: string;
}

/** The longest id of somebody unknown that is kept. */
const longestId = 64;

/** Every refusal is a fact for the audit log. The id follows from the activity, so a press that Teams repeats is one fact. */
export async function recordRefusal(
  context: Turn,
  refusal: Refusal,
  parts: Pick<BotParts, 'audit' | 'clock'>,
): Promise<void> {
  const { about, runId = null, sender, why } = refusal;
  const at = parts.clock.now().toISOString();
  const id = (sender?.aadObjectId ?? 'unknown').slice(0, longestId);
  await parts.audit.append([
    {
      id: `refused:${about}:${id}:${(context.activity.id ?? at).slice(0, longestId * 2)}`,
      at,
      kind: 'refused',
      actor: { kind: 'person', id, name: sender?.member?.name ?? id },
      runId,
      personKey: sender?.member?.personKey ?? null,
      operationId: null,
      text: `A decision or question about ${about} was refused: ${why}.`,
    },
  ]);
}

/** A press that was not even let in: from another tenant, or without one. Who it says it is from is kept for what it is worth. */
export async function recordStranger(context: Turn, parts: Pick<BotParts, 'audit' | 'clock'>): Promise<void> {
  const { type, from } = context.activity;
  if (type !== ActivityTypes.Invoke) return;
  const sender = from?.aadObjectId ? { aadObjectId: from.aadObjectId, member: null } : null;
  await recordRefusal(context, { about: 'a card', sender, why: 'not from this tenant' }, parts);
}

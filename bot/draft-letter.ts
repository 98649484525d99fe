import type { Letter } from '../models/outbox.ts';
import type { Topic } from './topic.ts';

/** A letter before it is addressed. `id` follows from what it says, so that the same news is written down once. */
export interface Draft {
  id: string;
  topic: Topic;
  subject: string | null;
  isUrgent: boolean;
  mayJoin: boolean;
}

/**
 * Addresses a letter to one person.
 * @param at - instant at which it is written; it may go at once
 */
export function addressLetter(draft: Draft, aadObjectId: string, at: string): Letter {
  return {
    ...draft,
    id: `${draft.id}|${aadObjectId}`,
    topic: draft.topic as unknown as Letter['topic'],
    tenantId: null,
    aadObjectId,
    state: 'waiting',
    notBefore: at,
    attempts: 0,
    leasedBy: null,
    leasedUntil: null,
    writtenAt: at,
    sentAt: null,
    problem: null,
  };
}

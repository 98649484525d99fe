import type { AudienceRole } from '../models/approvals.ts';
import type { Letter } from '../models/outbox.ts';
import type { BotParts } from './bot-parts.ts';
import { addressLetter, type Draft } from './draft-letter.ts';
import { type Topic, topicOf } from './topic.ts';
import { reachableHolders } from './write-letters.ts';

/** Why somebody could not be told, as `delivery-texts` has it in words. */
export type UnreachableWhy = 'blocked' | 'uninstalled' | 'not-installed' | 'refused' | 'silent';

/** What everybody of a role hears of; that one of them could be told is enough. */
const heardBy: Readonly<Partial<Record<Topic['kind'], AudienceRole>>> = {
  'run-approval': 'it',
  'run-changed': 'it',
  'run-blocked': 'it',
  'run-failed': 'it',
  'policy-broken': 'it',
  'source-ending': 'it',
  'joiner-readiness': 'hr',
  'many-joiners': 'hr',
};

/**
 * Somebody who could not be told about something is somebody's task: their deputy's and IT's. Once for each person and subject. What
 * everybody of a role hears of is left as long as another one of them can be reached; so are updates, and these tasks themselves.
 */
export async function reportUnreachable(letter: Letter, why: UnreachableWhy, parts: BotParts): Promise<void> {
  const topic = topicOf(letter);
  if (topic.kind === 'unreachable' || topic.detail.tone === 'update') return;
  const role = heardBy[topic.kind];
  if (role !== undefined && (await reachableHolders(role, parts)).some((id) => id !== letter.aadObjectId)) return;
  const member = await parts.membership.member(letter.aadObjectId);
  const about = letter.subject ?? topic.kind;
  const deputy = await parts.deputyOf(letter.aadObjectId);
  const desk = await reachableHolders('it', parts);
  const name = member?.name ?? '?';
  const draft = (isDeputy: boolean): Draft => ({
    id: `unreachable:${letter.aadObjectId}:${about}`,
    topic: { kind: 'unreachable', id: letter.id, detail: { name, about, why, isDeputy, tone: 'tell' } },
    subject: null,
    isUrgent: letter.isUrgent,
    mayJoin: true,
  });
  const at = parts.clock.now().toISOString();
  const others = desk.filter((person) => person !== letter.aadObjectId && person !== deputy);
  await parts.stores.outbox.write([
    ...(deputy === null ? [] : [addressLetter(draft(true), deputy, at)]),
    ...others.map((person) => addressLetter(draft(false), person, at)),
  ]);
}

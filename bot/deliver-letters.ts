import { digestCard } from '../cards/digest-card.ts';
import type { Letter } from '../models/outbox.ts';
import type { QuietHours } from '../models/policy.ts';
import type { Pace } from './pace.ts';
import { type Prepared, prepareLetter } from './prepare-letter.ts';
import { quietUntil } from './quiet-hours.ts';
import { type SendingParts, sendCard, sendPrepared } from './send-card.ts';
import { type LetterEnd, type SettlingParts, settleLetter } from './settle-letter.ts';

export interface DeliveringParts extends SendingParts, SettlingParts {
  /** By person: a chat takes seven at once and one a second in the long run. */
  chatPace: Pace;
  /** By person: how many cards that are not urgent come one by one before they come together. */
  joinPace: Pace;
  tenantPace: Pace;
  sleep: (ms: number) => Promise<void>;
  /** False once another process may have these letters in hand. */
  mayGoOn: () => boolean;
}

/** More than so many that may go together do. */
export const mostAlone = 3;

/** While somebody is being given the app, their letters are looked at again this often, and so many times. */
const installingMs = 15_000;
const installingTries = 8;

/** Brings the letters of one person, one after another: what was written first comes first. */
export async function deliverToPerson(
  letters: readonly Letter[],
  quiet: QuietHours | null,
  parts: DeliveringParts,
): Promise<void> {
  const until = quietUntil(parts.clock.now(), quiet, parts.timeZone);
  const now: Prepared[] = [];
  for (const letter of letters) {
    const preparation = await prepareLetter(letter, parts, letter.isUrgent ? null : until);
    if (preparation.kind === 'never-installed') await settleLetter(letter, await install(letter, parts), parts);
    else if (preparation.kind !== 'ready') await settleLetter(letter, preparation, parts);
    else if (preparation.prepared.quietUntil === null || preparation.prepared.isUpdate) now.push(preparation.prepared);
    else await settleLetter(letter, { kind: 'later', at: preparation.prepared.quietUntil }, parts);
  }
  const joining = now.filter(mayJoin);
  const isMuch = joining.length > mostAlone;
  if (isMuch) await deliverDigest(joining, parts);
  let refused: LetterEnd | null = null;
  for (const one of isMuch ? now.filter((each) => !joining.includes(each)) : now) {
    const end: LetterEnd = refused ?? (await deliverOne(one, parts));
    await settleLetter(one.letter, end, parts);
    // Whoever takes nothing takes none of the others either.
    if (end.kind === 'blocked' || end.kind === 'not-installed') refused = end;
  }
}

/** What somebody has to act on is a card of its own, unless they have one already. */
const mayJoin = ({ letter, isUpdate, drawing, copy }: Prepared): boolean =>
  letter.mayJoin && !letter.isUrgent && !isUpdate && (drawing.isOpen !== true || copy !== null);

async function deliverOne(prepared: Prepared, parts: DeliveringParts): Promise<LetterEnd> {
  const { letter } = prepared;
  const wait = mayJoin(prepared) ? parts.joinPace.take(letter.aadObjectId) : 0;
  if (wait > 0) return inMs(wait, parts);
  const held = await takeTurn(prepared, parts);
  if (held !== null) return held;
  const outcome = await sendPrepared(prepared, parts);
  if (outcome.kind !== 'sent') return notice(outcome, prepared, parts);
  if (letter.subject === null) return outcome;
  // Somebody may have decided while the card was on its way.
  const now = await prepareLetter(letter, parts);
  const isStale = now.kind === 'ready' && !isSame(now.prepared, prepared);
  return isStale ? { kind: 'stale' } : outcome;
}

const isSame = (one: Prepared, other: Prepared): boolean =>
  JSON.stringify(one.drawing.card) === JSON.stringify(other.drawing.card);

async function deliverDigest(joining: readonly Prepared[], parts: DeliveringParts): Promise<void> {
  const [first] = joining;
  if (first === undefined) return;
  const held = await takeTurn(first, parts);
  const cards = joining.map(({ drawing }) => drawing.card);
  const sent = held === null ? await sendCard(digestCard(cards, first.reader), first.conversation, parts) : null;
  const outcome: LetterEnd =
    held ?? (sent === null || sent.kind === 'done' ? { kind: 'sent' } : await notice(sent, first, parts));
  if (outcome.kind === 'sent') await parts.stores.outbox.write(copiesOf(joining, parts));
  for (const { letter } of joining) await settleLetter(letter, outcome, parts);
}

/** Cards that were there before a digest said something newer are brought up to date, in place. */
function copiesOf(joining: readonly Prepared[], parts: DeliveringParts): Letter[] {
  const at = parts.clock.now().toISOString();
  return joining.flatMap(({ letter, copy }) => {
    if (copy === null) return [];
    const topic = { ...letter.topic, detail: { ...letter.topic.detail, tone: 'update' } };
    const fresh = { attempts: 0, leasedBy: null, leasedUntil: null, notBefore: at, writtenAt: at, problem: null };
    return [{ ...letter, ...fresh, id: `${letter.id}|copy`, topic, state: 'waiting' as const }];
  });
}

/** Waits for the tenant's turn; a chat that had enough for now is looked at again later, so that it holds nobody up. */
async function takeTurn({ letter, conversation }: Prepared, parts: DeliveringParts): Promise<LetterEnd | null> {
  const wait = parts.chatPace.take(letter.aadObjectId);
  if (wait > 0) return inMs(wait, parts);
  for (let ms = 1; ms > 0; ) {
    ms = parts.tenantPace.take(conversation.tenantId);
    if (ms > 0) await parts.sleep(ms);
  }
  return parts.mayGoOn() ? null : inMs(0, parts);
}

/** What a failed attempt says about the person and the chat, beyond this letter. */
async function notice(
  failure: LetterEnd,
  { letter, conversation }: Prepared,
  parts: DeliveringParts,
): Promise<LetterEnd> {
  const { tenantId, aadObjectId } = conversation;
  const problem = 'problem' in failure ? failure.problem : null;
  const fields = { letterId: letter.id, aadObjectId, attempts: letter.attempts + 1, problem };
  if (failure.kind === 'retry') {
    if (failure.afterMs !== null) parts.chatPace.pause(aadObjectId, failure.afterMs);
    parts.logger.warn(fields, 'a letter could not be brought and is tried again');
  } else if (failure.kind === 'blocked' || failure.kind === 'not-installed') {
    const status = failure.kind === 'blocked' ? 'blocked' : 'uninstalled';
    await parts.conversations.setStatus(tenantId, aadObjectId, status);
    parts.logger.info(fields, 'somebody cannot be reached in Teams any more');
    if (failure.kind === 'not-installed') return install(letter, parts);
  } else if (failure.kind !== 'moot' && failure.kind !== 'later') {
    parts.logger.warn(fields, 'a letter was refused');
  }
  return failure;
}

/** Gives somebody the app, where that is set up; Teams then tells the bot, and the letter goes with the next look. */
async function install(letter: Letter, parts: DeliveringParts): Promise<LetterEnd> {
  const missing: LetterEnd = { kind: 'unreachable', why: 'not-installed' };
  if (parts.installForUser === null || letter.attempts >= installingTries) return missing;
  const outcome = await parts.installForUser(letter.aadObjectId);
  if (outcome.kind === 'refused') {
    parts.logger.warn(
      { aadObjectId: letter.aadObjectId, status: outcome.status },
      'the app could not be given to somebody',
    );
    return missing;
  }
  return { kind: 'retry', afterMs: outcome.kind === 'installed' ? installingMs : null, problem: 'being installed' };
}

const inMs = (ms: number, parts: DeliveringParts): LetterEnd => ({
  kind: 'later',
  at: new Date(parts.clock.now().getTime() + ms).toISOString(),
});

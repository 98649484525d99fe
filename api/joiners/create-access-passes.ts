import { setTimeout as delay } from 'node:timers/promises';
import type { AccessPasses, FirstDay, RevealOutcome } from '../../models/joiner.ts';
import type { PassOutcome } from '../../models/ports.ts';
import type { JoinerParts, RevealAsk } from './joiner-parts.ts';
import { type AllowedReveal, judgeReveal } from './judge-reveal.ts';
import { openPassMark, type PassMark } from './pass-mark.ts';

/** Teams gives up on an answer after some ten seconds, and a pass in an answer that comes later is seen by nobody. */
const longestMs = 7_000;

/** So long the answer stays before the card that is kept takes its place: time to write a pass down, or to read it out. */
const readingMs = 10 * 60_000;

/**
 * Access passes. A mark is taken before Entra is asked, in one atomic step, so that two presses give one pass; it is given back when
 * there came none of it. The code goes to the caller and nowhere else.
 * @param times.longestMs - how long somebody waits for the answer at most
 */
export function createAccessPasses(parts: JoinerParts, times = { longestMs }): AccessPasses {
  return {
    reveal: async (ask) => {
      const judged = await judgeReveal(ask, parts);
      return judged.kind === 'allowed' ? revealOnce({ ...judged, by: ask.by, ...times }, parts) : judged;
    },
  };
}

type Reveal = AllowedReveal & { by: RevealAsk['by']; longestMs: number };

async function revealOnce(reveal: Reveal, parts: JoinerParts): Promise<RevealOutcome> {
  const { firstDay, accountId } = reveal;
  const mark = openPassMark({ ...firstDay, directoryKey: parts.directoryKey }, { ...parts.stores, clock: parts.clock });
  const offered: FirstDay = { ...firstDay, pass: { kind: 'offered' } };
  const isMine = (await mark.revealed()) === null && (await mark.take());
  const before = await mark.revealed();
  if (before !== null)
    return { kind: 'revealed-before', firstDay: { ...firstDay, pass: { kind: 'revealed', ...before } } };
  if (!isMine) return { kind: 'in-hand', firstDay: offered };
  const { lifetimeMinutes, usableOnce } = reveal.accessPass;
  const making = parts.directory.createAccessPass({ accountId, lifetimeMinutes, usableOnce });
  const outcome = await Promise.race([making, delay(reveal.longestMs, null, { ref: false })]);
  if (outcome === null) {
    void making.then((late) => clearAway(late, { accountId, mark }, parts));
    return { kind: 'slow', firstDay: offered };
  }
  if (outcome.kind !== 'made') {
    await mark.giveBack();
    parts.logger.warn({ accountId, outcome: outcome.kind, text: outcome.text }, 'no access pass was made');
    if (outcome.kind === 'unclear') return { kind: 'unclear', firstDay: offered };
    const { why, text } = outcome;
    return why === 'busy' ? { kind: 'busy', firstDay: offered } : { kind: 'refused', why, text, firstDay: offered };
  }
  try {
    return await show(outcome, { reveal, mark }, parts);
  } catch (error) {
    await clearAway(outcome, { accountId, mark }, parts);
    throw error;
  }
}

/** Writes down that it was shown before it is, and tells everybody who has the card. */
async function show(
  { code, endsAt }: Extract<PassOutcome, { kind: 'made' }>,
  { reveal, mark }: { reveal: Reveal; mark: PassMark },
  parts: JoinerParts,
): Promise<RevealOutcome> {
  const { by, firstDay, accessPass } = reveal;
  const { personKey, startsOn } = firstDay;
  const now = parts.clock.now();
  const at = now.toISOString();
  await parts.stores.audit.append([
    {
      id: `access-pass:${personKey}:${startsOn}:${at}`,
      at,
      kind: 'access-pass-revealed',
      actor: { kind: 'person', id: by.aadObjectId, name: by.name },
      runId: null,
      personKey,
      operationId: null,
      text: `The access pass of the first day was revealed to ${by.name}.`,
    },
  ]);
  await mark.keepRevealed({ by: by.name, at });
  const shown: FirstDay = { ...firstDay, pass: { kind: 'revealed', by: by.name, at } };
  const reading = { aadObjectId: by.aadObjectId, until: new Date(now.getTime() + readingMs).toISOString() };
  await parts.notifier.tell({ kind: 'first-day', firstDay: shown, to: [], reading });
  return { kind: 'revealed', firstDay: shown, pass: { code, endsAt, usableOnce: accessPass.usableOnce } };
}

/** A pass that nobody saw is taken away before anybody may ask for another. While it cannot be, the mark stays. */
async function clearAway(
  late: PassOutcome,
  { accountId, mark }: { accountId: string; mark: PassMark },
  { directory, logger }: JoinerParts,
): Promise<void> {
  try {
    if (late.kind === 'made') await directory.removeAccessPass({ accountId, passId: late.passId });
    await mark.giveBack();
    logger.warn({ accountId, outcome: late.kind }, 'an access pass came too late and was taken away');
  } catch (error) {
    logger.error({ error, accountId }, 'an access pass that nobody saw could not be taken away');
  }
}

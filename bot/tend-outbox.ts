import type { BotParts } from './bot-parts.ts';
import { requestSubject, runSubject } from './topic.ts';
import { openLetters } from './write-letters.ts';

/** What may have been lost is looked for this often, beside whenever another process may have died. */
const lookMs = 3_600_000;

const dayMs = 24 * 3_600_000;

/** What is over is kept this long: for IT that asks what was sent, and so that the same news is not told again. */
const keepMs = 90 * dayMs;

/** So much is forgotten in one go, so that no letter waits for it. */
const forgottenAtOnce = 500;

/** Of what is still asked about, so many are looked through. */
const mostOpen = 1000;

export interface OutboxTending {
  /** Writes letters that a crash or a store that did not answer may have lost. */
  writeLost(): Promise<void>;
  /** Does what is due by now: looks for lost letters every hour, forgets a part of what is long over every day. */
  tend(): Promise<void>;
}

/** What the postman does between letters, so that none is lost and none is kept for ever. */
export function createOutboxTending(parts: BotParts): OutboxTending {
  const { outbox, settings, requests } = parts.stores;
  const nowMs = () => parts.clock.now().getTime();
  let lookAt = 0;
  let forgetAt = 0;

  const writeLost = async (): Promise<void> => {
    lookAt = nowMs() + lookMs;
    await outbox.write(await openLetters(parts));
  };

  /** Cards about what is still open stay, however old: they are to be brought up to date when it is decided. */
  const forget = async (): Promise<boolean> => {
    const now = nowMs();
    const before = new Date(now - keepMs).toISOString();
    const runs = (await parts.reports.runs(mostOpen)).filter(({ state }) => state === 'awaiting-approval');
    const open = await requests.list({ limit: mostOpen, states: ['open', 'approved'] });
    const keep = [...runs.map(({ id }) => runSubject(id)), ...open.map(({ id }) => requestSubject(id))];
    const gone = [
      await outbox.forgetBefore(before, forgottenAtOnce),
      await parts.conversations.forgetCards({ sentBefore: before, keep, limit: forgottenAtOnce }),
      await settings.forgetBefore(new Date(now).toISOString(), forgottenAtOnce),
    ];
    return gone.every((count) => count < forgottenAtOnce);
  };

  return {
    writeLost,
    tend: async () => {
      if (nowMs() >= lookAt) await writeLost();
      if (nowMs() >= forgetAt && (await forget())) forgetAt = nowMs() + dayMs;
    },
  };
}

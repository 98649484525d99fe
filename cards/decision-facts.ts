import type { Run } from '../models/run.ts';
import { releaseTexts } from '../models/texts/release-texts.ts';
import { describeRelease } from './describe-release.ts';
import { type Reader, showInstant, textsFor } from './reader.ts';
import { shorten, shortenLine } from './run-lines.ts';
import type { Sheet } from './sheet.ts';

/** Who decided what and when, in one line; null while nobody has. */
export function describeDecision(run: Run, reader: Reader): string | null {
  const texts = textsFor(reader);
  if (run.decision === null) return null;
  const name = shortenLine(run.decision.by.name);
  const at = showInstant(run.decision.at, reader);
  return run.decision.answer === 'approve' ? texts.approvedBy(name, at) : texts.rejectedBy(name, at);
}

/** The part that was let go, the reason that came with a decision, and what the run did, once there is something to say. */
export function outcomeFacts(run: Run, reader: Reader): Sheet['facts'] {
  const texts = textsFor(reader);
  const parts = releaseTexts(reader.language);
  const { done, already, failed, skipped } = run.results;
  const { held = 0 } = run;
  const release = run.decision?.release ?? null;
  return [
    ...(release === null ? [] : [{ title: parts.released, value: describeRelease(release, reader) }]),
    ...(run.decision?.reason ? [{ title: texts.givenReason, value: shorten(run.decision.reason) }] : []),
    ...(run.state === 'finished'
      ? [{ title: texts.result, value: texts.resultCounts(done, already, failed, skipped - held) }]
      : []),
    ...(run.state === 'finished' && held > 0 ? [{ title: parts.heldBackTitle, value: parts.heldBackCount(held) }] : []),
  ];
}

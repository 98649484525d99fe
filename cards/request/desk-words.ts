import { describeRelease } from '../describe-release.ts';
import { showDate, showInstant } from '../reader.ts';
import { shorten, shortenLine } from '../run-lines.ts';
import type { SubjectWords, Wording } from './subject-words.ts';

const shownEvidence = 8;

/** Somebody who must out at once. */
export function urgentExitWords({ name, texts }: Wording<'urgent-exit'>): SubjectWords {
  return {
    title: texts.titles.urgentExit(name),
    facts: [{ title: texts.who, value: name }],
    effect: [texts.urgentExitEffect(name), texts.urgentExitUndo],
    known: [],
  };
}

/** A run that is held, whole or in part. */
export function runReleaseWords({ subject, texts, reader }: Wording<'run-release'>): SubjectWords {
  const runId = shortenLine(subject.runId);
  return {
    title: texts.titles.runRelease(runId),
    facts: [
      { title: texts.run, value: runId },
      { title: texts.part, value: describeRelease(subject.release, reader) },
    ],
    effect: [texts.releaseEffect(runId)],
    known: [],
  };
}

/** Something that somebody did by hand. */
export function driftWords({ subject, request, name, texts, reader }: Wording<'drift'>): SubjectWords {
  const { by, at, sentence } = subject;
  const author = by ? shortenLine(by) : texts.nobodyKnown;
  return {
    title: texts.titles.drift,
    facts: [
      ...(request.forName === null ? [] : [{ title: texts.who, value: name }]),
      { title: texts.byHand, value: at === undefined ? author : `${author}, ${showInstant(at, reader)}` },
      { title: texts.putBack, value: shorten(sentence) },
    ],
    effect: [texts.driftEffect],
    known: [],
  };
}

/** Whose account it is. */
export function matchWords({ subject, name, texts }: Wording<'match'>): SubjectWords {
  const address = shortenLine(subject.address);
  return {
    title: texts.titles.match(name),
    facts: [
      { title: texts.who, value: name },
      { title: texts.account, value: address },
    ],
    effect: [texts.matchEffect(address, name)],
    known: subject.evidence.slice(0, shownEvidence).map(shorten),
  };
}

/** Whether two records of different sources are one person. */
export function doubtWords({ subject, texts }: Wording<'doubt'>): SubjectWords {
  const { left, right } = subject;
  const record = ({ sourceId, recordKey, name }: typeof left) => shortenLine(`${name} (${sourceId}/${recordKey})`);
  return {
    title: texts.titles.doubt(shortenLine(left.name)),
    facts: [
      { title: shortenLine(left.sourceId), value: record(left) },
      { title: shortenLine(right.sourceId), value: record(right) },
    ],
    effect: [texts.sameEffect, texts.twoEffect],
    known: subject.facts.slice(0, shownEvidence).map(shorten),
  };
}

/** Leavers held back for a while. `until` is a day or an instant. */
export function freezeWords({ subject, texts, reader }: Wording<'freeze'>): SubjectWords {
  const until = subject.until.length > 10 ? showInstant(subject.until, reader) : showDate(subject.until, reader);
  return {
    title: texts.titles.freeze(until),
    facts: [{ title: texts.until, value: until }],
    effect: [texts.freezeEffect(until), texts.freezeExcept],
    known: [],
  };
}

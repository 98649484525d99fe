import { shortenLine } from '../run-lines.ts';
import { type SubjectWords, showPeriod, type Wording } from './subject-words.ts';

const shownItems = 12;

/** A stand-in: who for whom, when, and what goes along. */
export function replacementWords({ subject, name, items, texts, reader }: Wording<'replacement'>): SubjectWords {
  const absent = shortenLine(subject.absentName);
  const shown = items.slice(0, shownItems).map((item) => `• ${item}`);
  const more = items.length - shown.length;
  return {
    title: texts.titles.replacement(name, absent),
    facts: [
      { title: texts.absent, value: absent },
      { title: texts.standIn, value: name },
      { title: texts.period, value: showPeriod(subject, reader) },
      { title: texts.ownAccess, value: subject.mode === null ? texts.asPolicySays : texts.modes[subject.mode] },
    ],
    effect: [
      texts.getsAll(name),
      ...shown,
      ...(more > 0 ? [texts.more(more)] : []),
      subject.leaveKey !== null || subject.followsLeave === true ? texts.followsLeave(absent) : texts.endsByItself,
    ],
    known: [],
  };
}

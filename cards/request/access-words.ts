import { showDate } from '../reader.ts';
import { shortenLine } from '../run-lines.ts';
import { type SubjectWords, showPeriod, type Wording } from './subject-words.ts';

/** Something of the catalogue for a while. */
export function exceptionWords({ subject, name, texts, reader }: Wording<'exception'>): SubjectWords {
  const what = shortenLine(subject.item.title);
  const period = showPeriod(subject, reader);
  return {
    title: texts.titles.exception(name, what),
    facts: [
      { title: texts.who, value: name },
      { title: texts.what, value: what },
      { title: texts.period, value: period },
    ],
    effect: [texts.gets(name, what, period), texts.endsByItself],
    known: subject.breakGlass ? [texts.breakGlass] : [],
  };
}

/** The same access for longer. */
export function extensionWords({ subject, name, items, texts, reader }: Wording<'extension'>): SubjectWords {
  const what = shortenLine(subject.what);
  const until = showDate(subject.endsOn, reader);
  return {
    title: texts.titles.extension(name, what),
    facts: [
      { title: texts.who, value: name },
      { title: texts.what, value: items.length === 0 ? what : items.join(', ') },
      { title: texts.until, value: until },
    ],
    effect: [texts.keepsUntil(name, what, until)],
    known: [],
  };
}

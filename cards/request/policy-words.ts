import { shortenLine } from '../run-lines.ts';
import type { SubjectWords, Wording } from './subject-words.ts';

const shownItems = 6;
const shownSamples = 5;

/** A changed policy: how many it touches, what they gain and lose, licences, and some of them by name. */
export function policyChangeWords({ subject, texts }: Wording<'policy-change'>): SubjectWords {
  const short = (version: string) => shortenLine(version.slice(0, 12));
  const { accounts, scope } = subject;
  const switched = accounts.enabled + accounts.disabled + accounts.deleted;
  return {
    title: texts.titles.policyChange,
    facts: [
      { title: texts.versions, value: `${short(subject.fromVersion)} → ${short(subject.toVersion)}` },
      { title: texts.touched, value: texts.peopleCount(subject.people) },
      { title: texts.gaining, value: texts.peopleCount(subject.gaining) },
      { title: texts.losing, value: texts.peopleCount(subject.losing) },
      ...(switched === 0 ? [] : [{ title: texts.accounts, value: texts.accountCounts(accounts) }]),
      ...(scope.gained + scope.lost === 0 ? [] : [{ title: texts.scope, value: texts.scopeCounts(scope) }]),
    ],
    effect: [
      ...subject.gains.slice(0, shownItems).map(({ item, people }) => texts.gainsItem(shortenLine(item), people)),
      ...subject.losses.slice(0, shownItems).map(({ item, people }) => texts.losesItem(shortenLine(item), people)),
      ...subject.licences.map(({ licence, after, seats, short: lacking }) =>
        texts.licenceSeats(shortenLine(licence), { after, seats, short: lacking }),
      ),
      texts.policyEffect,
    ],
    known: subject.sample.slice(0, shownSamples).map(({ name, gains, losses }) => {
      const changes = [
        ...gains.map((item) => `+${shortenLine(item)}`),
        ...losses.map((item) => `−${shortenLine(item)}`),
      ];
      return `${shortenLine(name)}: ${changes.join(', ')}`;
    }),
  };
}

import type { Employment, Person } from '../models/person.ts';
import type { PersonStory } from '../models/report.ts';
import { escapeText } from './escape-text.ts';
import { badgeFor, type Reader, showDate, showInstant, textsFor } from './reader.ts';
import { shorten } from './run-lines.ts';
import { type Card, fillSheet, type Sheet } from './sheet.ts';

/** One person's story: what HR says, the account, what is missing, what happened. */
export function personCard(story: PersonStory, reader: Reader): Card {
  const texts = textsFor(reader);
  const sections: { heading: string; lines: string[] }[] = [];
  if (story.waitingFor.length > 0) sections.push({ heading: texts.waitsFor, lines: story.waitingFor.map(shorten) });
  if (story.events.length > 0) {
    sections.push({
      heading: texts.events,
      lines: story.events.map((event) => `${showInstant(event.at, reader)}: ${shorten(event.text)}`),
    });
  }
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.personTitle(escapeText(nameOf(story.person))),
    intro: '',
    facts: personFacts(story, reader),
    sections,
  });
}

/** Several people who fit a question: who they are, so that the next question can name one. */
export function peopleListCard(people: readonly Person[], asked: string, reader: Reader): Card {
  const texts = textsFor(reader);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.severalPeople(escapeText(asked)),
    intro: '',
    facts: people.map((person) => ({ title: escapeText(person.personKey), value: escapeText(nameOf(person)) })),
    sections: [],
  });
}

function personFacts({ person, unit, account, managerName, groupNames }: PersonStory, reader: Reader): Sheet['facts'] {
  const texts = textsFor(reader);
  const title =
    person.employments.find((employment) => employment.isPrimary)?.functionTitle ??
    person.employments[0]?.functionTitle;
  return [
    { title: texts.account, value: account === null ? texts.noAccount : escapeText(account.userPrincipalName) },
    ...(account === null
      ? []
      : [{ title: texts.state, value: account.accountEnabled ? texts.enabled : texts.disabled }]),
    ...(unit === null ? [] : [{ title: texts.unit, value: escapeText(unit.name) }]),
    ...(title === undefined ? [] : [{ title: texts.jobTitle, value: escapeText(title) }]),
    ...person.employments.flatMap((employment) => employmentFact(employment, reader)),
    { title: texts.manager, value: managerName === null ? texts.none : escapeText(managerName) },
    { title: texts.groups, value: groupNames.length === 0 ? texts.none : groupNames.map(escapeText).join(', ') },
  ];
}

function employmentFact({ startsOn, endsOn, kind }: Employment, reader: Reader): Sheet['facts'] {
  const texts = textsFor(reader);
  if (startsOn === undefined) return [];
  const period = texts.from(showDate(startsOn, reader), endsOn === undefined ? null : showDate(endsOn, reader));
  return [{ title: texts.employment, value: `${kind}, ${period}` }];
}

function nameOf(person: Person): string {
  const surname = [person.birthNamePrefix, person.birthName].filter((part) => part !== undefined).join(' ');
  const name = [person.callName ?? person.givenName ?? person.initials, surname].filter((part) => part).join(' ');
  return name === '' ? person.personKey : name;
}

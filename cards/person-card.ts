import type { Employment, Person } from '../models/person.ts';
import type { PersonStory } from '../models/report.ts';
import { namePerson } from './name-person.ts';
import { badgeFor, type Reader, showDate, showInstant, textsFor } from './reader.ts';
import { nameList, shorten, shortenLine } from './run-lines.ts';
import { type Card, fillSheet, type Sheet } from './sheet.ts';

const shownEvents = 10;
const shownNeeds = 5;
const shownEmployments = 5;

/** One person's story: what HR says, the account, what is missing, what happened. */
export function personCard(story: PersonStory, reader: Reader): Card {
  const texts = textsFor(reader);
  const needs = story.waitingFor.slice(0, shownNeeds).map(shorten);
  const events = story.events
    .slice(0, shownEvents)
    .map((event) => `${showInstant(event.at, reader)}: ${shorten(event.text)}`);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: shortenLine(namePerson(story.person)),
    intro: '',
    facts: personFacts(story, reader),
    sections: [
      { heading: texts.waitsFor, lines: needs },
      { heading: texts.events, lines: events },
    ].filter((section) => section.lines.length > 0),
  });
}

/**
 * Several people who fit a question: who they are, so that the next question can name one.
 * @param more.hint - what to type next, where that is not the usual question; escaped
 */
export function peopleListCard(
  people: readonly Person[],
  asked: string,
  more: Reader & { hint?: string | undefined },
): Card {
  const { hint, ...reader } = more;
  const texts = textsFor(reader);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.severalPeople(shortenLine(asked)),
    intro: hint ?? texts.severalPeopleIntro,
    facts: people.map((person) => ({
      title: shortenLine(person.personKey),
      value: shortenLine(namePerson(person)),
    })),
    sections: [],
  });
}

function personFacts({ person, unit, account, managerName, groupNames }: PersonStory, reader: Reader): Sheet['facts'] {
  const texts = textsFor(reader);
  const title = (person.employments.find((employment) => employment.isPrimary) ?? person.employments[0])?.functionTitle;
  return [
    { title: texts.account, value: account === null ? texts.noAccount : shortenLine(account.userPrincipalName) },
    ...(account === null
      ? []
      : [{ title: texts.state, value: account.accountEnabled ? texts.enabled : texts.disabled }]),
    ...(unit === null ? [] : [{ title: texts.unit, value: shortenLine(unit.name) }]),
    ...(title === undefined ? [] : [{ title: texts.jobTitle, value: shortenLine(title) }]),
    ...person.employments.slice(0, shownEmployments).flatMap((employment) => employmentFact(employment, reader)),
    { title: texts.manager, value: managerName === null ? texts.none : shortenLine(managerName) },
    { title: texts.groups, value: nameList(groupNames, reader) },
  ];
}

function employmentFact({ startsOn, endsOn, kind }: Employment, reader: Reader): Sheet['facts'] {
  const texts = textsFor(reader);
  if (startsOn === undefined) return [];
  const period = texts.from(showDate(startsOn, reader), endsOn === undefined ? null : showDate(endsOn, reader));
  return [{ title: texts.employment, value: `${texts.personKinds[kind]}, ${period}` }];
}

import { escapeText } from '../../cards/escape-text.ts';
import { peopleListCard } from '../../cards/person-card.ts';
import type { Reader } from '../../cards/reader.ts';
import type { Card } from '../../cards/sheet.ts';
import type { Person } from '../../models/person.ts';
import { cardTexts } from '../../models/texts/card-texts.ts';
import { deskTexts } from '../../models/texts/desk-texts.ts';
import type { BotParts } from '../bot-parts.ts';

/** As many people as fit a card that is still read. */
const mostPeople = 10;
const nearestCount = 3;

type FoundPerson = { kind: 'one'; person: Person } | { kind: 'several'; people: Person[] } | { kind: 'nobody' };

/** Who is meant: by key, else the only one whose name, number or address fits. */
export async function findOnePerson(text: string, { reports }: Pick<BotParts, 'reports'>): Promise<FoundPerson> {
  const people = await reports.findPeople(text, mostPeople);
  const wanted = text.toLowerCase();
  const exact = people.find(
    ({ personKey, employments }) =>
      personKey.toLowerCase() === wanted ||
      employments.some(({ employeeNumber }) => employeeNumber?.toLowerCase() === wanted),
  );
  const [first, second] = people;
  const one = exact ?? (second === undefined ? first : undefined);
  if (one !== undefined) return { kind: 'one', person: one };
  return people.length === 0 ? { kind: 'nobody' } : { kind: 'several', people };
}

/** What to say when it is not clear who is meant: who it could be and what to type, or names that are like it. */
export async function sayWhoItCouldBe(
  found: Exclude<FoundPerson, { kind: 'one' }>,
  asked: { text: string; reader: Reader; hint?: string },
  { reports }: Pick<BotParts, 'reports'>,
): Promise<Card | string> {
  const { text, reader, hint } = asked;
  if (found.kind === 'several') return peopleListCard(found.people, text, { ...reader, hint });
  const nearest = await reports.nearestNames(text, nearestCount);
  const nobody = cardTexts(reader.language).nobody(escapeText(text));
  if (nearest.length === 0) return nobody;
  return `${nobody} ${deskTexts(reader.language).didYouMean(nearest.map(escapeText).join(', '))}`;
}

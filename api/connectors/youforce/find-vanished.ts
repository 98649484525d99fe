import type { CalendarDate, Employment, Person, SetAside } from '../../../models/person.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import { createSetAsideCollection } from '../collect-set-aside.ts';
import { addDays } from './read-dates.ts';

/**
 * Records are delivered for ninety days after they end: https://community.visma.com IAM-API-FAQ ta-p/472218. Who is missing after that is
 * merely not spoken of any more. Who is missing before has not left by anybody's word, and is set aside until the record is back.
 */
const retentionDays = 90;

export interface Known {
  /** People as they were read before. */
  before: ReadonlyMap<string, Person>;
  today: CalendarDate;
  texts: SourceTexts;
}

/**
 * Splits what was read into those who can be believed and those whose employment vanished.
 * @param asked - keys of people that were asked for; null for everybody
 */
export function findVanished(
  people: readonly Person[],
  { setAside, asked }: { setAside: readonly SetAside[]; asked: readonly string[] | null },
  known: Known,
): { people: Person[]; setAside: SetAside[] } {
  const collection = createSetAsideCollection(known.texts);
  const spokenOf = new Set<string | null>(setAside.map(({ personKey }) => personKey));
  const believed: Person[] = [];
  for (const person of people) {
    spokenOf.add(person.personKey);
    const lost = lostEmployment(person, known);
    if (lost === null) believed.push(person);
    else note(person.personKey, lost, 'employments');
  }
  for (const personKey of asked ?? known.before.keys()) {
    const before = spokenOf.has(personKey) ? undefined : known.before.get(personKey);
    const open = before?.employments.find((employment) => isUnderWay(employment, known.today));
    if (open !== undefined) note(personKey, open, 'persons');
  }
  return { people: believed, setAside: [...setAside, ...collection.list()] };

  function note(personKey: string, { employmentKey, endsOn }: Employment, table: string): void {
    const where = `${table} ${table === 'persons' ? personKey : employmentKey}`;
    const text = known.texts.noLongerThere(where, endsOn ?? null);
    collection.add(personKey, [{ reason: 'unknown-person', text, where }]);
  }
}

/** An employment under way that is not there any more, of somebody who has no other one today. One with another end is HR's word. */
function lostEmployment(person: Person, { before, today }: Known): Employment | null {
  if (person.employments.some((employment) => isUnderWay(employment, today) && !isOver(employment, today))) return null;
  const earlier = before.get(person.personKey)?.employments ?? [];
  const isThere = ({ employmentKey }: Employment) =>
    person.employments.some((one) => isLineOf(employmentKey, one.employmentKey));
  return earlier.find((one) => isUnderWay(one, today) && !isThere(one)) ?? null;
}

/** Lines of an employment have their first day behind its key, and assignments their number: those may go while it stays. */
const isLineOf = (lineKey: string, employmentKey: string): boolean =>
  lineKey === employmentKey || lineKey.startsWith(`${employmentKey}@`) || lineKey.startsWith(`${employmentKey}_`);

/** Begun, and not ended for so long that it may drop out. */
const isUnderWay = ({ startsOn, endsOn }: Employment, today: CalendarDate): boolean =>
  (startsOn ?? '') <= today && (endsOn === undefined || addDays(endsOn, retentionDays) >= today);

const isOver = ({ endsOn }: Employment, today: CalendarDate): boolean => endsOn !== undefined && endsOn < today;

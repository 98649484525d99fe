import { DateTime } from 'luxon';
import type { Employment, Person, Unit } from '../models/person.ts';
import { type Day, type Story, stories } from './demo-stories.ts';
import { type DemoUnit, demoUnits, workIn } from './demo-units.ts';
import { laterNames, nameLists } from './name-lists.ts';

/** The made-up organisation as its HR system would state it on one day. */
export interface DemoOrganisation {
  people: Person[];
  units: Unit[];
  /** Rows of persons.csv that contradict one of the people. */
  contradictions: Person[];
  /** Who lives through which story, by person key. */
  storyOf: ReadonlyMap<string, Story>;
}

/** People who play a part in Teams, by the post they have: the n-th person with this title in this unit. */
export const castings = [
  { part: 'itDesk', unitKey: 'ICT', title: 'Servicedeskmedewerker', nth: 0, name: ['Ruben', 'ter|Horst'] },
  { part: 'hrDesk', unitKey: 'HRM', title: 'HR-medewerker', nth: 0, name: ['Marijke', 'de|Vries'] },
  { part: 'security', unitKey: 'ICT', title: 'Security officer', nth: 0, name: ['Naima', 'El|Amrani'] },
  { part: 'manager', unitKey: 'WES', title: 'Teamleider', nth: 0, name: ['Carla', 'van den|Brink'] },
  { part: 'employee', unitKey: 'WES', title: 'Verpleegkundige', nth: 0, name: ['Sanne', 'Jansen'] },
] as const;

export type Part = (typeof castings)[number]['part'];

/** Has no divisor in common with the number of ordinary people, so that stories spread over all units and nobody has two. */
const spread = 37;

interface Place {
  unit: DemoUnit;
  title: string;
  isHead: boolean;
  part: Part | null;
}

/** The person keys of those who play a part. */
export const castKeys: Readonly<Record<Part, string>> = findCastKeys();

/**
 * The organisation on a day: always the same people, with dates that follow from that day, so that there is always somebody who
 * starts next Monday and somebody whose last day is today.
 */
export function demoOrganisation(today: string): DemoOrganisation {
  const day = createDay(today);
  const places = allPlaces();
  const giveName = createNameGiver();
  const people = places.map((place, index) =>
    ordinaryPerson(place, index, { day, names: giveName(index, place.part) }),
  );
  const ordinary = people.filter((_, index) => places[index]?.isHead === false && places[index]?.part === null);
  const storyOf = new Map<string, Story>();
  const contradictions: Person[] = [];
  for (const [index, { story, change }] of stories.entries()) {
    const person = ordinary[(index * spread) % ordinary.length];
    if (person === undefined) throw new Error('there are more stories than people to live through them');
    contradictions.push(...(change(person, day) ?? []));
    storyOf.set(person.personKey, story);
  }
  return { people, units: unitsWithHeads(places), contradictions, storyOf };
}

function createDay(today: string): Day {
  const start = DateTime.fromISO(today, { zone: 'utc' });
  if (!start.isValid) throw new Error(`${today} is not a date`);
  const text = (date: DateTime<true>): string => date.toISODate();
  return {
    plus: (days) => text(start.plus({ days })),
    nextMonday: text(start.plus({ days: 8 - start.weekday })),
    firstOfNextMonth: text(start.plus({ months: 1 }).startOf('month')),
    lastOfThisMonth: text(start.endOf('month')),
    year: start.year,
  };
}

function allPlaces(): Place[] {
  return demoUnits.flatMap((unit) =>
    unit.posts.flatMap(({ title, count }, post) =>
      Array.from({ length: count }, (_, nth) => ({
        unit,
        title,
        isHead: post === 0,
        part:
          castings.find((cast) => cast.unitKey === unit.unitKey && cast.title === title && cast.nth === nth)?.part ??
          null,
      })),
    ),
  );
}

function keyAt(index: number): string {
  return `P${1001 + index}`;
}

function findCastKeys(): Record<Part, string> {
  const places = allPlaces();
  const keyOf = (part: Part) => keyAt(places.findIndex((place) => place.part === part));
  return {
    itDesk: keyOf('itDesk'),
    hrDesk: keyOf('hrDesk'),
    security: keyOf('security'),
    manager: keyOf('manager'),
    employee: keyOf('employee'),
  };
}

function unitsWithHeads(places: readonly Place[]): Unit[] {
  return demoUnits.map(({ unitKey, name, parentKey }) => ({
    unitKey,
    name,
    ...(parentKey === null ? {} : { parentKey }),
    headPersonKey: keyAt(places.findIndex((place) => place.unit.unitKey === unitKey && place.isHead)),
  }));
}

/** Somebody without a story: in service for a while, without an end. */
function ordinaryPerson(place: Place, index: number, context: { day: Day; names: Names }): Person {
  const { day, names } = context;
  return {
    personKey: keyAt(index),
    sourceId: 'hr',
    ...names,
    mobilePhone: `+31 6 0000 ${String(1000 + index)}`,
    employments: [ordinaryEmployment(place, index, day)],
    leaves: [],
  };
}

function ordinaryEmployment(place: Place, index: number, day: Day): Employment {
  const { unit, title, isHead, part } = place;
  const employeeNumber = String(200_001 + index);
  const isNew = index % 17 === 0 && !isHead && part === null;
  return {
    employmentKey: `${employeeNumber}-1`,
    employeeNumber,
    kind: 'employee',
    ...workIn(unit.unitKey, title),
    startsOn: day.plus(isNew ? -20 - index : -800 - ((index * 97) % 7_000)),
    isPrimary: true,
    fte: isHead ? 1 : ([0.67, 0.8, 1, 0.56, 0.89][index % 5] ?? 1),
    country: 'NL',
  };
}

type Names = Omit<Person, 'personKey' | 'sourceId' | 'employments' | 'leaves'>;

/** Gives out names that nobody else has, from the lists in turn. */
function createNameGiver(): (index: number, part: Part | null) => Names {
  const given = new Map<readonly string[], number>();
  return (index, part) => {
    const list = nameLists[index % nameLists.length];
    if (list === undefined) throw new Error('there are no names');
    const gender = index % 4 === 1 ? 'men' : 'women';
    const { surnames, [gender]: callNames } = list;
    const count = given.get(callNames) ?? 0;
    given.set(callNames, count + 1);
    const cast = castings.find((casting) => casting.part === part);
    const callName = cast?.name[0] ?? draw(callNames, count);
    const later = index % 3 === 0 ? ` ${draw(laterNames[gender], index)}` : '';
    const givenName = `${callName}${later}`;
    // Each time round the call names, every call name meets another surname.
    const step = count + Math.floor(count / callNames.length);
    return {
      callName,
      givenName,
      initials: givenName.replace(/(\S)\S*\s*/g, '$1.'),
      ...surname('birth', cast?.name[1] ?? draw(surnames, step + 5)),
      ...(cast === undefined && index % 6 === 2 ? partnerNames(index) : { nameUse: 'birth' as const }),
    };
  };
}

function partnerNames(index: number): Pick<Person, 'nameUse' | 'partnerName' | 'partnerNamePrefix'> {
  const nameUse = (['partner', 'partner-birth', 'birth-partner', 'birth', 'as-given'] as const)[
    Math.floor(index / 6) % 5
  ];
  const surnames = nameLists.flatMap((list) => list.surnames);
  return { nameUse: nameUse ?? 'birth', ...surname('partner', draw(surnames, index * 13)) };
}

function surname(which: 'birth' | 'partner', written: string): Partial<Person> {
  const [first = '', second] = written.split('|');
  const name = second ?? first;
  const prefix = second === undefined ? {} : { [`${which}NamePrefix`]: first };
  return { ...prefix, [`${which}Name`]: name };
}

const draw = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

import type { Person } from '../models/person.ts';
import { workIn } from './demo-units.ts';

/** Days as seen from the day of the demo. */
export interface Day {
  plus(days: number): string;
  /** After today. */
  nextMonday: string;
  firstOfNextMonth: string;
  lastOfThisMonth: string;
  year: number;
}

/** What is special about somebody. Those that start with `error-` are mistakes that HR made on purpose. */
export type Story =
  | 'starts-soon'
  | 'starts-later'
  | 'left-recently'
  | 'leaves-today'
  | 'leaves-soon'
  | 'left-long-ago'
  | 'on-leave'
  | 'leave-to-come'
  | 'leave-over'
  | 'parallel-contracts'
  | 'moves'
  | 'comes-back'
  | 'contingent'
  | 'intern'
  | 'external'
  | 'namesake'
  | 'matches-by-address'
  | 'synced-account'
  | 'error-conflicting-rows'
  | 'error-unknown-manager'
  | 'error-unknown-unit'
  | 'error-no-name'
  | 'error-no-start'
  | 'error-impossible-date';

/** Changes an ordinary person into one with this story; hands back rows that contradict theirs, if that is the story. */
interface Telling {
  story: Story;
  change(person: Person, day: Day): Person[] | undefined;
}

type Employment = Person['employments'][number];

const tell = (story: Story, change: Telling['change']): Telling => ({ story, change });

const tellOfEmployment = (story: Story, change: (employment: Employment, day: Day) => void): Telling =>
  tell(story, (person, day) => {
    for (const employment of person.employments) change(employment, day);
    return undefined;
  });

const starts = (story: Story, when: (day: Day) => string): Telling =>
  tellOfEmployment(story, (employment, day) => {
    employment.startsOn = when(day);
  });

const ends = (story: Story, days: number): Telling =>
  tellOfEmployment(story, (employment, day) => {
    employment.startsOn = day.plus(-2_000);
    employment.endsOn = day.plus(days);
  });

const isAway = (story: Story, from: number, to: number | null): Telling =>
  tell(story, (person, day) => {
    person.leaves.push({ startsOn: day.plus(from), ...(to === null ? {} : { endsOn: day.plus(to) }), kind: 'L1' });
    return undefined;
  });

/** A second contract beside the first. */
const alsoWorks = (unitKey: string, functionTitle: string): Telling =>
  tell('parallel-contracts', (person, day) => {
    addEmployment(person, { ...workIn(unitKey, functionTitle), startsOn: day.plus(-300), isPrimary: false, fte: 0.22 });
    return undefined;
  });

/** The present work ends with the month and other work begins with the next. */
const moves = (unitKey: string, functionTitle: string): Telling =>
  tell('moves', (person, day) => {
    for (const employment of person.employments) employment.endsOn = day.lastOfThisMonth;
    addEmployment(person, { ...workIn(unitKey, functionTitle), startsOn: day.firstOfNextMonth });
    return undefined;
  });

/** Somebody who is not on the payroll, for a while. */
const worksAs = (
  kind: 'contingent' | 'intern' | 'external',
  work: [unitKey: string, functionTitle: string],
  endsInDays: number,
): Telling =>
  tellOfEmployment(kind, (employment, day) => {
    const period = { startsOn: day.plus(-60), endsOn: day.plus(endsInDays) };
    Object.assign(employment, { kind, ...workIn(...work), ...period });
  });

function addEmployment(person: Person, changes: Partial<Employment>): void {
  const [first] = person.employments;
  if (first === undefined) throw new Error('nobody in the demo is without an employment');
  const { endsOn: _, ...lasting } = first;
  person.employments.push({ ...lasting, employmentKey: `${first.employeeNumber}-2`, ...changes });
}

const namesake = (person: Person): undefined => {
  forgetSurname(person);
  person.callName = 'Maria';
  person.givenName = 'Maria';
  person.initials = 'M.';
  person.birthNamePrefix = 'van der';
  person.birthName = 'Velden';
};

function forgetSurname(person: Person): void {
  person.nameUse = 'birth';
  for (const part of ['birthNamePrefix', 'birthName', 'partnerNamePrefix', 'partnerName'] as const) delete person[part];
}

/** Every story, in the order in which people get them. */
export const stories: readonly Telling[] = [
  starts('starts-soon', (day) => day.plus(0)),
  starts('starts-soon', (day) => day.plus(1)),
  starts('starts-soon', (day) => day.nextMonday),
  starts('starts-soon', (day) => day.nextMonday),
  starts('starts-soon', (day) => day.plus(10)),
  starts('starts-later', (day) => day.plus(21)),
  starts('starts-later', (day) => day.plus(45)),
  starts('starts-later', (day) => day.plus(80)),
  starts('starts-later', (day) => day.plus(120)),
  ends('left-recently', -2),
  ends('left-recently', -9),
  ends('left-recently', -16),
  ends('left-recently', -24),
  ends('leaves-today', 0),
  ends('leaves-soon', 2),
  ends('leaves-soon', 9),
  ends('leaves-soon', 30),
  ends('leaves-soon', 60),
  ends('left-long-ago', -95),
  ends('left-long-ago', -120),
  ends('left-long-ago', -200),
  ends('left-long-ago', -400),
  isAway('on-leave', -30, 60),
  isAway('on-leave', -100, 20),
  isAway('on-leave', -5, null),
  isAway('leave-to-come', 7, 120),
  isAway('leave-to-come', 25, 137),
  isAway('leave-over', -150, -40),
  alsoWorks('THN', 'Verzorgende IG'),
  alsoWorks('THU', 'Verzorgende IG'),
  alsoWorks('FLX', 'Flexmedewerker zorg'),
  alsoWorks('FLX', 'Flexmedewerker zorg'),
  alsoWorks('KEV', 'Kwaliteitsadviseur'),
  alsoWorks('HRM', 'Opleidingsadviseur'),
  alsoWorks('WEN', 'Receptionist'),
  alsoWorks('THZ', 'Planner'),
  moves('WES', 'Verpleegkundige'),
  moves('KEV', 'Kwaliteitsadviseur'),
  tell('comes-back', (person, day) => {
    for (const employment of person.employments) employment.endsOn = day.plus(-200);
    addEmployment(person, { startsOn: day.nextMonday });
    return undefined;
  }),
  worksAs('contingent', ['WES', 'Uitzendkracht zorg'], 40),
  worksAs('contingent', ['WEP', 'Uitzendkracht zorg'], 75),
  worksAs('contingent', ['FAC', 'Uitzendkracht facilitair'], 100),
  worksAs('contingent', ['ZHF', 'Uitzendkracht zorg'], 12),
  worksAs('contingent', ['ZHF', 'Interim-teamleider'], 150),
  worksAs('contingent', ['WEN', 'Uitzendkracht receptie'], 33),
  worksAs('intern', ['WES', 'Stagiair verpleegkunde'], 90),
  worksAs('intern', ['THN', 'Stagiair verpleegkunde'], 90),
  worksAs('intern', ['WEP', 'Stagiair verzorgende IG'], 120),
  worksAs('intern', ['ZHF', 'Stagiair verzorgende IG'], 120),
  worksAs('intern', ['HRM', 'Stagiair HR'], 60),
  worksAs('intern', ['BEH', 'Stagiair fysiotherapie'], 45),
  worksAs('intern', ['ICT', 'Stagiair ICT'], 150),
  worksAs('external', ['THN', 'Zelfstandig verpleegkundige'], 200),
  worksAs('external', ['THU', 'Zelfstandig verpleegkundige'], 200),
  worksAs('external', ['ZRG', 'Geestelijk verzorger'], 300),
  worksAs('external', ['FIN', 'Interim-controller'], 100),
  worksAs('external', ['BEH', 'Tandarts'], 365),
  worksAs('external', ['FAC', 'Adviseur huisvesting'], 80),
  tell('namesake', namesake),
  tell('namesake', namesake),
  tell('matches-by-address', () => undefined),
  tell('matches-by-address', () => undefined),
  tell('synced-account', () => undefined),
  tell('error-conflicting-rows', (person) => [{ ...person, birthName: `${person.birthName}-Mulder` }]),
  tellOfEmployment('error-unknown-manager', (employment) => {
    employment.managerPersonKey = 'P9999';
  }),
  tellOfEmployment('error-unknown-unit', (employment) => {
    employment.unitKey = 'OND';
  }),
  tell('error-no-name', (person) => {
    forgetSurname(person);
    return undefined;
  }),
  tellOfEmployment('error-no-start', (employment) => {
    delete employment.startsOn;
  }),
  tellOfEmployment('error-impossible-date', (employment, day) => {
    employment.startsOn = `${day.year - 1}-02-30`;
  }),
];

import {
  type CalendarDate,
  type Employment,
  employmentTextFields,
  NameUse,
  type Person,
  PersonKind,
  personTextFields,
  type SetAsideReason,
} from '../../../models/person.ts';
import type { ScimUser } from '../../../models/scim.ts';
import type { ScimFieldName, ScimSource } from '../../../models/sources/scim-source.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import { dayOf, readDay } from './read-dates.ts';
import type { FieldReader } from './schema.ts';

/** What cannot be used of somebody, as a clause for HR. */
export interface Problem {
  reason: SetAsideReason;
  text: string;
}

export interface PersonContext {
  source: ScimSource;
  read: FieldReader;
  timeZone: string;
  texts: SourceTexts;
  /** The person key that a manager is meant by. */
  managerKeyOf(value: string): string;
}

/** The user types that RFC 7643 gives as examples, in our words. */
const usualKinds: Readonly<Record<string, PersonKind>> = {
  employee: 'employee',
  contractor: 'contingent',
  contingent: 'contingent',
  temp: 'contingent',
  external: 'external',
  intern: 'intern',
};

export const placeOf = (user: ScimUser): string => `scim user ${user.id}`;

/** Somebody as a person with one employment. `problems` says what stands in the way of using them. */
export function toPerson(
  user: ScimUser,
  personKey: string,
  context: PersonContext,
): { person: Person; problems: Problem[] } {
  const problems: Problem[] = [];
  const { source, read, texts } = context;
  const person: Person = {
    personKey,
    sourceId: source.id,
    nameUse: source.fields.nameUse === undefined ? 'as-given' : 'birth',
    employments: [toEmployment(user, personKey, { ...context, problems })],
    leaves: [],
  };
  for (const field of personTextFields) {
    const text = read(user, field);
    if (text !== undefined) person[field] = text;
  }
  const use = read(user, 'nameUse');
  const known = NameUse.safeParse(use);
  if (known.success) person.nameUse = known.data;
  else if (use !== undefined) {
    const ask = { expected: NameUse.options, where: placeOf(user) };
    problems.push({ reason: 'unknown-value', text: texts.unknownWord('nameUse', use, ask) });
  }
  const isActive = user.withdrawnAt === null ? user.attributes.active : false;
  if (typeof isActive === 'boolean') person.isActive = isActive;
  return { person, problems };
}

type Reading = PersonContext & { problems: Problem[] };

function toEmployment(user: ScimUser, personKey: string, context: Reading): Employment {
  const { read, source, managerKeyOf, timeZone } = context;
  const employment: Employment = {
    employmentKey: read(user, 'employmentKey') ?? personKey,
    kind: readKind(user, context),
  };
  for (const field of employmentTextFields) {
    const text = read(user, field);
    if (text !== undefined) employment[field] = text;
  }
  const manager = read(user, 'managerPersonKey');
  if (manager !== undefined) employment.managerPersonKey = managerKeyOf(manager);
  // Whoever is pushed without dates is meant from then on: a start that nobody can fill in would make everybody wait for ever.
  const startsOn =
    source.fields.startDate === undefined ? dayOf(user.createdAt, timeZone) : readDate(user, 'startDate', context);
  const lastWorkingDayOn = readDate(user, 'lastWorkingDay', context);
  const fte = readFte(user, context);
  if (startsOn !== undefined) employment.startsOn = startsOn;
  if (lastWorkingDayOn !== undefined) employment.lastWorkingDayOn = lastWorkingDayOn;
  if (fte !== undefined) employment.fte = fte;
  const endsOn = endOf(user, startsOn, context);
  if (endsOn !== undefined) employment.endsOn = endsOn;
  if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn)
    context.problems.push({
      reason: 'unknown-date',
      text: context.texts.endBeforeStart(startsOn, endsOn, placeOf(user)),
    });
  return employment;
}

/** Somebody whom the HR system deleted has left on that day, unless an earlier end was known or they had not begun. */
function endOf(user: ScimUser, startsOn: CalendarDate | undefined, context: Reading): CalendarDate | undefined {
  const endsOn = readDate(user, 'endDate', context);
  if (user.withdrawnAt === null) return endsOn;
  const day = dayOf(user.withdrawnAt, context.timeZone);
  if (startsOn === undefined || startsOn > day || (endsOn !== undefined && endsOn < day)) return endsOn;
  return day;
}

function readKind(user: ScimUser, { read, source, texts, problems }: Reading): PersonKind {
  const word = read(user, 'kind');
  if (word === undefined) return 'employee';
  if (source.fields.kind === undefined) return usualKinds[word.toLowerCase()] ?? 'other';
  const known = PersonKind.safeParse(word);
  if (known.success) return known.data;
  const ask = { expected: PersonKind.options, where: placeOf(user) };
  problems.push({ reason: 'unknown-value', text: texts.unknownWord('kind', word, ask) });
  return 'other';
}

function readDate(user: ScimUser, field: ScimFieldName, context: Reading): CalendarDate | undefined {
  const text = context.read(user, field);
  const day = text === undefined ? null : readDay(text, context.timeZone);
  if (day === undefined)
    context.problems.push({
      reason: 'unknown-date',
      text: context.texts.unknownDate(field, text ?? '', placeOf(user)),
    });
  return day ?? undefined;
}

function readFte(user: ScimUser, { read, texts, problems }: Reading): number | undefined {
  const text = read(user, 'fte');
  if (text === undefined) return undefined;
  const number = Number(text.replace('%', '').replace(',', '.')) / (text.includes('%') ? 100 : 1);
  if (Number.isFinite(number) && number >= 0) return number;
  problems.push({ reason: 'unknown-value', text: texts.unknownNumber('fte', text, placeOf(user)) });
  return undefined;
}

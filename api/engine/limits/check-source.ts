import type { Limits } from '../../../models/limit.ts';
import { Employment, type HrReading, Person } from '../../../models/person.ts';
import type { Refusal } from '../../../models/plan.ts';
import type { SourceProfile } from '../../../models/source-profile.ts';
import type { LimitTexts } from '../../../models/texts/limit-texts.ts';
import { isPassed } from './is-passed.ts';

/** What no source says: it is set where several are put together. */
const notOfSources: readonly string[] = ['statedBy', 'saidBy'];

/** The fields that HR may leave out. A name that both shapes have would be counted for either. */
const personFields = optionalFieldsOf(Person.shape) as readonly (keyof Person)[];
const employmentFields = optionalFieldsOf(Employment.shape) as readonly (keyof Employment)[];

function optionalFieldsOf(shape: Readonly<Record<string, { isOptional(): boolean }>>): string[] {
  return Object.entries(shape).flatMap(([name, field]) =>
    field.isOptional() && !notOfSources.includes(name) ? [name] : [],
  );
}

/**
 * What a reading looks like. A person counts for a field of employments when any of them has it. People who were set aside are not
 * in it: `assessPlan` judges those.
 */
export function profileReading(reading: HrReading): SourceProfile {
  const { people } = reading;
  const count = (isFilled: (person: Person) => boolean): number => people.filter(isFilled).length;
  const filled = Object.fromEntries([
    ...personFields.map((name) => [name, count((person) => person[name] !== undefined)]),
    ...employmentFields.map((name) => [
      name,
      count(({ employments }) => employments.some((employment) => employment[name] !== undefined)),
    ]),
  ]);
  const { sourceId, readAt, changedAt } = reading;
  return { sourceId, at: readAt, people: people.length, filled, changedAt };
}

/** What a source is checked against. `at` is the instant of the check; without `silenceDays` silence says nothing. */
export interface SourceCheck {
  limits: Readonly<Limits>;
  silenceDays: number | null;
  at: string;
  texts: LimitTexts;
}

/**
 * What makes a source look broken, compared with the last reading of it that was believed. Each refusal blocks the run until the
 * source is mended or somebody releases it with a reason.
 * - `source-empty`: nobody, where there was somebody
 * - `fewer-people`: fewer than before, beyond the limit; a share of the people before
 * - `emptied-field`: a field that is empty for people who had it, beyond the limit; a share of those who had it. People who are gone
 *   have not lost a field, so as many as are fewer are not counted.
 * - `silent-source`: the source says when it changed, and that is longer ago than `silenceDays`
 * @param before - null for a source that was never read
 */
export function checkSource(before: SourceProfile | null, now: SourceProfile, check: SourceCheck): Refusal[] {
  const changed = before === null ? [] : [...checkPeople(before, now, check), ...checkFields(before, now, check)];
  return [...changed, ...checkSilence(now, check)];
}

function checkPeople(before: SourceProfile, now: SourceProfile, { limits, texts }: SourceCheck): Refusal[] {
  const population = before.people;
  const count = population - now.people;
  const release = texts.releaseByOverride;
  if (now.people === 0 && population > 0) {
    const text = texts.sourceEmpty(now.sourceId, population);
    return [{ name: 'source-empty', count, population, limit: null, text, release }];
  }
  const limit = limits['fewer-people'];
  if (limit === undefined || !isPassed(limit, count, population)) return [];
  const text = texts.fewerPeople(now.sourceId, { before: population, now: now.people }, limit);
  return [{ name: 'fewer-people', count, population, limit, text, release }];
}

function checkFields(before: SourceProfile, now: SourceProfile, { limits, texts }: SourceCheck): Refusal[] {
  const limit = limits['emptied-field'];
  if (limit === undefined) return [];
  const gone = Math.max(before.people - now.people, 0);
  return Object.entries(before.filled).flatMap(([name, population]): Refusal[] => {
    const count = population - (now.filled[name] ?? 0) - gone;
    if (!isPassed(limit, count, population)) return [];
    const text = texts.emptiedField({ sourceId: now.sourceId, name }, { count, population }, limit);
    return [{ name: 'emptied-field', count, population, limit, text, release: texts.releaseByOverride }];
  });
}

const dayMs = 86_400_000;

function checkSilence(now: SourceProfile, { silenceDays, at, texts }: SourceCheck): Refusal[] {
  if (silenceDays === null || now.changedAt === null) return [];
  const silentMs = Date.parse(at) - Date.parse(now.changedAt);
  if (silentMs <= silenceDays * dayMs) return [];
  const days = Math.floor(silentMs / dayMs);
  const text = texts.silentSource(now.sourceId, days, silenceDays);
  return [
    {
      name: 'silent-source',
      count: days,
      population: silenceDays,
      limit: null,
      text,
      release: texts.releaseByOverride,
    },
  ];
}

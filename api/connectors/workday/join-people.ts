import type { CalendarDate, Employment, Person } from '../../../models/person.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import type { SetAsideCollection } from '../collect-set-aside.ts';
import type { Profile } from './profile.ts';
import { put } from './to-employments.ts';
import type { ResolveManager } from './to-units.ts';

interface Joining {
  today: CalendarDate;
  texts: SourceTexts;
  setAside: SetAsideCollection;
  resolve: ResolveManager;
}

/**
 * People of their profiles: an employee who was a contingent worker before is one person with two employments. Who cannot be used is set
 * aside.
 */
export function joinPeople(profiles: Iterable<Profile>, joining: Joining): Person[] {
  const byPerson = new Map<string, Profile[]>();
  for (const profile of profiles) {
    const known = byPerson.get(profile.personKey);
    if (known === undefined) byPerson.set(profile.personKey, [profile]);
    else known.push(profile);
  }
  const people: Person[] = [];
  for (const [personKey, group] of byPerson) {
    const person = joinPerson(group, joining);
    if (!joining.setAside.has(personKey)) people.push(person);
  }
  return people;
}

function joinPerson(group: Profile[], { today, texts, setAside, resolve }: Joining): Person {
  const kept = group.filter(({ isRescinded }) => !isRescinded);
  const used = kept.length === 0 ? group : kept;
  const ordered = [...used].sort((a, b) => comparePhase(a, b, today));
  const [base = group[0] as Profile] = ordered;
  const { personKey } = base;
  for (const { problems } of used) setAside.add(personKey, problems);
  const where = `worker ${personKey}`;
  if (findOverlap(used))
    setAside.add(personKey, [
      {
        reason: 'conflicting-rows',
        text: texts.conflictingRows(
          used.map(({ wid }) => `WID ${wid}`),
          ['Worker_ID'],
        ),
        where,
      },
    ]);
  const employments = ordered.flatMap(({ jobs }) =>
    jobs.map(({ employment, manager }) => {
      const key = manager === null ? undefined : resolve(manager);
      return { ...employment, ...put('managerPersonKey', key === personKey ? undefined : key) };
    }),
  );
  employments.sort(compareStart);
  const keys = new Set(employments.map(({ employmentKey }) => employmentKey));
  if (keys.size < employments.length)
    setAside.add(personKey, [
      {
        reason: 'conflicting-rows',
        text: texts.conflictingEmployments(base.wid, [where, where], ['Position_ID']),
        where,
      },
    ]);
  return {
    ...base.person,
    ...(kept.length === 0 ? { isActive: false } : {}),
    employments,
    leaves: ordered.flatMap(({ leaves }) => leaves),
  };
}

const compareStart = (a: Employment, b: Employment): number => {
  const [one, other] = [`${a.startsOn ?? ''} ${a.employmentKey}`, `${b.startsOn ?? ''} ${b.employmentKey}`];
  return one < other ? -1 : one > other ? 1 : 0;
};

/** The active profile comes first, then one to come, then one that is over; of several the latest. */
function comparePhase(a: Profile, b: Profile, today: CalendarDate): number {
  const [one, other] = [phaseOf(a, today), phaseOf(b, today)];
  if (one !== other) return one - other;
  if (a.startsOn !== b.startsOn) return (a.startsOn ?? '') > (b.startsOn ?? '') ? -1 : 1;
  return a.wid < b.wid ? -1 : 1;
}

const phaseOf = ({ startsOn = '', endsOn = '9999' }: Profile, today: CalendarDate): number =>
  endsOn < today ? 2 : startsOn > today ? 1 : 0;

/** Nobody is an employee twice at a time: two records with one Worker_ID are then two people, or a mistake. */
function findOverlap(profiles: readonly Profile[]): boolean {
  return profiles.some((one, index) =>
    profiles
      .slice(index + 1)
      .some(
        (other) =>
          one.isContingent === other.isContingent &&
          (one.startsOn ?? '') <= (other.endsOn ?? '9999') &&
          (other.startsOn ?? '') <= (one.endsOn ?? '9999'),
      ),
  );
}

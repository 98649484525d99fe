import type { CompiledPolicy } from '../../api/engine/compiled-policy.ts';
import { readIdentityRules } from '../../api/engine/identity/identity-rules.ts';
import { type JoinedPeople, joinPeople } from '../../api/engine/identity/join-people.ts';
import type { HrReading, Unit } from '../../models/person.ts';
import type { IdentityDecision, LinkedRecord, RecordRef } from '../../models/same-people.ts';
import { recordId } from '../../models/same-people.ts';
import { identityTexts } from '../../models/texts/identity-texts.ts';
import { readPerson } from './read-people.ts';
import type { Situation } from './scenario.ts';
import { usualUnits } from './usual-world.ts';

/** What an earlier day of a scenario wrote down of who is who. */
export type Remembered = ReadonlyMap<string, LinkedRecord>;

/** The people of several sources, as the situation has them. */
export function joinSources(
  situation: Partial<Situation>,
  remembered: Remembered,
  around: { policy: CompiledPolicy; hasAccount(personKey: string): boolean },
): JoinedPeople {
  const { sources = {}, said = {} } = situation;
  const readings = Object.entries(sources).map(([sourceId, rows]): HrReading => {
    const usable = rows.filter(({ broken }) => broken !== true);
    const broken = rows.filter((row) => row.broken === true);
    return {
      sourceId,
      readAt: situation.now ?? '',
      changedAt: null,
      people: usable.map((row) => ({ ...readPerson(row), sourceId })),
      units: (situation.unitsOf?.[sourceId] ?? (sourceId === 'hr' ? usualUnits : [])) as unknown as Unit[],
      setAside: broken.map(({ key }) => ({
        personKey: String(key),
        reason: 'conflicting-rows',
        text: 'rows contradict',
        where: sourceId,
      })),
    };
  });
  const here = new Set(
    readings.flatMap(({ sourceId, people, setAside }) =>
      [...people, ...setAside].map(({ personKey }) => recordId({ sourceId, recordKey: personKey ?? '' })),
    ),
  );
  const links = [...remembered.values()];
  return joinPeople({
    readings,
    rules: readIdentityRules(around.policy.policy),
    links,
    absent: links.filter((link) => !here.has(recordId(link))),
    decisions: (['same', 'two'] as const).flatMap((answer) =>
      (said[answer] ?? []).map((text): IdentityDecision => ({ ...readPair(text), answer, by: 'IT', at: '' })),
    ),
    hasAccount: around.hasAccount,
    texts: identityTexts.en,
  });
}

/** `hr/1=planning/7` */
function readPair(text: string): { left: RecordRef; right: RecordRef } {
  const [left, right] = text.split('=').map((record): RecordRef => {
    const [sourceId = '', recordKey = ''] = record.split('/');
    return { sourceId, recordKey };
  });
  if (left === undefined || right === undefined) throw new Error(`${text} is no pair of records`);
  return { left, right };
}

export function remember(before: Remembered, { links, unlinked }: JoinedPeople): Remembered {
  const next = new Map(before);
  for (const ref of unlinked) next.delete(recordId(ref));
  for (const { isAbsent: _, ...link } of links) next.set(recordId(link), { ...link, hash: '' });
  return next;
}

/** Who is who, as `hr/1 planning/7` by person key; people of one source under its own key are left out. */
export function peopleLines({ links, readings }: JoinedPeople): Record<string, string> {
  const named = new Set(readings.flatMap(({ people }) => people.map(({ personKey }) => personKey)));
  const lines: Record<string, string> = {};
  for (const { personKey, ...ref } of links)
    if (named.has(personKey))
      lines[personKey] = [...(lines[personKey]?.split(' ') ?? []), recordId(ref)].sort().join(' ');
  return lines;
}

export const doubtLines = ({ doubts }: JoinedPeople): string[] =>
  doubts
    .map(({ reason, left, right, waits, hindrance }) =>
      [reason, recordId(left), recordId(right), waits === null ? '' : `waits ${waits}`, hindrance ?? '']
        .filter((word) => word !== '')
        .join(' '),
    )
    .sort();

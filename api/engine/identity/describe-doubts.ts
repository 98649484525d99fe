import type { Person } from '../../../models/person.ts';
import type { Note } from '../../../models/plan.ts';
import { type Doubt, type Likeness, type LikenessKind, recordId } from '../../../models/same-people.ts';
import type { IdentityTexts } from '../../../models/texts/identity-texts.ts';
import { wordLikeness } from '../../../models/texts/identity-texts.ts';
import { plainName } from '../names/compose-names.ts';
import type { DoubtfulPair } from './group-records.ts';
import type { Known } from './known-records.ts';
import type { SourceRecord } from './list-records.ts';
import type { NamedGroup } from './name-groups.ts';
import { disagrees, haveOneName, sharedValue } from './record-keys.ts';

export interface DoubtAround {
  groupOf(record: SourceRecord): NamedGroup | undefined;
  hasAccount(personKey: string): boolean;
  known: Known;
}

/** Doubts as people are told of them, in the order of the records. */
export function describeDoubts(pairs: readonly DoubtfulPair[], around: DoubtAround): Doubt[] {
  const sorted = [...pairs].sort(({ pair: a }, { pair: b }) => a[0].place - b[0].place || a[1].place - b[1].place);
  return sorted.flatMap(({ reason, pair }): Doubt[] => {
    const [left, right] = pair;
    const [one, other] = [around.groupOf(left), around.groupOf(right)];
    const [leftKey, rightKey] = [one?.personKey ?? null, other?.personKey ?? null];
    if (one === undefined || other === undefined || leftKey === null || rightKey === null) return [];
    return [
      {
        reason,
        left: sideOf(left, leftKey),
        right: sideOf(right, rightKey),
        same: findSame(left, right),
        differs: findDifferent(left, right),
        waits: whoWaits([one, other], [leftKey, rightKey], around),
        hindrance: findHindrance([one, other], around),
      },
    ];
  });
}

const sideOf = ({ sourceId, recordKey, person }: SourceRecord, personKey: string): Doubt['left'] => ({
  sourceId,
  recordKey,
  personKey,
  name: nameOf({ recordKey, person }),
});

const compared = ['personKey', 'employeeNumber', 'workEmail', 'phone'] as const satisfies readonly LikenessKind[];

function findSame(left: SourceRecord, right: SourceRecord): Likeness[] {
  const same = compared.flatMap((what): Likeness[] => {
    const value = sharedValue(left, right, what);
    return value === null ? [] : [{ what, left: value, right: value }];
  });
  if (!haveOneName(left, right)) return same;
  return [{ what: 'name', ...namesOf(left, right) }, ...same];
}

function findDifferent(left: SourceRecord, right: SourceRecord): Likeness[] {
  const differs = (['employeeNumber', 'workEmail'] as const).filter((what) => disagrees(left, right, what));
  const said = differs.map((what): Likeness => ({ what, left: sayOf(left, what), right: sayOf(right, what) }));
  return haveOneName(left, right) ? said : [{ what: 'name', ...namesOf(left, right) }, ...said];
}

const namesOf = (left: SourceRecord, right: SourceRecord) => ({ left: nameOf(left), right: nameOf(right) });
const nameOf = ({ person, recordKey }: Pick<SourceRecord, 'person' | 'recordKey'>): string =>
  person === null ? recordKey : plainName(person);

/** Of a record that says something of it. */
const sayOf = ({ person }: SourceRecord, what: 'employeeNumber' | 'workEmail'): string => {
  const { workEmail, employments } = person as Person;
  return what === 'workEmail'
    ? String(workEmail)
    : employments
        .map(({ employeeNumber }) => employeeNumber)
        .filter((number) => number !== undefined)
        .join(', ');
};

type Two = readonly [NamedGroup, NamedGroup];

/** Nobody gets a second account while a first one may be theirs. Of two without any, whoever is of the source that counts less waits. */
function whoWaits([one, other]: Two, keys: readonly [string, string], { hasAccount }: DoubtAround): string | null {
  if (one === other) return null;
  const [key, otherKey] = keys;
  const [hasOne, hasOther] = [hasAccount(key), hasAccount(otherKey)];
  if (hasOne && hasOther) return null;
  if (hasOne !== hasOther) return hasOne ? otherKey : key;
  return placeOf(one) < placeOf(other) ? otherKey : key;
}

const placeOf = ({ members }: NamedGroup): number => (members[0] as SourceRecord).place;

/** Why two people cannot be said to be one as things are. */
export function findHindrance([one, other]: Two, { hasAccount, known }: DoubtAround): Doubt['hindrance'] {
  if (one === other) return null;
  const present = [...one.members, ...other.members].filter(({ isAbsent }) => !isAbsent);
  if (new Set(present.map(({ sourceId }) => sourceId)).size < present.length) return 'one-source';
  if (one.members.some((a) => other.members.some((b) => known.isParted(a, b)))) return 'parted';
  const keys = [one.personKey, other.personKey];
  return keys.every((key) => key !== null && hasAccount(key)) ? 'two-accounts' : null;
}

/** One note for each doubt, under the name of whoever waits, else of the one whose source counts less. */
export function noteDoubts(doubts: readonly Doubt[], texts: IdentityTexts): Note[] {
  return doubts.map((doubt) => {
    const { left, right, reason, waits, hindrance } = doubt;
    const [one, other] = [left, right].map((side) => `${side.name} (${recordId(side)})`) as [string, string];
    const because = [texts.reasons[reason], ...wordLikeness(doubt, texts).map((line) => `${line}.`)].join(' ');
    const waiting = waits === null ? null : waits === left.personKey ? one : other;
    const how =
      hindrance === null ? texts.howToSay(recordId(left), recordId(right)) : `${texts.hindrances[hindrance]}.`;
    const text = `${texts.doubt(one, other, because, waiting)} ${how}`;
    return { kind: 'same-person', personKey: waits ?? right.personKey, text };
  });
}

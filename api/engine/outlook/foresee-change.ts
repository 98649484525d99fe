import type { ForecastTexts } from '../../../models/texts/forecast-texts.ts';
import { nameOf, type Wanted } from '../access/items.ts';
import type { PersonState } from './people-states.ts';

/** What a day can bring to somebody. */
export type ForecastKind =
  | 'prepared'
  | 'joiner'
  | 'waiting'
  | 'mover'
  | 'grant-begins'
  | 'grant-ends'
  | 'leave-begins'
  | 'leave-ends'
  | 'leaver'
  | 'access-ends'
  | 'deletion';

/** `atEndOfDay`: it happens at the midnight after a last day, which people count as that last day. */
export interface ForeseenChange {
  kind: ForecastKind;
  text: string;
  atEndOfDay: boolean;
}

const endings: readonly ForecastKind[] = ['leaver', 'grant-ends', 'leave-ends'];

const change = (kind: ForecastKind, text: string): ForeseenChange => ({
  kind,
  text,
  atEndOfDay: endings.includes(kind),
});

/** What changes for one person between two moments, as people would call it. */
export function foreseeChange(before: PersonState, after: PersonState, texts: ForecastTexts): ForeseenChange[] {
  if (after.phase === 'before-start' && before.phase !== 'before-start' && !before.enabled) {
    return after.managed ? [change('prepared', texts.prepared)] : [waits(after, texts)];
  }
  if (after.phase === 'active' && before.phase !== 'active')
    return after.managed ? [change('joiner', texts.starts)] : [waits(after, texts)];
  if (before.managed && after.deleted && !before.deleted) return [change('deletion', texts.deleted)];
  if (!after.managed || !before.managed) return [];
  const hasLeft = before.phase === 'active' && after.phase !== 'active';
  if (hasLeft) return [change('leaver', texts.leaves)];
  if (after.phase !== 'active') return endOfAccess(before, after, texts);
  return [...leaveChanges(before, after, texts), ...accessChanges(before, after, texts)];
}

const waits = ({ notes }: PersonState, texts: ForecastTexts): ForeseenChange =>
  change('waiting', texts.startsWaiting(notes.map((note) => note.text).join(' ')));

function endOfAccess(before: PersonState, after: PersonState, texts: ForecastTexts): ForeseenChange[] {
  const isTaken = before.access === null && after.access?.size === 0;
  return isTaken ? [change('access-ends', texts.accessEnds)] : [];
}

function leaveChanges(before: PersonState, after: PersonState, texts: ForecastTexts): ForeseenChange[] {
  if (before.leave === after.leave) return [];
  return after.leave === 'unchanged'
    ? [change('leave-ends', texts.leaveEnds)]
    : [change('leave-begins', texts.leaveStarts)];
}

/** What a grant alone gave or gives is an expiry or a beginning; everything else is a move. */
function accessChanges(before: PersonState, after: PersonState, texts: ForecastTexts): ForeseenChange[] {
  if (before.leave !== after.leave) return [];
  const gained = missingIn(before.access, after.access);
  const lost = missingIn(after.access, before.access);
  const changes: ForeseenChange[] = [];
  const [begun, ended] = [gained.filter(isGranted), lost.filter(isGranted)];
  if (begun.length > 0) changes.push(change('grant-begins', texts.begins(begun.map(called))));
  if (ended.length > 0) changes.push(change('grant-ends', texts.expires(ended.map(called))));
  const ofPolicy = (entries: readonly WantedEntry[]) => entries.filter((entry) => !isGranted(entry)).map(called);
  const [gains, losses] = [ofPolicy(gained), ofPolicy(lost)];
  if (gains.length + losses.length > 0 || differs(before, after))
    changes.push(change('mover', texts.moves(gains, losses)));
  return changes;
}

type WantedEntry = Wanted extends ReadonlyMap<string, infer Value> ? Value : never;

const called = ({ item }: WantedEntry): string => nameOf(item);

const isGranted = ({ reasons }: WantedEntry): boolean =>
  reasons.every((reason) => reason.kind === 'grant' || reason.kind === 'approval');

function missingIn(was: Wanted | null, now: Wanted | null): WantedEntry[] {
  if (was === now || now === null || was === null) return [];
  return [...now].flatMap(([key, entry]) => (was.has(key) ? [] : [entry]));
}

function differs({ attributes: before }: PersonState, { attributes: after }: PersonState): boolean {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof typeof before>;
  return [...names].some((name) => before[name] !== after[name]);
}

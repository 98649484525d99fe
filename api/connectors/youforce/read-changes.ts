import { InstroomError } from '../../../models/errors.ts';
import type { Changes } from '../keep-reading.ts';
import { personCalls, recallWholeCalls, todayOf, type YouforceDesk } from './desk.ts';
import { gatherChanged } from './gather.ts';
import { callRule } from './purse.ts';
import { haveNamesChanged, openLookups, readLookupRows } from './read-lookups.ts';
import { msPerCall, readSome } from './read-people.ts';
import type { Lookups } from './to-lookups.ts';
import { onTrip, type Trip } from './trip.ts';

/** Everybody of whom a record changed, read anew; null when only reading everybody will do, or does as well. */
export async function readChangedPeople(since: string, desk: YouforceDesk): Promise<Changes | null> {
  const whole = await recallWholeCalls(desk);
  const { lookups, lookCalls: need } = desk;
  if (desk.isWholeDue || lookups === null || whole <= need) return readWhole(whole, desk);
  const changes = await onTrip({ purpose: 'changes', need }, desk, async (trip) => {
    try {
      await desk.client.tokens.get(need * msPerCall);
      return await lookAndRead({ since, whole, before: lookups }, desk, trip);
    } catch (error) {
      if (error instanceof InstroomError && error.code === 'hr-busy' && trip.calls() >= need) expectMore(trip, desk);
      throw error;
    }
  });
  return changes ?? readWhole(whole, desk);
}

/** What changed is paid from what is for changes, unless it is more than that ever holds. */
function readWhole(whole: number, desk: YouforceDesk): null {
  const isSmall = whole <= callRule('changes', desk.source.callsPerDay).size;
  desk.payWholeFrom = isSmall ? 'changes' : 'whole';
  desk.isWholeDue = true;
  return null;
}

interface Look {
  since: string;
  /** Calls that reading everybody takes. */
  whole: number;
  before: Lookups;
}

async function lookAndRead({ since, whole, before }: Look, desk: YouforceDesk, trip: Trip): Promise<Changes | null> {
  const readAt = desk.parts.clock.now().toISOString();
  const most = whole / personCalls(desk);
  const [lookupRows, changed] = await Promise.all([
    readLookupRows(desk, trip),
    gatherChanged({ from: since, to: readAt, most }, desk, trip),
  ]);
  for (const [id, code] of changed.ids) desk.personIds.set(id, code);
  const lookups = openLookups(lookupRows, desk);
  const keys = [...new Set([...changed.keys, ...dueTurns(desk)])];
  if (changed.isUnclear || keys.length > most || haveNamesChanged(before, lookups)) return null;
  desk.lookCalls = trip.calls();
  const { people, setAside } = await readSome(keys, { lookups, trip }, desk);
  return { readAt, changedAt: null, people, setAside, gone: [], units: lookups.units };
}

/** The next look is not begun before there is twice as much; where that is never, everybody is read. */
function expectMore(trip: Trip, desk: YouforceDesk): void {
  const most = Math.floor(callRule('changes', desk.source.callsPerDay).size);
  if (desk.lookCalls >= most) desk.isWholeDue = true;
  desk.lookCalls = Math.min(most, trip.calls() * 2);
}

/** Another name of somebody begins to hold on its day, without anything being written on it. */
function dueTurns(desk: YouforceDesk): string[] {
  const today = todayOf(desk);
  return [...desk.turns].flatMap(([key, day]) => (day <= today ? [key] : []));
}

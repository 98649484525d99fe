import { InstroomError } from '../../../models/errors.ts';
import type { PeopleReading } from '../../../models/hr-connector.ts';
import type { HrReading, SetAside } from '../../../models/person.ts';
import { sourceTexts } from '../../../models/texts/source-texts.ts';
import { createSetAsideCollection } from '../collect-set-aside.ts';
import { unreadable } from '../unreadable.ts';
import { type Collected, collectPeople, type Gathering } from './collect-people.ts';
import {
  keepShortfall,
  keepWholeCalls,
  lookupCalls,
  personCalls,
  readingOf,
  recallWholeCalls,
  type YouforceDesk,
} from './desk.ts';
import { findVanished } from './find-vanished.ts';
import { gather, gatherPeople } from './gather.ts';
import { purposeFor } from './purse.ts';
import { nothingThere, openLookups, readLookupRows } from './read-lookups.ts';
import type { Lookups } from './to-lookups.ts';
import { onTrip, type Trip } from './trip.ts';

/** What a call takes of a token's time, at the pace that is borne and with answers that take theirs. */
export const msPerCall = 1_300;

export async function readEverybody(desk: YouforceDesk): Promise<HrReading> {
  const readAt = desk.parts.clock.now().toISOString();
  const need = await recallWholeCalls(desk);
  const purpose = desk.payWholeFrom;
  desk.payWholeFrom = 'whole';
  return onTrip({ purpose, need }, desk, async (trip) => {
    try {
      await desk.client.tokens.get(need * msPerCall);
      const [lookupRows, gathering] = await Promise.all([readLookupRows(desk, trip), gather(desk, trip)]);
      if (gathering.persons.size === 0) throw nothingThere(desk.tables.persons, desk);
      if (gathering.employments.size === 0) throw nothingThere(desk.tables.employments, desk);
      rememberIds(gathering, desk);
      const lookups = openLookups(lookupRows, desk);
      refuseLostJobs(gathering, { lookups, desk });
      const { people, setAside } = settle(gathering, { lookups, asked: null }, desk);
      await keepWholeCalls(desk, trip.calls());
      desk.isWholeDue = false;
      return { sourceId: desk.source.id, readAt, changedAt: null, people, units: lookups.units, setAside };
    } catch (error) {
      if (error instanceof InstroomError && error.code === 'hr-busy' && trip.calls() >= need)
        await keepShortfall(desk, { need, calls: trip.calls() });
      throw error;
    }
  });
}

/** These people alone. What units and job profiles are called is taken from the last reading, if there was one. */
export async function readSomePeople(personKeys: readonly string[], desk: YouforceDesk): Promise<PeopleReading> {
  const readAt = desk.parts.clock.now().toISOString();
  const need = personKeys.length * personCalls(desk) + (desk.lookups === null ? lookupCalls(desk) : 0);
  const purpose = purposeFor(need, desk.source.callsPerDay);
  return onTrip({ purpose, need }, desk, async (trip) => {
    await desk.client.tokens.get(need * msPerCall);
    const lookups = desk.lookups ?? openLookups(await readLookupRows(desk, trip), desk);
    const { people, setAside } = await readSome(personKeys, { lookups, trip }, desk);
    return { sourceId: desk.source.id, readAt, changedAt: null, people, setAside };
  });
}

/** These people, on a trip that is under way. */
export async function readSome(
  keys: readonly string[],
  { lookups, trip }: { lookups: Lookups; trip: Trip },
  desk: YouforceDesk,
): Promise<Pick<Collected, 'people' | 'setAside'>> {
  const gathering = await gatherPeople(keys, desk, trip);
  rememberIds(gathering, desk);
  return settle(gathering, { lookups, asked: keys }, desk);
}

/** People from their rows; what is known is brought up to date. Units that cannot be used are only said by a reading of everybody. */
function settle(
  gathering: Gathering,
  { lookups, asked }: { lookups: Lookups; asked: readonly string[] | null },
  desk: YouforceDesk,
): { people: Collected['people']; setAside: SetAside[] } {
  const { known, turns } = desk;
  const reading = readingOf(desk, lookups);
  const collected = collectPeople(gathering, reading);
  const { people, setAside } = findVanished(
    collected.people,
    { setAside: collected.setAside, asked },
    { ...reading, before: known },
  );
  const unspoken = new Set(setAside.map(({ personKey }) => personKey));
  for (const key of asked ?? [...known.keys()]) {
    if (!unspoken.has(key)) known.delete(key);
    turns.delete(key);
  }
  for (const person of people) known.set(person.personKey, person);
  for (const [key, day] of collected.turns) turns.set(key, day);
  desk.lookups = lookups;
  return { people, setAside: asked === null ? [...setAside, ...setAsideUnits(lookups, desk)] : setAside };
}

function setAsideUnits({ problems }: Lookups, { parts }: YouforceDesk): SetAside[] {
  const collection = createSetAsideCollection(sourceTexts(parts.language));
  collection.add(null, problems);
  return collection.list();
}

/** Only HR Core Business names people by the ids of their records. */
function rememberIds({ persons }: Gathering, { source, personIds }: YouforceDesk): void {
  if (source.core !== 'business') return;
  for (const [code, rows] of persons) for (const { id } of rows) if (id !== undefined) personIds.set(id, code);
}

/** Job profiles that are not seen would take everybody's function away. */
function refuseLostJobs({ employments }: Gathering, { lookups, desk }: { lookups: Lookups; desk: YouforceDesk }): void {
  if (lookups.jobs.size > 0) return;
  for (const own of employments.values())
    for (const rows of own.values())
      if (rows.some(({ jobProfile }) => jobProfile !== undefined))
        throw unreadable(
          `${desk.source.id}: ${desk.tables.jobProfiles} gave nothing at all, and employments refer to it.`,
          'Check what the customer lets the application see; an empty list is never believed.',
        );
}

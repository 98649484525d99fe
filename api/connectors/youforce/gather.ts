import type { z } from 'zod';
import { sourceTexts } from '../../../models/texts/source-texts.ts';
import {
  addAssignments,
  addCosts,
  addEmployments,
  addPersons,
  type Gathering,
  startGathering,
} from './collect-people.ts';
import type { YouforceDesk } from './desk.ts';
import { type Rows, readTable } from './read-table.ts';
import { AssignmentRow, CostRow, EmploymentRow, PersonRow } from './schema.ts';
import type { Trip } from './trip.ts';

type Query = Readonly<Record<string, string>>;

/** What changed in a span of time: whose records, and whether that could be told of all of them. */
export interface Changed {
  keys: Set<string>;
  ids: Map<string, string>;
  isUnclear: boolean;
}

/** All rows of all people. */
export async function gather(desk: YouforceDesk, trip: Trip): Promise<Gathering> {
  const gathering = startGathering(settingsOf(desk));
  await gatherInto(gathering, { query: {}, keeps: () => true }, desk, trip);
  return gathering;
}

/**
 * All rows of these people, by a filter on each: lists tell what is past and to come as well, where a record asked for by its id holds only
 * today's. https://community.visma.com IAM-API-Endpoints ta-p/472228
 */
export async function gatherPeople(keys: readonly string[], desk: YouforceDesk, trip: Trip): Promise<Gathering> {
  const gathering = startGathering(settingsOf(desk));
  // One after the other, as they go out anyway: a token that is put on a call must not end while the call waits for its turn.
  for (const personCode of keys)
    await gatherInto(gathering, { query: { personCode }, keeps: (code) => code === personCode }, desk, trip);
  return gathering;
}

/** Whose records were written between two instants; no more of them than tell that they are more than `most`. */
export async function gatherChanged(
  { from, to, most }: { from: string; to: string; most: number },
  desk: YouforceDesk,
  trip: Trip,
): Promise<Changed> {
  const gathering = startGathering(settingsOf(desk));
  const keys = new Set<string>();
  const keeps = (code: string | null) => {
    if (code !== null) keys.add(code);
    return true;
  };
  const isEnough = () => keys.size > most;
  await gatherInto(gathering, { query: { from, to }, keeps, isEnough }, desk, trip);
  const ids = [...gathering.persons].flatMap(([code, rows]) =>
    rows.flatMap(({ id }) => (id === undefined ? [] : [[id, code] as const])),
  );
  const isUnclear = gathering.setAside.list().some(({ personKey }) => personKey === null);
  return { keys, ids: new Map(ids), isUnclear };
}

const settingsOf = ({ source, parts }: YouforceDesk) => ({ source, texts: sourceTexts(parts.language) });

interface Which {
  query: Query;
  /** Whether the rows of a person are wanted: a system that knows no such filter answers with everybody's. */
  keeps(personCode: string | null): boolean;
  /** Whether no further page is wanted. */
  isEnough?(): boolean;
}

async function gatherInto(gathering: Gathering, which: Which, desk: YouforceDesk, trip: Trip): Promise<void> {
  const { tables } = desk;
  const settings = settingsOf(desk);
  const collect = async <Schema extends z.ZodType<{ personCode?: string | undefined }>>(
    path: string | null,
    schema: Schema,
    add: (rows: Rows<z.infer<Schema>>) => void,
  ): Promise<void> => {
    if (path === null) return;
    for await (const { rows, broken } of readTable(
      { path, schema, query: which.query },
      { client: desk.client, trip },
    )) {
      add({
        rows: rows.filter(({ personCode }) => which.keeps(personCode ?? null)),
        broken: broken.filter(({ personCode }) => which.keeps(personCode)),
      });
      if (which.isEnough?.()) return;
    }
  };
  await Promise.all([
    collect(tables.persons, PersonRow, (rows) => addPersons(rows, gathering, settings)),
    collect(tables.employments, EmploymentRow, (rows) => addEmployments(rows, gathering, settings)),
    collect(tables.assignments, AssignmentRow, (rows) => addAssignments(rows, gathering, settings)),
    collect(tables.costAllocations, CostRow, (rows) => addCosts(rows, gathering, settings)),
  ]);
}

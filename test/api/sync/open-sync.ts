import { tmpdir } from 'node:os';
import { parsePolicy } from '../../../api/policy/read-policy.ts';
import { type ApplyNowAsk, applyNow } from '../../../api/sync/apply-now.ts';
import type { SyncParts } from '../../../api/sync/sync-parts.ts';
import type { HrConnector } from '../../../models/hr-connector.ts';
import type { Person } from '../../../models/person.ts';
import type { Run } from '../../../models/run.ts';
import { openStores } from '../../../models/store/open-stores.ts';
import type { Stores } from '../../../models/stores.ts';
import { createFakeDirectory, type FakeWorld } from '../../fakes/create-fake-directory.ts';
import type { OwnDatabase } from '../../models/store/share-engine.ts';
import { makePerson, makeUnits } from '../../organisation/make-organisation.ts';
import { makeGroup } from '../engine/make-input.ts';

/** Runs on real stores, a directory in memory, and an HR list and a clock that the test sets. */
export interface SyncHouse {
  parts: SyncParts;
  stores: Stores;
  world: FakeWorld;
  /** What HR says now; to be changed at will. */
  people: Person[];
  /** What the other source says now, where there is one. */
  others: Person[];
  /** Sets the clock. */
  at(instant: string): void;
  apply(ask?: Partial<ApplyNowAsk>): Promise<Run>;
  close(): Promise<void>;
}

const sourcesOf = (other: string | undefined): string =>
  `sources:\n${['hr', ...(other === undefined ? [] : [other])].map((id) => `  - { id: ${id}, connector: csv, folder: ./${id} }`).join('\n')}`;

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

/** @param options.policy - lines beside version, domains, source and schedule */
export async function openSync(options: {
  database: OwnDatabase;
  people: number;
  policy?: string;
  groups?: string[];
  /** Another source beside `hr`, which names those in `others`. */
  other?: string;
}): Promise<SyncHouse> {
  const stores = await openStores({ ...options.database, logger: quiet });
  let now = '2026-11-24T08:00:00.000Z';
  const clock = { now: () => new Date(now) };
  const { directory, world } = createFakeDirectory({
    clock,
    groups: (options.groups ?? []).map((name) => makeGroup(name)),
  });
  const text = `version: 1\ndomains: [voorbeeld.example]\n${sourcesOf(options.other)}\nschedule: []\n${options.policy ?? ''}`;
  const policy = parsePolicy(text, { name: 'instroom.yaml', folder: tmpdir() });
  const people = Array.from({ length: options.people }, (_, index) => makePerson(index));
  const others: Person[] = [];
  const connector = (sourceId: string, list: readonly Person[]): HrConnector => ({
    sourceId,
    watchPaths: [],
    pollEveryMs: null,
    check: async () => [],
    read: async () => ({
      sourceId,
      readAt: now,
      changedAt: null,
      people: structuredClone(list) as Person[],
      units: sourceId === 'hr' ? makeUnits() : [],
      setAside: [],
    }),
  });
  const connectors = [
    connector('hr', people),
    ...(options.other === undefined ? [] : [connector(options.other, others)]),
  ];
  const parts: SyncParts = {
    loadPolicy: async () => policy,
    connectorsOf: () => connectors,
    directory,
    stores,
    notifier: { tell: async () => {} },
    clock,
    logger: quiet,
  };
  return {
    parts,
    stores,
    world,
    people,
    others,
    at: (instant) => {
      now = instant;
    },
    apply: (ask) =>
      applyNow({ by: { kind: 'cli', id: 'cli', name: 'command line' }, owner: 'test', approve: false, ...ask }, parts),
    close: () => stores.close(),
  };
}

import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import { Run } from '../run.ts';
import type { RunStore, SettingStore } from '../stores.ts';
import { openCollection } from './open-collection.ts';
import { openOperations } from './operations.ts';

type About = 'everybody' | 'some';
type StoredRun = Omit<Run, 'id'> & { _id: string; number: number; about: About };

/** Named one by one: the embedded store keeps fields, and leaves none out. */
const allButNotes = Object.fromEntries(
  [...Object.keys(Run.shape), 'number', 'about']
    .filter((field) => field !== 'id' && field !== 'notes')
    .map((field) => [field, 1]),
);

/** Runs, numbered from 1, with their operations beside them. */
export async function createRunStore(connection: Connection, settings: SettingStore): Promise<RunStore> {
  const mixed = Schema.Types.Mixed;
  const runs = await openCollection<StoredRun>(connection, 'runs', {
    fields: {
      number: Number,
      state: String,
      trigger: String,
      askedBy: mixed,
      askedAt: String,
      startedAt: String,
      plannedAt: String,
      finishedAt: String,
      now: String,
      policyVersion: String,
      fingerprint: String,
      verdict: mixed,
      counts: mixed,
      results: mixed,
      notes: mixed,
      noteCount: Number,
      sources: mixed,
      scope: mixed,
      about: String,
      decision: mixed,
      held: Number,
      supersededBy: String,
      error: mixed,
    },
    indexes: [
      { fields: { number: -1 }, answers: 'the newest runs' },
      { fields: { about: 1, number: -1 }, answers: 'the newest runs about everybody, and about some' },
      { fields: { state: 1, number: -1 }, answers: 'runs that wait, or are under way' },
      { fields: { policyVersion: 1, number: -1 }, answers: 'the runs of a version of the policy' },
      { fields: { fingerprint: 1, number: -1 }, answers: 'was this very plan seen before' },
    ],
  });
  const operations = await openOperations(connection);
  // Runs that were written down without saying it; the index finds them at once, or that there are none.
  await runs.updateMany({ about: null, scope: null } as object, { $set: { about: 'everybody' } });
  await runs.updateMany({ about: null } as object, { $set: { about: 'some' } });
  const change = async (filter: Record<string, unknown>, changes: Partial<Omit<Run, 'id'>>): Promise<Run | null> => {
    const changed = await runs.findOneAndUpdate(filter, { $set: changes }, { returnDocument: 'after' });
    return changed === null ? null : toRun(changed);
  };

  return {
    add: async (run) => {
      const number = await settings.next('run');
      const stored = {
        _id: String(number),
        number,
        about: run.scope == null ? ('everybody' as const) : ('some' as const),
        ...run,
      };
      await runs.insertOne(stored);
      return toRun(stored);
    },
    find: async (runId) => {
      const stored = await runs.findOne({ _id: runId });
      return stored === null ? null : toRun(stored);
    },
    list: async ({ limit, states, policyVersion, about, withoutNotes }) => {
      const options = withoutNotes ? { projection: allButNotes } : {};
      const ofAbout = about === undefined ? {} : { about };
      const newest = (filter: Partial<Pick<Run, 'state' | 'policyVersion'>>) =>
        runs
          .find({ ...filter, ...ofAbout }, options)
          .sort({ number: -1 })
          .limit(limit)
          .toArray();
      const ofVersion = policyVersion === undefined ? {} : { policyVersion };
      // Each state by itself: the index then gives the newest of it, however many there are.
      const found = await Promise.all(
        states === undefined ? [newest(ofVersion)] : states.map((state) => newest({ ...ofVersion, state })),
      );
      return found
        .flat()
        .sort((a, b) => b.number - a.number)
        .slice(0, limit)
        .map((stored) => toRun({ ...stored, notes: stored.notes ?? [] }));
    },
    change: (runId, from, changes) => change({ _id: runId, state: { $in: [...from] } }, changes),
    decide: (runId, decision, to) =>
      change(
        {
          _id: runId,
          state: { $in: ['awaiting-approval', 'blocked'] },
          fingerprint: decision.fingerprint,
          decision: null,
        },
        { state: to, decision, ...(to === 'applying' ? {} : { finishedAt: decision.at }) },
      ),
    saveOperations: operations.save,
    operations: operations.list,
    findOperations: operations.find,
    updateOperations: operations.update,
    saveResults: async (runId, results) => {
      await operations.saveResults(runId, results);
    },
    countResults: operations.countResults,
    countDone: operations.countDone,
    failures: operations.failures,
    findByFingerprint: async (fingerprint, states) => {
      const [stored] = await runs
        .find({ fingerprint, state: { $in: [...states] } })
        .sort({ number: -1 })
        .limit(1)
        .toArray();
      return stored === undefined ? null : toRun(stored);
    },
  };
}

function toRun(stored: StoredRun): Run {
  const { _id, number: _number, about: _about, ...run } = stored;
  return { id: _id, ...run };
}

import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { Application, AppRoleAssignment } from '../account.ts';
import { hashOf } from './hash-of.ts';
import { openCollection } from './open-collection.ts';
import { openParts } from './parts.ts';
import { inBatches } from './write-in-batches.ts';

interface StoredApplication {
  _id: string;
  directory: string;
  applicationId: string;
  /** Of the application with its assignments; empty while they are being written. */
  hash: string;
  application: Omit<Application, 'assignments'>;
}

/** The business apps of a directory that were asked for, with everybody who has a role in them. */
export async function openApplications(connection: Connection): Promise<{
  load(directory: string): Promise<Application[]>;
  /** Makes the stored applications equal to these, writing only what differs. */
  saveAll(directory: string, applications: readonly Application[]): Promise<void>;
}> {
  const applications = await openCollection<StoredApplication>(connection, 'applications', {
    fields: { directory: String, applicationId: String, hash: String, application: Schema.Types.Mixed },
    indexes: [{ fields: { directory: 1 }, answers: 'all applications of a directory (load, saveAll)' }],
  });
  const assignments = await openParts<AppRoleAssignment>(connection, 'app-assignments', {
    idOf: (assignment) => assignment.id,
  });

  /** Without a hash while its assignments are written: whoever dies half-way leaves one that counts as changed. */
  const save = async (directory: string, whole: Application): Promise<void> => {
    const { assignments: held, ...application } = whole;
    const _id = `${directory}|${whole.id}`;
    const stored = { directory, applicationId: whole.id, application };
    await applications.replaceOne({ _id }, { ...stored, hash: '' }, { upsert: true });
    await assignments.save(directory, whole.id, held);
    await applications.replaceOne({ _id }, { ...stored, hash: hashOf(whole) }, { upsert: true });
  };

  return {
    load: async (directory) => {
      const held = await assignments.load(directory);
      const stored = await applications.find({ directory }).toArray();
      return stored.map(({ application, applicationId }) => ({
        ...application,
        assignments: held.get(applicationId) ?? [],
      }));
    },
    saveAll: async (directory, all) => {
      const stored = await applications.find({ directory }, { projection: { applicationId: 1, hash: 1 } }).toArray();
      const known = new Map(stored.map(({ applicationId, hash }) => [applicationId, hash]));
      for (const application of all)
        if (known.get(application.id) !== hashOf(application)) await save(directory, application);
      for (const { id } of all) known.delete(id);
      await assignments.remove(directory, [...known.keys()]);
      for (const ids of inBatches([...known.keys()]))
        await applications.deleteMany({ _id: { $in: ids.map((id) => `${directory}|${id}`) } });
    },
  };
}

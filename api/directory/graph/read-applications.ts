import { z } from 'zod';
import type { Application } from '../../../models/account.ts';
import { readList } from './read-list.ts';
import { readSyncJob } from './read-sync-job.ts';
import type { Reading } from './reading.ts';
import { PAGE_SIZE } from './schema.ts';

type Wire = Pick<Reading, 'connection' | 'reader'>;

const GraphAppRole = z.object({
  id: z.string(),
  value: z.string().nullish(),
  displayName: z.string().nullish(),
  isEnabled: z.boolean().nullish(),
  allowedMemberTypes: z.array(z.string()).nullish(),
});

const GraphApplication = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z.string().nullish(),
  appRoles: z.array(GraphAppRole).nullish(),
});
type GraphApplication = z.infer<typeof GraphApplication>;

const GraphAssignment = z.object({ id: z.string(), principalId: z.string(), appRoleId: z.string() });

const APP_SELECT = 'id,appId,displayName,appRoles';
const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * The apps that the asked names mean, by object id, else app id, else display name, ignoring case, with their roles for users, everybody
 * who has one, and their provisioning job. An app that is not there is left out; without names nothing is asked.
 * Throws InstroomError when the answer is not the whole.
 */
export async function readApplications(names: readonly string[], reading: Wire): Promise<Application[]> {
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))];
  const found = (await Promise.all(wanted.map((name) => findApplications(name, reading)))).flat();
  const byId = new Map(found.map((app) => [app.id, app]));
  return Promise.all([...byId.values()].map((app) => complete(app, reading)));
}

/** A server that does not understand the filter gives everything; what does not fit is left out here. */
async function findApplications(name: string, reading: Wire): Promise<GraphApplication[]> {
  const keys: ReadonlyArray<[string, (app: GraphApplication) => string]> = [
    ...(GUID.test(name)
      ? ([
          ['id', (app) => app.id],
          ['appId', (app) => app.appId],
        ] satisfies typeof keys)
      : []),
    ['displayName', (app) => app.displayName ?? ''],
  ];
  for (const [property, keyOf] of keys) {
    const filter = encodeURIComponent(`${property} eq '${name.replaceAll("'", "''")}'`);
    const url = `/servicePrincipals?$filter=${filter}&$select=${APP_SELECT}&$top=${PAGE_SIZE}`;
    const apps = await readList({ url, item: GraphApplication, doing: 'Reading apps' }, reading);
    const fitting = apps.filter((app) => keyOf(app).toLowerCase() === name);
    if (fitting.length > 0) return fitting;
  }
  return [];
}

async function complete(app: GraphApplication, reading: Wire): Promise<Application> {
  const url = `/servicePrincipals/${encodeURIComponent(app.id)}/appRoleAssignedTo?$select=id,principalId,appRoleId&$top=${PAGE_SIZE}`;
  const [assignments, syncJob] = await Promise.all([
    readList({ url, item: GraphAssignment, doing: 'Reading who has a role in an app' }, reading),
    readSyncJob(app.id, reading),
  ]);
  return {
    id: app.id,
    appId: app.appId,
    displayName: app.displayName ?? '',
    roles: (app.appRoles ?? []).filter(isForUsers).map(({ id, value, displayName }) => ({
      id,
      value: value ?? null,
      displayName: displayName ?? value ?? '',
    })),
    assignments: assignments.map(({ id, principalId, appRoleId }) => ({ id, principalId, appRoleId })),
    syncJob,
  };
}

/** Roles that only other apps can have are permissions, and nobody's access. */
function isForUsers({ isEnabled, allowedMemberTypes }: z.infer<typeof GraphAppRole>): boolean {
  return isEnabled !== false && (allowedMemberTypes?.includes('User') ?? true);
}

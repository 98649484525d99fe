import type { SyncJob } from '../world/records.ts';
import { findObject, requireBody } from './find-object.ts';
import { isObject } from './property-table.ts';
import { badRequest, notFound } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';

const jobs = '/servicePrincipals/:id/synchronization/jobs';

/** Entra's own provisioning of accounts in apps: https://learn.microsoft.com/graph/api/resources/synchronization-overview */
export const synchronizationRoutes: readonly Route[] = [
  { method: 'GET', path: jobs, handle: listJobs },
  { method: 'GET', path: `${jobs}/:jobId`, handle: (call) => answer(call, '/$entity', renderJob(jobOf(call))) },
  {
    method: 'GET',
    path: `${jobs}/:jobId/schema`,
    handle: (call) => answer(call, '/schema', renderSchema(jobOf(call))),
  },
  { method: 'POST', path: `${jobs}/:jobId/provisionOnDemand`, bucket: 'provisions', handle: provisionOnDemand },
];

function listJobs(call: Call): Answer {
  const app = findObject(call.desk, 'servicePrincipal', call.params.id ?? '');
  return answer(call, '', { value: call.desk.world.syncJobs(app.id).map(renderJob) });
}

function jobOf(call: Call): SyncJob {
  const app = findObject(call.desk, 'servicePrincipal', call.params.id ?? '');
  const job = call.desk.world.syncJobs(app.id).find(({ id }) => id === call.params.jobId);
  if (job === undefined) throw notFound(call.params.jobId ?? '');
  return job;
}

function answer(call: Call, part: string, body: Record<string, unknown>): Answer {
  const context = `${call.desk.serviceRoot()}/$metadata#servicePrincipals('${call.params.id}')/synchronization/jobs${part}`;
  return { status: 200, body: { '@odata.context': context, ...body } };
}

const renderJob = ({ id, isPaused }: SyncJob) => ({
  id,
  templateId: 'scim',
  schedule: { expiration: null, interval: 'PT40M', state: isPaused ? 'Paused' : 'Active' },
  status: { code: isPaused ? 'Paused' : 'Active' },
  synchronizationJobSettings: [],
});

const renderSchema = ({ id, ruleId }: SyncJob) => ({
  id,
  synchronizationRules: [
    {
      id: ruleId,
      name: 'USER_OUTBOUND_USER',
      priority: 1,
      editable: true,
      sourceDirectoryName: 'Microsoft Entra ID',
      targetDirectoryName: 'customappsso',
      objectMappings: [{ enabled: true, name: 'Provision users', sourceObjectName: 'User', targetObjectName: 'User' }],
    },
  ],
});

/** POST …/provisionOnDemand: https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand */
async function provisionOnDemand(call: Call): Promise<Answer> {
  const { world, faults } = call.desk;
  const job = jobOf(call);
  const id = readSubject(call, job);
  const user = findObject(call.desk, 'user', id);
  const path = call.path;
  const isAssigned = isAssignedTo(call, job, user.id) && !faults.befalls('unseenAssignments', { method: 'POST', path });
  if (!isAssigned) return report(call, { assigned: false, active: true });
  const active = user.properties.accountEnabled === true;
  // Somebody disabled is changed in the app where they are known, and never made there.
  if (!active && !job.provisionedIds.includes(user.id)) return report(call, { assigned: true, active });
  const provisionedIds = [...new Set([...job.provisionedIds, user.id])];
  await world.write([{ kind: 'sync-job', job: { ...job, provisionedIds } }]);
  return report(call, { assigned: true, active: true });
}

function readSubject(call: Call, job: SyncJob): string {
  const { parameters } = requireBody(call.request.body);
  const [first, ...more] = Array.isArray(parameters) ? parameters : [];
  if (!isObject(first) || more.length > 0) throw badRequest('Provisioning on demand takes one set of parameters.');
  if (first.ruleId !== job.ruleId)
    throw badRequest(`The rule '${String(first.ruleId)}' is not in the schema of the job.`);
  const [subject, ...others] = Array.isArray(first.subjects) ? first.subjects : [];
  if (
    !isObject(subject) ||
    others.length > 0 ||
    subject.objectTypeName !== 'User' ||
    typeof subject.objectId !== 'string'
  )
    throw badRequest('Provisioning on demand takes one user.');
  return subject.objectId;
}

/** Directly, or as a direct member of a group that is assigned. */
function isAssignedTo({ desk }: Call, job: SyncJob, userId: string): boolean {
  const { world } = desk;
  const principals = new Set([userId, ...world.memberships.groupIdsOf(userId)]);
  return world.assignmentsTo(job.appId).some(({ principalId }) => principals.has(principalId));
}

/** The report is JSON inside a text, as Graph has it. */
function report(call: Call, { assigned, active }: { assigned: boolean; active: boolean }): Answer {
  const isInScope = assigned && active;
  const details = {
    'Active in the source system': active ? 'True' : 'False',
    'Assigned to the application': assigned ? 'True' : 'False',
    ...(assigned ? {} : { SkipReason: 'NotEffectivelyEntitled' }),
  };
  const step = (name: string, type: string, status: string, description: string) => ({
    name,
    type,
    status,
    description,
    details,
  });
  const steps = [
    step('EntryImport', 'Import', 'Success', 'Retrieved the user'),
    step(
      'EntrySynchronizationScoping',
      'Scoping',
      isInScope ? 'Success' : 'Skipped',
      'Determine if the user is in scope',
    ),
    ...(isInScope ? [step('EntryExportAdd', 'Export', 'Success', 'The user was made in the app')] : []),
  ];
  const context = `${call.desk.serviceRoot()}/$metadata#microsoft.graph.stringKeyStringValuePair`;
  const key = 'Microsoft.Identity.Health.CPP.Common.DataContracts.SyncFabric.StatusInfo';
  return {
    status: 200,
    body: { '@odata.context': context, key, value: JSON.stringify([{ provisioningSteps: steps }]) },
  };
}

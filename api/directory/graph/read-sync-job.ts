import { z } from 'zod';
import type { Application } from '../../../models/account.ts';
import { incomplete } from './read-collection.ts';
import type { Reading } from './reading.ts';
import { pageOf } from './schema.ts';

const GraphSyncJob = z.object({ id: z.string(), schedule: z.object({ state: z.string().nullish() }).nullish() });

const GraphSyncSchema = z.object({
  synchronizationRules: z
    .array(
      z.object({
        id: z.string(),
        objectMappings: z
          .array(z.object({ enabled: z.boolean().nullish(), sourceObjectName: z.string().nullish() }))
          .nullish(),
      }),
    )
    .nullish(),
});

/** Who may not look, or a server without provisioning: the app then waits for its own cycle, which is no reason to stop. */
const NO_JOB = [400, 403, 405, 501];

const doing = 'Reading the provisioning of an app';

/**
 * The job that provisions the users of an app, with the rule that says how, or null: there is none, it does not run, or we may not see it.
 * A job that somebody has paused is left alone. The rule stands in the job's schema and nowhere else.
 * https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand
 * https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-get
 */
export async function readSyncJob(appId: string, { reader }: Pick<Reading, 'reader'>): Promise<Application['syncJob']> {
  const jobsUrl = `/servicePrincipals/${encodeURIComponent(appId)}/synchronization/jobs`;
  const jobs = await readOrNothing(jobsUrl, pageOf(GraphSyncJob), reader);
  const job = jobs?.value.find(({ schedule }) => schedule?.state?.toLowerCase() === 'active');
  if (job === undefined) return null;
  const schema = await readOrNothing(`${jobsUrl}/${encodeURIComponent(job.id)}/schema`, GraphSyncSchema, reader);
  const rule = schema?.synchronizationRules?.find(({ objectMappings }) =>
    objectMappings?.some(
      ({ enabled, sourceObjectName }) => enabled !== false && sourceObjectName?.toLowerCase() === 'user',
    ),
  );
  return rule === undefined ? null : { id: job.id, ruleId: rule.id };
}

async function readOrNothing<T>(url: string, shape: z.ZodType<T>, reader: Reading['reader']): Promise<T | null> {
  const answer = await reader.read(url, { doing, refusals: NO_JOB });
  if (answer.status !== 200) return null;
  const parsed = shape.safeParse(answer.body);
  if (!parsed.success) throw incomplete(doing, 'An answer is not as it should be.');
  return parsed.data;
}

import { z } from 'zod';

/** What came of provisioning somebody on demand. `not-yet`: the app does not see the assignment yet, which takes minutes. */
export type Provisioning = { kind: 'done' } | { kind: 'not-yet' | 'failed'; code: string; text: string };

const Report = z.array(
  z.object({
    provisioningSteps: z
      .array(
        z.object({
          type: z.string().nullish(),
          status: z.string().nullish(),
          description: z.string().nullish(),
        }),
      )
      .nullish(),
  }),
);

/**
 * Reads the report that Graph puts as text into its answer. A step that was skipped because nothing had to change is no failure; one
 * that found somebody out of scope is. A report that cannot be read is taken for done: Graph answered 200.
 * https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand
 * https://learn.microsoft.com/entra/identity/app-provisioning/provision-on-demand
 */
export function judgeProvisioning(report: string): Provisioning {
  if (/NotEffectivelyEntitled|"Assigned to the application"\s*:\s*"?False/i.test(report))
    return {
      kind: 'not-yet',
      code: 'NotEffectivelyEntitled',
      text: 'The app does not see the assignment yet; its next cycle will take it along.',
    };
  const steps = readReport(report).flatMap(({ provisioningSteps }) => provisioningSteps ?? []);
  const trouble = steps.find(
    ({ type, status }) =>
      status?.toLowerCase() === 'failure' || (type?.toLowerCase() === 'scoping' && status?.toLowerCase() === 'skipped'),
  );
  if (trouble === undefined) return { kind: 'done' };
  return {
    kind: 'failed',
    code: 'provisioning-failed',
    text: `The app did not take this account at once (${trouble.type ?? 'step'}: ${trouble.description ?? 'no reason given'}); its next cycle will try again.`,
  };
}

function readReport(report: string): z.infer<typeof Report> {
  try {
    return Report.safeParse(JSON.parse(report)).data ?? [];
  } catch {
    return [];
  }
}

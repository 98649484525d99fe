import { z } from 'zod';
import type { FaultBook } from './faults.ts';
import { Refusal } from './refusal.ts';
import type { Answer, GraphRequest } from './route.ts';

const mostSteps = 20;

const Step = z.object({
  id: z.string().min(1),
  method: z.string().min(1),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
});
type Step = z.infer<typeof Step>;

const Batch = z.object({ requests: z.array(Step) });

type InnerAnswer = { id: string } & Answer;

/**
 * POST /$batch: https://learn.microsoft.com/graph/json-batching. `judge` answers one inner request and never throws. Steps that
 * depend on nothing run side by side.
 * Throws a Refusal (400) for a batch that cannot be carried out as a whole.
 */
export async function answerBatch(
  request: GraphRequest,
  work: { judge: (inner: GraphRequest) => Promise<Answer>; faults: FaultBook },
): Promise<Answer> {
  const steps = readSteps(request.body);
  const answers = new Map<string, Promise<InnerAnswer>>();
  const finished: InnerAnswer[] = [];
  for (const step of steps) {
    const before = (step.dependsOn ?? []).flatMap((id) => answers.get(id) ?? []);
    const running = runStep(step, { before, request, judge: work.judge });
    answers.set(step.id, running);
    running.then((answer) => finished.push(answer));
  }
  await Promise.all(answers.values());
  const responses = work.faults.current().shuffledBatches === true ? shuffle(finished, work.faults) : finished;
  return { status: 200, body: { responses } };
}

function readSteps(body: unknown): Step[] {
  const batch = Batch.safeParse(body);
  if (!batch.success) throw invalidBatch('Invalid batch payload format.');
  const steps = batch.data.requests;
  if (steps.length > mostSteps)
    throw invalidBatch(`Number of batch request steps exceeds the max value of ${mostSteps}.`);
  const known = new Set<string>();
  for (const { id, url, dependsOn = [] } of steps) {
    if (known.has(id)) throw invalidBatch(`Request Id '${id}' is not unique.`);
    if (/^[a-z]+:/i.test(url) || url.replace(/^\//, '').startsWith('$batch'))
      throw invalidBatch(`Invalid request URI '${url}'.`);
    if (dependsOn.some((other) => !known.has(other)))
      throw invalidBatch(`Request '${id}' depends on a request that does not come before it.`);
    known.add(id);
  }
  return steps;
}

const invalidBatch = (message: string): Refusal => new Refusal(400, 'BadRequest', message);

async function runStep(
  step: Step,
  {
    before,
    request,
    judge,
  }: { before: Promise<InnerAnswer>[]; request: GraphRequest; judge: (r: GraphRequest) => Promise<Answer> },
): Promise<InnerAnswer> {
  // Without dependencies there is no pause here, so that all steps of a parallel batch are under way at the same time.
  const failed = before.length === 0 ? undefined : (await Promise.all(before)).find(({ status }) => status >= 400);
  if (failed !== undefined)
    return {
      id: step.id,
      status: 424,
      headers: { 'Content-Type': 'application/json' },
      body: {
        error: { code: 'FailedDependency', message: `Request '${failed.id}', on which this one depends, failed.` },
      },
    };
  const headers = Object.fromEntries(
    Object.entries(step.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const shared = request.headers['client-request-id'];
  const inner = {
    method: step.method.toUpperCase(),
    url: step.url.startsWith('/') ? step.url : `/${step.url}`,
    headers: shared === undefined ? headers : { 'client-request-id': shared, ...headers },
    body: step.body,
  };
  const { status, headers: own, body } = await judge(inner);
  return {
    id: step.id,
    status,
    headers: { ...own, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body }),
  };
}

function shuffle(answers: readonly InnerAnswer[], faults: FaultBook): InnerAnswer[] {
  return answers
    .map((answer) => ({ answer, lot: faults.roll() }))
    .sort((one, other) => one.lot - other.lot)
    .map(({ answer }) => answer);
}

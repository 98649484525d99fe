import { Router } from 'express';
import { z } from 'zod';
import type { Reports, RunService } from '../../models/ports.ts';
import { Release } from '../../models/run.ts';
import { answerProblem } from './answer-error.ts';
import { api } from './api-actor.ts';

const page = z.object({
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

const decisionBody = z.strictObject({
  answer: z.enum(['approve', 'reject']),
  fingerprint: z.string().min(1),
  reason: z.string().max(1000).exactOptional(),
  override: z.boolean().exactOptional(),
  ...Release.shape,
});

const notADecision = {
  title: 'This is not a decision',
  detail:
    'Send {"answer": "approve" or "reject", "fingerprint": the run\'s, "reason": optional, "override": true for a blocked run, and with an approval "only" or "except": {"kinds": [...], "people": [...]}}.',
};

function refuseBody(body: z.infer<typeof decisionBody>): { title: string; detail: string } | null {
  if (body.override === true && body.reason === undefined)
    return { title: 'A reason is needed', detail: 'Releasing a blocked run needs a reason.' };
  if (body.answer === 'reject' && (body.only ?? body.except) !== undefined)
    return { title: 'This is not a decision', detail: 'A plan is rejected as a whole: leave out "only" and "except".' };
  return null;
}

/** Runs: ask for one, list them, look at one, decide on one. */
export function runRoutes(parts: { reports: Reports; runs: RunService }): Router {
  const router = Router();

  router.post('/', async (_req, res) => {
    const run = await parts.runs.start({ trigger: 'api', by: api });
    res.status(202).location(`/api/runs/${run.id}`).json(run);
  });

  router.get('/', async (req, res) => {
    const { limit } = page.catch({ skip: 0, limit: 100 }).parse(req.query);
    res.json({ runs: await parts.reports.runs(limit, { withNotes: true }) });
  });

  router.get('/:id', async (req, res) => {
    const report = await parts.reports.run(req.params.id, page.catch({ skip: 0, limit: 100 }).parse(req.query));
    if (report === null) answerProblem(res, unknownRun(req.params.id));
    else
      res.json({
        ...report.run,
        operationCount: report.operationCount,
        operations: report.operations.map(({ operation, result }) => ({ ...operation, result })),
      });
  });

  router.post('/:id/decision', async (req, res) => {
    const body = decisionBody.safeParse(req.body);
    const refusal = body.success ? refuseBody(body.data) : notADecision;
    if (!body.success || refusal !== null) {
      answerProblem(res, { status: 400, code: 'bad-request', ...(refusal ?? notADecision) });
      return;
    }
    const { only, except, ...decision } = body.data;
    const release = { ...(only && { only }), ...(except && { except }) };
    const outcome = await parts.runs.decide({
      ...decision,
      runId: req.params.id,
      by: api,
      roles: [],
      ...(only || except ? { release } : {}),
    });
    if (outcome.kind === 'decided') res.json(outcome.run);
    else if (outcome.kind === 'not-found') answerProblem(res, unknownRun(req.params.id));
    else
      answerProblem(res, {
        status: outcome.kind === 'not-allowed' ? 403 : 409,
        title: 'Not decided',
        detail: refusals[outcome.kind],
        code: outcome.kind,
      });
  });

  return router;
}

const refusals = {
  'not-allowed': 'You may not decide on runs.',
  'already-decided': 'This run has been decided on already.',
  'not-waiting':
    'This run does not wait for a decision, or is blocked: releasing a blocked run needs "override": true and a reason.',
  'nothing-released':
    'Nothing of the plan is in that part, or what is in it rests on something outside it: name more kinds or people.',
  'plan-changed': 'The fingerprint is not that of the plan: look at the run again and decide on what it says now.',
};

const unknownRun = (id: string) => ({
  status: 404,
  title: 'No such run',
  detail: `There is no run ${id}. GET /api/runs lists them.`,
  code: 'not-found',
});

import { Router } from 'express';
import { z } from 'zod';
import type { UrgentExitService } from '../../models/grant.ts';
import type { Reports } from '../../models/ports.ts';
import { answerProblem } from './answer-error.ts';
import { api } from './api-actor.ts';

const exitBody = z.strictObject({ reason: z.string().trim().min(1).max(1000), lift: z.boolean().default(false) });

/** One person's story, by person key; and the order that somebody must out at once. */
export function peopleRoutes(parts: { reports: Reports; urgentExits: UrgentExitService }): Router {
  const router = Router();
  router.get('/:key', async (req, res) => {
    const story = await parts.reports.person(req.params.key);
    if (story !== null) res.json(story);
    else answerProblem(res, unknownPerson(req.params.key));
  });

  router.post('/:key/urgent-exit', async (req, res) => {
    const body = exitBody.safeParse(req.body);
    if (!body.success) {
      const detail = 'Send {"reason": why, "lift": true to take an urgent exit back}.';
      answerProblem(res, { status: 400, title: 'This is not an urgent exit', detail, code: 'bad-request' });
      return;
    }
    const { reason, lift } = body.data;
    const ask = { personKey: req.params.key, reason, by: api };
    const outcome = await (lift ? parts.urgentExits.lift(ask) : parts.urgentExits.ask(ask));
    if (outcome.kind === 'in-force') res.status(202).json({ exit: outcome.exit, run: outcome.run });
    else if (outcome.kind === 'lifted') res.status(202).json({ exits: outcome.exits, run: outcome.run });
    else if (outcome.kind === 'unknown-person') answerProblem(res, unknownPerson(req.params.key));
    else
      answerProblem(res, {
        status: 409,
        title: 'Nothing to lift',
        detail: `No urgent exit of ${req.params.key} is in force.`,
        code: outcome.kind,
      });
  });
  return router;
}

const unknownPerson = (key: string) => ({
  status: 404,
  title: 'No such person',
  detail: `No source names ${key}, or their rows were set aside: GET /api/runs shows the notes of the last run.`,
  code: 'not-found',
});

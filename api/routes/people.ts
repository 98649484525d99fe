import { Router } from 'express';
import type { Reports } from '../../models/ports.ts';
import { answerProblem } from './answer-error.ts';

/** One person's story, by person key. */
export function peopleRoutes(parts: { reports: Reports }): Router {
  const router = Router();
  router.get('/:key', async (req, res) => {
    const story = await parts.reports.person(req.params.key);
    if (story !== null) res.json(story);
    else {
      const detail = `No source names ${req.params.key}, or their rows were set aside: GET /api/runs shows the notes of the last run.`;
      answerProblem(res, { status: 404, title: 'No such person', detail, code: 'not-found' });
    }
  });
  return router;
}

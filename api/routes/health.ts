import { Router } from 'express';
import type { Reports } from '../../models/ports.ts';

/** Whether Instroom is up, for a load balancer: 200 when the store answers, 503 when it does not. No names, no counts of people. */
export function healthRoutes(parts: { reports: Reports; isSandbox: boolean }): Router {
  const router = Router();
  router.get('/', async (_req, res) => {
    try {
      const [[lastRun], paused] = await Promise.all([parts.reports.runs(1), parts.reports.paused()]);
      const run =
        lastRun === undefined ? null : { id: lastRun.id, state: lastRun.state, finishedAt: lastRun.finishedAt };
      res.json({
        status: 'ok',
        sandbox: parts.isSandbox,
        lastRun: run,
        ...(paused === null ? {} : { paused: { at: paused.at } }),
      });
    } catch {
      res.status(503).json({ status: 'unavailable', sandbox: parts.isSandbox, detail: 'The store does not answer.' });
    }
  });
  return router;
}

import { Router } from 'express';
import type { Reports } from '../../models/ports.ts';

/** How things stand, as the bot's `status` says it: runs, sources with how long their changes take, what waits. */
export function statusRoutes({ reports }: { reports: Reports }): Router {
  const router = Router();
  router.get('/', async (_req, res) => {
    res.json(await reports.status());
  });
  return router;
}

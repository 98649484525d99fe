import express, { Router } from 'express';
import type { Logger } from '../../models/ports.ts';
import type { HrEventService } from '../../models/received.ts';
import { answerProblem } from './answer-error.ts';

/** Notices carry no facts: what is true is read from the source. */
const largestBody = '64kb';

const notLetIn = 'The signature, its time or the source is not right. Look at webhook in the settings of the source.';

/** Signed notices that something changed in HR: `POST /:sourceId/events`. 2xx is only said of what is written down. */
export function hrEventRoutes(parts: { events: HrEventService; logger: Logger }): Router {
  const router = Router();
  const raw = express.raw({ type: () => true, limit: largestBody, inflate: false });
  router.post('/:sourceId/events', raw, async (req, res) => {
    const { sourceId } = req.params;
    const body: unknown = req.body;
    const outcome = await parts.events.receive(sourceId, {
      header: (name) => req.get(name),
      body: Buffer.isBuffer(body) ? body : new Uint8Array(),
    });
    switch (outcome.kind) {
      case 'accepted':
        res.status(202).json({ status: 'accepted' });
        return;
      case 'repeated':
        res.json({ status: 'received before' });
        return;
      case 'unreadable':
        answerProblem(res, { status: 400, title: 'This is not an event', detail: outcome.text, code: 'bad-request' });
        return;
      case 'refused':
        parts.logger.warn({ sourceId: sourceId.slice(0, 100), reason: outcome.reason }, 'an event was refused');
        answerProblem(res, { status: 401, title: 'Who are you?', detail: notLetIn, code: 'unauthorized' });
    }
  });
  return router;
}

import type { AddressInfo } from 'node:net';
import express from 'express';

/** What the bot sent to one conversation: a new message, or an update of one. */
export interface SentActivity {
  conversationId: string;
  activityId: string;
  isUpdate: boolean;
  activity: { text?: string; attachments?: { content: Record<string, unknown> }[] };
}

/** Microsoft's connector service, as far as the bot uses it, on this machine. */
export interface FakeConnector {
  url: string;
  sent: SentActivity[];
  /** Conversations that answer with a status instead of taking the message. */
  refusals: Map<string, number>;
  /** Makes the next updates wait, one for each entry, until theirs is fulfilled. */
  waits: Promise<void>[];
  close(): Promise<void>;
}

export async function startFakeConnector(): Promise<FakeConnector> {
  const sent: SentActivity[] = [];
  const refusals = new Map<string, number>();
  const waits: Promise<void>[] = [];
  const app = express();
  app.use(express.json());
  const take =
    (isUpdate: boolean): express.RequestHandler =>
    async (req, res) => {
      if (isUpdate) await waits.shift();
      const conversationId = String(req.params.conversation);
      const status = refusals.get(conversationId);
      if (status !== undefined) {
        res.status(status).json({ error: { code: 'Refused', message: 'refused' } });
        return;
      }
      const activityId = isUpdate ? String(req.params.activity) : `a${sent.length + 1}`;
      sent.push({ conversationId, activityId, isUpdate, activity: req.body });
      res.json({ id: activityId });
    };
  app.post('/v3/conversations/:conversation/activities', take(false));
  app.post('/v3/conversations/:conversation/activities/:activity', take(false));
  app.put('/v3/conversations/:conversation/activities/:activity', take(true));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    refusals,
    waits,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

import type { AddressInfo } from 'node:net';
import express from 'express';

/** What the bot sent to one conversation: a new message, or an update of one. */
export interface SentActivity {
  conversationId: string;
  activityId: string;
  isUpdate: boolean;
  activity: { type?: string; text?: string; attachments?: { content: Record<string, unknown> }[] };
}

/** An answer other than yes. `drop`: the connection ends without one; `take`: the message arrives all the same. */
export interface Refusal {
  status?: number;
  code?: string;
  retryAfter?: number;
  drop?: boolean;
  take?: boolean;
}

/** Microsoft's connector service, as far as the bot uses it, on this machine. */
export interface FakeConnector {
  url: string;
  sent: SentActivity[];
  /** What stands in each chat now: deleted messages are gone, updated ones are as they were updated last. */
  chats: Map<string, Map<string, SentActivity['activity']>>;
  /** Every request that came in, whatever was answered. */
  calls: { method: string; conversationId: string | null; at: number }[];
  /** Conversations that answer with a status instead of taking the message. */
  refusals: Map<string, number>;
  /** The code that goes with those. */
  code: string;
  /** What the next requests to a conversation are answered with, one for each entry; `null` takes the message. */
  answers: Map<string, (Refusal | null)[]>;
  /** Makes the next updates wait, one for each entry, until theirs is fulfilled. */
  waits: Promise<void>[];
  /** Called when a message has arrived, before that is answered. */
  onTaken: (entry: SentActivity) => void | Promise<void>;
  /** Makes everything that is taken from now on wait for this. */
  slowness: Promise<unknown>;
  close(): Promise<void>;
}

export async function startFakeConnector(now: () => number = () => 0): Promise<FakeConnector> {
  const app = express();
  app.use(express.json());
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const connector: FakeConnector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: [],
    chats: new Map(),
    calls: [],
    refusals: new Map(),
    code: 'Refused',
    answers: new Map(),
    waits: [],
    onTaken: () => {},
    slowness: Promise.resolve(),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  openConversations(app, connector, now);
  return connector;
}

function openConversations(app: express.Express, connector: FakeConnector, now: () => number): void {
  const chatOf = (id: string) => connector.chats.get(id) ?? connector.chats.set(id, new Map()).get(id) ?? new Map();
  /** Whether the request is answered already. */
  const refuse = (id: string, res: express.Response): 'refused' | 'taken-but-refused' | 'no' => {
    const standing = connector.refusals.get(id);
    const refusal = connector.answers.get(id)?.shift() ?? (standing === undefined ? null : { status: standing });
    if (refusal === null) return 'no';
    const { status = 500, code = connector.code, retryAfter, drop = false, take = false } = refusal;
    if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter));
    if (drop) res.socket?.destroy();
    else res.status(status).json({ error: { code, message: 'refused' } });
    return take ? 'taken-but-refused' : 'refused';
  };
  const take =
    (kind: 'send' | 'update' | 'delete'): express.RequestHandler =>
    async (req, res) => {
      const conversationId = String(req.params.conversation);
      connector.calls.push({ method: req.method, conversationId, at: now() });
      await connector.slowness;
      if (kind === 'update') await connector.waits.shift();
      const refused = refuse(conversationId, res);
      if (refused === 'refused') return;
      const chat = chatOf(conversationId);
      const activityId = kind === 'send' ? `a${connector.sent.length + 1}` : String(req.params.activity);
      if (kind === 'delete') chat.delete(activityId);
      else {
        const entry = { conversationId, activityId, isUpdate: kind === 'update', activity: req.body };
        // That somebody types leaves nothing behind.
        if (req.body.type !== 'typing') chat.set(activityId, req.body);
        connector.sent.push(entry);
        await connector.onTaken(entry);
      }
      if (refused === 'no') res.json({ id: activityId });
    };
  app.post('/v3/conversations', (req, res) => {
    const [member] = req.body.members;
    connector.calls.push({ method: 'POST', conversationId: null, at: now() });
    if (refuse('new', res) === 'no') res.json({ id: `chat-${member.id}-anew` });
  });
  app.post('/v3/conversations/:conversation/activities', take('send'));
  app.post('/v3/conversations/:conversation/activities/:activity', take('send'));
  app.put('/v3/conversations/:conversation/activities/:activity', take('update'));
  app.delete('/v3/conversations/:conversation/activities/:activity', take('delete'));
}

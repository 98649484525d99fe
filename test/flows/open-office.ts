import { setTimeout as sleep } from 'node:timers/promises';
import type { SeenObject } from '../../api/sandbox/describe-world.ts';
import type { Sandbox } from '../../api/sandbox/start-sandbox.ts';
import type { Request } from '../../models/request.ts';
import { type FakeConnector, startFakeConnector } from '../fakes/start-fake-connector.ts';
import { type Talk, talkToBot } from '../fakes/talk-to-bot.ts';

/** A request as it is told over HTTP, where how it ended is a sentence. */
export type ShownRequest = Omit<Request, 'outcome'> & { outcome: string | null };

/** The product that is talked to: where it listens now, and the sandbox that it writes to. */
interface Place {
  url(): string;
  sandbox: Sandbox;
}

/** People of the organisation, by their number, before the product: they write in Teams, and programs ask over HTTP. */
export interface Office {
  say(number: number, text: string): Promise<string>;
  press(number: number, verb: string, data: unknown): Promise<string>;
  /** Asks over HTTP; fails when it is refused. */
  ask(subject: unknown, forPersonKey: string | null): Promise<ShownRequest>;
  request(id: string): Promise<ShownRequest>;
  /** Somebody says yes to a request in Teams, to what is asked now. */
  approve(number: number, id: string, choice?: string): Promise<void>;
  /** Waits until a request has ended. */
  ended(id: string): Promise<ShownRequest>;
  user(number: number): SeenObject;
  /** Somebody changes an account in the Entra admin center. */
  changeByHand(number: number, properties: Record<string, unknown>): Promise<void>;
  close(): Promise<void>;
}

/** IT are the people of Belgium (every tenth), security is number 13. Goes on where the groups of the organisation's policy end. */
export const officePolicy = `  - { id: sg-units-3, membershipRule: 'user.jobTitle -eq "Function 13"' }
people: { it: { group: sg-be }, security: { group: sg-units-3 } }
`;

const employeeNumberOf = (number: number): string => String(100_000 + number);

export async function openOffice({ url, sandbox }: Place): Promise<Office> {
  const connector = await startFakeConnector();
  const talk = talkToBot(() => `${url()}/api/messages`, connector.url);
  const user: Office['user'] = (number) => {
    const found = sandbox.world.users().find(({ properties }) => properties.employeeId === employeeNumberOf(number));
    if (found === undefined) throw new Error(`nobody has number ${number}`);
    return found;
  };
  const request: Office['request'] = async (id) => read(await fetch(`${url()}/api/requests/${id}`));
  return {
    user,
    request,
    ...talking(talk, connector, (number) => user(number).id),
    ask: async (subject, forPersonKey) => {
      const body = JSON.stringify({ subject, forPersonKey, reason: 'it has to be' });
      const headers = { 'content-type': 'application/json' };
      return read(await fetch(`${url()}/api/requests`, { method: 'POST', headers, body }));
    },
    approve: async (number, id, choice) => {
      const { fingerprint } = await request(id);
      const data = { requestId: id, trackId: 't1', fingerprint, ...(choice === undefined ? {} : { choice }) };
      const answer = await talk.press(user(number).id, 'approve-request', data);
      if (!JSON.stringify(answer.body).includes('AdaptiveCard')) throw new Error(JSON.stringify(answer.body));
    },
    ended: async (id) => {
      for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; await sleep(20)) {
        const found = await request(id);
        if (found.state !== 'open' && found.state !== 'approved') return found;
      }
      throw new Error(`request ${id} does not end: ${JSON.stringify(await request(id))}`);
    },
    changeByHand: async (number, properties) => {
      const answer = await fetch(`${sandbox.baseUrl}/v1.0/users/${user(number).id}`, {
        method: 'PATCH',
        headers: { authorization: 'Bearer sandbox', 'content-type': 'application/json' },
        body: JSON.stringify(properties),
      });
      if (answer.status !== 204) throw new Error(`the sandbox answers ${answer.status}`);
    },
    close: () => connector.close(),
  };
}

function talking(
  talk: Talk,
  connector: FakeConnector,
  idOf: (number: number) => string,
): Pick<Office, 'say' | 'press'> {
  return {
    say: async (number, text) => {
      await talk.say(idOf(number), text);
      const heard = connector.sent.filter(({ conversationId }) => conversationId === `chat-${idOf(number)}`);
      const last = heard.at(-1)?.activity;
      return JSON.stringify(last?.attachments?.[0]?.content ?? last?.text ?? null);
    },
    press: async (number, verb, data) =>
      JSON.stringify((await talk.press(idOf(number), verb, data)).body.value ?? null),
  };
}

async function read(response: Response): Promise<ShownRequest> {
  const body = await response.json();
  if (!response.ok) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
  return body as ShownRequest;
}

import type { BotParts } from '../../bot/bot-parts.ts';
import type { BotOptions } from '../../bot/create-bot.ts';
import type { News } from '../../models/news.ts';
import type { Request } from '../../models/request.ts';
import { readyJoiner } from '../cards/joiner-cards.ts';
import { makeRequest } from '../contracts/request-contract.ts';
import type { Refusal } from '../fakes/start-fake-connector.ts';
import { at, type BotHouse, heldRun, openBot, operation } from './open-bot.ts';

/** A bot with a clock that only the test moves. */
export interface DeliveryHouse extends BotHouse {
  now(): number;
  /** Sets the clock. */
  setTime(instant: string): void;
  /** Time goes by, and the postman goes round. */
  later(ms: number): Promise<void>;
  tell(news: News): Promise<void>;
  /** IT is asked about run 42. */
  askIt(): Promise<void>;
  /** What the next requests to somebody's chat are answered with; null is taken. */
  answers(who: string, ...answers: (Refusal | null)[]): void;
  /** How often the connector was asked something about somebody's chat. */
  calls(who: string): number;
}

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => count * 3_600_000;
export const gone: Refusal = { status: 404, code: 'ActivityNotFoundInConversation' };

export async function openDelivery(
  more: Partial<BotParts> = {},
  options: Partial<BotOptions> = {},
): Promise<DeliveryHouse> {
  let now = Date.parse(at);
  const sleep = async (ms: number) => {
    now += ms;
  };
  const house = await openBot({ clock: { now: () => new Date(now) }, ...more }, { sleep, ...options });
  return Object.defineProperties(
    {
      now: () => now,
      setTime: (instant: string) => {
        now = Date.parse(instant);
      },
      later: async (ms: number) => {
        now += ms;
        await house.bot.delivery.drain();
      },
      tell: (news: News) => house.bot.notifier.tell(news),
      askIt: async () => {
        house.runs.set('42', heldRun());
        await house.bot.notifier.tell({ kind: 'run-needs-approval', run: heldRun(), operations: [operation] });
      },
      answers: (who: string, ...answers: (Refusal | null)[]) =>
        void house.connector.answers.set(`chat-${who}`, answers),
      calls: (who: string) =>
        house.connector.calls.filter(({ conversationId }) => conversationId === `chat-${who}`).length,
    },
    Object.getOwnPropertyDescriptors(house),
  ) as DeliveryHouse;
}

/** Request 12, on which Hanna is asked. */
export function askedOf(approver: string, more: Partial<Request> = {}): Request {
  const made = makeRequest({ isUrgent: false, askedBy: { kind: 'person', id: 'eva', name: 'Eva' } });
  const tracks = made.tracks.map((track) => ({
    ...track,
    stages: track.stages.map((stage) => ({
      ...stage,
      approvers: [{ aadObjectId: approver, name: approver, because: 'security' as const, for: null }],
    })),
  }));
  return { ...made, tracks, id: '12', version: 1, ...more };
}

/** A joiner that HR hears of, by number. */
export const joinerReady = (number: number): News => ({
  kind: 'joiner-readiness',
  joiner: { ...readyJoiner, personKey: `J${number}`, name: `Joiner ${number}` },
  to: { role: 'hr' },
});

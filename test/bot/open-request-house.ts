import { createAccessPasses } from '../../api/joiners/create-access-passes.ts';
import { createAccessDesk } from '../../api/requests/create-access-desk.ts';
import type { AuditEvent } from '../../models/audit.ts';
import type { Request, Subject } from '../../models/request.ts';
import { type JoinerHouse, openJoiners } from '../api/joiners/open-joiners.ts';
import { ask } from '../api/requests/answers.ts';
import { type House, openStreet } from '../api/requests/open-house.ts';
import { exceptionOf, person } from '../api/requests/organisation.ts';
import { type BotHouse, openBot } from './open-bot.ts';

/** What a press is answered with, as text, and the card when it is one. */
export interface Pressed {
  text: string;
  card: Record<string, unknown> | null;
}

/** The bot over HTTP before the real request service and the real stores; see `organisation.ts` for who is who. */
export interface RequestHouse {
  house: House;
  joiners: JoinerHouse;
  bot: BotHouse;
  press(who: string, verb: string, data: unknown, more?: Record<string, unknown>): Promise<Pressed>;
  /** What the bot said last to somebody, after they wrote this. */
  say(who: string, text: string): Promise<string>;
  /** Bram asks for Finance: Maud manages him, Olga owns it. */
  askFinance(): Promise<Request>;
  asks(subject: Subject, by: string, gains: string | null): Promise<Request>;
  find(id: string): Promise<Request | null>;
  /** Everything that matters, to be compared before and after. */
  world(): Promise<unknown>;
  refusals(): Promise<AuditEvent[]>;
  close(): Promise<void>;
}

export interface RequestStreet {
  open(): Promise<RequestHouse>;
  close(): Promise<void>;
}

/** People of one tenant write to the bot; whoever is of another is not let in. */
export const tenantId = 't';

export async function openRequestStreet(): Promise<RequestStreet> {
  const street = await openStreet();
  return { open: async () => furnish(await street.open()), close: () => street.close() };
}

async function furnish(house: House): Promise<RequestHouse> {
  const { parts, stores, requests } = house;
  const joiners = openJoiners(house);
  const bot = await openBot({
    requests,
    access: createAccessDesk(parts),
    passes: createAccessPasses(joiners.parts),
    membership: parts.membership,
    clock: parts.clock,
    audit: stores.audit,
    allowedTenantIds: [tenantId],
  });
  return {
    house,
    joiners,
    bot,
    press: async (who, verb, data, more) => toPressed((await bot.press(who, verb, data, more)).body.value),
    say: async (who, text) => {
      await bot.say(who, text);
      return bot.heard(who).at(-1) ?? '';
    },
    askFinance: () => ask(house, exceptionOf('finance'), { by: person('bram'), gains: 'bram' }),
    asks: (subject, by, gains) => ask(house, subject, { by: person(by), gains }),
    find: (id) => requests.find(id),
    world: async () => ({
      requests: await stores.requests.list({ limit: 100 }),
      grants: await stores.grants.list({ at: '2026-11-24T08:00:00.000Z' }),
      runs: await stores.runs.list({ limit: 100 }),
      exits: await stores.grants.urgentExits(),
    }),
    refusals: async () => (await stores.audit.list({ limit: 500 })).filter(({ kind }) => kind === 'refused'),
    close: async () => {
      await bot.close();
      await house.close();
    },
  };
}

function toPressed(value: unknown): Pressed {
  const isCard = typeof value === 'object' && value !== null && 'type' in value && value.type === 'AdaptiveCard';
  return { text: JSON.stringify(value ?? null), card: isCard ? { ...value } : null };
}

/** What a button of a request sends. */
export const sent = (request: Request, more: Record<string, unknown> = {}) => ({
  requestId: request.id,
  trackId: 't1',
  fingerprint: request.fingerprint,
  ...more,
});

/** The inputs of a card by id, with the values they hold. */
export function valuesOf({ card }: Pressed): Record<string, unknown> {
  const inputs = (Array.isArray(card?.body) ? card.body : []).filter((one: { id?: string }) => one.id !== undefined);
  return Object.fromEntries(inputs.map((one: { id: string; value?: unknown }) => [one.id, one.value]));
}

import { DateTime } from 'luxon';
import type { Subject } from '../../models/request.ts';
import { plainName } from '../engine/names/compose-names.ts';
import type { CheckAround } from './check-subject.ts';
import { findDoubt, subjectOfDoubt } from './find-doubt.ts';
import { holds, knowPerson, mayAskFor, refuse } from './refuse-asking.ts';
import { nowOf } from './request-parts.ts';

type Order = Exclude<Subject, { kind: 'exception' | 'replacement' | 'extension' }>;

const longestFreezeMs = 31 * 86_400_000;

/**
 * Checks what is an order rather than access: who may give it, and whether there is still something to order.
 * @throws RefusedAsking
 */
export async function checkOrder(order: Order, personKey: string | null, around: CheckAround): Promise<Order> {
  switch (order.kind) {
    case 'urgent-exit':
      return checkExit(order, personKey, around);
    case 'run-release':
      return checkRelease(order, around);
    case 'drift':
      return checkDrift(order, around);
    case 'match':
      return checkMatch(order, personKey, around);
    case 'doubt':
      return checkDoubt(order, around);
    case 'freeze':
      return checkFreeze(order, around);
    case 'policy-change':
      if (!around.asker.isInstroom) refuse({ kind: 'not-for-you' });
      return order;
  }
}

function onlyDesk({ asker }: CheckAround): void {
  if (!holds(asker, ['it', 'security'])) refuse({ kind: 'not-for-you' });
}

async function checkExit(
  order: Extract<Order, { kind: 'urgent-exit' }>,
  personKey: string | null,
  around: CheckAround,
): Promise<Order> {
  const { asker, desk } = around;
  const person = await knowPerson(personKey, desk);
  const isSelf = asker.personKey === person.personKey;
  const roles = ['it', 'hr', 'security'] as const;
  if (isSelf || !(await mayAskFor(person.personKey, asker, { roles, desk }))) refuse({ kind: 'not-for-you' });
  const exits = await desk.stores.grants.urgentExits();
  if (exits.some((exit) => exit.personKey === person.personKey))
    refuse({ kind: 'already-out', name: plainName(person) });
  return order;
}

async function checkRelease(order: Extract<Order, { kind: 'run-release' }>, around: CheckAround): Promise<Order> {
  onlyDesk(around);
  const run = await around.desk.stores.runs.find(order.runId);
  const waits = run?.state === 'awaiting-approval' || run?.state === 'blocked';
  if (!waits || run.fingerprint !== order.planFingerprint) refuse({ kind: 'run-not-waiting', runId: order.runId });
  return order;
}

async function checkDrift(order: Extract<Order, { kind: 'drift' }>, around: CheckAround): Promise<Order> {
  onlyDesk(around);
  const found = await around.desk.drift.find(order.findingId);
  if (found === null) return refuse({ kind: 'drift-gone' });
  return { ...order, sentence: found.sentence, by: found.by, at: found.at ?? found.foundAt };
}

async function checkMatch(
  order: Extract<Order, { kind: 'match' }>,
  personKey: string | null,
  around: CheckAround,
): Promise<Order> {
  onlyDesk(around);
  const { desk } = around;
  const person = await knowPerson(personKey, desk);
  const account = await desk.stores.accounts.findById(desk.directoryKey, order.accountId);
  const owner = await desk.stores.accounts.findPersonKey(desk.directoryKey, order.accountId);
  if (account === null || owner === person.personKey) return refuse({ kind: 'account-gone' });
  return { ...order, address: account.userPrincipalName };
}

/** What is in doubt is what the newest run found; names and facts are those of that doubt. */
async function checkDoubt(order: Extract<Order, { kind: 'doubt' }>, around: CheckAround): Promise<Order> {
  if (!around.asker.isInstroom) onlyDesk(around);
  const { desk } = around;
  const { policy } = await desk.loadPolicy();
  const doubt = await findDoubt(order, desk);
  return doubt === null ? refuse({ kind: 'doubt-gone' }) : subjectOfDoubt(doubt, policy.language);
}

function checkFreeze(order: Extract<Order, { kind: 'freeze' }>, around: CheckAround): Order {
  onlyDesk(around);
  const until = DateTime.fromISO(order.until, { zone: 'utc' });
  const ahead = until.toMillis() - Date.parse(nowOf(around.desk));
  if (!until.isValid || !(ahead > 0 && ahead <= longestFreezeMs)) refuse({ kind: 'bad-freeze' });
  return { ...order, until: until.toISO() ?? order.until };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planPeople } from '../../api/engine/plan-people.ts';
import { parsePolicy } from '../../api/policy/read-policy.ts';
import { createMembership } from '../../api/reports/create-membership.ts';
import { createReports } from '../../api/reports/create-reports.ts';
import { createRunService, newRun } from '../../api/sync/create-run-service.ts';
import type { AuditEvent } from '../../models/audit.ts';
import { emptyLedger } from '../../models/ledger.ts';
import type { Operation } from '../../models/plan.ts';
import type { Directory } from '../../models/ports.ts';
import { startEmbeddedStore } from '../../models/store/embedded/start-embedded-store.ts';
import { openStores } from '../../models/store/open-stores.ts';
import { openBot } from '../bot/open-bot.ts';
import { makeLargeGroups, makeLargePolicyText } from '../organisation/make-large-policy.ts';
import { carryOut, makePerson, makeUnits } from '../organisation/make-organisation.ts';

/**
 * The bot on the embedded store with as many people and audit events as the arguments say: from a message or a press that comes in to the
 * card that goes out, over HTTP, the middle and the slowest of several. `why` and `who` are asked once before, which reads everybody.
 * Prints one JSON line.
 */
const count = Number(process.argv[2]);
const eventCount = Number(process.argv[3]);
const at = '2026-11-24T08:00:00.000Z';
const by = { kind: 'system' as const, id: 'instroom', name: 'Instroom' };
const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
const key = 'bench';

const folder = await mkdtemp(join(tmpdir(), 'instroom-answers-'));
const engine = await startEmbeddedStore({ folder });
const stores = await openStores({ uri: engine.uri, logger: quiet });
const { operations, ivo } = await fillWorld();
const held = await fillHistory(operations);
await fillAudit();

const policy = parsePolicy(makeLargePolicyText('{ id: hr, connector: csv, folder: ./hr }'), {
  name: 'bench',
  folder: '/',
});
const directory = { identify: () => ({ key, name: 'bench', isSandbox: true }) } as unknown as Directory;
const clock = { now: () => new Date(at) };
const loadPolicy = async () => policy;
const reports = createReports({ stores, directory, clock, loadPolicy });
const runs = createRunService({ stores, clock, notifier: { tell: async () => {} }, loadPolicy }, () => {});
const audiences = async () => ({ it: { addresses: [ivo.address] } });
const membership = createMembership({ stores, directory, audiences: audiences as never });
const { conversations, audit } = stores;
const logger = { ...quiet, error: (fields: unknown, message: string) => console.error(message, fields) };
const house = await openBot({ reports, runs, membership, conversations, audit, logger });

/** What is not answered with a card, such as a fault, would be measured as fast. */
const say =
  (text: string, isCard = true) =>
  async () => {
    const before = house.connector.sent.length;
    await house.say(ivo.id, text);
    // Whoever waits for more than a second sees that something is being typed.
    const answer = house.connector.sent
      .slice(before)
      .find(({ activity }) => activity.text || activity.attachments)?.activity;
    if (answer === undefined || (isCard && answer.attachments === undefined))
      throw new Error(`${text}: ${answer?.text}`);
  };
const status = await measure(9, say('status'));
const press = await measure(1, () => house.press(ivo.id, 'approve-run', { runId: held.id, fingerprint: 'f1' }));
const pressAgain = await measure(9, () => house.press(ivo.id, 'approve-run', { runId: held.id, fingerprint: 'f1' }));
// Not over HTTP: for so long a connection may be idle between two messages.
const readAll = await measure(1, () => reports.findPeople('P5', 1));
const why = await measure(9, say(`why P${Math.floor(count / 2)} licence`));
const whyUnknown = await measure(3, say('why does Xander Onbekend have Finance', false));
const waiting = await measure(5, say('waiting'));
const errors = await measure(5, say('errors'));
const story = await measure(5, say(`who P${Math.floor(count / 3)}`));
await house.close();
await stores.close();
await engine.close();
await rm(folder, { recursive: true, force: true });
const decided = press.answers[0] as { body: { type?: string } };
if (!decided.body.type?.includes('card')) throw new Error('the press was not taken');

process.stdout.write(
  `${JSON.stringify({
    people: count,
    events: eventCount,
    statusMs: status.middle,
    statusSlowestMs: status.slowest,
    pressMs: press.middle,
    latePressMs: pressAgain.middle,
    readEverybodyMs: readAll.middle,
    whyMs: why.middle,
    whySlowestMs: why.slowest,
    unknownNameMs: whyUnknown.middle,
    whoMs: story.middle,
    waitingMs: waiting.middle,
    errorsMs: errors.middle,
  })}\n`,
);

async function measure(times: number, work: () => Promise<unknown>) {
  const taken: number[] = [];
  const answers: unknown[] = [];
  for (let index = 0; index < times; index++) {
    const from = performance.now();
    answers.push(await work());
    taken.push(Math.round(performance.now() - from));
  }
  taken.sort((a, b) => a - b);
  return { middle: taken[Math.floor(times / 2)], slowest: taken.at(-1), answers };
}

async function fillWorld() {
  const worldPolicy = parsePolicy(makeLargePolicyText('{ id: hr, connector: csv, folder: ./hr }'), {
    name: 'bench',
    folder: '/',
  });
  const people = Array.from({ length: count }, (_, index) => makePerson(index));
  const base = { now: at, policy: worldPolicy, people, units: makeUnits(), setAside: [], grants: [], urgentExits: [] };
  const groups = makeLargeGroups();
  const empty = { accounts: [], deletedAccounts: [], groups, applications: [], skus: [] };
  const known = { ownership: new Map(), ledger: emptyLedger, links: new Map<string, string>() };
  const draft = planPeople({ ...base, ...known, directory: empty });
  const accounts = carryOut(draft, groups);
  await stores.people.saveReading({
    sourceId: 'hr',
    readAt: at,
    changedAt: at,
    people,
    units: makeUnits(),
    setAside: [],
  });
  const links = { readAt: at, usersDeltaLink: null, groupsDeltaLink: null };
  await stores.accounts.saveReading(key, {
    mirror: { ...empty, accounts, ...links },
    changes: { kind: 'full' },
  } as never);
  await stores.accounts.saveLinks(
    key,
    new Map(accounts.map(({ id, stampedPersonKey }) => [stampedPersonKey ?? '', id])),
  );
  await stores.ledger.save(key, draft.ledger);
  const [first] = accounts;
  if (first === undefined) throw new Error('no accounts');
  return { operations: draft.operations, ivo: { id: first.id, address: first.userPrincipalName } };
}

/** Fifty runs with many notes, the first of which made everybody; some of it failed; and one that waits. */
async function fillHistory(all: readonly Operation[]) {
  const notes = Array.from({ length: 1000 }, (_, index) => ({
    kind: 'waiting' as const,
    personKey: `P${index}`,
    text: `P${index} has no department, so no account is made yet.`,
  }));
  const done = { finishedAt: at, plannedAt: at, notes, noteCount: notes.length };
  const first = await stores.runs.add({ ...newRun({ trigger: 'file', by, at }), ...done, state: 'finished' });
  await stores.runs.saveOperations(first.id, all);
  const error = { code: 'directory-refused', text: 'Entra refuses it.', requestId: null };
  await stores.runs.saveResults(
    first.id,
    all.map(({ id }, index) => {
      const kind = index % 1000 === 0 ? ('failed' as const) : ('done' as const);
      return { operationId: id, kind, at, accountId: null, error: kind === 'failed' ? error : null };
    }),
  );
  for (let index = 0; index < 49; index++)
    await stores.runs.add({ ...newRun({ trigger: 'schedule', by, at }), ...done, state: 'finished' });
  const held = await stores.runs.add({
    ...newRun({ trigger: 'file', by, at }),
    ...done,
    finishedAt: null,
    state: 'awaiting-approval',
    fingerprint: 'f1',
    counts: { 'disable-account': 5000 },
    verdict: { kind: 'needs-approval', reasons: ['Accounts to disable: 5000.'], refusals: [] },
  });
  await stores.runs.saveOperations(held.id, all.slice(0, 5000));
  return held;
}

async function fillAudit(): Promise<void> {
  const pack = 10_000;
  for (let from = 0; from < eventCount; from += pack) {
    const events = Array.from({ length: Math.min(pack, eventCount - from) }, (_, index): AuditEvent => {
      const number = from + index;
      const personKey = `P${number % count}`;
      const text = `Add ${personKey} to a group.`;
      const runId = String(1 + (number % 50));
      return {
        id: `e${number}`,
        at,
        kind: 'operation-done',
        actor: by,
        runId,
        personKey,
        operationId: `o${number}`,
        text,
      };
    });
    await stores.audit.append(events);
  }
}

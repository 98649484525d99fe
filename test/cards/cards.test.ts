import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { helpCard } from '../../cards/help-card.ts';
import { peopleListCard, personCard } from '../../cards/person-card.ts';
import type { Reader } from '../../cards/reader.ts';
import { runApprovalCard } from '../../cards/run-approval-card.ts';
import { runCard } from '../../cards/run-card.ts';
import { runChangesCard } from '../../cards/run-changes-card.ts';
import { runBlockedCard, runFailedCard } from '../../cards/run-trouble-card.ts';
import { runsCard } from '../../cards/runs-card.ts';
import type { Card } from '../../cards/sheet.ts';
import { statusCard } from '../../cards/status-card.ts';
import type { Person } from '../../models/person.ts';
import { type Operation, OperationKind } from '../../models/plan.ts';
import type { StatusReport } from '../../models/report.ts';
import type { Run } from '../../models/run.ts';
import { heldRun, operation } from '../bot/open-bot.ts';
import { makeApprovalCards } from './make-approval-cards.ts';
import { makeDeskCards } from './make-desk-cards.ts';

const golden = fileURLToPath(new URL('./golden', import.meta.url));
const at = '2026-11-24T08:00:00.000Z';

/** As hostile as a name can be, and as long as a sentence may become. */
const hostile = '](http://x) <at>Boss</at> ${title} **bold**\n# heading';
const person: Person = {
  personKey: 'P1',
  sourceId: 'hr',
  callName: hostile,
  birthName: 'Vries',
  nameUse: 'birth',
  employments: [{ employmentKey: 'E1', kind: 'employee', startsOn: '2026-12-01', functionTitle: hostile }],
  leaves: [],
};
const many: Operation[] = Array.from({ length: 500 }, (_, index) => ({
  ...operation,
  id: String(index),
  sentence: `${hostile} ${'x'.repeat(600)}`,
}));
const done = { kind: 'done' as const, at, accountId: null, error: null };
const firstDone = many.slice(0, 10).map((entry) => ({ operation: entry, result: { ...done, operationId: entry.id } }));

/** What was done, what failed, what rested on that, and what nobody has come to yet. */
const mixed = (['done', 'failed', 'skipped', null] as const).map((kind, index) => ({
  operation: { ...operation, id: `m${index}`, sentence: `Operation ${index + 1}.` },
  result:
    kind === null
      ? null
      : {
          operationId: `m${index}`,
          kind,
          at,
          accountId: null,
          error: kind === 'failed' ? { code: 'directory-refused', text: 'Entra says no.', requestId: null } : null,
        },
}));
const decision = {
  answer: 'approve' as const,
  fingerprint: 'f1',
  by: { kind: 'person' as const, id: 'u', name: hostile },
  at,
  reason: hostile,
  override: false,
};
const finished: Run = heldRun({
  state: 'finished',
  decision,
  finishedAt: at,
  counts: { 'disable-account': 500 },
  results: { done: 500, already: 0, failed: 0, skipped: 0 },
});
const status: StatusReport = {
  at,
  directoryName: 'the sandbox',
  isSandbox: true,
  policyVersion: 'v',
  lastRun: finished,
  sources: [{ sourceId: 'hr', readAt: at, changedAt: at, people: 250, setAside: 2, lagMs: 900 }],
  waitingForApproval: [heldRun()],
  blocked: [heldRun({ id: '43', state: 'blocked' })],
  failed: null,
  peopleWaiting: 7,
  people: 250,
  accounts: 240,
  paused: null,
  frozenUntil: null,
  proposedPolicy: null,
  letters: { waiting: 0, oldestAt: null, undeliverable: 0 },
  recentRuns: [1, 2, 3].map((id) => ({ id: String(id), state: 'finished' as const, changed: id, failed: id - 1, at })),
};

const cards: Readonly<Record<string, (reader: Reader) => Card>> = {
  status: (reader) => statusCard(status, reader),
  runs: (reader) => runsCard([finished, heldRun()], reader),
  run: (reader) =>
    runCard(
      {
        run: finished,
        operationCount: 500,
        operations: firstDone,
      },
      reader,
    ),
  'run-broken': (reader) =>
    runCard(
      {
        run: heldRun({
          state: 'failed',
          counts: { 'disable-account': 4 },
          error: { code: 'directory-unreachable', text: 'Entra does not answer. Try later.' },
        }),
        operationCount: 4,
        operations: mixed,
      },
      reader,
    ),
  'run-waiting': (reader) =>
    runCard(
      {
        run: heldRun({ counts: { 'disable-account': 4 } }),
        operationCount: 4,
        operations: mixed.map(({ operation: entry }) => ({ operation: entry, result: null })),
      },
      reader,
    ),
  ...makeApprovalCards(finished, many),
  changes: (reader) =>
    runChangesCard(
      {
        run: finished,
        operationCount: 500,
        operations: firstDone,
      },
      reader,
    ),
  blocked: (reader) => runBlockedCard(heldRun({ state: 'blocked' }), reader),
  failed: (reader) => runFailedCard(heldRun({ state: 'failed', error: { code: 'store', text: hostile } }), reader),
  person: (reader) =>
    personCard(
      {
        person,
        unit: { unitKey: 'U', name: hostile },
        account: null,
        managerName: null,
        groupNames: [],
        waitingFor: [hostile],
        events: [],
      },
      reader,
    ),
  people: (reader) => peopleListCard([person, person], hostile, reader),
  help: (reader) => helpCard(['it'], reader),
  'status-held': (reader) =>
    statusCard(
      { ...status, paused: { by: decision.by, at, reason: hostile }, frozenUntil: '2026-11-30T00:00:00.000Z' },
      reader,
    ),
  ...makeDeskCards(hostile, 2),
};

/** Every list longer than a card shows, every text longer than a line. */
const long = 'word '.repeat(200);
const names = Array.from({ length: 300 }, (_, index) => `sg-${index}-${'x'.repeat(200)}`);
const fullRun = heldRun({
  state: 'failed',
  supersededBy: '44',
  decision: { ...decision, reason: long },
  verdict: { kind: 'needs-approval', reasons: Array.from({ length: 20 }, () => long), refusals: [] },
  counts: Object.fromEntries(OperationKind.options.map((kind) => [kind, 99_999])),
  notes: Array.from({ length: 50 }, () => ({ kind: 'waiting' as const, personKey: null, text: long })),
  noteCount: 5000,
  error: { code: 'store', text: long },
});
const fullest: Readonly<Record<string, (reader: Reader) => Card>> = {
  ...makeDeskCards(long, 60),
  run: (reader) =>
    runCard(
      {
        run: fullRun,
        operationCount: 100_000,
        operations: many.slice(0, 10).map((entry) => ({
          operation: { ...entry, sentence: long },
          result: { ...done, operationId: entry.id, kind: 'failed', error: { code: 'x', text: long, requestId: null } },
        })),
      },
      reader,
    ),
  approval: (reader) => runApprovalCard({ ...fullRun, state: 'awaiting-approval' }, many, reader),
  blocked: (reader) => runBlockedCard(fullRun, reader),
  person: (reader) =>
    personCard(
      {
        person: { ...person, employments: Array.from({ length: 40 }, () => ({ ...person.employments[0] })) as never },
        unit: { unitKey: 'U', name: long },
        account: null,
        managerName: long,
        groupNames: names,
        waitingFor: names,
        events: Array.from({ length: 100 }, (_, index) => ({
          id: String(index),
          at,
          kind: 'operation-done' as const,
          actor: decision.by,
          runId: null,
          personKey: 'P1',
          operationId: null,
          text: long,
        })),
      },
      reader,
    ),
  status: (reader) =>
    statusCard(
      {
        ...status,
        failed: fullRun,
        waitingForApproval: Array.from({ length: 20 }, () => heldRun({ id: '123456' })),
        blocked: Array.from({ length: 20 }, () => heldRun({ id: '123456' })),
        recentRuns: Array.from({ length: 12 }, () => ({
          id: '123456',
          state: 'finished' as const,
          changed: 99_999,
          failed: 99_999,
          at,
        })),
      },
      reader,
    ),
};

describe('cards', () => {
  for (const language of ['en', 'nl'] as const) {
    for (const [name, draw] of Object.entries(cards)) {
      it(`${name} in ${language} is as it was agreed`, () => {
        const card = draw({ language, timeZone: 'Europe/Amsterdam', isSandbox: true });
        const text = `${JSON.stringify(card, null, 2)}\n`;
        const path = `${golden}/${name}.${language}.json`;
        if (process.env.UPDATE_GOLDEN === '1') {
          mkdirSync(golden, { recursive: true });
          writeFileSync(path, text);
        }
        assert.equal(text, readFileSync(path, 'utf8'), 'look at it, then UPDATE_GOLDEN=1');
      });
    }
  }

  for (const [name, draw] of Object.entries(cards)) {
    it(`${name} is small enough, of the right version, and lets nothing of people's texts act`, () => {
      const card = draw({ language: 'nl', timeZone: 'Europe/Amsterdam', isSandbox: false });
      const text = JSON.stringify(card);
      assert.equal(card.version, '1.5');
      assert.ok(text.length * 2 <= 25 * 1024, `${text.length * 2} bytes as UTF-16`);
      assert.ok(!text.includes('<at>'), 'no mention');
      assert.ok(!/(?<!\\)\]\(/.test(text.replaceAll('\\\\]', '')), 'no link');
      assert.ok(
        !text.replaceAll('${title} ', '').includes('${'),
        'every placeholder is filled, and a name with one is only text',
      );
      assert.ok(!text.includes('SANDBOX'), 'a real tenant is not called a sandbox');
    });
  }

  for (const [name, draw] of Object.entries(fullest)) {
    it(`${name} at its fullest still fits a message`, () => {
      const size = JSON.stringify(draw({ language: 'nl', timeZone: 'Europe/Amsterdam', isSandbox: true })).length * 2;
      assert.ok(size <= 25 * 1024, `${size} bytes as UTF-16`);
    });
  }

  it('ask for a label on every input, and send back run and fingerprint only', () => {
    const card = cards['approval-open']?.({ language: 'en', timeZone: 'Europe/Amsterdam', isSandbox: true });
    const inputs = (card?.body ?? []).filter((element) => element.type.startsWith('Input.'));
    assert.ok(inputs.length > 0 && inputs.every((input) => typeof input.label === 'string'));
    const actions = card?.actions as { data: Record<string, string> }[];
    for (const action of actions) assert.deepEqual(Object.keys(action.data), ['runId', 'fingerprint']);
  });
});

import assert from 'node:assert/strict';
import type { BotParts } from '../../bot/bot-parts.ts';
import type { Desk, Pause, UndoPreview } from '../../models/desk.ts';
import type { Person } from '../../models/person.ts';
import type { Request } from '../../models/request.ts';
import type { Asking } from '../../models/request-service.ts';
import { noRequests } from './no-requests.ts';
import { at, type BotHouse, heldRun, openBot } from './open-bot.ts';

const person = (personKey: string, callName: string, birthName: string): Person => ({
  personKey,
  sourceId: 'hr',
  callName,
  birthName,
  nameUse: 'birth',
  employments: [],
  leaves: [],
});
const people = [
  person('P1', 'Jan', 'Jansen'),
  person('P2', 'Sanne', 'Smit'),
  person('P3', 'Sanne', 'Bakker'),
  person('P4', 'Jan Willem', 'Vries'),
];
const nameOf = ({ callName, birthName }: Person) => `${callName} ${birthName}`;
const preview: UndoPreview = {
  runId: '42',
  fingerprint: 'u1',
  sentences: ['Enable the account of Jan.'],
  count: 1,
  refused: [],
  refusedCount: 0,
  settled: 0,
};

describe('the IT desk in Teams', function () {
  this.timeout(15_000);
  let house: BotHouse;
  let asked: Asking[];
  let explained: { personKey: string; item?: string }[];
  let paused: Pause | null;
  let undone: string[];
  beforeEach(async () => {
    [asked, explained, paused, undone] = [[], [], null, []];
    const plain = await openBot();
    await plain.close();
    const reports = {
      ...plain.reports,
      paused: async () => paused,
      findPeople: async (text: string) => {
        const wanted = text.toLowerCase();
        return people.filter((one) => `${one.personKey} ${nameOf(one)}`.toLowerCase().includes(wanted));
      },
      nearestNames: async () => ['Jan Jansen'],
      explain: async (ask: { personKey: string; item?: string }) => {
        explained.push(ask);
        return {
          personKey: ask.personKey,
          name: nameOf(people.find(({ personKey }) => personKey === ask.personKey) ?? assert.fail()),
          on: at,
          readAt: at,
          phase: 'active',
          address: null,
          items: [
            {
              item: 'group Finance',
              has: 'Finance',
              wants: 'Finance',
              reasons: [{ kind: 'rule', text: 'Role buyer.' }],
              wouldEndWhen: null,
              operation: null,
            },
          ],
          nearest: [],
          notes: [],
          nextChangeAt: null,
        };
      },
      drift: async () => [
        { findingId: 'op1', personKey: 'P1', sentence: 'Put Jan back.', by: null, at: null, foundAt: at, stays: false },
      ],
    } as BotParts['reports'];
    const desk: Desk = {
      pause: async ({ by, reason }) => {
        paused = { by, at, reason };
        return { pause: paused, isNew: true };
      },
      resume: async () => {
        const was = paused;
        paused = null;
        return was !== null;
      },
      unfreeze: async () => true,
      previewUndo: async (runId) => (runId === '42' ? preview : null),
      undo: async ({ runId, fingerprint, by }) => {
        if (fingerprint !== 'u1') return { kind: 'changed', preview };
        undone.push(`${runId} ${by.id}`);
        return { kind: 'undone', run: heldRun({ id: '43' }) };
      },
    };
    const requests = {
      ask: async (asking: Asking) => {
        asked.push(asking);
        return { kind: 'asked' as const, request: { id: String(asked.length) } as Request };
      },
    };
    const runs = { ...plain.service, start: async () => heldRun({ id: '50' }) };
    house = await openBot({ reports, desk, requests: { ...noRequests, ...requests }, runs });
  });
  afterEach(() => house.close());

  const ask = async (who: string, text: string, more = {}): Promise<string> => {
    await house.say(who, text, more);
    return house.heard(who).at(-1) ?? '';
  };
  const answerOf = async (who: string, verb: string, data: unknown): Promise<string> =>
    JSON.stringify((await house.press(who, verb, data)).body.value);

  it('explains, whether or not one can tell where the name ends', async () => {
    for (const text of [
      'why Jan Jansen Finance',
      'why does Jan Jansen have Finance',
      'why P1 Finance',
      'waarom heeft Jansen toegang tot Finance?',
    ]) {
      assert.match(await ask('ivo', text), /Jan Jansen.*Role buyer/, text);
      assert.deepEqual(explained.at(-1), { personKey: 'P1', item: 'Finance' }, text);
    }
    await ask('ivo', 'why Jan Willem Vries sales tools');
    assert.deepEqual(explained.at(-1), { personKey: 'P4', item: 'sales tools' });
    await ask('ivo', 'why Jansen');
    assert.deepEqual(explained.at(-1), { personKey: 'P1' });
  });

  it('lists who it could be with what to type, or names like it', async () => {
    const several = await ask('ivo', 'why Sanne Finance');
    assert.match(several, /P2.*Sanne Smit.*P3.*Sanne Bakker/);
    assert.match(several, /why P0001 Finance/);
    assert.match(await ask('ivo', 'why Jan Jansn Finance'), /P1.*P4/, 'two are called Jan');
    assert.match(await ask('ivo', 'why Janzen Finance'), /Nobody.*“Janzen”.*Did you mean Jan Jansen/);
    assert.match(await ask('ivo', 'who Jhon'), /Did you mean Jan Jansen/);
    assert.equal(explained.length, 0);
  });

  it('tells anybody about themselves, and nobody else about others', async () => {
    assert.match(await ask('eva', 'what do I have'), /Jan Jansen/);
    assert.match(await ask('eva', 'waarom heb ik Finance'), /Wat Jan Jansen heeft/);
    assert.match(await ask('hanna', 'wat heb ik'), /HR kent je niet/);
    for (const text of [
      'why Jansen',
      'waiting',
      'errors',
      'forecast',
      'pause',
      'resume',
      'unfreeze',
      'undo 42',
      'drift',
    ])
      for (const who of ['eva', 'hanna']) assert.match(await ask(who, text), /Only the IT desk/, `${who} ${text}`);
    assert.match(await ask('hanna', 'bevries vertrekkers tot maandag'), /Alleen de IT-desk/);
    assert.deepEqual([paused, asked, undone], [null, [], []]);
  });

  it('names people in private only', async () => {
    const group = { conversation: { id: 'chat-ivo', conversationType: 'groupChat', tenantId: 't' } };
    for (const text of ['why Jansen', 'what do I have', 'waiting', 'errors', 'forecast', 'undo 42', 'drift'])
      assert.match(await ask('ivo', text, group), /in our own chat/, text);
    assert.equal(explained.length, 0);
  });

  it('pauses with a reason and goes on', async () => {
    assert.match(await ask('ivo', 'zet stop, want HR verhuist'), /Instroom staat stil.*HR verhuist/);
    assert.equal((paused as Pause | null)?.by.id, 'ivo');
    assert.match(await answerOf('ivo', 'retry-run', {}), /paused/);
    assert.match(await ask('ivo', 'hervat'), /Instroom gaat verder/);
    assert.match(await ask('ivo', 'resume'), /was not paused/);
    assert.match(await answerOf('ivo', 'retry-run', {}), /Run 50/);
  });

  it('asks for a freeze until the day that is meant, and freezes nothing itself', async () => {
    assert.match(await ask('ivo', 'bevries vertrekkers tot maandag'), /Aanvraag 1/);
    assert.deepEqual(asked[0]?.subject, { kind: 'freeze', until: '2026-11-29T23:00:00.000Z' });
    assert.deepEqual([asked[0]?.by.id, asked[0]?.forPersonKey], ['ivo', null]);
    assert.match(await ask('ivo', 'freeze leavers until someday'), /do not know which day/);
    assert.match(await ask('ivo', 'freeze leavers until 1 november 2026'), /not in the future/);
    assert.equal(asked.length, 1);
  });

  it('shows an undo first, and does it when the button of the same is pressed', async () => {
    const card = await ask('ivo', 'undo 42');
    assert.match(card, /Enable the account of Jan/);
    assert.match(card, /"verb":"undo-run".*"data":\{"runId":"42","fingerprint":"u1"\}/);
    assert.match(await ask('ivo', 'undo 7'), /no run 7/);
    assert.match(await answerOf('ivo', 'undo-run', { runId: '42', fingerprint: 'old' }), /Take back run 42/);
    assert.deepEqual(undone, []);
    assert.match(await answerOf('ivo', 'undo-run', { runId: '42', fingerprint: 'u1' }), /taken back by run 43/);
    assert.deepEqual(undone, ['42 ivo']);
    assert.match(await answerOf('ivo', 'undo-run', { runId: 42 }), /cannot be read/);
  });

  it('has drift decided by a request', async () => {
    assert.match(await ask('ivo', 'drift'), /"verb":"ask-drift","data":\{"findingId":"op1"\}/);
    assert.match(await answerOf('ivo', 'ask-drift', { findingId: 'op1' }), /Request 1/);
    assert.deepEqual(asked[0]?.subject, { kind: 'drift', findingId: 'op1', sentence: 'Put Jan back.' });
    assert.match(await answerOf('ivo', 'ask-drift', { findingId: 'gone' }), /not open any more/);
    assert.match(await answerOf('ivo', 'ask-drift', { findingId: 'x'.repeat(500) }), /cannot be read/);
  });

  it('takes no press of anybody else, and writes each down', async () => {
    for (const who of ['eva', 'hanna', 'stranger'])
      for (const [verb, data] of [
        ['undo-run', { runId: '42', fingerprint: 'u1' }],
        ['ask-drift', { findingId: 'op1' }],
        ['retry-run', {}],
      ] as const)
        assert.match(await answerOf(who, verb, data), /Only the IT desk|do not know you/);
    assert.deepEqual([undone, asked], [[], []]);
    assert.equal(house.audit.filter(({ kind }) => kind === 'refused').length, 9);
  });
});

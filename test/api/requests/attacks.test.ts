import assert from 'node:assert/strict';
import type { Account } from '../../../models/account.ts';
import type { Person } from '../../../models/person.ts';
import type { Request } from '../../../models/request.ts';
import { subjects } from '../../cards/request-samples.ts';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { answerOf, ask, mustFind } from './answers.ts';
import { type House, openStreet } from './open-house.ts';
import { api, exceptionOf, person, replacementOf, usualPolicy } from './organisation.ts';

const away = { startsOn: '2026-11-20', endsOn: '2026-12-20' };

/** Answers that must change nothing: who presses what, after what happened. */
const presses: {
  name: string;
  asks?: string;
  before?: (house: House, request: Request) => Promise<unknown>;
  press: (request: Request) => ReturnType<typeof answerOf>;
  comesTo: string;
}[] = [
  { name: 'whoever asked', press: (request) => answerOf(request, 'bram'), comesTo: 'own-request' },
  {
    name: 'whoever gains, asked for by another',
    asks: 'hanna',
    press: (r) => answerOf(r, 'bram'),
    comesTo: 'own-request',
  },
  {
    name: 'the manager who asked it for a report',
    asks: 'maud',
    press: (r) => answerOf(r, 'maud'),
    comesTo: 'own-request',
  },
  { name: 'a stranger', press: (request) => answerOf(request, 'carl'), comesTo: 'not-approver' },
  { name: 'an account that is not there', press: (request) => answerOf(request, 'nobody'), comesTo: 'not-approver' },
  { name: 'IT, whom nobody asked', press: (request) => answerOf(request, 'ivo'), comesTo: 'not-approver' },
  { name: 'the owner before their turn', press: (request) => answerOf(request, 'olga'), comesTo: 'not-approver' },
  { name: 'the holder of the key', press: (request) => answerOf(request, api), comesTo: 'not-approver' },
  {
    name: 'Instroom itself',
    press: (request) => answerOf(request, { kind: 'system', id: 'maud', name: 'Maud' }),
    comesTo: 'not-approver',
  },
  {
    name: 'the command line in somebody’s name',
    press: (request) => answerOf(request, { kind: 'cli', id: 'maud', name: 'Maud' }),
    comesTo: 'not-approver',
  },
  {
    name: 'another fingerprint',
    press: (request) => answerOf(request, 'maud', { fingerprint: 'f'.repeat(32) }),
    comesTo: 'changed',
  },
  { name: 'an empty fingerprint', press: (r) => answerOf(r, 'maud', { fingerprint: '' }), comesTo: 'changed' },
  { name: 'a track that is not there', press: (r) => answerOf(r, 'maud', { trackId: 't2' }), comesTo: 'changed' },
  {
    name: 'a track by a name of objects',
    press: (r) => answerOf(r, 'maud', { trackId: '__proto__' }),
    comesTo: 'changed',
  },
  { name: 'a choice that is none', press: (r) => answerOf(r, 'maud', { choice: 'keep-9999' }), comesTo: 'changed' },
  {
    name: 'a request that is not there',
    press: (request) => ({ ...answerOf(request, 'maud'), requestId: '999' }),
    comesTo: 'not-found',
  },
  {
    name: 'the same card pressed again',
    before: (house, request) => house.requests.decide(answerOf(request, 'maud')),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'already-answered',
  },
  {
    name: 'a change of mind after a yes',
    before: (house, request) => house.requests.decide(answerOf(request, 'maud')),
    press: (request) => answerOf(request, 'maud', { answer: 'reject' }),
    comesTo: 'already-answered',
  },
  {
    name: 'a yes after a no',
    before: (house, request) => house.requests.decide(answerOf(request, 'maud', { answer: 'reject' })),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'over',
  },
  {
    name: 'after it was taken back',
    before: (house, request) => house.requests.withdraw({ requestId: request.id, by: person('bram') }),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'over',
  },
  {
    name: 'after it expired, before anybody noticed',
    before: async (house) => house.at('2026-12-08T08:00:01.000Z'),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'over',
  },
  {
    name: 'a manager who was replaced',
    before: (house) => house.hr('bram', { employments: [{ ...job, managerPersonKey: 'dirk' }] }),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'not-approver',
  },
  {
    name: 'an approver whose account was disabled',
    before: (house) => house.account('maud', { accountEnabled: false }),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'not-approver',
  },
  {
    name: 'an approver who became a guest',
    before: (house) => house.account('maud', { isGuest: true }),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'not-approver',
  },
  {
    name: 'an approver who is away, with the card still open',
    before: (house) => house.hr('maud', { leaves: [away] }),
    press: (request) => answerOf(request, 'maud'),
    comesTo: 'not-approver',
  },
  {
    name: 'the stand-in’s second account',
    before: (house) => house.account('second', { stampedPersonKey: 'bram' }),
    press: (request) => answerOf(request, 'second'),
    comesTo: 'own-request',
  },
];
const job = { employmentKey: 'e', kind: 'employee' as const, startsOn: '2020-01-01', unitKey: 'sales' };

describe('attacks and accidents', () => {
  let house: House;
  eachTestItsHouse(openStreet, (opened) => {
    house = opened;
  });

  const askFinance = (by = 'bram') => ask(house, exceptionOf('finance'), { by: person(by), gains: 'bram' });
  const grants = async () => (await house.stores.grants.list({ at: '2026-11-24T08:00:00.000Z' })).map(({ id }) => id);
  const refusalOf = async (
    subject: Parameters<House['requests']['ask']>[0]['subject'],
    by: string,
    gains: string | null,
  ) => {
    const outcome = await house.requests.ask({ subject, forPersonKey: gains, by: person(by), reason: 'because' });
    return outcome.kind === 'refused' ? outcome.text : `asked ${outcome.request.id}`;
  };

  for (const { name, asks, before: happens, press, comesTo } of presses.filter((one) => one.before ?? one.asks))
    it(`takes no answer: ${name}`, async () => {
      const request = await askFinance(asks);
      await happens?.(house, request);
      const former = await mustFind(house, request.id);
      assert.equal((await house.requests.decide(press(request))).kind, comesTo);
      assert.deepEqual(await mustFind(house, request.id), former);
      assert.deepEqual(await grants(), []);
    });

  it('takes no answer from whom nobody asked, nor to what nobody asked', async () => {
    const request = await askFinance();
    for (const { name, press, comesTo } of presses.filter((one) => (one.before ?? one.asks) === undefined)) {
      assert.equal((await house.requests.decide(press(request))).kind, comesTo, name);
      assert.deepEqual(await mustFind(house, request.id), request, name);
    }
    assert.deepEqual(await grants(), []);
  });

  const asked: { name: string; act: () => Promise<string>; says: RegExp }[] = [
    { name: 'an unknown person', act: () => refusalOf(exceptionOf('finance'), 'hanna', 'zzz'), says: /does not name/ },
    { name: 'nobody', act: () => refusalOf(exceptionOf('finance'), 'hanna', null), says: /does not name/ },
    {
      name: 'something outside the catalogue',
      act: () => refusalOf(exceptionOf('root'), 'bram', 'bram'),
      says: /not in the catalogue/,
    },
    {
      name: 'something that cannot be asked for',
      act: () => refusalOf(exceptionOf('admin'), 'bram', 'bram'),
      says: /cannot be asked for/,
    },
    {
      name: 'too long',
      act: () => refusalOf(exceptionOf('finance', { endsOn: '2027-01-30' }), 'bram', 'bram'),
      says: /at most 30 days/,
    },
    {
      name: 'an end before the start',
      act: () => refusalOf(exceptionOf('finance', { endsOn: '2026-11-20' }), 'bram', 'bram'),
      says: /before it starts/,
    },
    {
      name: 'a period that is over',
      act: () => refusalOf(exceptionOf('finance', { startsOn: '2026-11-01', endsOn: '2026-11-10' }), 'bram', 'bram'),
      says: /is over/,
    },
    {
      name: 'more than a year ahead',
      act: () => refusalOf(exceptionOf('finance', { startsOn: '2028-01-01', endsOn: '2028-01-02' }), 'bram', 'bram'),
      says: /a year ahead/,
    },
    {
      name: 'a day that is none',
      act: () => refusalOf(exceptionOf('finance', { endsOn: '2026-02-31' }), 'bram', 'bram'),
      says: /is not a day/,
    },
    {
      name: 'a text for a day',
      act: () => refusalOf(exceptionOf('finance', { endsOn: "'; drop" }), 'bram', 'bram'),
      says: /is not a day/,
    },
    { name: 'for a colleague', act: () => refusalOf(exceptionOf('finance'), 'carl', 'bram'), says: /not for you/ },
    {
      name: 'by an account that is not known',
      act: () => refusalOf(exceptionOf('finance'), 'nobody', 'bram'),
      says: /not known here/,
    },
    {
      name: 'at once what is never given at once',
      act: () => refusalOf(exceptionOf('vault', { breakGlass: true }), 'bram', 'bram'),
      says: /never given at once/,
    },
    {
      name: 'at once for later',
      act: () => refusalOf(exceptionOf('finance', { breakGlass: true, startsOn: '2026-11-25' }), 'bram', 'bram'),
      says: /never given at once/,
    },
    {
      name: 'a replacement of a colleague',
      act: () => refusalOf(replacementOf(['crm']), 'carl', 'bram'),
      says: /not for you/,
    },
    {
      name: 'to stand in for oneself',
      act: () => refusalOf(replacementOf(['crm']), 'maud', 'anna'),
      says: /stand in for themselves/,
    },
    {
      name: 'what is never lent',
      act: () => refusalOf(replacementOf(['admin']), 'maud', 'bram'),
      says: /never given to this stand-in/,
    },
    {
      name: 'what the absent person does not have',
      act: () => refusalOf(replacementOf(['vault']), 'maud', 'bram'),
      says: /not in the catalogue/,
    },
    { name: 'nothing', act: () => refusalOf(replacementOf([]), 'maud', 'bram'), says: /nothing to give/ },
    {
      name: 'a leave that HR does not have',
      act: () => refusalOf(replacementOf(['crm'], { leaveKey: 'x' }), 'maud', 'bram'),
      says: /no longer has this leave/,
    },
    {
      name: 'to release a run without the role',
      act: () => refusalOf({ kind: 'run-release', runId: '1', planFingerprint: 'x', release: null }, 'bram', null),
      says: /not for you/,
    },
    {
      name: 'to release a run that is not there',
      act: () => refusalOf({ kind: 'run-release', runId: '9', planFingerprint: 'x', release: null }, 'ivo', null),
      says: /does not wait/,
    },
    {
      name: 'to freeze without the role',
      act: () => refusalOf({ kind: 'freeze', until: '2026-11-25T08:00:00Z' }, 'hanna', null),
      says: /not for you/,
    },
    {
      name: 'to freeze for ever',
      act: () => refusalOf({ kind: 'freeze', until: '2036-11-25T08:00:00Z' }, 'ivo', null),
      says: /31 days/,
    },
    {
      name: 'an urgent exit of oneself',
      act: () => refusalOf({ kind: 'urgent-exit' }, 'bram', 'bram'),
      says: /not for you/,
    },
    {
      name: 'an urgent exit of a colleague',
      act: () => refusalOf({ kind: 'urgent-exit' }, 'carl', 'bram'),
      says: /not for you/,
    },
    {
      name: 'a changed policy in person',
      act: () => refusalOf(subjects['policy-change'], 'ivo', null),
      says: /not for you/,
    },
    {
      name: 'to extend what is not there',
      act: () =>
        refusalOf({ kind: 'extension', grantId: 'x', what: '', endsOn: '2026-12-01', items: [] }, 'bram', 'bram'),
      says: /has ended or is not there/,
    },
  ];
  it('refuses to ask what cannot be asked, and says what to do', async () => {
    for (const { name, act, says } of asked) assert.match(await act(), says, name);
    assert.deepEqual(await house.requests.list({ states: ['open', 'approved', 'done'], limit: 10 }), []);
  });

  it('refuses to ask what somebody has already, without a reason, or in too many requests', async () => {
    await house.join('bram', 'sg-finance');
    assert.match(await refusalOf(exceptionOf('finance'), 'bram', 'bram'), /has Finance already/);
    const blank = { subject: exceptionOf('vault'), forPersonKey: 'bram', by: person('bram'), reason: '  \n ' };
    assert.equal((await house.requests.ask(blank)).kind, 'refused');
    const entries = Array.from({ length: 21 }, (_, i) => `  - { id: c${i}, group: sg-c${i} }\n`).join('');
    house.policy(usualPolicy.replace('people:\n', `${entries}people:\n`));
    for (let i = 0; i < 20; i += 1) await ask(house, exceptionOf(`c${i}`), { by: person('bram'), gains: 'bram' });
    assert.match(await refusalOf(exceptionOf('c20'), 'bram', 'bram'), /20 open requests/);
  }).timeout(20_000);

  it('asks the same once, however many ask it at the same moment', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () =>
        house.requests.ask({
          subject: exceptionOf('finance'),
          forPersonKey: 'bram',
          by: person('bram'),
          reason: 'now',
        }),
      ),
    );
    assert.equal(outcomes.filter(({ kind }) => kind === 'asked').length, 1);
    assert.equal((await house.requests.list({ states: ['open'], limit: 10 })).length, 1);
  });

  it('believes nothing of the items that a card sends but their keys', async () => {
    const request = await askFinance();
    assert.ok(request.subject.kind === 'exception');
    assert.deepEqual(
      [request.subject.item.group, request.subject.item.owners],
      ['sg-finance', ['olga@voorbeeld.example']],
    );
  });

  const selves: {
    name: string;
    policy?: (text: string) => string;
    hr?: [string, Partial<Person>][];
    accounts?: [string, Partial<Account>][];
    key: string;
    gains: string;
    asks: string;
    stages: string[][];
  }[] = [
    {
      name: 'the manager gains: their own manager',
      key: 'finance',
      gains: 'maud',
      asks: 'maud',
      stages: [['dirk'], ['olga']],
    },
    {
      name: 'the manager asks for a report: the manager above',
      key: 'finance',
      gains: 'bram',
      asks: 'maud',
      stages: [['dirk'], ['olga']],
    },
    {
      name: 'the owner gains: the manager above them',
      key: 'finance',
      gains: 'olga',
      asks: 'olga',
      stages: [['dirk']],
    },
    { name: 'one of two owners gains: the other', key: 'archive', gains: 'otto', asks: 'otto', stages: [['otis']] },
    {
      name: 'the deputy of an owner who is away gains',
      hr: [['olga', { leaves: [away] }]],
      key: 'finance',
      gains: 'otto',
      asks: 'otto',
      stages: [['dirk']],
    },
    {
      name: 'the head of everybody gains: IT',
      key: 'finance',
      gains: 'dirk',
      asks: 'dirk',
      stages: [['iris', 'ivo'], ['olga']],
    },
  ];
  for (const { name, hr = [], key, gains, asks, stages } of selves)
    it(`lets nobody answer for themselves: ${name}`, async () => {
      for (const [who, changes] of hr) await house.hr(who, changes);
      const request = await ask(house, exceptionOf(key), { by: person(asks), gains });
      for (const expected of stages) {
        const now = await mustFind(house, request.id);
        const open = now.tracks[0]?.stages.find(({ state }) => state === 'open');
        assert.deepEqual(open?.approvers.map(({ aadObjectId }) => aadObjectId).sort(), expected);
        for (const who of new Set([asks, gains]))
          assert.equal((await house.requests.decide(answerOf(request, who))).kind, 'own-request');
        await house.requests.decide(answerOf(request, expected[0] ?? ''));
      }
      assert.equal((await mustFind(house, request.id)).state, 'done');
    });

  it('takes one of five answers that come at once', async () => {
    const five = ['ivo', 'iris', 'otto', 'otis', 'carl'];
    const addresses = five.map((name) => `${name}@voorbeeld.example`).join(', ');
    house.policy(
      usualPolicy.replace(
        /owners: \[olga@voorbeeld.example\], maxDays/,
        `owners: [${addresses}], approval: [{ by: [owner] }], maxDays`,
      ),
    );
    const request = await askFinance();
    const outcomes = await Promise.all(
      five.map((name, i) =>
        house.requests.decide(answerOf(request, name, { answer: i % 2 === 0 ? 'approve' : 'reject' })),
      ),
    );
    assert.equal(outcomes.filter(({ kind }) => kind === 'decided').length, 1);
    assert.ok(outcomes.every(({ kind }) => kind === 'decided' || kind === 'over'));
    const found = await mustFind(house, request.id);
    const answers = found.tracks.flatMap(({ stages }) => stages.flatMap((stage) => stage.answers));
    assert.equal(answers.length, 1);
    assert.equal((await grants()).length, answers[0]?.answer === 'approve' ? 1 : 0);
  });

  it('comes to one end when answer, withdrawal and expiry cross', async () => {
    for (let round = 0; round < 6; round += 1) {
      const request = await ask(house, exceptionOf('archive'), { by: person('bram'), gains: 'bram' });
      await house.requests.decide(answerOf(request, 'otto'));
      await Promise.all([
        house.requests.decide(answerOf(request, 'otis', { answer: round % 2 === 0 ? 'approve' : 'reject' })),
        house.requests.withdraw({ requestId: request.id, by: person('bram') }),
      ]);
      const found = await mustFind(house, request.id);
      assert.ok(['done', 'refused', 'withdrawn'].includes(found.state), found.state);
      const grant = await house.stores.grants.find(`request-${request.id}`);
      assert.equal(grant !== null, found.state === 'done');
      if (grant !== null) await house.stores.grants.end(grant.id, '2026-11-24T08:00:00.000Z');
    }
  });

  it('lets a nudge through once an hour, from whoever asked', async () => {
    const request = await askFinance();
    const nudge = (by: string) => house.requests.nudge({ requestId: request.id, by: person(by) });
    house.at('2026-11-24T09:00:00.000Z');
    assert.equal((await nudge('carl')).kind, 'not-approver');
    assert.equal((await nudge('bram')).kind, 'decided');
    assert.equal((await nudge('bram')).kind, 'too-soon');
    house.at('2026-11-24T10:00:00.000Z');
    assert.equal((await nudge('bram')).kind, 'decided');
  });
});

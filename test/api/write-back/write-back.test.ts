import assert from 'node:assert/strict';
import type { AfasTables } from '../../../api/sandbox/hr/afas/to-rows.ts';
import { createLook, type WriteBackParts } from '../../../api/write-back/watch-write-back.ts';
import type { AuditEvent } from '../../../models/audit.ts';
import type { Person } from '../../../models/person.ts';
import type { IdentityLink } from '../../../models/same-people.ts';
import { type AfasHouse, openAfas } from '../connectors/afas/open-afas.ts';
import { openYouforce, type YouforceHouse } from '../connectors/youforce/open-youforce.ts';
import { makeAccount, makeInput, makePerson, makePolicy } from '../engine/make-input.ts';

const everybody: Person[] = [
  makePerson({ personKey: 'P1', workEmail: 'old@voorbeeld.example' }),
  makePerson({ personKey: 'P2', workEmail: 'P2@Voorbeeld.example' }),
  makePerson({ personKey: 'P3' }),
];
const account = (number: number, mail: string | null) =>
  makeAccount({ id: `a${number}`, userPrincipalName: `p${number}@voorbeeld.example`, mail });

describe('telling HR of Entra', () => {
  let house: AfasHouse;
  let events: AuditEvent[];
  let isSandbox: boolean;
  let isPaused: boolean;
  let parts: WriteBackParts;
  /** Whose records are whose, where several sources know somebody. */
  let records: IdentityLink[];

  beforeEach(async () => {
    await open({ writeBack: { signIn: true } });
  });
  afterEach(() => house.close());

  async function open(settings: Record<string, unknown>): Promise<void> {
    house = await openAfas(settings);
    house.at('2026-11-24T08:00:00.000Z');
    house.afas.load({ people: everybody, units: [{ unitKey: 'SAL', name: 'Sales' }] });
    events = [];
    records = [];
    isSandbox = true;
    isPaused = false;
    const policy = makePolicy();
    const source = { id: 'hr', connector: 'afas', baseUrl: house.afas.baseUrl };
    const withAfas = { ...policy, policy: { ...policy.policy, sources: [source] } } as typeof policy;
    const input = makeInput({
      people: everybody,
      links: new Map([1, 2, 3].map((number) => [`P${number}`, `a${number}`])),
      directory: {
        accounts: [account(1, 'new@voorbeeld.example'), account(2, 'p2@voorbeeld.example'), account(3, null)],
      },
    });
    parts = {
      stores: {
        audit: { append: async (list: readonly AuditEvent[]) => void events.push(...list) } as never,
        identity: { links: async () => records },
        jobs: { lock: async () => true, unlock: async () => {} } as never,
      },
      directory: { identify: () => ({ key: 'd', name: 'd', isSandbox }) },
      loadPolicy: async () => withAfas,
      connectorsOf: () => [house.connector],
      known: async () => ({ input }),
      isPaused: async () => isPaused,
      clock: { now: () => new Date('2026-11-24T08:00:00.000Z') },
      logger: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} },
      owner: 'test',
    };
  }

  const addresses = (): unknown[] => {
    let found: unknown[] = [];
    house.afas.edit(({ persons }: AfasTables) => {
      found = persons.map(({ Email_werk, Email_portal }) => [Email_werk, Email_portal]);
    });
    return found;
  };
  const writes = (): number => house.afas.calls().filter(({ method }) => method === 'PUT').length;
  const before = [
    ['old@voorbeeld.example', null],
    ['P2@Voorbeeld.example', null],
    [null, null],
  ];

  it('writes the address of the mailbox of those of whom HR has another, once, and says so in the audit', async () => {
    const look = createLook(parts);
    await look();
    await look();
    assert.deepEqual(addresses(), [['new@voorbeeld.example', 'p1@voorbeeld.example'], before[1], before[2]]);
    assert.equal(writes(), 1);
    assert.deepEqual(
      events.map(({ kind, personKey, text }) => [kind, personKey, text]),
      [['written-back', 'P1', 'hr was told new@voorbeeld.example.']],
    );
  });

  it('writes to the record that is theirs, whatever key they have here, and never to somebody who happens to have that key', async () => {
    const link = (sourceId: string, recordKey: string, personKey: string) => ({
      sourceId,
      recordKey,
      personKey,
      hash: '',
    });
    records = [link('hr', 'P3', 'P1'), link('planning', 'P1', 'P1')];
    await createLook(parts)();
    assert.deepEqual(addresses(), [before[0], before[1], ['new@voorbeeld.example', 'p1@voorbeeld.example']]);
    assert.deepEqual(
      events.map(({ personKey }) => personKey),
      ['P1'],
    );
    records = [link('planning', '7', 'P1'), link('crm', '8', 'P1')];
    house.afas.load({ people: everybody, units: [{ unitKey: 'SAL', name: 'Sales' }] });
    await createLook(parts)();
    assert.deepEqual(addresses(), before, 'Profit has no record of theirs');
  });

  it('writes nothing that HR knows already, also after a start', async () => {
    await createLook(parts)();
    await createLook(parts)();
    assert.equal(writes(), 1);
    assert.equal(events.length, 1);
  });

  it('never writes made-up addresses to a real HR system, nor real ones to a rehearsal, nor while paused', async () => {
    isSandbox = false;
    await createLook(parts)();
    isSandbox = true;
    isPaused = true;
    await createLook(parts)();
    assert.deepEqual(addresses(), before);
    const { policy } = await parts.loadPolicy();
    Object.assign(policy.sources[0] ?? {}, { baseUrl: undefined });
    isPaused = false;
    await createLook(parts)();
    assert.equal(writes(), 0);
  });

  it('writes nothing where the settings do not ask for it', async () => {
    await house.close();
    await open({});
    await createLook(parts)();
    assert.equal(writes(), 0);
  });

  it('keeps what HR refuses in the audit, and leaves that person alone for a while', async () => {
    house.afas.setFaults([
      {
        concerns: ({ method }) => method === 'PUT',
        with: { status: 500, body: '{"externalMessage":"Geen geldig adres"}' },
      },
    ]);
    const look = createLook(parts);
    await look();
    await look();
    assert.equal(writes(), 1);
    assert.match(
      events.map(({ kind, text }) => `${kind} ${text}`).join(),
      /^write-back-refused hr: .*Geen geldig adres/,
    );
    assert.deepEqual(addresses(), before);
  });

  it('looks again when there was no answer, instead of writing once more', async () => {
    house.afas.setFaults([{ concerns: ({ method }) => method === 'PUT', times: 1, with: 'cut' }]);
    const look = createLook(parts);
    await look();
    assert.deepEqual(events, []);
    await look();
    assert.equal(writes(), 1, 'Profit had taken it, and the second look sees that');
    assert.equal(addresses()[0] !== before[0], true);
  });

  it('writes nothing and says why when the token has ended', async () => {
    house.afas.setFaults([{ concerns: () => true, with: { status: 401, body: '' } }]);
    await createLook(parts)();
    assert.deepEqual(events, []);
    house.afas.setFaults([]);
    await createLook(parts)();
    assert.equal(writes(), 1);
  });
});

describe('telling HR what people sign in with', () => {
  let house: YouforceHouse;
  let events: AuditEvent[];
  let isSandbox: boolean;
  afterEach(() => house.close());

  const personOf = (number: number): Person => makePerson({ personKey: `P${String(number).padStart(6, '0')}` });
  /** So many people with accounts, the first of them without a mailbox; and the connector as after a start, if one was open. */
  async function open(
    count: number,
    settings: Record<string, unknown> = {},
  ): Promise<{
    parts: WriteBackParts;
    rename(number: number, signIn: string): void;
    hire(number: number): void;
    start(): void;
  }> {
    house = await openYouforce({ writeBack: {}, callsPerDay: 1_000_000, ...settings }, { limits: { everyMs: 0 } });
    house.at('2026-11-24T08:00:00.000Z');
    const people = Array.from({ length: count }, (_, number) => personOf(number));
    house.youforce.load({ people, units: [{ unitKey: 'SAL', name: 'Sales' }] });
    events = [];
    isSandbox = true;
    const accounts = people.map((_, number) =>
      makeAccount({
        id: `a${number}`,
        userPrincipalName: `p${number}@voorbeeld.example`,
        mail: number ? 'm@x.nl' : null,
      }),
    );
    const links = new Map(people.map(({ personKey }, number) => [personKey, `a${number}`]));
    const policy = makePolicy();
    const { baseUrl, tokenUrl } = house.youforce;
    const source = { id: 'hr', connector: 'youforce', baseUrl, tokenUrl };
    const withYouforce = { ...policy, policy: { ...policy.policy, sources: [source] } } as typeof policy;
    let input = makeInput({ people, links, directory: { accounts } });
    let { connector } = house;
    const again = () => {
      input = makeInput({ people, links, directory: { accounts } });
    };
    return {
      parts: {
        stores: {
          audit: { append: async (list: readonly AuditEvent[]) => void events.push(...list) } as never,
          identity: { links: async () => [] },
          jobs: { lock: async () => true, unlock: async () => {} } as never,
        },
        directory: { identify: () => ({ key: 'd', name: 'd', isSandbox }) },
        loadPolicy: async () => withYouforce,
        connectorsOf: () => [connector],
        known: async () => ({ input }),
        isPaused: async () => false,
        clock: { now: house.now },
        logger: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} },
        owner: 'test',
      },
      rename: (number, signIn) => {
        accounts[number] = makeAccount({ id: `a${number}`, userPrincipalName: signIn, mail: 'm@x.nl' });
        again();
      },
      hire: (number) => {
        people.push(personOf(number));
        house.youforce.load({ people, units: [{ unitKey: 'SAL', name: 'Sales' }] });
        accounts.push(makeAccount({ id: `a${number}`, userPrincipalName: `p${number}@voorbeeld.example`, mail: null }));
        links.set(personOf(number).personKey, `a${number}`);
        again();
      },
      start: () => {
        connector = house.openAnother();
      },
    };
  }
  const known = () => [...house.youforce.identities().values()];
  const writes = (): number => house.youforce.calls().filter(({ method }) => method === 'PATCH').length;

  it('tells whoever has an account, a mailbox or not, once, and says so in the audit', async () => {
    const world = await open(2);
    const look = createLook(world.parts);
    await look();
    await look();
    world.start();
    await createLook(world.parts)();
    assert.deepEqual(known(), ['p0@voorbeeld.example', 'p1@voorbeeld.example']);
    assert.equal(writes(), 2);
    assert.deepEqual(
      events.map(({ kind, personKey, text }) => [kind, personKey, text]),
      [
        ['written-back', 'P000000', 'hr was told p0@voorbeeld.example.'],
        ['written-back', 'P000001', 'hr was told p1@voorbeeld.example.'],
      ],
    );
  });

  it('tells a name that changed, and one that changed back', async () => {
    const world = await open(2);
    const look = createLook(world.parts);
    await look();
    for (const signIn of ['new@voorbeeld.example', 'p1@voorbeeld.example']) {
      world.rename(1, signIn);
      await look();
      assert.deepEqual(known(), ['p0@voorbeeld.example', signIn]);
    }
    assert.equal(writes(), 4);
  });

  it('reaches everybody, a hundred a look, and whoever is new at the next look, also after a start', async function () {
    this.timeout(20_000);
    const world = await open(250);
    const look = createLook(world.parts);
    for (const count of [100, 200, 250, 250]) {
      await look();
      assert.equal(known().length, count);
    }
    world.hire(999_999);
    world.start();
    await createLook(world.parts)();
    assert.equal(house.youforce.identities().get('P999999'), 'p999999@voorbeeld.example');
    assert.equal(writes(), 251);
  });

  it('lets nobody who is refused stand in the way of others', async function () {
    this.timeout(20_000);
    const world = await open(150);
    house.youforce.setFaults([
      {
        concerns: ({ method, path }) => method === 'PATCH' && path.includes('P0000'),
        with: { status: 404, body: '' },
      },
    ]);
    await createLook(world.parts)();
    assert.deepEqual(new Set(events.map(({ kind }) => kind)), new Set(['write-back-refused']));
    world.start();
    await createLook(world.parts)();
    assert.equal(known().length, 50);
    assert.equal(writes(), 150);
  });

  it('goes on when there are calls again', async () => {
    const world = await open(5, { callsPerDay: 200 });
    const look = createLook(world.parts);
    await look();
    assert.equal(known().length, 2);
    await look();
    assert.equal(known().length, 2);
    for (let hour = 9; hour < 20; hour++) {
      house.at(`2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`);
      await look();
    }
    assert.equal(known().length, 5);
  });

  it('never tells made-up names to the real Youforce, nor real ones to a rehearsal', async () => {
    const world = await open(2);
    isSandbox = false;
    await createLook(world.parts)();
    isSandbox = true;
    const { policy } = await world.parts.loadPolicy();
    // Tokens of a rehearsal do not make it one.
    Object.assign(policy.sources[0] ?? {}, { baseUrl: undefined });
    await createLook(world.parts)();
    assert.deepEqual([known(), writes()], [[], 0]);
  });

  it('looks over a hundred thousand people within a moment when nobody is to be told', async function () {
    this.timeout(30_000);
    const world = await open(0);
    const people = Array.from({ length: 100_000 }, (_, number) => personOf(number));
    const input = makeInput({
      people,
      links: new Map(people.map(({ personKey }, number) => [personKey, `a${number}`])),
      directory: {
        accounts: people.map((_, number) => makeAccount({ id: `a${number}`, userPrincipalName: `p${number}@x.nl` })),
      },
    });
    let asked = 0;
    const untold = async () => {
      asked++;
      return [];
    };
    const look = createLook({
      ...world.parts,
      known: async () => ({ input }),
      connectorsOf: () => [{ ...house.connector, findUntold: untold }],
    });
    const startedAt = performance.now();
    await look();
    assert.ok(performance.now() - startedAt < 2_000);
    assert.deepEqual([asked, writes()], [1, 0]);
  });
});

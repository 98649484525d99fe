import assert from 'node:assert/strict';
import type { Grant, UrgentExit } from '../../models/grant.ts';
import type { AddressReservation, DriftFinding, LedgerChanges, RoleHolding } from '../../models/ledger.ts';
import type { Stores } from '../../models/stores.ts';
import type { OpenedStores } from './store-contract.ts';

const at = '2026-11-24T08:00:00.000Z';

const makeReservation = (
  address: string,
  personKey: string,
  more: Partial<AddressReservation> = {},
): AddressReservation => ({
  address,
  personKey,
  nameKey: 'Sanne|de Vries',
  state: 'given',
  reservedAt: at,
  renameOn: null,
  ...more,
});

const makeHolding = (personKey: string, roleId: string, lostAt: string | null): RoleHolding => ({
  personKey,
  roleId,
  lostAt,
});

const makeFinding = (operationId: string): DriftFinding => ({
  operationId,
  personKey: 'p1',
  sentence: 'Somebody took Sanne out of sg-sales.',
  foundAt: at,
  by: null,
  at: null,
});

const makeChanges = (more: Partial<LedgerChanges>): LedgerChanges => ({
  reservations: [],
  holdings: [],
  findings: [],
  settledFindings: [],
  ...more,
});

const makeGrant = (id: string, more: Partial<Grant> = {}): Grant => ({
  id,
  personKey: 'a.b$c',
  kind: 'exception',
  items: { groups: ['sg-finance'], licences: [], apps: [{ app: 'Salesforce', role: 'User' }] },
  withheld: { groups: [], licences: [], apps: [] },
  attributes: [],
  follows: null,
  startsAt: at,
  endsAt: null,
  reason: 'stand-in',
  approval: null,
  ...more,
});

const sorted = (list: readonly object[]): string[] =>
  list.map((item) => JSON.stringify(Object.entries(item).sort())).sort();

/** What any engine under the ledger and the grants must keep. */
export function describeLedgerContract(name: string, open: () => Promise<OpenedStores>): void {
  describe(`ledger and grants on ${name}`, function () {
    this.timeout(60_000);
    let opened: OpenedStores;
    let stores: Stores;
    beforeEach(async () => {
      opened = await open();
      stores = opened.stores;
    });
    afterEach(() => opened.close());

    it('give back what plans wrote down, to another process too, whoever saves it twice', async () => {
      const reservations = Array.from({ length: 2100 }, (_, index) =>
        makeReservation(`n${index}@voorbeeld.nl`, `p${index}`),
      );
      const holdings = [
        makeHolding('p1', 'sales', null),
        makeHolding('p1', 'crm', at),
        makeHolding('p|1', 'a"b', null),
      ];
      const changes = makeChanges({ reservations, holdings, findings: [makeFinding('op1'), makeFinding('op2')] });
      await stores.ledger.save('t', changes);
      await stores.ledger.save('t', changes);
      const loaded = await (await opened.reopen()).ledger.load('t');
      assert.deepEqual(sorted(loaded.reservations), sorted(reservations));
      assert.deepEqual(sorted(loaded.holdings), sorted(holdings));
      assert.deepEqual(sorted(loaded.findings), sorted([makeFinding('op1'), makeFinding('op2')]));
      assert.deepEqual(await stores.ledger.load('another'), {
        reservations: [],
        holdings: [],
        findings: [],
        undone: [],
      });
    });

    it('put what is new in place of what has the same key, and forget what is settled', async () => {
      await stores.ledger.save(
        't',
        makeChanges({
          reservations: [makeReservation('sanne@voorbeeld.nl', 'p1')],
          holdings: [makeHolding('p1', 'sales', null)],
          findings: [makeFinding('op1'), makeFinding('op2')],
        }),
      );
      const former = makeReservation('sanne@voorbeeld.nl', 'p1', { state: 'former' });
      const proposed = makeReservation('sanne.bakker@voorbeeld.nl', 'p1', {
        state: 'proposed',
        renameOn: '2026-12-08',
      });
      await stores.ledger.save(
        't',
        makeChanges({
          reservations: [former, proposed],
          holdings: [makeHolding('p1', 'sales', at)],
          settledFindings: ['op1', 'never seen'],
        }),
      );
      const { reservations, holdings, findings } = await stores.ledger.load('t');
      assert.deepEqual(sorted(reservations), sorted([former, proposed]));
      assert.deepEqual(holdings, [makeHolding('p1', 'sales', at)]);
      assert.deepEqual(findings, [makeFinding('op2')]);
    });

    it('give an address to one person of a directory for ever, and write nothing of a save that would not', async () => {
      const first = makeReservation('sanne@voorbeeld.nl', 'p1');
      await stores.ledger.save('t', makeChanges({ reservations: [first] }));
      const many = Array.from({ length: 1500 }, (_, index) => makeReservation(`n${index}@voorbeeld.nl`, `p${index}`));
      const clash = makeChanges({
        reservations: [...many, makeReservation('sanne@voorbeeld.nl', 'p2')],
        holdings: [makeHolding('p2', 'sales', null)],
      });
      await assert.rejects(stores.ledger.save('t', clash), { code: 'conflict', message: /^sanne@voorbeeld\.nl is/ });
      assert.deepEqual((await stores.ledger.load('t')).reservations, [first]);
      assert.deepEqual((await stores.ledger.load('t')).holdings, []);
      await assert.rejects(
        stores.ledger.save(
          't',
          makeChanges({ reservations: [makeReservation('x@y.nl', 'p1'), makeReservation('x@y.nl', 'p2')] }),
        ),
        { code: 'conflict' },
      );
      await stores.ledger.save('another', clash);
      assert.equal((await stores.ledger.load('another')).reservations.length, 1501);
    });

    it('give an address that twenty people are promised at once to one of them', async () => {
      const saves = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          stores.ledger.save('t', makeChanges({ reservations: [makeReservation('one@voorbeeld.nl', `p${index}`)] })),
        ),
      );
      assert.equal(saves.filter((save) => save.status === 'fulfilled').length, 1);
      for (const save of saves) if (save.status === 'rejected') assert.equal(save.reason.code, 'conflict');
      assert.equal((await stores.ledger.load('t')).reservations.length, 1);
    });

    it('know what was undone until it is forgotten', async () => {
      const undone = ['op1', 'op2'].map((operationId) => ({ operationId, runId: '7', by: 'Sanne', at }));
      await stores.ledger.saveUndone('t', undone);
      await stores.ledger.saveUndone('t', undone);
      assert.deepEqual(sorted((await stores.ledger.load('t')).undone), sorted(undone));
      await stores.ledger.forgetUndone('t', ['op1', 'op3']);
      assert.deepEqual((await stores.ledger.load('t')).undone, undone.slice(1));
    });

    it('list grants that are in force or will be, to the instant, however it is written', async () => {
      const follows = { personKey: 'p9', leaveKey: null };
      const grants = [
        makeGrant('open'),
        makeGrant('over', { endsAt: '2026-12-01T09:00:00Z' }),
        makeGrant('zoned', { endsAt: '2026-12-01T10:00:00.001+01:00' }),
        makeGrant('to-come', { startsAt: '2027-01-01T00:00:00Z', endsAt: '2027-02-01T00:00:00Z' }),
        makeGrant('replacement', { kind: 'replacement', follows, endsAt: '2026-11-01T00:00:00Z' }),
      ];
      for (const grant of grants) await stores.grants.save(grant);
      await stores.grants.save(grants[0] as Grant);
      const listed = await stores.grants.list({ at: '2026-12-01T09:00:00.000Z' });
      const byId = (list: readonly Grant[]) => new Map(list.map((grant) => [grant.id, grant]));
      assert.deepEqual(byId(listed), byId(grants.filter((grant) => grant.id !== 'over')));
      assert.deepEqual(await (await opened.reopen()).grants.find('zoned'), grants[2]);
      assert.equal(await stores.grants.find('nothing'), null);
    });

    it('end a grant at an instant, and never later than it would have', async () => {
      await stores.grants.save(makeGrant('g', { endsAt: '2026-12-01T00:00:00Z' }));
      assert.equal((await stores.grants.end('g', '2027-01-01T00:00:00Z'))?.endsAt, '2026-12-01T00:00:00Z');
      const ended = makeGrant('g', { endsAt: '2026-11-25T00:00:00Z' });
      assert.deepEqual(await stores.grants.end('g', '2026-11-25T00:00:00Z'), ended);
      assert.deepEqual(await stores.grants.find('g'), ended);
      assert.deepEqual(await stores.grants.list({ at: '2026-11-25T00:00:00Z' }), []);
      const follows = { personKey: 'p9', leaveKey: 'l1' };
      await stores.grants.save(makeGrant('r', { kind: 'replacement', follows, endsAt: '2026-11-24T00:00:00Z' }));
      assert.deepEqual(
        await stores.grants.end('r', '2026-12-24T00:00:00Z'),
        makeGrant('r', { kind: 'replacement', endsAt: '2026-12-24T00:00:00Z' }),
        'a leave that became longer had kept it in force',
      );
      assert.equal(await stores.grants.end('nothing', at), null);
    });

    it('tell who must be out, until it is lifted', async () => {
      const exit: UrgentExit = { personKey: 'a.b$c', fromAt: at, liftedAt: null, reason: 'dismissed', by: 'Sanne' };
      const other = { ...exit, personKey: 'p2' };
      for (const one of [exit, exit, other]) await stores.grants.saveUrgentExit(one);
      assert.deepEqual(sorted(await stores.grants.urgentExits()), sorted([exit, other]));
      await stores.grants.saveUrgentExit({ ...exit, liftedAt: at });
      assert.deepEqual(await (await opened.reopen()).grants.urgentExits(), [other]);
    });
  });
}

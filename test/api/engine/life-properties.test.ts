import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type PlanDraft, planPeople } from '../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../api/engine/survey-world.ts';
import { applyOperations } from '../../fakes/apply-operations.ts';
import { giveGroupLicences } from '../../fakes/give-group-licences.ts';
import { mergeLedger } from '../../fakes/merge-ledger.ts';
import { worlds } from '../../play-worlds.ts';
import { arbitraryLife } from './arbitrary-life.ts';
import { foretellLife, holdingsOf, type Lot, wasInForce } from './naive-life.ts';

const runs = worlds(100);
const check = (predicate: (world: PlanInput) => void) => fc.assert(fc.property(arbitraryLife, predicate), runs);

/** The world after a plan was written down and carried out, and Entra has worked its licences by group. */
function applied(world: PlanInput, draft: PlanDraft = planPeople(world)): PlanInput {
  const directory = applyOperations(world.directory, draft.operations, world.now);
  return {
    ...world,
    directory: giveGroupLicences(directory, world.policy.policy.licences),
    ledger: mergeLedger(world.ledger, draft.ledger),
  };
}

/** Seats that a plan sets free are given out by the next. */
const settled = (world: PlanInput): PlanInput => applied(applied(world));
const sentences = ({ operations }: PlanDraft): string[] => operations.map(({ sentence }) => sentence);
const reversed = <Item>(list: readonly Item[]): Item[] => [...list].reverse();

describe('any life', function () {
  this.timeout(Math.max(60_000, runs.numRuns * 100));

  it('settles: carried out, only seats that became free are left to give, and then nothing', () => {
    check((world) => {
      const next = planPeople(applied(world)).operations;
      assert.deepEqual(
        next.filter(({ kind }) => kind !== 'assign-licence').map(({ sentence }) => sentence),
        [],
      );
      assert.deepEqual(sentences(planPeople(settled(world))), []);
    });
  });

  it('arrives: carried out, everybody has what the contract says, and no more', () => {
    check((world) => {
      const lots = foretellLife(world);
      const after = applied(world);
      for (const [personKey, lot] of lots) checkLot(personKey, lot, { world, after });
      checkSeats(lots, { world, after });
    });
  });

  it('touches nothing that no policy and no grant names, and nobody who is not in HR', () => {
    check((world) => {
      const after = applied(world);
      assert.deepEqual(holdingsOf('acc-service', after), holdingsOf('acc-service', world));
      for (const { target, personKey } of planPeople(world).operations) {
        assert.ok(world.people.some((person) => person.personKey === personKey));
        assert.notEqual(target.groupName, 'g-foreign');
        assert.notEqual(target.skuName, 'L9');
        assert.notEqual(target.appRoleName, 'Other');
      }
    });
  });

  it('gives every operation a reason, and an id that no other has', () => {
    check((world) => {
      const { operations, notes } = planPeople(world);
      for (const { sentence, reasons } of operations) assert.ok(reasons.length > 0, sentence);
      assert.equal(new Set(operations.map(({ id }) => id)).size, operations.length);
      assert.equal(new Set(operations.map(({ id }) => id)).size, operations.length);
      for (const { text } of [...operations.flatMap(({ reasons }) => reasons), ...notes])
        assert.doesNotMatch(text, /undefined|\[object|NaN/);
    });
  });

  it('does not depend on the order of anything it is given', () => {
    check((world) => {
      const { directory, ledger } = world;
      const shuffled = planPeople({
        ...world,
        people: reversed(world.people).map((person) => ({
          ...person,
          employments: reversed(person.employments),
          leaves: reversed(person.leaves),
        })),
        units: reversed(world.units),
        grants: reversed(world.grants),
        urgentExits: reversed(world.urgentExits),
        ledger: { ...ledger, holdings: reversed(ledger.holdings) },
        directory: {
          ...directory,
          accounts: reversed(directory.accounts),
          groups: reversed(directory.groups),
          skus: reversed(directory.skus),
          applications: directory.applications.map((app) => ({ ...app, assignments: reversed(app.assignments) })),
        },
      });
      const plan = planPeople(world);
      assert.deepEqual(sentences(shuffled), sentences(plan));
      assert.equal(shuffled.fingerprint, plan.fingerprint);
      assert.deepEqual([...shuffled.nextChanges].sort(), [...plan.nextChanges].sort());
      assert.deepEqual(shuffled.ledger.holdings.map(String).sort(), plan.ledger.holdings.map(String).sort());
      assert.deepEqual(shuffled.notes.map(({ text }) => text).sort(), plan.notes.map(({ text }) => text).sort());
    });
  });

  it('writes down once: with its ledger written down it plans the same and writes nothing more', () => {
    check((world) => {
      const draft = planPeople(world);
      const again = planPeople({ ...world, ledger: mergeLedger(world.ledger, draft.ledger) });
      assert.deepEqual(again.ledger, { reservations: [], holdings: [], findings: [], settledFindings: [] });
      assert.equal(again.fingerprint, draft.fingerprint);
      assert.deepEqual([...again.nextChanges], [...draft.nextChanges]);
    });
  });

  it('is honest about the next moment: before it nothing changes', () => {
    fc.assert(
      fc.property(arbitraryLife, fc.double({ min: 0, max: 1, noNaN: true }), (world, share) => {
        const rest = settled(world);
        const { nextChanges } = planPeople(rest);
        const from = Date.parse(rest.now);
        const instants = [...nextChanges.values()].map((instant) => Date.parse(instant));
        for (const { personKey } of rest.people) {
          const next = nextChanges.get(personKey);
          const until = next === undefined ? from + 400 * 86_400_000 : Date.parse(next);
          // Just before it, at any moment, and when something changes for others.
          const moments = [until - 1, Math.floor(from + share * (until - from)), ...instants].filter(
            (at) => at < until,
          );
          for (const now of moments.map((at) => new Date(at).toISOString()))
            assert.deepEqual(ownSentences(planPeople({ ...rest, now }), personKey), [], `${personKey} at ${now}`);
        }
      }),
      runs,
    );
  });

  it('and at it something changes, or the next moment is a later one', () => {
    check((world) => {
      const rest = settled(world);
      for (const [personKey, next] of planPeople(rest).nextChanges) {
        assert.ok(Date.parse(next) > Date.parse(rest.now), `${personKey} at ${next}`);
        const plan = planPeople({ ...rest, now: next });
        const later = plan.nextChanges.get(personKey);
        assert.ok(
          ownSentences(plan, personKey).length > 0 || later === undefined || later > next,
          `${personKey} stands still at ${next}`,
        );
      }
    });
  });
});

/** What is planned for somebody, apart from seats that others left. */
const ownSentences = ({ operations }: PlanDraft, personKey: string): string[] =>
  operations
    .filter((operation) => operation.personKey === personKey && operation.kind !== 'assign-licence')
    .map(({ sentence }) => sentence);

interface Outcome {
  world: PlanInput;
  after: PlanInput;
}

const liveAccount = ({ directory }: PlanInput, personKey: string) =>
  directory.accounts.find(({ stampedPersonKey }) => stampedPersonKey === personKey);

/** What the policies and grants of these worlds can name, apart from licences, which wait for seats. */
const named = (item: string): boolean =>
  !['group g-foreign', 'app App/Other'].includes(item) && !item.startsWith('licence');

function checkLot(personKey: string, lot: Lot, { world, after }: Outcome): void {
  const account = liveAccount(after, personKey);
  if (lot.kind !== 'account') return assert.equal(account, undefined, `${personKey} has an account`);
  assert.ok(account, `${personKey} has no account`);
  assert.equal(account.accountEnabled, lot.enabled, `${personKey} enabled`);
  const before = liveAccount(world, personKey);
  const department = lot.department ?? before?.attributes.department ?? null;
  assert.equal(account.attributes.department ?? null, department, `${personKey} department`);
  const wanted = lot.access ?? (before === undefined ? new Set<string>() : holdingsOf(before.id, world));
  const isManaged = (item: string) => item !== 'group g-vault' || wasGrantedVault(personKey, world);
  const show = (items: Set<string>) => [...items].filter((item) => named(item) && isManaged(item)).sort();
  assert.deepEqual(show(holdingsOf(account.id, after)), show(wanted), `${personKey} access`);
}

/** Only grants name the vault: it is managed for whom one is or was in force, and whoever else is in it is nobody's business. */
const wasGrantedVault = (personKey: string, world: PlanInput): boolean =>
  world.grants.some(
    (grant) => grant.personKey === personKey && grant.items.groups.includes('g-vault') && wasInForce(grant, world),
  );

/** The seats there are go to who starts first, then in the order of keys; nobody keeps what they should not have. */
function checkSeats(lots: Map<string, Lot>, { world, after }: Outcome): void {
  const licence = 'licence L1';
  const has = (personKey: string, input: PlanInput) => {
    const account = liveAccount(input, personKey);
    return account !== undefined && holdingsOf(account.id, input).has(licence);
  };
  const canHave = (personKey: string) => (liveAccount(after, personKey)?.attributes.usageLocation ?? null) !== null;
  const asking = [...lots].filter(([key, { access }]) => access?.has(licence) && !has(key, world) && canHave(key));
  const inTurn = asking.sort(([a, { since: one }], [b, { since: two }]) => one.localeCompare(two) || (a < b ? -1 : 1));
  const reserve = world.policy.policy.licences.find(({ sku }) => sku === 'L1')?.reserve ?? 0;
  const free = world.directory.skus.find(({ skuId }) => skuId === 'L1')?.free ?? 0;
  const lucky = new Set(inTurn.slice(0, Math.max(0, free - reserve)).map(([key]) => key));
  for (const [personKey, { kind, access }] of lots) {
    if (kind !== 'account') continue;
    const keeps = has(personKey, world) && (access === null || access.has(licence));
    assert.equal(has(personKey, after), keeps || lucky.has(personKey), `${personKey} ${licence}`);
  }
}

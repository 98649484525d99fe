import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import type { Account } from '../../../../models/account.ts';
import type { AddressReservation } from '../../../../models/ledger.ts';
import type { Person } from '../../../../models/person.ts';
import type { Operation } from '../../../../models/plan.ts';
import { buildAccount } from '../../../fakes/create-fake-directory.ts';
import { worlds } from '../../../play-worlds.ts';
import { makeInput, makePerson, makePolicy } from '../make-input.ts';

const runs = worlds(60);

/** Few names, so that people get in each other's way; some that leave little or nothing. */
const callNames = ['Jan', 'Ĳsbrand', "D'Arcy", '李', '!'];
const birthNames = ['Smit', "in 't Veld", 'Öz', 'Wolfeschlegelsteinhausenbergerdorff'];
const keys = ['p0', 'p1', 'p2', 'p3', 'p4'];

const policies = ['never', 'at-once', 'after-days', 'after-choice'].flatMap((when) =>
  ['', ', maxLength: 6, mailNickname: ["${callName}"], mail: ["${surname}", "${callName}${n}"]'].map((more) => {
    const text = `names: { rename: { when: ${when}, days: 2 }, reserved: [jan.smit, ijsbrand]${more} }`;
    return Object.assign(makePolicy(text), { [fc.toStringMethod]: () => text });
  }),
);

/** What HR says on one day: who is there, by which name; and who says yes to a new address. */
interface Day {
  people: { personKey: string; callName: string; birthName: string }[];
  accepted: string[];
}

const day: fc.Arbitrary<Day> = fc.record({
  people: fc.subarray(keys, { minLength: 1 }).chain((chosen) =>
    fc.tuple(
      ...chosen.map((personKey) =>
        fc.record({
          personKey: fc.constant(personKey),
          callName: fc.constantFrom(...callNames),
          birthName: fc.constantFrom(...birthNames),
        }),
      ),
    ),
  ),
  accepted: fc.subarray(keys),
});

const history = fc.record({
  policy: fc.constantFrom(...policies),
  days: fc.array(day, { minLength: 1, maxLength: 5 }),
  /** Accounts of others, at addresses that people might have got. */
  strangers: fc.subarray(['jan.smit2', 'ijsbrand.oz', 'jan.oz', 'jan', 'p4']),
});

const personOf = ({ birthName, ...names }: Day['people'][number]): Person => {
  const { birthNamePrefix: _, ...person } = makePerson({ ...names, birthName });
  return person;
};

const stranger = (name: string): Account =>
  buildAccount({
    id: `stranger-${name}`,
    userPrincipalName: `${name}@voorbeeld.nl`,
    attributes: { employeeId: `x-${name}` },
  });

/** Entra and the ledger after a plan was carried out. */
function carryOut(input: PlanInput): PlanInput {
  const { operations, ledger } = planPeople(input);
  const kept = new Map(input.ledger.reservations.map((reservation) => [reservation.address, reservation]));
  for (const reservation of ledger.reservations) {
    const before = kept.get(reservation.address);
    assert.ok(before === undefined || before.personKey === reservation.personKey, `${reservation.address} is kept`);
    kept.set(reservation.address, reservation);
  }
  const accounts = new Map(input.directory.accounts.map((account) => [account.id, structuredClone(account)]));
  for (const operation of operations) change(operation, accounts);
  const reservations = [...kept.values()];
  return {
    ...input,
    ledger: { ...input.ledger, reservations },
    directory: { ...input.directory, accounts: [...accounts.values()] },
  };
}

function change({ kind, personKey, target, after }: Operation, accounts: Map<string, Account>): void {
  const account = accounts.get(target.accountId ?? '');
  if (kind === 'rename-account') Object.assign(account ?? {}, after);
  if (kind === 'update-account') Object.assign(account?.attributes ?? {}, after);
  if (kind !== 'create-account') return;
  const { userPrincipalName, mailNickname, mail = null, accountEnabled: _, ...attributes } = after ?? {};
  const id = `account-${personKey}`;
  const made = { id, userPrincipalName: String(userPrincipalName), stampedPersonKey: personKey };
  const names = { mailNickname: String(mailNickname), mail: mail as string | null };
  accounts.set(id, buildAccount({ ...made, ...names, attributes: attributes as Account['attributes'] }));
}

function withDay(input: PlanInput, { people, accepted }: Day, index: number): PlanInput {
  const reservations = input.ledger.reservations.map((reservation): AddressReservation => {
    const isAsked = reservation.state === 'proposed' && reservation.nameKey !== '';
    return isAsked && accepted.includes(reservation.personKey) ? { ...reservation, state: 'accepted' } : reservation;
  });
  const now = `2026-11-${24 + index}T08:00:00Z`;
  return { ...input, now, people: people.map(personOf), ledger: { ...input.ledger, reservations } };
}

/** Plays a history; `look` sees every day before it is carried out and after. */
function play(
  story: typeof history extends fc.Arbitrary<infer Story> ? Story : never,
  look: (before: PlanInput, after: PlanInput) => void,
) {
  let world = makeInput({ policy: story.policy, directory: { accounts: story.strangers.map(stranger) } });
  for (const [index, one] of story.days.entries()) {
    const before = withDay(world, one, index);
    world = carryOut(before);
    look(before, world);
  }
}

const addressesOf = (account: Account): string[] =>
  [...new Set([account.userPrincipalName, account.mail ?? account.userPrincipalName])].map((address) =>
    address.toLowerCase(),
  );

describe('addresses, whatever happens', function () {
  this.timeout(60_000);

  it('are valid, never reserved words, and kept before they are used', () => {
    fc.assert(
      fc.property(history, (story) => {
        play(story, (_, after) => {
          const { maxLength } = story.policy.policy.names;
          const kept = new Map(after.ledger.reservations.map(({ address, personKey }) => [address, personKey]));
          for (const account of after.directory.accounts.filter(({ stampedPersonKey }) => stampedPersonKey !== null)) {
            for (const address of addressesOf(account)) {
              assert.equal(kept.get(address), account.stampedPersonKey, address);
              assert.match(address, /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?@voorbeeld\.nl$/);
              const [local = ''] = address.split('@');
              assert.ok(local.length <= maxLength, address);
              assert.ok(!['jan.smit', 'ijsbrand'].includes(local), address);
            }
            assert.match(account.mailNickname ?? '', /^[a-z0-9._-]{1,64}$/);
          }
        });
      }),
      runs,
    );
  });

  it('are never those of two, neither at once nor one after the other', () => {
    fc.assert(
      fc.property(history, (story) => {
        const owners = new Map<string, string>();
        play(story, (_, after) => {
          for (const account of after.directory.accounts) {
            for (const address of addressesOf(account)) {
              const owner = owners.get(address) ?? account.id;
              assert.equal(owner, account.id, address);
              owners.set(address, owner);
            }
          }
          const nicknames = after.directory.accounts.flatMap(({ mailNickname }) => mailNickname ?? []);
          assert.equal(new Set(nicknames).size, nicknames.length);
        });
      }),
      runs,
    );
  });

  it('come to rest: planned again the same day nothing is renamed and nothing has to be written down', () => {
    fc.assert(
      fc.property(history, (story) => {
        play(story, (_, after) => {
          const again = planPeople(after);
          assert.deepEqual(again.ledger.reservations, []);
          assert.deepEqual(
            again.operations.map(({ sentence }) => sentence),
            [],
          );
        });
      }),
      runs,
    );
  });

  it('do not depend on the order of people, accounts or the ledger', () => {
    fc.assert(
      fc.property(history, (story) => {
        play(story, (before) => {
          const { directory, ledger, people } = before;
          const turned = planPeople({
            ...before,
            people: [...people].reverse(),
            directory: { ...directory, accounts: [...directory.accounts].reverse() },
            ledger: { ...ledger, reservations: [...ledger.reservations].reverse() },
          });
          const plan = planPeople(before);
          assert.deepEqual(turned.ledger.reservations, plan.ledger.reservations);
          assert.equal(turned.fingerprint, plan.fingerprint);
        });
      }),
      runs,
    );
  });

  it('come back with the name', () => {
    const names = fc.record({ callName: fc.constantFrom(...callNames), birthName: fc.constantFrom(...birthNames) });
    fc.assert(
      fc.property(fc.constantFrom(...policies.slice(2, 4)), names, names, (policy, before, between) => {
        const on = (index: number, name: typeof before, world: PlanInput) =>
          carryOut(withDay(world, { people: [{ personKey: 'p0', ...name }], accepted: [] }, index));
        const start = on(0, before, makeInput({ policy }));
        const back = on(2, before, on(1, between, start));
        const addressOf = (world: PlanInput) =>
          world.directory.accounts.map(({ userPrincipalName }) => userPrincipalName);
        assert.deepEqual(addressOf(back), addressOf(start));
      }),
      runs,
    );
  });
});

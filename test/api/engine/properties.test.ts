import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { managedGroupNames } from '../../../api/engine/compiled-policy.ts';
import { assessPlan } from '../../../api/engine/limits/assess-plan.ts';
import { planPeople } from '../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../api/engine/survey-world.ts';
import type { Account } from '../../../models/account.ts';
import type { LimitKind } from '../../../models/limit.ts';
import { limitTexts } from '../../../models/texts/limit-texts.ts';
import { applyOperations } from '../../fakes/apply-operations.ts';
import { worlds } from '../../play-worlds.ts';
import { arbitraryWorld } from './arbitrary-world.ts';
import { type Fate, findLiveAccount, foretell, wasInForce } from './naive-oracle.ts';

const runs = worlds(100);
const check = (predicate: (world: PlanInput) => void) => fc.assert(fc.property(arbitraryWorld, predicate), runs);

const applied = (world: PlanInput): PlanInput => ({
  ...world,
  directory: applyOperations(world.directory, planPeople(world).operations, world.now),
});
const reversed = <Item>(list: readonly Item[]): Item[] => [...list].reverse();

describe('any plan', () => {
  it('settles: carried out, there is nothing left to do', () => {
    check((world) => {
      const left = planPeople(applied(world)).operations;
      assert.deepEqual(
        left.map(({ sentence }) => sentence),
        [],
      );
    });
  });

  it('arrives: carried out, everything is as the policy wants, and nothing else has changed', () => {
    check((world) => {
      const fates = foretell(world);
      const after = applied(world).directory;
      for (const [personKey, fate] of fates) checkFate(personKey, fate, { world, after, fates });
      const touched = new Set([...fates.values()].flatMap((fate) => (fate.kind === 'account' ? [fate.accountId] : [])));
      const made = [...fates.values()].filter((fate) => fate.kind === 'account' && fate.accountId === null).length;
      const before = [...world.directory.accounts, ...world.directory.deletedAccounts];
      assert.equal(after.accounts.length + after.deletedAccounts.length, before.length + made, 'accounts in all');
      for (const account of before.filter(({ id }) => !touched.has(id))) checkUntouched(account, world, after);
    });
  });

  it('never names an account or a group that is not ours', () => {
    check((world) => {
      const { matching } = ownership(world);
      for (const { kind, personKey, target } of planPeople(world).operations) {
        const managed = new Set(managedNames(world, personKey).map((name) => `id-${name}`));
        assert.ok(
          world.people.some((person) => person.personKey === personKey),
          `${kind} of ${personKey}`,
        );
        assert.ok(
          target.accountId === null || matching(target.accountId, personKey ?? ''),
          `${kind} on ${target.accountId}`,
        );
        assert.ok(target.groupId === undefined || (managed.has(target.groupId) && target.groupId !== 'id-g-locked'));
      }
    });
  });

  it('does not depend on the order of anything it is given', () => {
    check((world) => {
      const plan = planPeople(world);
      const shuffled = planPeople({
        ...world,
        people: reversed(world.people).map((person) => ({ ...person, employments: reversed(person.employments) })),
        units: reversed(world.units),
        grants: reversed(world.grants),
        links: new Map(reversed([...world.links])),
        directory: {
          ...world.directory,
          accounts: reversed(world.directory.accounts),
          deletedAccounts: reversed(world.directory.deletedAccounts),
          groups: reversed(world.directory.groups).map((group) => ({
            ...group,
            memberIds: reversed(group.memberIds ?? []),
          })),
        },
      });
      const withoutOrder = (reasons: readonly { text: string }[]) => reasons.map(({ text }) => text).sort();
      const show = (draft: typeof plan) =>
        draft.operations.map((operation) => ({
          ...operation,
          reasons: withoutOrder(operation.reasons),
        }));
      assert.deepEqual(show(shuffled), show(plan));
      assert.equal(shuffled.fingerprint, plan.fingerprint);
      assert.deepEqual(shuffled.measures, plan.measures);
      assert.deepEqual(shuffled.notes.map(({ text }) => text).sort(), plan.notes.map(({ text }) => text).sort());
    });
  });

  it('is the same for the same world, and leaves what it is given alone', () => {
    check((world) => {
      const copy = structuredClone({ ...world, policy: null });
      assert.deepEqual(planPeople(world), planPeople(world));
      assert.deepEqual({ ...world, policy: null }, copy);
    });
  });

  it('gives every operation an id of its own, a sentence and a reason', () => {
    check((world) => {
      const { operations, notes } = planPeople(world);
      assert.equal(new Set(operations.map(({ id }) => id)).size, operations.length);
      for (const { kind, sentence, reasons } of operations) assert.ok(sentence !== '' && reasons.length > 0, kind);
      for (const { text } of [...operations.flatMap(({ reasons }) => reasons), ...notes])
        assert.doesNotMatch(text, /undefined|\[object|NaN/);
    });
  });

  it('names everybody who is not as they should be in a note', () => {
    check((world) => {
      const { notes } = planPeople(world);
      const noted = new Set(notes.map(({ personKey }) => personKey));
      for (const person of world.people) {
        const isOut = person.isActive === false;
        const isUndated = person.employments.every(({ startsOn }) => startsOn === undefined);
        if (!isOut && person.employments.length > 0 && isUndated)
          assert.ok(noted.has(person.personKey), `${person.personKey} waits without a note`);
      }
    });
  });

  it('is never judged milder because more people leave', () => {
    const severity = { auto: 0, 'needs-approval': 1, blocked: 2 };
    const limits = Object.fromEntries(
      (['disable-account', 'delete-account', 'remove-member', 'absent-person', 'set-aside-person'] as LimitKind[]).map(
        (kind) => [kind, { share: 0.2, count: 1, floor: 2 }],
      ),
    );
    const by = { limits, recent: {}, sourceRefusals: [], undone: [] };
    const judge = (world: PlanInput) => severity[assessPlan(planPeople(world), by, limitTexts('en')).kind];
    check((world) => {
      const yesterday = '2026-11-23';
      const leaver = world.people.find(
        ({ employments, isActive }) =>
          isActive === undefined &&
          employments.length > 0 &&
          employments.every(({ startsOn }) => startsOn !== undefined && startsOn <= yesterday),
      );
      const { scope, policy } = world.policy;
      if (leaver === undefined || scope !== null || policy.lifecycle.removeAccessDaysAfterEnd > 0) return;
      const ended = leaver.employments.map(({ endsOn = yesterday, ...job }) => ({
        ...job,
        endsOn: endsOn < yesterday ? endsOn : yesterday,
      }));
      const people = world.people.map((person) => (person === leaver ? { ...leaver, employments: ended } : person));
      const [before, after] = [planPeople(world), planPeople({ ...world, people })];
      // Who gives a number up may give somebody else an account, and with it more of everything.
      if (!isDeepStrictEqual(before.measures, after.measures)) return;
      assert.ok(judge({ ...world, people }) >= judge(world));
    });
  });
});

function ownership(world: PlanInput) {
  const fates = foretell(world);
  const matching = (accountId: string, personKey: string) => {
    const fate = fates.get(personKey);
    return fate?.kind === 'account' && fate.accountId === accountId;
  };
  return { matching };
}

interface Outcome {
  world: PlanInput;
  after: PlanInput['directory'];
  fates: Map<string, Fate>;
}

function checkFate(personKey: string, fate: Fate, outcome: Outcome): void {
  const { world, after } = outcome;
  const id = fate.kind === 'account' ? accountIdOf(personKey, fate) : `made-${personKey}`;
  const account = after.accounts.find((entry) => entry.id === id);
  if (fate.kind === 'nothing' || fate.deleted) {
    assert.equal(account, undefined, `${personKey} has an account`);
    const isInBin = after.deletedAccounts.some((entry) => entry.id === id);
    assert.equal(isInBin, fate.kind === 'account', `${personKey} in the recycle bin`);
    return;
  }
  assert.ok(account, `${personKey} has no account`);
  assert.equal(account.accountEnabled, fate.enabled, `${personKey} enabled`);
  if (!account.stampTaken)
    assert.equal(account.stampedPersonKey, ownStamp(personKey, account.id, world), `${personKey} stamp`);
  for (const [name, value] of Object.entries(fate.attributes ?? {}))
    assert.equal(account.attributes[name as keyof Account['attributes']], value, `${personKey} ${name}`);
  assert.equal(account.managerId, managerOf(account, fate, outcome), `${personKey} manager`);
  if (fate.groups === null) return;
  const managed = managedNames(world, personKey);
  for (const { displayName, barrier, memberIds } of after.groups) {
    if (barrier !== null || !managed.includes(displayName)) continue;
    assert.equal(memberIds?.includes(account.id), fate.groups.has(displayName), `${personKey} in ${displayName}`);
  }
}

/** What the policy names; what only a grant names, for whom it is or was in force. */
function managedNames(world: PlanInput, personKey: string | null): string[] {
  const granted = world.grants.filter((grant) => grant.personKey === personKey && wasInForce(grant, world));
  const names = [...managedGroupNames(world.policy), ...granted.flatMap(({ items }) => items.groups)];
  return names.map((name) => name.toLowerCase());
}

/** A link says whose an account is, whatever stands or does not stand in the account itself, which then stays. */
function ownStamp(personKey: string, accountId: string, world: PlanInput): string | null {
  const before = [...world.directory.accounts, ...world.directory.deletedAccounts].find(({ id }) => id === accountId);
  if (before === undefined) return personKey;
  const isLinked = [...world.links.values()].includes(accountId);
  return before.stampedPersonKey ?? (isLinked ? null : personKey);
}

/** The id of the account that has to be the manager. */
function managerOf(account: Account, fate: Extract<Fate, { kind: 'account' }>, outcome: Outcome): string | null {
  const { world, after, fates } = outcome;
  if (fate.manager === 'nobody') return null;
  if (fate.manager === 'as it is') {
    const all = [...world.directory.accounts, ...world.directory.deletedAccounts];
    const before = all.find(({ id }) => id === account.id)?.managerId ?? null;
    return after.accounts.some(({ id }) => id === before) ? before : null;
  }
  const key = fate.manager.person;
  const manager = fates.get(key);
  return manager?.kind === 'account' ? accountIdOf(key, manager) : (findLiveAccount(key, world)?.id ?? null);
}

const accountIdOf = (personKey: string, fate: Extract<Fate, { kind: 'account' }>): string =>
  fate.accountId ?? `made-${personKey}`;

/** As it was, apart from what Entra does itself when somebody else is deleted. */
function checkUntouched(before: Account, world: PlanInput, after: PlanInput['directory']): void {
  const now = [...after.accounts, ...after.deletedAccounts].find(({ id }) => id === before.id);
  const managerId = after.accounts.some(({ id }) => id === before.managerId) ? before.managerId : null;
  assert.deepEqual(now, { ...before, managerId }, before.id);
  const groupsOf = (groups: PlanInput['directory']['groups']) =>
    groups.filter(({ memberIds }) => memberIds?.includes(before.id)).map(({ id }) => id);
  assert.deepEqual(groupsOf(after.groups), groupsOf(world.directory.groups), `${before.id} groups`);
}

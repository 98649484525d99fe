import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planFew } from '../../../../api/engine/few/plan-few.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import { emptyLedger } from '../../../../models/ledger.ts';
import type { Person } from '../../../../models/person.ts';
import { atOnce } from '../../../../models/steps.ts';
import { applyOperations } from '../../../fakes/apply-operations.ts';
import { worlds } from '../../../play-worlds.ts';
import { arbitraryWorld } from '../arbitrary-world.ts';

/** The world when its plan was carried out and written down. */
function settle(world: PlanInput): PlanInput {
  const plan = planPeople(world);
  const { reservations, holdings } = plan.ledger;
  return {
    ...world,
    directory: applyOperations(world.directory, plan.operations, world.now),
    ledger: { ...emptyLedger, reservations, holdings },
  };
}

/** Somebody who is from now on as HR states another one, or somebody new of the same name. */
function change({ people }: PlanInput, one: number, other: number, isNew: boolean): Person[] {
  const from = people[one % people.length];
  const like = people[other % people.length];
  if (from === undefined || like === undefined) return [];
  const personKey = isNew ? 'P-new' : from.personKey;
  const employments = like.employments.map((employment, index) => ({
    ...employment,
    employmentKey: `${personKey}-${index}`,
    ...(isNew ? { employeeNumber: 'N-new' } : {}),
  }));
  return [{ ...like, personKey, employments }];
}

const theirs = (personKey: string, operations: readonly { personKey: string | null; sentence: string; id: string }[]) =>
  operations.filter((operation) => operation.personKey === personKey).map(({ id, sentence }) => `${sentence} ${id}`);

describe('a plan of few people, by property', function () {
  this.timeout(600_000);

  it('does with whoever changed what the plan of everybody does', () => {
    fc.assert(
      fc.property(arbitraryWorld, fc.nat(20), fc.nat(20), fc.boolean(), (world, one, other, isNew) => {
        const settled = settle(world);
        const [changed] = change(settled, one, other, isNew);
        if (changed === undefined) return;
        const others = settled.people.filter(({ personKey }) => personKey !== changed.personKey);
        const input = { ...settled, people: [...others, changed] };
        const { draft } = atOnce(planFew([changed.personKey], input));
        const whole = planPeople(input);
        assert.deepEqual(theirs(changed.personKey, draft.operations), theirs(changed.personKey, whole.operations));
        const isTheirs = (reservation: { personKey: string }) => reservation.personKey === changed.personKey;
        assert.deepEqual(draft.ledger.reservations, whole.ledger.reservations.filter(isTheirs));
        assert.equal(draft.nextChanges.get(changed.personKey), whole.nextChanges.get(changed.personKey));
      }),
      worlds(100),
    );
  });

  it('does with everybody, asked for by name, what the plan of everybody does', () => {
    fc.assert(
      fc.property(arbitraryWorld, (world) => {
        const keys = world.people.map(({ personKey }) => personKey);
        const { draft } = atOnce(planFew(keys, world));
        const whole = planPeople(world);
        for (const key of keys) assert.deepEqual(theirs(key, draft.operations), theirs(key, whole.operations));
      }),
      worlds(60),
    );
  });
});

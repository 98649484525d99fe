import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainPerson } from '../../../api/engine/outlook/explain-person.ts';
import { planPeople } from '../../../api/engine/plan-people.ts';
import { surveyWorld } from '../../../api/engine/survey-world.ts';
import { worlds } from '../../play-worlds.ts';
import { arbitraryWorld } from './arbitrary-world.ts';

describe('an explanation, by property', () => {
  it('says of everybody what the whole plan says of them, and gives a reason for all that is held', () => {
    fc.assert(
      fc.property(arbitraryWorld, (input) => {
        const plan = planPeople(input);
        const world = surveyWorld(input);
        for (const { personKey } of input.people) {
          const explanation = explainPerson(personKey, input);
          const { operations, notes, nextChangeAt, items, account } = explanation ?? assert.fail('nobody');
          const own = <Entry extends { personKey: string | null }>(entries: readonly Entry[]) =>
            entries.filter((entry) => entry.personKey === personKey);
          assert.deepEqual(operations, own(plan.operations));
          assert.deepEqual(notes, own(plan.notes));
          assert.equal(nextChangeAt, plan.nextChanges.get(personKey) ?? null);
          for (const { item, reasons } of items) assert.ok(reasons.length > 0, item);
          const held = [...world.held.of(account?.id ?? '')].filter((key) => world.items.byKey.has(key));
          assert.equal(
            items.filter(({ item, has }) => /^(group|licence|app) /.test(item) && has !== null).length,
            held.length,
          );
        }
      }),
      worlds(60),
    );
  });
});

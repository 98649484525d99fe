import assert from 'node:assert/strict';
import { freezeLeavers } from '../../../../api/engine/limits/freeze-leavers.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import type { UrgentExit } from '../../../../models/grant.ts';
import type { Employment } from '../../../../models/person.ts';
import { linesOf, makeAccount, makeEmployment, makeInput, makePerson, makePolicy, notesOf } from '../make-input.ts';
import { makeOperation } from '../make-operation.ts';

const until = '2026-12-01T08:00:00Z';

const somebody = (personKey: string, dates: Partial<Employment>) =>
  makePerson({ personKey, employments: [makeEmployment({ employmentKey: `E-${personKey}`, ...dates })] });
const accountOf = (personKey: string, department = 'Sales') =>
  makeAccount({ id: `acc-${personKey}`, stampedPersonKey: personKey, accountEnabled: true }, { department });

/** One has left, one has moved, one comes later; and all have accounts. */
const world = (more: Partial<PlanInput> = {}): PlanInput =>
  makeInput({
    policy: makePolicy(),
    people: [
      somebody('left', { endsOn: '2026-11-20' }),
      somebody('moved', {}),
      somebody('later', { startsOn: '2027-03-01' }),
    ],
    directory: { accounts: [accountOf('left'), accountOf('moved', 'Finance'), accountOf('later')] },
    ...more,
  });

const freeze = (input: PlanInput, end: string | null = until) => {
  const draft = planPeople(input);
  return { draft, frozen: freezeLeavers(draft, { ...input, until: end }) };
};

const exit = (more: Partial<UrgentExit>): UrgentExit => ({
  personKey: 'left',
  fromAt: '2026-11-24T07:00:00Z',
  liftedAt: null,
  reason: 'an incident',
  by: 'security',
  ...more,
});

describe('leavers who are frozen', () => {
  it('keep what they have, and nobody else’s plan changes', () => {
    const { draft, frozen } = freeze(world());
    assert.ok(linesOf(draft).includes('disable-account left'));
    const without = draft.operations.filter(({ personKey }) => personKey !== 'left');
    assert.ok(without.length > 0);
    assert.deepEqual(linesOf(frozen.draft), linesOf({ operations: without }));
    assert.deepEqual(
      frozen.held,
      draft.operations.filter(({ personKey }) => personKey === 'left').map(({ id }) => id),
    );
  });

  it('are named in a note each, are not counted, and make another plan of it', () => {
    const { draft, frozen } = freeze(world());
    const notes = notesOf(frozen.draft).filter((note) => note === 'frozen left');
    assert.equal(notes.length, frozen.held.length);
    assert.match(frozen.draft.notes.at(-1)?.text ?? '', /^Held back until 2026-12-01 08:00 UTC/);
    assert.equal(frozen.draft.counts['disable-account'], (draft.counts['disable-account'] ?? 0) - 1 || undefined);
    assert.equal(
      Object.values(frozen.draft.counts).reduce((sum, count) => sum + count, 0),
      frozen.draft.operations.length,
    );
    assert.notEqual(frozen.draft.fingerprint, draft.fingerprint);
  });

  it('are looked at again when the time is over, or at a moment of their own before it', () => {
    const changeOf = (end: string) => freeze(world(), end).frozen.draft.nextChanges.get('left');
    const own = planPeople(world()).nextChanges.get('left') ?? '';
    assert.ok(own > until, `${own}: the account is kept for a while`);
    assert.equal(changeOf(until), '2026-12-01T08:00:00.000Z');
    assert.equal(changeOf('2036-12-01T08:00:00Z'), own);
  });

  it('without a moment of their own too', () => {
    const draft = { ...planPeople(world()), nextChanges: new Map<string, string>() };
    const frozen = freezeLeavers(draft, { ...world(), until });
    assert.deepEqual([...frozen.draft.nextChanges], [['left', '2026-12-01T08:00:00.000Z']]);
  });

  it('are not held when nothing is frozen, or when the time is over', () => {
    for (const end of [null, '2026-11-24T08:00:00Z', '2026-11-20T08:00:00Z']) {
      const { draft, frozen } = freeze(world(), end);
      assert.deepEqual(frozen, { draft, held: [] });
    }
  });

  it('leave a plan as it is that takes nothing away from a leaver', () => {
    const { draft, frozen } = freeze(world({ people: [somebody('moved', {})] }));
    assert.ok(draft.operations.length > 0);
    assert.deepEqual(frozen, { draft, held: [] });
  });

  it('are not who must be out at once, unless that is not yet or no longer so', () => {
    const heldWith = (urgent: UrgentExit) => freeze(world({ urgentExits: [urgent] })).frozen.held.length > 0;
    assert.equal(heldWith(exit({})), false);
    assert.equal(heldWith(exit({ fromAt: '2026-11-25T07:00:00Z' })), true);
    assert.equal(heldWith(exit({ liftedAt: '2026-11-24T07:30:00Z' })), true);
  });

  it('after their last working day are leavers as well, with the contract running on', () => {
    const waning = somebody('left', { lastWorkingDayOn: '2026-11-20', endsOn: '2026-12-31' });
    const { draft, frozen } = freeze(world({ people: [waning] }));
    assert.ok(linesOf(draft).includes('disable-account left'));
    assert.deepEqual(linesOf(frozen.draft), []);
  });

  it('lose only what would be taken away: all else of a plan goes on, of them and of nobody', () => {
    const update = makeOperation('update-account', 'left');
    const ofNobody = makeOperation('remove-member', null);
    const draft = planPeople(world());
    const more = { ...draft, operations: [...draft.operations, update, ofNobody] };
    const { operations } = freezeLeavers(more, { ...world(), until }).draft;
    assert.deepEqual(operations.slice(-2), [update, ofNobody]);
  });
});

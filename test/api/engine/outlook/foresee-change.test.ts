import assert from 'node:assert/strict';
import type { Item, Wanted } from '../../../../api/engine/access/items.ts';
import { type ForecastKind, foreseeChange } from '../../../../api/engine/outlook/foresee-change.ts';
import type { PersonState } from '../../../../api/engine/outlook/people-states.ts';
import type { Reason } from '../../../../models/plan.ts';
import { forecastTexts } from '../../../../models/texts/forecast-texts.ts';
import { makeGroup, makePerson } from '../make-input.ts';

const reason = (kind: Reason['kind']): Reason => ({ kind, text: kind, source: kind });
/** What somebody should have: by role, or by grant where the name begins with `+`. */
const having = (...names: string[]): Wanted =>
  new Map(
    names.map((name) => {
      const item: Item = { key: name, kind: 'group', group: makeGroup(name.replace('+', '')) };
      const reasons = name.startsWith('+') ? [reason('grant'), reason('approval')] : [reason('rule')];
      return [name, { item, reasons }];
    }),
  );
const usual: PersonState = {
  person: makePerson({ personKey: 'P1' }),
  phase: 'active',
  leave: 'unchanged',
  managed: true,
  enabled: true,
  deleted: false,
  attributes: { department: 'Sales' },
  access: having('sg-sales'),
  notes: [],
  next: null,
};
const early = { ...usual, phase: 'early' as const, managed: false, enabled: false, access: having() };
const soon = { ...usual, phase: 'before-start' as const, enabled: false };
const between = { ...usual, phase: 'between-ends' as const, enabled: false, access: null };
const ended = { ...usual, phase: 'ended' as const, enabled: false, access: having() };
const waits = { ...usual, managed: false, notes: [{ kind: 'waiting' as const, personKey: 'P1', text: 'no unit' }] };

describe('what a day brings', () => {
  const cases: readonly [
    what: string,
    before: PersonState,
    after: PersonState,
    kinds: ForecastKind[],
    text?: string,
  ][] = [
    ['nothing', usual, usual, []],
    ['the account of a joiner', early, soon, ['prepared'], 'account is prepared'],
    ['an account for who comes back', ended, soon, ['prepared']],
    [
      'a joiner who cannot be prepared',
      early,
      { ...waits, phase: 'before-start' },
      ['waiting'],
      'should start, and waits: no unit',
    ],
    ['a first day', soon, usual, ['joiner'], 'first day: account is enabled'],
    ['a first day without preparation', early, usual, ['joiner']],
    ['a first day of who waits', early, waits, ['waiting']],
    ['a last day', usual, ended, ['leaver'], 'has left: account is disabled'],
    ['a last working day', usual, between, ['leaver']],
    ['a gap between two contracts', usual, soon, ['leaver']],
    ['the end of a contract after the last working day', between, ended, ['access-ends'], 'access is taken away'],
    ['the end of access later', { ...ended, access: null }, ended, ['access-ends']],
    ['days after the end that change nothing', ended, ended, []],
    ['deletion', ended, { ...ended, deleted: true }, ['deletion'], 'account is deleted'],
    ['nothing more after deletion', { ...ended, deleted: true }, { ...ended, deleted: true }, []],
    ['nothing for whom no account is kept', waits, waits, []],
    ['nothing for who falls out of care', usual, { ...usual, managed: false }, []],
    ['a leave', usual, { ...usual, leave: 'disabled', enabled: false }, ['leave-begins'], 'leave begins'],
    ['another kind of leave', { ...usual, leave: 'disabled' }, { ...usual, leave: 'keep-in-touch' }, ['leave-begins']],
    ['a return', { ...usual, leave: 'keep-in-touch', access: having() }, usual, ['leave-ends'], 'is back from leave'],
    ['new access', usual, { ...usual, access: having('sg-sales', 'sg-x') }, ['mover'], 'gains sg-x'],
    ['other access', usual, { ...usual, access: having('sg-x') }, ['mover'], 'gains sg-x; loses sg-sales'],
    ['other attributes', usual, { ...usual, attributes: { department: 'Care' } }, ['mover'], 'attributes change'],
    ['a new attribute', usual, { ...usual, attributes: { department: 'Sales', city: 'Ede' } }, ['mover']],
    ['a grant that begins', usual, { ...usual, access: having('sg-sales', '+sg-x') }, ['grant-begins'], 'begins: sg-x'],
    ['a grant that ends', { ...usual, access: having('sg-sales', '+sg-x') }, usual, ['grant-ends'], 'expires: sg-x'],
    [
      'grants and a move',
      { ...usual, access: having('+sg-x', 'sg-sales') },
      { ...usual, access: having('+sg-y', 'sg-z') },
      ['grant-begins', 'grant-ends', 'mover'],
    ],
    ['access left as it is', usual, { ...usual, access: null }, []],
    ['access looked at again', { ...usual, access: null }, usual, []],
  ];
  for (const [what, before, after, kinds, text] of cases) {
    it(`is ${what}: ${kinds.join(', ') || 'nothing'}`, () => {
      const changes = foreseeChange(before, after, forecastTexts.en);
      assert.deepEqual(
        changes.map(({ kind }) => kind),
        kinds,
      );
      if (text !== undefined) assert.equal(changes[0]?.text, text);
    });
  }

  it('counts as of the last day where it comes at the midnight after it', () => {
    const of = (before: PersonState, after: PersonState) =>
      foreseeChange(before, after, forecastTexts.nl)[0]?.atEndOfDay;
    assert.deepEqual([of(usual, ended), of(soon, usual), of(ended, { ...ended, deleted: true })], [true, false, false]);
  });
});

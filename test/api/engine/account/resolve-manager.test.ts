import assert from 'node:assert/strict';
import { type ManagerAnswer, resolveManager } from '../../../../api/engine/account/resolve-manager.ts';
import type { Employment, Unit } from '../../../../models/person.ts';
import { makeEmployment, makePerson } from '../make-input.ts';

const tree: readonly Unit[] = [
  { unitKey: 'top', name: 'Board', headPersonKey: 'boss' },
  { unitKey: 'care', name: 'Care', parentKey: 'top', headPersonKey: 'head' },
  { unitKey: 'night', name: 'Night', parentKey: 'care' },
  { unitKey: 'loose', name: 'Loose' },
  { unitKey: 'dangling', name: 'Dangling', parentKey: 'gone' },
  { unitKey: 'strange', name: 'Strange', parentKey: 'top', headPersonKey: 'stranger' },
  { unitKey: 'ring-a', name: 'Ring A', parentKey: 'ring-b' },
  { unitKey: 'ring-b', name: 'Ring B', parentKey: 'ring-a' },
  { unitKey: 'own-ring', name: 'Own ring', parentKey: 'own-ring', headPersonKey: 'P1' },
];

const person = (personKey: string, unitName: string | null = null): ManagerAnswer => ({
  kind: 'person',
  personKey,
  unitName,
});

describe('the manager', () => {
  const cases: readonly [what: string, personKey: string, employment: Partial<Employment>, ManagerAnswer][] = [
    ['named by HR, before the head of the unit', 'P1', { unitKey: 'care', managerPersonKey: 'boss' }, person('boss')],
    ['the head of the unit', 'P1', { unitKey: 'care' }, person('head', 'Care')],
    ['the head of the unit above', 'P1', { unitKey: 'night' }, person('head', 'Care')],
    ['for the head, the head of the unit above', 'head', { unitKey: 'care' }, person('boss', 'Board')],
    ['for the head in a unit below, still the one above', 'head', { unitKey: 'night' }, person('boss', 'Board')],
    ['nobody for the top', 'boss', { unitKey: 'top' }, { kind: 'none' }],
    ['nobody where no unit has a head', 'P1', { unitKey: 'loose' }, { kind: 'none' }],
    ['nobody above a unit that is not there', 'P1', { unitKey: 'dangling' }, { kind: 'none' }],
    ['nobody in units that are each other’s parent', 'P1', { unitKey: 'ring-a' }, { kind: 'none' }],
    ['nobody in a unit that is its own parent', 'P1', { unitKey: 'own-ring' }, { kind: 'none' }],
    ['nobody for an unknown unit', 'P1', { unitKey: 'nowhere' }, { kind: 'none' }],
    ['themselves, by mistake', 'P1', { unitKey: 'care', managerPersonKey: 'P1' }, { kind: 'own-manager' }],
    ['somebody unknown', 'P1', { managerPersonKey: 'ghost' }, { kind: 'unknown', personKey: 'ghost', unitName: null }],
    ['an unknown head', 'P1', { unitKey: 'strange' }, { kind: 'unknown', personKey: 'stranger', unitName: 'Strange' }],
  ];
  for (const [what, personKey, employment, answer] of cases) {
    it(what, () => {
      const world = {
        units: new Map(tree.map((unit) => [unit.unitKey, unit])),
        known: (key: string) => ['boss', 'head', 'P1'].includes(key),
      };
      const working = makeEmployment({ employmentKey: 'E1', ...employment });
      assert.deepEqual(resolveManager(makePerson({ personKey }), working, world), answer);
    });
  }
});

import assert from 'node:assert/strict';
import { indexHeld } from '../../../../api/engine/access/index-held.ts';
import type { ItemCatalogue } from '../../../../api/engine/access/resolve-items.ts';
import { surveyWorld } from '../../../../api/engine/survey-world.ts';
import { atOnce } from '../../../../models/steps.ts';
import { makeAccount, makeApp, makeGroup, makeInput, makePolicy, makeSku } from '../make-input.ts';

const policy = makePolicy(`roles:
  - id: r
    when: user.department -eq "Sales"
    grant: { groups: [sg-x], licences: [E5, F3], apps: [{ app: Bank, role: Pay }] }
licences: [{ sku: F3, by: group, group: sg-f3 }]
`);
const licences = [
  { skuId: 'sku-E5', direct: true, groupIds: [] },
  { skuId: 'sku-F3', direct: true, groupIds: ['id-sg-f3'] },
  { skuId: 'sku-X', direct: true, groupIds: [] },
];
const directory = {
  accounts: [makeAccount({ id: 'a', licences }), makeAccount({ id: 'b' })],
  groups: [makeGroup('sg-x', ['a']), makeGroup('sg-f3'), makeGroup('sg-other', ['a', 'b'])],
  skus: ['E5', 'F3', 'X'].map((name) => makeSku(name, 9)),
  applications: [
    makeApp('Bank', ['Pay', 'Look'], {
      assignments: [
        { id: 'as1', principalId: 'a', appRoleId: 'id-Pay' },
        { id: 'as2', principalId: 'a', appRoleId: 'id-Look' },
      ],
    }),
  ],
};
const items = (): ItemCatalogue => surveyWorld(makeInput({ policy, directory })).items;

describe('what accounts hold', () => {
  it('is what Instroom manages of it, and nothing else', () => {
    const held = atOnce(indexHeld(directory, items()));
    assert.deepEqual([...held.of('a')].sort(), [
      'app sp-Bank id-Pay',
      'group id-sg-x',
      'licence sku-E5',
      'licence sku-F3',
    ]);
    assert.deepEqual([...held.of('b')], []);
    assert.deepEqual([...held.of('nobody')], []);
  });

  it('has what a removal of an app role names, for those who have it', () => {
    const held = atOnce(indexHeld(directory, items()));
    assert.equal(held.assignmentId('a', 'app sp-Bank id-Pay'), 'as1');
    assert.equal(held.assignmentId('b', 'app sp-Bank id-Pay'), null);
    assert.equal(held.assignmentId('a', 'app sp-Bank id-Look'), null, 'not managed');
  });

  it('is nothing of a group whose members nobody asked for', () => {
    const groups = [{ ...makeGroup('sg-x'), memberIds: null }];
    assert.deepEqual([...atOnce(indexHeld({ ...directory, groups, applications: [] }, items())).of('b')], []);
  });
});

import assert from 'node:assert/strict';
import { decideDispositions, dispositionOf } from '../../../api/engine/account/decide-disposition.ts';
import { surveyWorld } from '../../../api/engine/survey-world.ts';
import { makeAccount, makeApp, makeInput, makePerson, makePolicy, makeSku } from './make-input.ts';

const people = [makePerson({ personKey: 'P2' }), makePerson({ personKey: 'P1' })];

describe('a world', () => {
  it('has everybody in the order of their keys, and throws for people who are not in it', () => {
    const world = surveyWorld(makeInput({ people }));
    assert.deepEqual(
      world.inOrder.map(({ personKey }) => personKey),
      ['P1', 'P2'],
    );
    assert.equal(world.standingOf('P1').phase, 'active');
    assert.throws(() => world.standingOf('P9'), /P9/);
    const dispositions = decideDispositions(world);
    assert.equal(dispositionOf('P1', dispositions).kind, 'create');
    assert.throws(() => dispositionOf('P9', dispositions), /P9/);
  });

  it('knows who is in HR, who was set aside and whose account is known', () => {
    const setAside = [{ personKey: 'P3', reason: 'broken-row' as const, text: '', where: '' }];
    const accounts = [makeAccount({ id: 'a', stampedPersonKey: 'P4' })];
    const world = surveyWorld(makeInput({ people, setAside, directory: { accounts } }));
    assert.deepEqual(['P1', 'P3', 'P4', 'P5'].map(world.isKnown), [true, true, true, false]);
  });

  it('has the policy of a licence by any of its names, and one for licences that no entry names', () => {
    const policy = makePolicy('licences: [{ sku: e5, reserve: 3 }, { sku: SKU-f3, reserve: 4 }]');
    const world = surveyWorld(makeInput({ policy }));
    assert.deepEqual(
      ['E5', 'F3', 'X'].map((name) => world.licencePolicyOf(makeSku(name, 9)).reserve),
      [3, 4, 0],
    );
  });

  it('provisions on demand unless the policy says no, by any name of the app', () => {
    const policy = makePolicy(`apps:
  - { id: Bank, provisionOnDemand: false }
  - { id: Shop, servicePrincipal: APP-shop, provisionOnDemand: false }
  - { id: Mail }`);
    const world = surveyWorld(makeInput({ policy }));
    assert.deepEqual(
      ['bank', 'Shop', 'Mail', 'Other'].map((name) => world.isProvisionedOnDemand(makeApp(name))),
      [false, false, true, true],
    );
  });
});

import assert from 'node:assert/strict';
import { accessSubject } from '../../../api/engine/access/access-subject.ts';
import { decideDispositions, dispositionOf } from '../../../api/engine/account/decide-disposition.ts';
import { surveyWorld } from '../../../api/engine/survey-world.ts';
import { makeAccount, makeApp, makeInput, makePerson, makePolicy, makeSku } from './make-input.ts';

const people = [makePerson({ personKey: 'P2' }), makePerson({ personKey: 'P1' })];

describe('a world', () => {
  it('has everybody in the order of their keys, and throws for people who are not in it', () => {
    const world = surveyWorld(makeInput({ people }));
    assert.deepEqual(
      world.dossiers.map(({ person }) => person.personKey),
      ['P1', 'P2'],
    );
    assert.equal(world.standingOf('P1').phase, 'active');
    assert.throws(() => world.standingOf('P9'), /P9/);
    const dispositions = decideDispositions(world);
    assert.deepEqual(
      world.dossiers.map((dossier) => dispositionOf(dossier, dispositions).kind),
      ['create', 'create'],
    );
    assert.equal(world.dossierOf('P9'), undefined);
  });

  it('knows who is in HR, who was set aside and whose account is known', () => {
    const setAside = [{ personKey: 'P3', reason: 'broken-row' as const, text: '', where: '' }];
    const accounts = [makeAccount({ id: 'a', stampedPersonKey: 'P4' })];
    const world = surveyWorld(makeInput({ people, setAside, directory: { accounts } }));
    assert.deepEqual(['P1', 'P3', 'P4', 'P5'].map(world.isKnown), [true, true, true, false]);
  });

  it('has what was written down of each person together', () => {
    const holdings = [
      ['P1', 'a'],
      ['P2', 'a'],
      ['P1', 'b'],
    ].map(([personKey = '', roleId = '']) => ({ personKey, roleId, lostAt: null }));
    const { holdingsOf } = surveyWorld(makeInput({ people, ledger: { ...makeInput({}).ledger, holdings } }));
    const rolesOf = (personKey: string) => holdingsOf.get(personKey)?.map(({ roleId }) => roleId);
    assert.deepEqual([rolesOf('P1'), rolesOf('P2'), rolesOf('P3')], [['a', 'b'], ['a'], undefined]);
  });

  it('asks rules about nobody’s attributes where there is no employment', () => {
    const [first] = people;
    if (first === undefined) throw new Error('somebody');
    const world = surveyWorld(makeInput({ people: [{ ...first, employments: [] }] }));
    const [dossier] = world.dossiers;
    if (dossier === undefined) throw new Error('a dossier');
    const subject = accessSubject(dossier, { world, account: null, address: 'x@voorbeeld.nl' });
    assert.deepEqual([subject.attributes, subject.managerId, subject.enabled], [{}, null, false]);
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

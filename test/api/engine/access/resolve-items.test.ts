import assert from 'node:assert/strict';
import { managedApplicationNames, managesLicences } from '../../../../api/engine/access/resolve-items.ts';
import { surveyWorld } from '../../../../api/engine/survey-world.ts';
import type { Application } from '../../../../models/account.ts';
import { makeApp, makeGrant, makeGroup, makeInput, makePolicy, makeSku } from '../make-input.ts';

const role = (grant: string) => `roles: [{ id: r, when: 'user.department -eq "X"', grant: { ${grant} } }]\n`;
/** What the names of a policy were found to be, and what was said of those that were not. */
function resolved(policy: string, directory: Parameters<typeof makeInput>[0]['directory'] = {}) {
  const { items, groups } = surveyWorld(makeInput({ policy: makePolicy(policy), directory }));
  return {
    keys: [...items.byKey.keys()],
    notes: [...groups.notes, ...items.notes].map(({ kind, text }) => `${kind}: ${text}`),
  };
}

describe('a group by name', () => {
  const named = (name: string, ...groups: ReturnType<typeof makeGroup>[]) =>
    resolved(role(`groups: [${name}]`), { groups });
  const group = { ...makeGroup('x'), id: 'G-1', mailNickname: 'nick', displayName: 'Shown' };

  it('is found by object id, else mail nickname, else display name, ignoring case', () => {
    for (const name of ['g-1', 'NICK', 'shown'])
      assert.deepEqual(named(name, group), { keys: ['group G-1'], notes: [] });
    const other = { ...group, id: 'G-2', mailNickname: 'shown', displayName: 'Other' };
    assert.deepEqual(named('Shown', group, other).keys, ['group G-2'], 'a nickname comes before a name');
  });

  it('is one thing under several names', () => {
    assert.deepEqual(resolved(role('groups: [g-1, nick, Nick]'), { groups: [group] }).keys, ['group G-1']);
  });

  it('that is missing, has namesakes or cannot be written is left out, with a note', () => {
    assert.match(named('x').notes[0] ?? '', /^unknown-group: .*x/);
    const twin = { ...group, id: 'G-2', mailNickname: null };
    assert.match(named('Shown', { ...group, mailNickname: null }, twin).notes[0] ?? '', /^unknown-group: .*2/);
    for (const barrier of ['dynamic', 'role-assignable', 'synced', 'mail-enabled'] as const)
      assert.match(named('nick', { ...group, barrier }).notes[0] ?? '', /^unwritable-group/, barrier);
    assert.deepEqual(named('nick', { ...group, barrier: 'synced' }).keys, []);
  });
});

describe('a licence by name', () => {
  it('comes by group whichever of its names the policy uses where, and by the first entry of two', () => {
    const groups = ['g1', 'g2'].map((name) => makeGroup(name));
    for (const [given, entry] of [
      ['E5', 'sku-E5'],
      ['SKU-e5', 'e5'],
      ['e5', 'E5'],
    ]) {
      const byGroup = (sku: string | undefined, group: string) => `{ sku: ${sku}, by: group, group: ${group} }`;
      const one = `${role(`licences: [${given}]`)}licences: [${byGroup(entry, 'g1')}]`;
      const directory = { skus: [makeSku('E5', 10)], groups };
      assert.deepEqual(resolved(one, directory).keys, ['group id-g1', 'licence sku-E5'], given);
      const two = `${role(`licences: [${given}]`)}licences: [${byGroup('E5', 'g1')}, ${byGroup('sku-E5', 'g2')}]`;
      assert.deepEqual(resolved(two, directory).keys, ['group id-g1', 'licence sku-E5'], given);
    }
  });

  it('is found by part number or id, and said once when it is missing', () => {
    const skus = [makeSku('E5', 1)];
    assert.deepEqual(resolved(role('licences: [e5, SKU-e5]'), { skus }).keys, ['licence sku-E5']);
    const twice = resolved(`${role('licences: [X9, x9]')}licences: [{ sku: x9 }]`, { skus });
    assert.deepEqual([twice.keys, twice.notes.length], [[], 1]);
  });
});

describe('an app role by name', () => {
  const named = (names: string, applications: Application[], more = '') =>
    resolved(`${role(`apps: [${names}]`)}${more}`, { applications });
  const bank = makeApp('Bank', ['Pay in']);

  it('is found by the app’s name, app id or object id, and the role’s name, value or id', () => {
    for (const app of ['bank', 'APP-bank', 'sp-Bank'])
      for (const name of ['pay IN', 'Pay In', 'id-pay in'])
        assert.deepEqual(
          named(`{ app: ${app}, role: ${name} }`, [bank]).keys,
          ['app sp-Bank id-Pay in'],
          `${app} ${name}`,
        );
    const valued = { ...bank, roles: [{ id: 'r1', value: 'Payments.ReadWrite', displayName: 'Payer' }] };
    assert.deepEqual(named('{ app: Bank, role: payments.readwrite }', [valued]).keys, ['app sp-Bank r1']);
    const unvalued = { ...bank, roles: [{ id: 'r1', value: null, displayName: 'Payer' }] };
    assert.deepEqual(named('{ app: Bank, role: payer }', [unvalued]).keys, ['app sp-Bank r1']);
  });

  it('of several apps of that name needs the service principal', () => {
    const twin = { ...bank, id: 'sp-2', appId: 'app-2' };
    const both = '{ app: Bank, role: Pay in }';
    const unclear = named(both, [bank, twin]);
    assert.deepEqual(unclear.keys, []);
    assert.match(unclear.notes[0] ?? '', /^unknown-app: There are 2 apps called Bank/);
    const clear = named(both, [bank, twin], 'apps: [{ id: bank, servicePrincipal: app-2 }]');
    assert.deepEqual(clear, { keys: ['app sp-2 id-Pay in'], notes: [] });
  });

  it('that is missing is said, with the roles that there are', () => {
    assert.match(named('{ app: Shop, role: x }', [bank]).notes[0] ?? '', /^unknown-app: App Shop/);
    assert.match(named('{ app: Bank, role: x }', [bank]).notes[0] ?? '', /^unknown-app: .*role x; it offers Pay in/);
  });

  it('in an app without roles is plain access, whatever it is called', () => {
    const plain = named('{ app: Shop, role: access }, { app: Shop, role: User }', [makeApp('Shop')]);
    assert.deepEqual(plain, { keys: ['app sp-Shop 00000000-0000-0000-0000-000000000000'], notes: [] });
  });
});

describe('what the directory is asked for', () => {
  const policy =
    makePolicy(`${role('apps: [{ app: Bank, role: a }, { app: BANK, role: b }]')}leave: { keepInTouch: { apps: [{ app: BANK, role: b }] } }
apps: [{ id: bank, servicePrincipal: sp-1 }, { id: Shop }]`).policy;

  it('are the apps that roles, leaves and grants name, each once, by their service principal', () => {
    assert.deepEqual(managedApplicationNames(policy, []), ['sp-1']);
    const grants = [
      makeGrant({
        items: {
          apps: [
            { app: 'Mail', role: 'x' },
            { app: 'shop', role: 'x' },
          ],
        },
      }),
    ];
    assert.deepEqual(managedApplicationNames(policy, grants), ['sp-1', 'mail', 'Shop']);
  });

  it('are licences where anything names one', () => {
    assert.equal(managesLicences(policy, []), false);
    assert.equal(managesLicences(policy, [makeGrant({ items: { licences: ['E5'] } })]), true);
    assert.equal(managesLicences(makePolicy(role('licences: [E5]')).policy, []), true);
    assert.equal(managesLicences(makePolicy('licences: [{ sku: E5 }]').policy, []), true);
  });
});

import assert from 'node:assert/strict';
import { mergeGroups, mergeUsers } from '../../../../api/directory/graph/merge-delta.ts';
import { GraphGroup, GraphUser } from '../../../../api/directory/graph/schema.ts';
import type { Group } from '../../../../models/account.ts';
import { buildAccount } from '../../../fakes/create-fake-directory.ts';

const ada = buildAccount({
  id: 'ada',
  managerId: 'chief',
  stampedPersonKey: 'hr:1',
  attributes: { jobTitle: 'Cook', costCenter: 'C1', division: 'North', businessPhone: '1', extensionAttribute1: 'x' },
});

function merge(...entries: unknown[]) {
  const { byId, unreadIds, removedIds } = mergeUsers(
    [ada],
    entries.map((entry) => GraphUser.parse(entry)),
  );
  return { account: byId.get('ada'), byId, unreadIds, removedIds };
}

describe('merging a delta of users', () => {
  it('leaves what is not named, sets what is, clears what is null', () => {
    const { account } = merge({ id: 'ada', department: 'Sales', jobTitle: null, businessPhones: [] });
    assert.deepEqual(account, {
      ...ada,
      attributes: { ...ada.attributes, department: 'Sales', jobTitle: null, businessPhone: null },
    });
  });

  it('looks inside nested values, and takes null for all of them', () => {
    assert.equal(merge({ id: 'ada', employeeOrgData: { division: 'South' } }).account?.attributes.costCenter, 'C1');
    const { account } = merge({ id: 'ada', employeeOrgData: null, onPremisesExtensionAttributes: null });
    assert.equal(account?.attributes.costCenter, null);
    assert.equal(account?.attributes.extensionAttribute1, null);
    assert.equal(account?.stampedPersonKey, null);
  });

  it('follows licences and who assigned them, and other addresses', () => {
    const states = [
      { skuId: 'b', assignedByGroup: 'g2', state: 'Active' },
      { skuId: 'b', assignedByGroup: 'g1', state: 'ActiveWithError' },
      { skuId: 'a', assignedByGroup: null, state: 'Active' },
      { skuId: 'c', assignedByGroup: 'g1', state: 'Error' },
    ];
    const licences = [
      { skuId: 'a', direct: true, groupIds: [] },
      { skuId: 'b', direct: false, groupIds: ['g1', 'g2'] },
    ];
    const held = { ...ada, licences, otherMails: ['ada@home'] };
    const after = (entry: object) => mergeUsers([held], [GraphUser.parse({ id: 'ada', ...entry })]).byId.get('ada');
    assert.deepEqual(merge({ id: 'ada', licenseAssignmentStates: states }).account?.licences, licences);
    assert.deepEqual(after({ jobTitle: 'x' })?.licences, licences);
    assert.deepEqual(after({ jobTitle: 'x' })?.otherMails, ['ada@home']);
    assert.deepEqual(after({ assignedLicenses: null, licenseAssignmentStates: null, otherMails: null }), {
      ...held,
      licences: [],
      otherMails: [],
    });
  });

  it('has an account read whose licences changed when nobody says who assigned them', () => {
    const changed = { id: 'ada', assignedLicenses: [{ skuId: 'a' }] };
    assert.deepEqual(merge(changed, { id: 'ada', jobTitle: 'x' }).unreadIds, ['ada']);
    assert.deepEqual(merge(changed, { id: 'ada', licenseAssignmentStates: [] }).unreadIds, []);
    assert.deepEqual(merge(changed).account?.licences, [{ skuId: 'a', direct: true, groupIds: [] }]);
    assert.deepEqual(merge(changed, { id: 'ada', '@removed': {} }).unreadIds, []);
  });

  it('follows the manager, however the change is told', () => {
    const change = (...changes: unknown[]) => merge({ id: 'ada', 'manager@delta': changes }).account?.managerId;
    const removed = { reason: 'deleted' };
    assert.equal(change({ id: 'new' }), 'new');
    assert.equal(change({ id: 'new' }, { id: 'chief', '@removed': removed }), 'new');
    assert.equal(change({ id: 'chief', '@removed': removed }, { id: 'new' }), 'new');
    assert.equal(change({ id: 'chief', '@removed': removed }), null);
    assert.equal(change({ id: 'long-gone', '@removed': removed }), 'chief');
    assert.equal(change(), 'chief');
  });

  it('comes to the same when entries come twice or are played again', () => {
    const entries = [
      { id: 'ada', department: 'Sales' },
      { id: 'ada', jobTitle: 'Chef' },
    ];
    assert.deepEqual(merge(...entries).account, merge(...entries, ...entries).account);
  });

  it('takes away who was removed and takes in who is new or restored', () => {
    const gone = merge({ id: 'ada', '@removed': { reason: 'changed' } });
    assert.equal(gone.account, undefined);
    assert.deepEqual(gone.removedIds, ['ada']);
    const back = merge({ id: 'ada', '@removed': { reason: 'changed' } }, { id: 'ada', userPrincipalName: 'ada@x.nl' });
    assert.equal(back.account?.userPrincipalName, 'ada@x.nl');
    assert.equal(back.account?.attributes.jobTitle, null);
    assert.deepEqual(back.removedIds, []);
    assert.equal(merge({ id: 'eve', userPrincipalName: 'eve@x.nl' }).byId.get('eve')?.userPrincipalName, 'eve@x.nl');
  });

  it('asks to read an unknown account of which too little is said', () => {
    assert.deepEqual(merge({ id: 'eve', jobTitle: 'Chef' }).unreadIds, ['eve']);
    assert.deepEqual(merge({ id: 'eve', jobTitle: 'Chef' }, { id: 'eve', '@removed': {} }).unreadIds, []);
  });

  it('keeps a value that is not our mark apart', () => {
    const { account } = merge({ id: 'ada', onPremisesExtensionAttributes: { extensionAttribute15: 'badge 7' } });
    assert.equal(account?.stampedPersonKey, null);
    assert.equal(account?.stampTaken, true);
  });
});

describe('merging a delta of groups', () => {
  const staff: Group = {
    id: 'staff',
    displayName: 'Staff',
    mailNickname: 'staff',
    membershipRule: null,
    ruleProcessing: null,
    barrier: null,
    memberIds: ['a', 'b'],
  };
  const mergeAll = (...entries: unknown[]) =>
    mergeGroups(
      [staff],
      entries.map((entry) => GraphGroup.parse(entry)),
    );
  const removed = { reason: 'deleted' };

  it('adds and takes away members over several pages, in order', () => {
    const { byId, unreadIds } = mergeAll(
      { id: 'staff', 'members@delta': [{ id: 'c' }, { id: 'a', '@removed': removed }] },
      { id: 'other', '@removed': removed },
      { id: 'staff', 'members@delta': [{ id: 'd' }, { id: 'c', '@removed': removed }, { id: 'd' }] },
    );
    assert.deepEqual(byId.get('staff')?.memberIds, ['b', 'd']);
    assert.deepEqual(unreadIds, []);
  });

  it('does not invent members of a group whose members are not known', () => {
    const { byId } = mergeGroups(
      [{ ...staff, memberIds: null }],
      [GraphGroup.parse({ id: 'staff', 'members@delta': [{ id: 'c' }] })],
    );
    assert.equal(byId.get('staff')?.memberIds, null);
  });

  it('asks to read a group that is new or of which something else changed', () => {
    assert.deepEqual(mergeAll({ id: 'staff', displayName: 'All staff' }, { id: 'new' }).unreadIds, ['staff', 'new']);
  });

  it('takes away a group that is gone', () => {
    const { byId, removedIds } = mergeAll({ id: 'staff', '@removed': removed });
    assert.equal(byId.size, 0);
    assert.deepEqual(removedIds, ['staff']);
  });
});

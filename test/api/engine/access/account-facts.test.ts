import assert from 'node:assert/strict';
import { createFactsOf, isKnownFact, readForGroups } from '../../../../api/engine/access/account-facts.ts';
import type { Account } from '../../../../models/account.ts';

const account = {
  id: 'a1',
  userPrincipalName: 'a@x.nl',
  mail: null,
  mailNickname: 'a',
  proxyAddresses: ['SMTP:a@x.nl'],
  otherMails: ['a@home.nl'],
  attributes: { department: 'HR', city: 'Zutphen' },
  isSynced: true,
  isGuest: false,
} as unknown as Account;

describe('the facts that rules look at', () => {
  it('are those that were asked for: what the account says of itself, and the moment', () => {
    const names = ['department', 'city', 'otherMails', 'proxyAddresses', 'managerId', 'dirSyncEnabled', 'now'];
    const factsOf = createFactsOf({ names, now: 5 }, readForGroups);
    const wish = {
      attributes: { department: 'Sales' },
      address: 'a@x.nl',
      enabled: true,
      owned: null,
      managerId: 'm1',
    };
    assert.deepEqual(factsOf({ ...wish, account }), {
      department: 'Sales',
      city: 'Zutphen',
      otherMails: ['a@home.nl'],
      proxyAddresses: ['SMTP:a@x.nl'],
      managerId: 'm1',
      dirSyncEnabled: true,
      now: 5,
    });
    const fresh = factsOf({ ...wish, account: null });
    assert.deepEqual([fresh.otherMails, fresh.managerId, fresh.dirSyncEnabled], [undefined, 'm1', false]);
  });

  it('tell members from guests, and know the address of an account that is still to be made', () => {
    const names = ['userType', 'userPrincipalName', 'mailNickname', 'mail', 'id'];
    const factsOf = createFactsOf({ names, now: 0 }, readForGroups);
    const wish = { attributes: {}, address: 'new@x.nl', enabled: true, managerId: null, owned: null };
    const guest = { ...account, isGuest: true, mail: 'm@x.nl' };
    assert.deepEqual(factsOf({ ...wish, account: guest }), {
      userType: 'Guest',
      userPrincipalName: 'a@x.nl',
      mailNickname: 'a',
      mail: 'm@x.nl',
      id: 'a1',
    });
    assert.deepEqual(factsOf({ ...wish, account: null }), {
      userType: 'Member',
      userPrincipalName: 'new@x.nl',
      mailNickname: 'new',
      mail: null,
      id: undefined,
    });
  });

  it('say nothing of what is not read from Entra', () => {
    const factsOf = createFactsOf({ names: ['assignedPlans'], now: 0 }, readForGroups);
    assert.deepEqual(factsOf({ attributes: {}, account, address: '', enabled: true, managerId: null, owned: null }), {
      assignedPlans: undefined,
    });
  });

  it('are known by name, so that a policy cannot rest on what is not read', () => {
    for (const name of ['now', 'department', 'otherMails', 'id', 'managerId']) assert.ok(isKnownFact(name), name);
    for (const name of ['assignedPlans', 'sipProxyAddress', `extension_${'0'.repeat(32)}_x`]) {
      assert.ok(!isKnownFact(name), name);
    }
  });
});

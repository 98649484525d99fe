import assert from 'node:assert/strict';
import { indexAddresses, withOwnName } from '../../../../api/engine/names/index-addresses.ts';
import type { Account } from '../../../../models/account.ts';
import { makeAccount } from '../make-input.ts';

const account = (id: string, more: Partial<Account> = {}): Account =>
  makeAccount({ id, userPrincipalName: `${id}@x.nl`, ...more });

describe('addresses', () => {
  const holders: readonly [what: string, accounts: Account[], address: string, holder: string | undefined][] = [
    ['are found ignoring case', [account('A')], 'a@x.nl', 'A'],
    ['are mail as well', [account('a', { mail: 'Mail@x.nl' })], 'mail@x.nl', 'a'],
    ['are aliases as well', [account('a', { proxyAddresses: ['smtp:Alias@x.nl'] })], 'alias@x.nl', 'a'],
    ['are nobody’s where nobody has them', [account('a')], 'b@x.nl', undefined],
    [
      'belong to who signs in with them before who has mail there',
      [account('a', { mail: 'b@x.nl' }), account('b')],
      'b@x.nl',
      'b',
    ],
    [
      'belong to who has mail there before who has an alias',
      [account('a', { proxyAddresses: ['SMTP:m@x.nl'] }), account('b', { mail: 'm@x.nl' })],
      'm@x.nl',
      'b',
    ],
    [
      'belong to the lowest id of those who have them alike',
      [account('b', { mail: 'm@x.nl' }), account('a', { mail: 'm@x.nl' }), account('c', { mail: 'm@x.nl' })],
      'm@x.nl',
      'a',
    ],
  ];
  for (const [what, accounts, address, holder] of holders) {
    it(`${what}, in any order`, () => {
      assert.equal(indexAddresses(accounts).get(address)?.id, holder);
      assert.equal(indexAddresses([...accounts].reverse()).get(address)?.id, holder);
    });
  }

  it('in the recycle bin are known without the id that Entra puts before them', () => {
    const id = '0aaa1111-2222-3333-4444-555566667777';
    const binned = account(id, { userPrincipalName: `${id.replaceAll('-', '')}sanne@x.nl` });
    assert.equal(withOwnName(binned).userPrincipalName, 'sanne@x.nl');
    const plain = account('a', { userPrincipalName: 'sanne@x.nl' });
    assert.equal(withOwnName(plain), plain);
  });
});

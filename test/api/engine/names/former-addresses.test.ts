import assert from 'node:assert/strict';
import type { Account } from '../../../../models/account.ts';
import { addressTexts } from '../../../../models/texts/address-texts.ts';
import { makePolicy } from '../make-input.ts';
import { employed, kept, married, renameNotes, withKept } from './address-world.ts';

describe('a former address', () => {
  const ledger = withKept(
    kept('sanne.smit', 'P1', { nameKey: 'Sanne|Smit', reservedAt: '2026-06-01T00:00:00Z' }),
    kept('sanne.devries', 'P1', { state: 'former' }),
  );
  const notes = (account: Partial<Account>) => renameNotes({ ...employed('sanne.smit', married, account), ledger });

  it('that is no alias is a task for IT, with the exact command', () => {
    assert.deepEqual(notes({ mail: 'sanne.smit@voorbeeld.nl', proxyAddresses: ['SMTP:sanne.smit@voorbeeld.nl'] }), [
      'alias-missing P1: Mail to sanne.devries@voorbeeld.nl, the former address of Sanne Smit (P1), does not arrive any more: it is no alias, and only Exchange can make it one. In Exchange Online PowerShell: Set-Mailbox -Identity sanne.smit@voorbeeld.nl -EmailAddresses @{add="sanne.devries@voorbeeld.nl"}',
    ]);
  });

  it('is fine as an alias, as the mail address, or without a mailbox', () => {
    assert.deepEqual(
      notes({ mail: 'sanne.smit@voorbeeld.nl', proxyAddresses: ['smtp:Sanne.deVries@voorbeeld.nl'] }),
      [],
    );
    assert.deepEqual(notes({ mail: 'sanne.devries@voorbeeld.nl' }), []);
    assert.deepEqual(notes({ mail: null }), []);
  });

  it('stands in quotes in the command where PowerShell needs them', () => {
    const odd = {
      ...employed("o'brien", married, { mail: 'x@voorbeeld.nl' }),
      ledger: withKept(kept("o'brien", 'P1', { nameKey: 'Sanne|Smit' }), kept('sanne', 'P1', { state: 'former' })),
    };
    assert.match(renameNotes(odd).join(), /-Identity "o'brien@voorbeeld\.nl" /);
  });

  const words = ['w0', 'w1', 'w2', 'w3'];
  for (const [language, texts] of Object.entries(addressTexts)) {
    it(`says all that it is told: ${language}`, () => {
      const { unknownDomain, ...sentences } = texts;
      for (const [name, text] of Object.entries(sentences) as [string, string | ((...given: string[]) => string)][]) {
        const given = typeof text === 'string' ? [] : words.slice(0, text.length);
        const said = typeof text === 'string' ? text : text(...given);
        assert.ok(said !== '' && given.every((word) => said.includes(word)), name);
      }
      assert.match(unknownDomain('w0', 'w1', ['w2', 'w3']), /w0.*w1.*w2 (or|of) w3/);
      assert.match(unknownDomain('w0', null, ['w2']), /w0.*names\.domain.*w2/);
    });
  }

  it('is said in Dutch where the policy is Dutch', () => {
    const policy = makePolicy('language: nl\nnames: { rename: { when: after-days } }');
    const all = [
      ...renameNotes({ ...employed('sanne.smit', married, { mail: 'x@voorbeeld.nl' }), ledger, policy }),
      ...renameNotes({ ...employed('sanne.devries', married), ledger: withKept(kept('sanne.devries', 'P1')), policy }),
    ];
    assert.match(
      all.join('\n'),
      /^alias-missing P1: E-mail aan .*\nrename-proposed P1: De naam van Sanne Smit \(P1\) is gewijzigd/,
    );
  });
});

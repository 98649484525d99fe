import assert from 'node:assert/strict';
import { namePerson } from '../../cards/name-person.ts';
import type { NameUse, Person } from '../../models/person.ts';

const anna = (nameUse: NameUse, more: Partial<Person> = {}): Person => ({
  personKey: 'P1',
  sourceId: 'hr',
  callName: 'Anna',
  birthNamePrefix: 'de',
  birthName: 'Vries',
  partnerNamePrefix: 'van der',
  partnerName: 'Berg',
  nameUse,
  employments: [],
  leaves: [],
  ...more,
});

describe('the name on a card', () => {
  for (const [nameUse, expected] of [
    ['birth', 'Anna de Vries'],
    ['as-given', 'Anna de Vries'],
    ['partner', 'Anna van der Berg'],
    ['partner-birth', 'Anna van der Berg - de Vries'],
    ['birth-partner', 'Anna de Vries - van der Berg'],
  ] as const) {
    it(`follows the name-use code ${nameUse}`, () => assert.equal(namePerson(anna(nameUse)), expected));
  }

  it('is the birth name where the partner has none, and the key where there is no name', () => {
    const { partnerName, partnerNamePrefix, ...single } = anna('partner');
    assert.equal(namePerson(single), 'Anna de Vries');
    assert.equal(namePerson({ personKey: 'P1', sourceId: 'hr', nameUse: 'birth', employments: [], leaves: [] }), 'P1');
  });
});

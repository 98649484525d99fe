import assert from 'node:assert/strict';
import { findSyntaxError } from '../../../../api/engine/membership-rule/find-syntax-error.ts';

const allowed = [
  '(user.country -eq "NL")',
  "user.memberOf -any (group.objectId -in ['3f2504e0-4f89-11d3-9a0c-0305e82c3301'])",
  '(device.deviceOwnership -eq "Company") -and (device.displayName -notContains "kiosk")',
  'device.devicePhysicalIds -any (_ -startsWith "[ZTDid]")',
  'user.extensionAttribute15 -ne null',
  'user.department -match "^(?=.*Sales).*$"',
  'user.city -eq "A" -or (user.extensionAttribute15 -in ["x", "y"])',
];

const refused: readonly [rule: string, message: RegExp, at: number][] = [
  ['user.country -eq "NL', /closing double quote/, 17],
  ['(user.country -eq "NL"', /expected \)/, 22],
  ['user.country = "NL"', /did you mean -eq/, 13],
  ['user.country -equals "NL"', /-equals is not an operator/, 13],
  ['user.departmnt -eq "Sales"', /did you mean user.department/, 0],
  ['department -eq "Sales"', /is not an attribute/, 0],
  ['user.shoeSize -eq "43"', /is not an attribute/, 0],
  ['user.costCenter -eq "1"', /do not know/, 0],
  ['user.city -match "("', /not a regular expression/, 17],
  ["user.memberOf -any (group.objectId -in ['a']", /expected \), not the end of the rule/, 44],
  ["user.memberOf -any (group.objectId -in ['a')", /expected \], not \)/, 43],
  ["user.memberOf -any group.objectId -in ['a'])", /\) closes nothing/, 43],
  ["user.memberOf -any (group.objectId -in ['a)", /closing single quote/, 40],
];

describe('the syntax of a rule that only Entra evaluates', () => {
  for (const rule of allowed) it(`allows ${rule}`, () => assert.equal(findSyntaxError(rule), null));
  for (const [rule, message, at] of refused) {
    it(`refuses ${rule}`, () => {
      const error = findSyntaxError(rule);
      assert.match(error?.message ?? '', message);
      assert.equal(error?.at, at);
    });
  }

  it('does not take a fault of the product for an error in a rule', () => {
    assert.throws(() => findSyntaxError(undefined as never), TypeError);
  });
});

import assert from 'node:assert/strict';
import { applyPatch } from '../../../api/inbound/scim/apply-patch.ts';
import { readAttributes } from '../../../api/inbound/scim/read-attributes.ts';
import { ScimError } from '../../../api/inbound/scim/scim-error.ts';
import { enterprise, makeUser, patchOf } from './open-inbound-house.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests look into users of every shape
type Loose = any;

const user = readAttributes(makeUser('P1'));
const patch = (...operations: unknown[]): Loose => applyPatch(user, patchOf(...operations));
const refusalOf = (...operations: unknown[]): string | null => {
  try {
    patch(...operations);
  } catch (error) {
    if (error instanceof ScimError) return error.scimType;
    throw error;
  }
  return assert.fail('it was taken');
};

describe('a SCIM PATCH', () => {
  it('takes what Entra sends: capitals, truths as text, namespaces in paths, a bare manager', () => {
    const after = patch(
      { op: 'Replace', path: 'active', value: 'False' },
      { op: 'Add', path: `${enterprise}:department`, value: 'Cure' },
      { op: 'Add', path: `${enterprise}:manager`, value: 'id-of-boss' },
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@voorbeeld.example' },
      { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '06' },
      { op: 'Add', value: { 'name.givenName': 'Annie', [`${enterprise}:division`]: 'North' } },
    );
    assert.equal(after.active, false);
    assert.deepEqual(after[enterprise], {
      employeeNumber: 'NP1',
      department: 'Cure',
      manager: { value: 'id-of-boss' },
      division: 'North',
    });
    assert.deepEqual(after.emails, [{ value: 'new@voorbeeld.example', type: 'work', primary: true }]);
    assert.deepEqual(after.phoneNumbers, [{ type: 'mobile', value: '06' }]);
    assert.deepEqual(after.name, { givenName: 'Annie', familyName: 'Jansen' });
  });

  it('takes what Okta sends: values without a path, with ids that it got', () => {
    const after = patch({ op: 'replace', value: { id: 'x', active: false, title: 'Nurse' } });
    assert.deepEqual([after.active, after.title, after.id], [false, 'Nurse', undefined]);
  });

  it('adds to lists what is not there, replaces them, and has one primary', () => {
    const home = { value: 'home@x.example', type: 'home', primary: true };
    const added = patch({ op: 'add', path: 'emails', value: [home] });
    assert.deepEqual(
      added.emails.map((one: Loose) => one.primary),
      [false, true],
    );
    assert.equal(patch({ op: 'add', path: 'emails', value: user.emails }).emails.length, 1);
    assert.deepEqual(patch({ op: 'replace', path: 'emails', value: [home] }).emails, [home]);
  });

  it('has one primary, also when that is said as text or of an element that is there', () => {
    const home = { value: 'home@x.example', type: 'home' };
    const primaries = (after: Loose) => after.emails.map((one: Loose) => one.primary);
    const add = { op: 'add', path: 'emails', value: [home] };
    for (const primary of [true, 'True', 'true']) {
      assert.deepEqual(primaries(patch({ ...add, value: [{ ...home, primary }] })), [false, true]);
      const named = { op: 'replace', path: 'emails[type eq "home"].primary', value: primary };
      assert.deepEqual(primaries(patch(add, named)), [false, true]);
      const again = patch(add, { ...add, value: [{ ...home, primary, display: 'Home' }] });
      assert.deepEqual(primaries(again), [false, true]);
      assert.deepEqual(again.emails[1], { ...home, primary: true, display: 'Home' });
    }
    assert.deepEqual(primaries(patch({ ...add, value: [{ ...home, primary: 'False' }] })), [true, false]);
  });

  it('removes an element that is named by its value, of whatever type unless that is sent', () => {
    const roles = [
      { value: 'x', type: 't' },
      { value: 'y', type: 't' },
    ];
    const left = (value: unknown) =>
      patch({ op: 'add', path: 'roles', value: roles }, { op: 'remove', path: 'roles', value }).roles?.map(
        (one: Loose) => one.value,
      );
    assert.deepEqual(left([{ value: 'x' }]), ['y']);
    assert.deepEqual(left([{ value: 'x', type: 't' }]), ['y']);
    assert.deepEqual(left([{ value: 'x', type: 'other' }]), ['x', 'y']);
    assert.equal(left(roles), undefined);
  });

  it('removes: an attribute, a part, an element, a manager', () => {
    assert.equal(patch({ op: 'remove', path: 'emails[type eq "work"]' }).emails, undefined);
    assert.equal(patch({ op: 'remove', path: 'emails[type eq "home"]' }).emails.length, 1);
    assert.deepEqual(patch({ op: 'Remove', path: 'name.givenName' }).name, { familyName: 'Jansen' });
    assert.equal(patch({ op: 'remove', path: enterprise })[enterprise], undefined);
    assert.equal(patch({ op: 'replace', path: 'active', value: null }).active, undefined);
  });

  it('keeps namespaces that it does not know', () => {
    const after = patch({ op: 'add', path: 'urn:example:2.0:User:hireDate', value: '2027-01-01' });
    assert.deepEqual(after['urn:example:2.0:User'] ?? after['urn:example:2.0:user'], { hireDate: '2027-01-01' });
  });

  it('says what is wrong in the words of the RFC', () => {
    assert.equal(refusalOf({ op: 'replace', path: 'emails[type eq "home"].value', value: 'a' }), 'noTarget');
    assert.equal(refusalOf({ op: 'remove' }), 'noTarget');
    assert.equal(refusalOf({ op: 'add', path: 'a b', value: 1 }), 'invalidPath');
    assert.equal(refusalOf({ op: 'add', path: 'emails[type xx 1]', value: 1 }), 'invalidFilter');
    assert.equal(refusalOf({ op: 'replace', path: 'id', value: 'x' }), 'mutability');
    assert.equal(refusalOf({ op: 'replace', path: 'active', value: 'maybe' }), 'invalidValue');
    assert.equal(refusalOf({ op: 'remove', path: 'userName' }), 'invalidValue');
    assert.equal(refusalOf({ op: 'move', path: 'title', value: 'x' }), 'invalidSyntax');
    assert.equal(refusalOf(), 'invalidSyntax');
  });

  it('leaves JavaScript alone', () => {
    for (const path of [
      '__proto__',
      '__proto__.polluted',
      'constructor.prototype',
      'name.__proto__',
      `${enterprise}:__proto__`,
    ])
      assert.equal(refusalOf({ op: 'add', path, value: { polluted: true } }), 'invalidPath', path);
    for (const path of ['toString', 'valueOf.x', 'emails[__proto__ eq "x"].value'])
      try {
        patch({ op: 'add', path, value: 'x' });
      } catch (error) {
        assert.ok(error instanceof ScimError, path);
      }
    assert.equal(({} as Loose).polluted, undefined);
    assert.equal(typeof {}.toString, 'function');
  });

  it('changes nothing of the user it was given', () => {
    const before = JSON.stringify(user);
    patch({ op: 'replace', path: 'name.givenName', value: 'X' });
    refusalOf({ op: 'replace', path: 'title', value: 'X' }, { op: 'remove' });
    assert.equal(JSON.stringify(user), before);
  });
});

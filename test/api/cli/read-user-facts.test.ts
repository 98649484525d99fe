import assert from 'node:assert/strict';
import { readUserFacts } from '../../../api/cli/read-user-facts.ts';

const custom = 'extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber';

describe('a user for a rule', () => {
  it('is read as Graph gives it', () => {
    const { users, isList } = readUserFacts(
      {
        '@odata.context': 'x',
        displayName: 'Anna',
        department: 'Sales',
        onPremisesExtensionAttributes: { extensionAttribute3: 'three', extensionAttribute4: null },
        mobilePhone: '+31 6',
        businessPhones: ['+31 20', '+31 30'],
        otherMails: ['a@x.nl'],
        assignedPlans: [{ service: 'SCO' }],
        employeeHireDate: '2026-06-01T00:00:00Z',
        onPremisesSyncEnabled: true,
        manager: { '@odata.type': '#microsoft.graph.user', id: 'm1' },
        id: 'a1',
        [custom]: '12',
      },
      [custom],
    );
    const { name, facts } = users[0] ?? assert.fail();
    assert.deepEqual([isList, users.length, name], [false, 1, 'Anna']);
    const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
    assert.deepEqual(known, {
      displayName: 'Anna',
      department: 'Sales',
      extensionAttribute3: 'three',
      mobilePhone: '+31 6',
      businessPhone: '+31 20',
      otherMails: ['a@x.nl'],
      assignedPlans: [{ service: 'SCO' }],
      employeeHireDate: '2026-06-01T00:00:00Z',
      dirSyncEnabled: true,
      managerId: 'm1',
      id: 'a1',
      [custom]: '12',
    });
  });

  it('may have the flat names of rules, in any case, and no name', () => {
    const flat = {
      OBJECTID: 'a1',
      telephoneNumber: '1',
      mobile: '2',
      'manager.id': 'm1',
      physicalDeliveryOfficeName: 'Z',
    };
    const { users } = readUserFacts({ value: [flat, { userPrincipalName: 'b@x.nl' }, { businessPhones: [] }] }, []);
    assert.deepEqual(
      users.map(({ name }) => name),
      ['user 1', 'b@x.nl', 'user 3'],
    );
    const { id, businessPhone, mobilePhone, managerId, officeLocation } = users[0]?.facts ?? {};
    assert.deepEqual([id, businessPhone, mobilePhone, managerId, officeLocation], ['a1', '1', '2', 'm1', 'Z']);
    assert.equal(users[2]?.facts.businessPhone, null);
  });

  it('is refused when it cannot be one, with the attribute that is wrong', () => {
    const cases: [unknown, RegExp][] = [
      ['x', /user 1 is not an object/],
      [[{}, null], /user 2 is not an object/],
      [{ department: 5 }, /department should be text or null/],
      [{ accountEnabled: 'true' }, /accountEnabled should be true, false or null/],
      [{ employeeHireDate: 'soon' }, /employeeHireDate should be an instant/],
      [{ otherMails: 'a@x.nl' }, /otherMails should be a list of texts/],
      [{ assignedPlans: ['x'] }, /assignedPlans should be a list of service plans/],
    ];
    for (const [document, message] of cases) assert.throws(() => readUserFacts(document, []), message);
    assert.deepEqual(readUserFacts([], []), { users: [], isList: true });
  });
});

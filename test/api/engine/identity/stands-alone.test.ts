import assert from 'node:assert/strict';
import { createStandsAlone } from '../../../../api/engine/identity/stands-alone.ts';
import type { Employment, Person } from '../../../../models/person.ts';
import { makePerson } from '../make-input.ts';

const job = (more: Partial<Employment> = {}): Employment => ({
  employmentKey: 'e',
  kind: 'employee',
  employeeNumber: '17',
  unitKey: 'U1',
  managerPersonKey: 'P2',
  ...more,
});
const person = (personKey: string, more: Partial<Person> = {}): Person =>
  makePerson({ personKey, sourceId: 'hr', callName: 'Anna', birthName: 'Berg', employments: [job()], ...more });

const [anna, boss, other] = [person('P1'), person('P2'), person('C1', { sourceId: 'planning' })];
const link = { sourceId: 'planning', recordKey: 'C9', personKey: 'P3', hash: '' };
const everybody = [anna, boss, person('P3'), other];
const standsAlone = createStandsAlone(everybody, [link]);

describe('somebody whom one source alone knows', () => {
  it('stays that while nothing changes by which records are found to be one person', () => {
    for (const now of [
      anna,
      person('P1', { employments: [job({ functionTitle: 'Director', endsOn: '2026-12-31' })] }),
      person('P1', { employments: [job({ unitKey: undefined, managerPersonKey: undefined } as Partial<Employment>)] }),
      person('P1', { leaves: [{ startsOn: '2026-12-01' }] }),
    ])
      assert.equal(standsAlone(now, anna), true);
    const reachable = person('P1', { mobilePhone: '+31 6 12345678', workEmail: 'Anna@voorbeeld.example' });
    assert.equal(standsAlone({ ...reachable, workEmail: ' anna@Voorbeeld.example ' }, reachable), true);
  });

  it('may be another one with another number, name, address or phone', () => {
    for (const now of [
      person('P1', { employments: [job({ employeeNumber: '18' })] }),
      person('P1', { birthName: 'Bos' }),
      person('P1', { workEmail: 'anna@voorbeeld.example' }),
      person('P1', { workPhone: '+31 20 1234567' }),
    ])
      assert.equal(standsAlone(now, anna), false);
  });

  it('may not be what it says where it names a unit or a manager that others call so, too', () => {
    for (const now of [
      person('P1', { employments: [job({ unitKey: 'U2' })] }),
      person('P1', { employments: [job({ managerPersonKey: 'C1' })] }),
      person('P1', { employments: [job({ managerPersonKey: 'P3' })] }),
    ])
      assert.equal(standsAlone(now, anna), false);
    const renamed = createStandsAlone(everybody, [link, { ...link, sourceId: 'hr', recordKey: 'P2', personKey: 'X' }]);
    assert.equal(renamed(anna, anna), false);
  });

  it('is nobody whom several know, whose record is somebody else’s, or whom this source never named', () => {
    assert.equal(standsAlone(person('P3'), person('P3')), false);
    assert.equal(standsAlone(person('P7'), anna), false);
    assert.equal(standsAlone(person('P1', { sourceId: 'payroll' }), anna), false);
    assert.equal(standsAlone(anna, person('P1', { sourceId: 'planning' })), false);
    const renamed = createStandsAlone(everybody, [{ ...link, sourceId: 'hr', recordKey: 'P1', personKey: 'X' }]);
    assert.equal(renamed(anna, anna), false);
  });
});

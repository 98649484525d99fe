import assert from 'node:assert/strict';
import type { YouforceTables } from '../../../../api/sandbox/hr/youforce/to-rows.ts';
import type { HrReading, Person } from '../../../../models/person.ts';
import { asYouforceSays, openYouforce, words, type YouforceHouse } from './open-youforce.ts';
import { byKey, crowd, keysOf, units } from './youforce-people.ts';

describe('reading Youforce', () => {
  let house: YouforceHouse;
  afterEach(() => house.close());
  const callsTo = (path: string) => house.youforce.calls().filter((call) => call.path.endsWith(path));
  const headsOf = (reading: HrReading) =>
    Object.fromEntries(reading.units.map((unit) => [unit.unitKey, unit.headPersonKey]));

  it('follows the links of pages to the last one, and keeps to the pace', async () => {
    house = await openYouforce({ pageSize: 100 });
    const people = crowd(950);
    house.youforce.load({ people, units });
    const reading = await house.connector.read();
    assert.deepEqual(byKey(reading.people), byKey(people.map(asYouforceSays)));
    assert.deepEqual([reading.setAside, reading.units], [[], units]);
    assert.equal(callsTo('/persons').length, 10);
    assert.equal(house.youforce.use.turnedAway, 0);
  });

  it('holds everything that can be said of people', async () => {
    house = await openYouforce();
    house.at('2026-11-24T08:00:00Z');
    const people: Person[] = [
      {
        ...(crowd(1)[0] as Person),
        givenName: 'Susanna Maria',
        initials: 'S.M.',
        partnerNamePrefix: 'van der',
        partnerName: 'Berg',
        nameUse: 'partner-birth',
        mobilePhone: '0612345678',
        workPhone: '0201234567',
        workEmail: 's@voorbeeld.example',
        employments: [
          { employmentKey: '1', kind: 'employee', startsOn: '2015-01-01', endsOn: '2026-10-31', unitKey: 'U1' },
          {
            employmentKey: '2',
            kind: 'intern',
            startsOn: '2020-01-01',
            unitKey: 'U2',
            fte: 0.6667,
            costCentre: '4100',
          },
          { employmentKey: '3', kind: 'external', startsOn: '2027-02-01', unitKey: 'U2', employerKey: '01' },
        ],
      },
      { ...(crowd(2)[1] as Person), nameUse: 'birth-partner', isActive: false },
      { ...(crowd(3)[2] as Person), nameUse: 'as-given', leaves: [{ startsOn: '2026-01-01' }] },
      { ...(crowd(4)[3] as Person), employments: [] },
    ];
    house.youforce.load({ people, units });
    assert.deepEqual(byKey((await house.connector.read()).people), byKey(people.map(asYouforceSays)));
  });

  it('loses nobody when records are written while it reads', async () => {
    house = await openYouforce({ pageSize: 100 });
    const people = crowd(350);
    house.youforce.load({ people, units });
    let edits = 0;
    const edit = (tables: YouforceTables): void => {
      const [first] = tables.persons;
      if (first) first.knownAs = 'Written meanwhile';
      const late = tables.persons[200];
      if (late) tables.persons.push({ ...late, id: 'p-late', personCode: 'LATE' });
    };
    house.youforce.setFaults([
      {
        concerns: ({ path, query }) => {
          if (path.endsWith('/persons') && query.has('nextToken') && edits++ === 0) house.youforce.edit(edit);
          return false;
        },
        with: 'silent',
      },
    ]);
    const reading = await house.connector.read();
    assert.deepEqual(
      keysOf(reading)
        .filter((key) => key !== 'LATE')
        .sort(),
      people.map(({ personKey }) => personKey).sort(),
    );
    assert.equal(reading.people.find(({ personKey }) => personKey === 'P0')?.callName, 'Written meanwhile');
  });

  it('takes the head of a unit from the roles of today, the first of several, or the last if so set', async () => {
    house = await openYouforce();
    house.at('2026-11-24T08:00:00Z');
    house.youforce.load({ people: crowd(5), units });
    const roles = [
      { personCode: 'P4', startDate: '2010-01-01', endDate: '2020-12-31', shortName: 'MGR' },
      { personCode: 'P3', startDate: '2021-01-01', endDate: '9999-12-31', shortName: 'mgr' },
      { personCode: 'P2', startDate: '2021-01-01', endDate: '9999-12-31', shortName: 'MGR' },
      { personCode: 'P1', startDate: '2022-01-01', endDate: '9999-12-31', shortName: 'MGR' },
      { personCode: 'P0', startDate: '2027-01-01', endDate: '9999-12-31', shortName: 'MGR' },
      { personCode: 'P0', startDate: '2011-01-01', endDate: '9999-12-31', shortName: 'HRM' },
    ];
    house.youforce.edit((tables) => {
      tables.roleAssignments = roles.map((role, at) => ({
        id: `r${at}`,
        changedAt: '',
        organizationUnit: 'U2',
        ...role,
      }));
    });
    assert.deepEqual(headsOf(await house.connector.read()), { U1: undefined, U2: 'P2' });
    house.at('2027-01-01T08:00:00Z');
    const { close } = house;
    const last = await openYouforce({ managers: { role: 'MGR', choose: 'last' } });
    house = { ...last, close: async () => void (await Promise.all([close(), last.close()])) };
    house.at('2027-01-01T08:00:00Z');
    house.youforce.load({ people: crowd(5), units });
    house.youforce.edit((tables) => {
      tables.roleAssignments = roles.map((role, at) => ({
        id: `r${at}`,
        changedAt: '',
        organizationUnit: 'U2',
        ...role,
      }));
    });
    assert.equal(headsOf(await house.connector.read()).U2, 'P0');
  });

  it('knows units by their short name or by their number, and refuses two with one name', async () => {
    for (const [unitKey, keys] of [
      ['shortName', ['BOARD', 'WARD']],
      ['id', ['U1', 'U2']],
    ] as const) {
      house = await openYouforce({ unitKey });
      house.youforce.load({ people: crowd(3), units });
      house.youforce.edit(({ organizationUnits }) => {
        for (const row of organizationUnits) row.shortName = row.id === 'U1' ? 'BOARD' : 'WARD';
      });
      const reading = await house.connector.read();
      assert.deepEqual(
        reading.units.map((unit) => unit.unitKey),
        keys,
      );
      assert.equal(reading.units[1]?.parentKey, keys[0]);
      assert.equal(reading.people[0]?.employments[0]?.unitKey, keys[1]);
      await house.close();
    }
    house = await openYouforce();
    house.youforce.load({ people: crowd(3), units });
    house.youforce.edit(({ organizationUnits }) => {
      for (const row of organizationUnits) row.shortName = 'SAME';
    });
    const reading = await house.connector.read();
    assert.deepEqual([reading.units, reading.setAside.map(({ reason }) => reason)], [[], ['conflicting-rows']]);
  });

  it('joins the rows of one employment in time into lines without gaps', async () => {
    house = await openYouforce();
    house.at('2026-11-24T08:00:00Z');
    house.youforce.load({ people: crowd(1), units });
    house.youforce.edit(({ employments }) => {
      const [row] = employments;
      if (row === undefined) return;
      Object.assign(row, { validFrom: '2026-09-01', validUntil: '2026-12-31', dischargeDate: '2027-12-31T00:00:00' });
      employments.push({ ...row, validFrom: '2027-01-01', validUntil: '9999-12-31', organizationUnit: 'U1' });
      employments.push({
        ...row,
        validFrom: '2027-06-01',
        validUntil: '9999-12-31',
        organizationUnit: 'U1',
        salary: 1,
      });
    });
    const [person] = (await house.connector.read()).people;
    assert.deepEqual(
      person?.employments.map(({ employmentKey, unitKey, startsOn, endsOn }) => [
        employmentKey,
        unitKey,
        startsOn,
        endsOn,
      ]),
      [
        ['P0_E0', 'U2', '2020-01-01', '2026-12-31'],
        ['P0_E0@2027-01-01', 'U1', '2027-01-01', '2027-12-31'],
      ],
    );
  });

  it('keeps what holds today when only what is to come is shown', async () => {
    house = await openYouforce({ pageSize: 10 });
    house.at('2026-11-24T08:00:00Z');
    house.youforce.load({ people: crowd(40), units });
    await house.connector.read();
    house.at('2026-11-24T08:15:00Z');
    house.youforce.edit(({ employments, persons }) => {
      Object.assign(employments[3] ?? {}, { validFrom: '2026-12-01', organizationUnit: 'U1' });
      Object.assign(persons[3] ?? {}, { validFrom: '2026-12-01', lastNameAtBirth: 'Later' });
    });
    const find = (reading: HrReading) => reading.people.find(({ personKey }) => personKey === 'P3');
    const before = find(await house.connector.read());
    assert.equal(before?.birthName, crowd(4)[3]?.birthName);
    assert.deepEqual(
      before?.employments.map(({ unitKey, startsOn, endsOn }) => [unitKey, startsOn, endsOn]),
      [
        ['U2', '2020-01-01', '2026-11-30'],
        ['U1', '2026-12-01', undefined],
      ],
    );
    house.at('2026-12-01T08:00:00Z');
    const after = find(await house.connector.read());
    assert.deepEqual([after?.birthName, after?.employments.length, after?.employments[0]?.unitKey], ['Later', 1, 'U1']);
  });

  it('says nothing yet of a name that is to come where there was none before', async () => {
    house = await openYouforce({ pageSize: 10 });
    house.at('2026-11-24T08:00:00Z');
    house.youforce.load({ people: crowd(40), units });
    await house.connector.read();
    house.at('2026-11-24T08:15:00Z');
    house.youforce.edit(({ persons }) => {
      Object.assign(persons[3] ?? {}, { validFrom: '2026-12-01', partnerName: 'Berg', nameAssembleOrder: 'P' });
    });
    const nameOf = async () => {
      const person = (await house.connector.read()).people.find(({ personKey }) => personKey === 'P3');
      return [person?.nameUse, person?.partnerName];
    };
    assert.deepEqual(await nameOf(), ['birth', undefined]);
    house.at('2026-12-01T08:00:00Z');
    assert.deepEqual(await nameOf(), ['partner', 'Berg']);
  });

  it('takes the discharge for the last day in service, or for the first day out if so set', async () => {
    for (const [dischargeDate, endsOn] of [
      ['last-day', '2027-03-01'],
      ['first-day-out', '2027-02-28'],
    ]) {
      house = await openYouforce({ dischargeDate });
      house.youforce.load({ people: crowd(1), units });
      house.youforce.edit(
        ({ employments }) => void Object.assign(employments[0] ?? {}, { dischargeDate: '2027-03-01' }),
      );
      assert.equal((await house.connector.read()).people[0]?.employments[0]?.endsOn, endsOn);
      await house.close();
    }
    house = await openYouforce();
  });

  it('reads assignments as lines beside their employment and within its days', async () => {
    house = await openYouforce({ assignments: true });
    house.youforce.load({ people: crowd(1), units });
    house.youforce.edit(({ assignments, employments }) => {
      Object.assign(employments[0] ?? {}, { dischargeDate: '2027-12-31' });
      const own = {
        changedAt: '',
        personCode: 'P0',
        employmentCode: 'E0',
        organizationUnit: 'U1',
        endDate: '9999-12-31',
      };
      assignments.push({ ...own, id: '71', startDate: '2025-01-01', costCenter: '4200' });
      assignments.push({ ...own, id: '72', startDate: '2025-01-01', isActive: false });
    });
    const [person] = (await house.connector.read()).people;
    assert.deepEqual(
      person?.employments.map(({ employmentKey, unitKey, startsOn, endsOn }) => [
        employmentKey,
        unitKey,
        startsOn,
        endsOn,
      ]),
      [
        ['P0_E0', 'U2', '2020-01-01', '2027-12-31'],
        ['P0_E0_71', 'U1', '2025-01-01', '2027-12-31'],
      ],
    );
  });

  it('takes a record that was written while it read, and so came twice, as it came last', async () => {
    house = await openYouforce({ assignments: true });
    house.at('2026-11-24T08:00:00Z');
    house.youforce.load({ people: crowd(1), units });
    house.youforce.edit(({ assignments, persons }) => {
      const own = { id: '71', changedAt: '', personCode: 'P0', employmentCode: 'E0', startDate: '2025-01-01' };
      assignments.push({ ...own, organizationUnit: 'U1', endDate: '9999-12-31' });
      assignments.push({ ...own, organizationUnit: 'U2', endDate: '2026-12-31' });
      Object.assign(persons[0] ?? {}, { validFrom: '2026-12-01' });
      persons.push({ ...(persons[0] ?? own), knownAs: 'Anna' });
    });
    const [person] = (await house.connector.read()).people;
    assert.equal(person?.callName, 'Anna');
    assert.deepEqual(
      person?.employments.slice(1).map(({ employmentKey, unitKey, endsOn }) => [employmentKey, unitKey, endsOn]),
      [['P0_E0_71', 'U2', '2026-12-31']],
    );
  });

  it('sets aside whoever cannot be understood, with the record, and nobody else', async () => {
    house = await openYouforce();
    house.youforce.load({ people: crowd(6), units });
    house.youforce.edit(({ persons, employments }) => {
      Object.assign(persons[1] ?? {}, { nameAssembleOrder: 'D' });
      Object.assign(employments[2] ?? {}, { hireDate: '31-12-2026' });
      Object.assign(employments[3] ?? {}, { dischargeDate: '2019-01-01' });
      Object.assign(persons[4] ?? {}, { knownAs: { first: 'Anna' } });
      employments.push({ ...(employments[0] ?? { changedAt: '' }), id: 'x', personCode: 'nobody' });
      delete employments[5]?.personCode;
    });
    const reading = await house.connector.read();
    assert.deepEqual(keysOf(reading).sort(), ['P0', 'P5']);
    assert.deepEqual(
      reading.setAside.map(({ personKey, reason, where }) => [personKey, reason, where]).sort(),
      [
        ['P1', 'unknown-value', 'persons P1'],
        ['P2', 'unknown-date', 'employments P2_E2'],
        ['P3', 'unknown-date', 'employments P3_E3'],
        ['P4', 'broken-row', 'persons p-P4 knownAs'],
        ['nobody', 'unknown-person', 'employments nobody_E0'],
        [null, 'no-key', 'employments P5-E5'],
      ].sort(),
    );
  });

  it('reads HR Core Business: the tenant in each call, heads on the units, names of companies, digits', async () => {
    house = await openYouforce({ core: 'business', nameUses: words.digits }, { core: 'business' });
    const people = crowd(4).map((person): Person => ({ ...person, nameUse: 'birth-partner', partnerName: 'Berg' }));
    for (const person of people) Object.assign(person.employments[0] ?? {}, { employerKey: '01', costCentre: '4100' });
    house.youforce.load({ people, units });
    const reading = await house.connector.read();
    const expected = people.map(asYouforceSays).map((person, at) => ({
      ...person,
      employments: person.employments.map((one) => ({ ...one, employmentKey: `E${at}`, employerName: 'Voorbeeld' })),
    }));
    assert.deepEqual([byKey(reading.people), reading.units], [byKey(expected), units]);
    assert.ok(
      house.youforce
        .calls()
        .filter(({ method }) => method === 'GET')
        .every(({ headers }) => headers['x-raet-tenant-id'] === 'tenant-1'),
    );
  });

  it('takes no heads from the units of HR Core Business where the settings say that HR does not tell', async () => {
    house = await openYouforce({ core: 'business', nameUses: words.digits, managers: null }, { core: 'business' });
    house.youforce.load({ people: crowd(2), units });
    assert.deepEqual(headsOf(await house.connector.read()), { U1: undefined, U2: undefined });
  });

  it('reads some people alone, with what is past and to come', async () => {
    house = await openYouforce();
    const people = crowd(10);
    Object.assign(people[7]?.employments[0] ?? {}, { startsOn: '2099-01-01' });
    house.youforce.load({ people, units });
    const some = await house.connector.readPeople?.(['P3', 'P7', 'P99']);
    const wanted = people.filter(({ personKey }) => ['P3', 'P7'].includes(personKey)).map(asYouforceSays);
    assert.deepEqual([byKey(some?.people ?? []), some?.setAside], [byKey(wanted), []]);
    assert.equal(callsTo('/persons').length, 3);
  });

  it('is checked without reading everybody: token, lists, words and what may still be asked', async () => {
    house = await openYouforce({}, { forbidden: ['costAllocations'] });
    house.youforce.load({ people: crowd(3), units });
    house.youforce.edit(({ persons, roleAssignments }) => {
      Object.assign(persons[0] ?? {}, { nameAssembleOrder: 'D' });
      for (const row of roleAssignments) row.shortName = 'HEAD';
    });
    const findings = await house.connector.check();
    const wrong = findings.filter(({ ok }) => !ok).map(({ text }) => text);
    assert.equal(wrong.length, 3);
    assert.match(wrong[0] ?? '', /nameAssembleOrder has D.*nameUses/);
    assert.match(wrong[2] ?? '', /403 to costAllocations.*IAM scopes/s);
    assert.match(wrong[1] ?? '', /No role MGR.*HEAD.*managers/);
    const right = findings
      .filter(({ ok }) => ok)
      .map(({ text }) => text)
      .join('\n');
    for (const said of [
      /holds until \d{4}-/,
      /persons: may be read/,
      /Beaufort, tenant tenant-1/,
      /6000 a day/,
      /400 a month/,
    ])
      assert.match(right, said);
    await house.close();
    house = await openYouforce({}, {}, {});
    assert.match((await house.connector.check())[0]?.text ?? '', /The secret YOUFORCE_SECRET is not there/);
  });

  it('says that the core may be the other one', async () => {
    house = await openYouforce();
    house.youforce.load({ people: crowd(3), units });
    house.youforce.edit(({ persons }) => {
      for (const row of persons) row.nameAssembleOrder = '1';
    });
    const texts = (await house.connector.check()).map(({ text }) => text).join('\n');
    assert.match(texts, /nameAssembleOrder has 1.*is core \(beaufort\) the other one/);
  });
});

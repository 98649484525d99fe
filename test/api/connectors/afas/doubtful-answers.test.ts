import assert from 'node:assert/strict';
import type { AfasTables } from '../../../../api/sandbox/hr/afas/to-rows.ts';
import { type AfasHouse, crowd, openAfas, units } from './open-afas.ts';

describe('what AFAS Profit leaves in doubt', () => {
  let house: AfasHouse;
  afterEach(() => house.close());
  const open = async (
    options: Parameters<typeof openAfas>[0] = {},
    people = crowd(4),
    at = '2026-11-24T08:00:00.000Z',
  ) => {
    house = await openAfas(options);
    house.at(at);
    house.afas.load({ people, units });
  };
  const edit = (change: (tables: AfasTables) => void) => house.afas.edit(change);
  const read = async (personKey: string) =>
    (await house.connector.read()).people.find((person) => person.personKey === personKey);

  it('takes no employee of whom it does not know the person for somebody whose person number is the same', async () => {
    await open();
    edit(({ persons, employments, units: rows }) => {
      Object.assign(persons[3] ?? {}, { Persoonsnummer: '5003' });
      Object.assign(employments[3] ?? {}, { Persoonsnummer: '5003' });
      for (const row of employments)
        Object.assign(row, { Persoonsnummer_leidinggevende: null, Medewerkernummer_leidinggevende: '5003' });
      for (const row of rows) row.ManagerExternalId = '5003';
    });
    const reading = await house.connector.read();
    const known = new Set(reading.people.map(({ personKey }) => personKey));
    for (const { employments } of reading.people)
      assert.equal(known.has(employments[0]?.managerPersonKey ?? '5003'), false);
    for (const { headPersonKey } of reading.units) assert.equal(known.has(headPersonKey ?? '5003'), false);
  });

  const withoutColumn = (table: keyof AfasTables, column: string) =>
    edit((tables) => {
      for (const row of tables[table]) delete row[column];
    });
  for (const [table, column] of [
    ['employments', 'Einddatum_contract'],
    ['employments', 'Organisatorische_eenheid_code'],
    ['persons', 'Geboortenaam'],
    ['units', 'DisplayName'],
    ['leaves', 'Einddatum'],
  ] as const)
    it(`does not take a missing column for an empty one: ${column}`, async () => {
      const away = crowd(4).map((person) => ({ ...person, leaves: [{ leaveKey: '1', startsOn: '2026-12-01' }] }));
      await open({}, away);
      withoutColumn(table, column);
      await assert.rejects(house.connector.read(), { code: 'hr-unreadable', message: new RegExp(column) });
    });

  it('does not take it for an empty one by changes either', async () => {
    await open({ changes: true });
    await house.connector.read();
    house.at('2026-11-24T09:00:00.000Z');
    edit(({ employments }) => {
      for (const row of employments) delete row.Einddatum_contract;
      Object.assign(employments[2] ?? {}, { Gewijzigd_op: '2026-11-24T09:59:00Z' });
    });
    await assert.rejects(house.connector.read(), { code: 'hr-unreadable' });
  });

  it('does not believe by changes that there are no units any more', async () => {
    await open({ changes: true });
    await house.connector.read();
    house.at('2026-11-24T09:00:00.000Z');
    edit((tables) => tables.units.splice(0));
    await assert.rejects(house.connector.read(), { code: 'hr-unreadable', message: /Units gave nothing/ });
  });

  it('hears of what changed in the hour that comes twice when summer time ends', async () => {
    await open({ changes: true }, crowd(4), '2026-10-24T08:00:00.000Z');
    house.at('2026-10-25T00:50:00.000Z');
    await house.connector.read();
    house.at('2026-10-25T00:56:00.000Z');
    await house.connector.read();
    house.at('2026-10-25T01:02:00.000Z');
    house.afas.load({ people: crowd(4).map((one) => ({ ...one, callName: 'Changed' })), units });
    house.at('2026-10-25T01:06:00.000Z');
    assert.equal((await read('P2'))?.callName, 'Changed');
  });

  it('reads no further where another part of a table was answered than was asked for', async () => {
    await open();
    const body = JSON.stringify({
      skip: 0,
      take: 100,
      rows: [{ ExternalId: 'U1', DisplayName: 'Board', ParentExternalId: null }],
    });
    house.afas.setFaults([{ concerns: ({ path }) => path.endsWith('Units'), with: { status: 200, body } }]);
    await assert.rejects(house.connector.read(), { code: 'hr-unreadable', message: /another part/ });
  });

  it('sets aside whoever has an employment without the number of the person', async () => {
    await open();
    edit(({ employments }) => {
      const [row = {}] = employments;
      employments.push({ ...row, ExternalID: 'old', Einddatum_contract: '2025-12-31T00:00:00Z' });
      row.Persoonsnummer = null;
    });
    const { people, setAside } = await house.connector.read();
    assert.equal(
      people.some(({ personKey }) => personKey === 'P0'),
      false,
    );
    assert.ok(setAside.some(({ personKey, reason }) => personKey === 'P0' && reason === 'no-key'));
  });

  it('takes a line that lies outside its contract for none, and for the contract where it is the only one', async () => {
    await open();
    edit(({ employments }) => {
      const [first = {}, second = {}] = employments;
      first.Einddatum_contract = '2026-12-31T00:00:00Z';
      employments.push({ ...first, ExternalID: 'planned', Begindatum_functie: '2027-02-01T00:00:00Z' });
      Object.assign(second, { Einddatum_contract: '2026-12-31T00:00:00Z', Begindatum_functie: '2027-02-01T00:00:00Z' });
    });
    const { people, setAside } = await house.connector.read();
    assert.deepEqual(setAside, []);
    const spans = (key: string) =>
      people.find(({ personKey }) => personKey === key)?.employments.map(({ startsOn, endsOn }) => [startsOn, endsOn]);
    assert.deepEqual(spans('P0'), [['2020-01-01', '2026-12-31']]);
    assert.deepEqual(spans('P1'), [['2020-01-01', '2026-12-31']]);
  });

  it('has each leave once, and sets aside whose leave ends before it starts', async () => {
    const away = crowd(4).map((person) => ({
      ...person,
      leaves: [{ leaveKey: '1', startsOn: '2026-12-01', endsOn: '2027-01-01' }],
    }));
    await open({}, away);
    edit(({ leaves }) => {
      const [first = {}, second = {}, third = {}] = leaves;
      leaves.push({ ...first }, { ...second, Einddatum: '2027-03-01T00:00:00Z' });
      third.Einddatum = '2026-01-01T00:00:00Z';
    });
    const { people, setAside } = await house.connector.read();
    assert.equal(people.find(({ personKey }) => personKey === 'P0')?.leaves.length, 1);
    assert.deepEqual(setAside.map(({ personKey, reason }) => [personKey, reason]).sort(), [
      ['P1', 'conflicting-rows'],
      ['P2', 'unknown-date'],
    ]);
  });

  it('understands yes and no however they are written, and sets aside what is neither', async () => {
    await open();
    edit(({ employments }) => {
      for (const [index, word] of ['Ja', 'N', '1', 'misschien'].entries())
        Object.assign(employments[index] ?? {}, { Hoofddienstverband: word });
    });
    const { people, setAside } = await house.connector.read();
    const main = new Map(people.map(({ personKey, employments }) => [personKey, employments[0]?.isPrimary]));
    assert.deepEqual([main.get('P0'), main.get('P1'), main.get('P2')], [true, false, true]);
    assert.deepEqual(
      setAside.map(({ personKey, reason }) => [personKey, reason]),
      [['P3', 'unknown-value']],
    );
  });

  it('says of a unit without a key that it has none', async () => {
    await open();
    edit((tables) => {
      tables.units.push({ ExternalId: null, DisplayName: 'Nameless', ParentExternalId: null, ManagerExternalId: null });
    });
    const { setAside } = await house.connector.read();
    assert.deepEqual(
      setAside.map(({ personKey, reason }) => [personKey, reason]),
      [[null, 'no-key']],
    );
  });

  it('tells what an error says, whatever else is odd in it', async () => {
    await open();
    const body = '{"externalMessage":"De connector is geblokkeerd.","profitLogReference":null,"retry_after":"120"}';
    house.afas.setFaults([{ concerns: ({ path }) => path.endsWith('Units'), with: { status: 500, body } }]);
    await assert.rejects(house.connector.read(), { message: /geblokkeerd/, advice: /unblock/ });
  });

  it('does not ask on while Profit is maintained for as long as it says', async () => {
    await open();
    const answer = { status: 503, body: '{"retry_after":120}' };
    house.afas.setFaults([{ concerns: ({ path }) => path.endsWith('Units'), with: answer }]);
    await assert.rejects(house.connector.read(), { advice: /120 seconds/ });
    assert.equal(house.afas.calls().filter(({ path }) => path.endsWith('Units')).length, 1);
  });
});

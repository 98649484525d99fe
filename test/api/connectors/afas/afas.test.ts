import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HrReading, Person } from '../../../../models/person.ts';
import { worlds } from '../../../play-worlds.ts';
import { type AfasHouse, asAfasSays, crowd, openAfas, units } from './open-afas.ts';

const byKey = (people: readonly Person[]) => [...people].sort((a, b) => (a.personKey < b.personKey ? -1 : 1));
/** Somebody who is their own manager has none. */
const expected = (people: readonly Person[]) =>
  byKey(
    people.map((person) =>
      asAfasSays({
        ...person,
        employments: person.employments.map(({ managerPersonKey, ...rest }) =>
          managerPersonKey === undefined || managerPersonKey === person.personKey
            ? rest
            : { ...rest, managerPersonKey },
        ),
      }),
    ),
  );

describe('reading AFAS Profit', () => {
  let house: AfasHouse;
  afterEach(() => house.close());
  const keysOf = (reading: HrReading) => reading.people.map(({ personKey }) => personKey);

  it('follows pages to the last one, each sorted, and nobody comes twice or is lost', async () => {
    house = await openAfas();
    const people = crowd(2500);
    house.afas.load({ people, units });
    const reading = await house.connector.read();
    assert.deepEqual(byKey(reading.people), expected(people));
    assert.deepEqual(reading.setAside, []);
    const pages = house.afas.calls().filter(({ path }) => path.endsWith('Instroom_Persons'));
    assert.equal(pages.length, 3);
    assert.ok(pages.every(({ query }) => query.get('orderbyfieldids') === 'Persoonsnummer,Medewerker'));
  });

  it('reads anew instead of losing somebody when rows go or come between two pages', async () => {
    for (const change of ['gone', 'come'] as const) {
      house = await openAfas();
      house.afas.load({ people: crowd(1500), units });
      house.afas.setFaults([]);
      let edited = false;
      const edit = () => {
        if (edited) return false;
        edited =
          house.afas.calls().filter(({ path, query }) => path.endsWith('Instroom_Persons') && query.get('skip') === '0')
            .length > 0;
        if (edited)
          house.afas.edit(({ persons }) => {
            if (change === 'gone')
              persons.splice(
                persons.findIndex(({ Persoonsnummer }) => Persoonsnummer === 'P1'),
                1,
              );
            else persons.push({ ...(persons[0] ?? {}), Persoonsnummer: 'A0', Medewerker: 'A0' });
          });
        return false;
      };
      house.afas.setFaults([{ concerns: ({ query }) => query.get('skip') === '999' && edit(), with: 'silent' }]);
      await assert.rejects(house.connector.read(), { code: 'hr-busy', retryable: true }, change);
      assert.ok((await house.connector.read()).people.length >= 1499);
      await house.close();
    }
  });

  it('counts the earlier end of line and contract, and dates without their false zone', async () => {
    house = await openAfas();
    house.afas.load({ people: crowd(2), units });
    house.afas.edit(({ employments }) => {
      Object.assign(employments[0] ?? {}, {
        Begindatum_contract: '2026-03-01T00:00:00Z',
        Begindatum_functie: '2026-05-01T00:00:00Z',
        Einddatum_contract: '2027-02-28T00:00:00Z',
        Einddatum_functie: '2027-06-30T00:00:00Z',
      });
      Object.assign(employments[1] ?? {}, { Einddatum_contract: '9999-12-31T00:00:00Z' });
    });
    const reading = await house.connector.read();
    const [first, second] = byKey(reading.people).map(({ employments }) => employments[0]);
    assert.deepEqual([first?.startsOn, first?.endsOn, second?.endsOn], ['2026-05-01', '2027-02-28', undefined]);
  });

  it('finds heads and managers by employee number, and sets aside whoever cannot be understood', async () => {
    house = await openAfas();
    house.afas.load({ people: crowd(4), units });
    house.afas.edit(({ persons, employments }) => {
      for (const row of employments) row.Persoonsnummer_leidinggevende = null;
      Object.assign(persons[2] ?? {}, { Naamgebruik_code: '7' });
      Object.assign(employments[3] ?? {}, { Begindatum_contract: '31-12-2026' });
      employments.push({ ...(employments[0] ?? {}), Persoonsnummer: 'nobody', ExternalID: 'loose' });
    });
    const reading = await house.connector.read();
    assert.deepEqual(keysOf(reading).sort(), ['P0', 'P1']);
    assert.equal(reading.people[0]?.employments[0]?.managerPersonKey, 'P1');
    assert.equal(reading.units.find(({ unitKey }) => unitKey === 'U2')?.headPersonKey, 'P1');
    assert.deepEqual(reading.setAside.map(({ personKey, reason }) => [personKey, reason]).sort(), [
      ['P2', 'unknown-value'],
      ['P3', 'unknown-date'],
      ['nobody', 'unknown-person'],
    ]);
  });

  for (const [name, answer, code, says] of [
    ['a wrong token', { status: 401, body: '' }, false, /token is wrong or has ended/],
    ['an address that is not let in', { status: 403, body: '' }, false, /lets only some addresses in/],
    ['a wrong participant', { status: 404, body: '' }, false, /participant number/],
    ['maintenance', { status: 503, body: '{"retry_after":120}' }, true, /maintained.*120 seconds/],
    [
      'a blocked connector',
      { status: 500, body: '{"externalMessage":"De connector is geblokkeerd.","profitLogReference":"ABC"}' },
      true,
      /log reference ABC.*unblock/s,
    ],
    [
      'a missing field',
      { status: 500, body: '{"externalMessage":"Het veld is niet gevonden"}' },
      true,
      /Add the field/,
    ],
    ['another fault', { status: 500, body: '{"message":"Invalid json"}' }, true, /Invalid json/],
    ['no JSON', { status: 200, body: '<html>' }, false, /something else than was asked for/],
    ['rows that are no rows', { status: 200, body: '{"rows":[1]}' }, false, /something else than was asked for/],
    [
      'a column of lists',
      { status: 200, body: '{"rows":[{"Persoonsnummer":["1"],"Medewerker":"1","Geboortenaam":null}]}' },
      false,
      /Persoonsnummer.*neither text nor number/,
    ],
  ] as const)
    it(`says what to do about ${name}`, async () => {
      house = await openAfas();
      house.afas.load({ people: crowd(3), units });
      house.afas.setFaults([{ concerns: ({ path }) => path.endsWith('Instroom_Persons'), with: answer }]);
      await assert.rejects(
        house.connector.read(),
        (error: Error & { code: string; advice: string; retryable: boolean }) => {
          assert.deepEqual([error.code, error.retryable], ['hr-unreadable', code]);
          assert.match(`${error.message} ${error.advice}`, says);
          return true;
        },
      );
    });

  for (const table of ['Instroom_Persons', 'Instroom_Employments', 'Instroom_Units'])
    it(`does not believe that ${table} is empty`, async () => {
      house = await openAfas();
      house.afas.load({ people: crowd(3), units });
      house.afas.setFaults([
        { concerns: ({ path }) => path.endsWith(table), with: { status: 200, body: '{"rows":[]}' } },
      ]);
      await assert.rejects(house.connector.read(), {
        code: 'hr-unreadable',
        message: `hr: ${table} gave nothing at all.`,
      });
    });

  it('does not take changed people for leavers when their employments are no longer seen', async () => {
    house = await openAfas({ changes: true });
    const people = crowd(20);
    house.at('2026-11-24T08:00:00Z');
    house.afas.load({ people, units });
    await house.connector.read();
    house.at('2026-11-24T08:15:00Z');
    house.afas.load({ people: applyChange(people, { kind: 'rename', who: 3, name: 'Anna' }), units });
    house.afas.setFaults([
      { concerns: ({ path }) => path.endsWith('Instroom_Employments'), with: { status: 200, body: '{"rows":[]}' } },
    ]);
    await assert.rejects(house.connector.read(), { code: 'hr-unreadable', message: /Employments gave nothing/ });
  });

  it('never reads less than everything, whatever becomes of one answer', async () => {
    house = await openAfas();
    const people = crowd(30);
    house.afas.load({ people, units });
    const bodies = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .record({
          rows: fc.array(fc.dictionary(fc.constantFrom('Persoonsnummer', 'Medewerker', 'Roepnaam'), fc.anything())),
        })
        .map((one) => JSON.stringify(one) ?? ''),
      fc.nat(2000).map((at) => JSON.stringify({ rows: people }).slice(0, at)),
    );
    const tables = fc.constantFrom('Instroom_Employments', 'Instroom_Units', 'Instroom_Leaves');
    await fc.assert(
      fc.asyncProperty(tables, bodies, fc.constantFrom(200, 400, 418, 500), async (table, body, status) => {
        house.afas.setFaults([{ concerns: ({ path }) => path.endsWith(table), with: { status, body } }]);
        const outcome = await house.connector.read().catch((error: { code?: string; advice?: string }) => error);
        if ('people' in outcome) return outcome.people.length + outcome.setAside.length >= people.length;
        return outcome.code === 'hr-unreadable' && Boolean(outcome.advice);
      }),
      worlds(60),
    );
  });

  it('by changes gives what reading everything gives, whatever changes', async () => {
    house = await openAfas({ changes: true });
    const rename = fc.record({
      kind: fc.constant('rename' as const),
      who: fc.nat(19),
      name: fc.constantFrom('Anna', 'Bas'),
    });
    const move = fc.record({
      kind: fc.constant('move' as const),
      who: fc.nat(19),
      title: fc.constantFrom('Nurse', 'Cook'),
    });
    const hire = fc.record({ kind: fc.constant('hire' as const) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.oneof(rename, move, hire), { maxLength: 4 }), { maxLength: 4 }),
        async (rounds) => {
          let people = crowd(20);
          let now = Date.parse('2026-11-24T08:00:00Z');
          house.at(new Date(now).toISOString());
          house.afas.load({ people: [], units: [] });
          house.afas.load({ people, units });
          const reader = house.openAnother();
          await reader.read();
          for (const round of rounds) {
            now += 15 * 60_000;
            house.at(new Date(now).toISOString());
            for (const change of round) people = applyChange(people, change);
            house.afas.load({ people, units });
            assert.deepEqual(byKey((await reader.read()).people), expected(people));
          }
        },
      ),
      worlds(25),
    );
    const filtered = house.afas.calls().filter(({ query }) => query.get('filterfieldids')?.startsWith('Gewijzigd_op'));
    assert.ok(filtered.length > 0 && filtered.every(({ query }) => !query.get('filtervalues')?.includes('Z')));
  });

  it('reads some people alone, with the managers that employee numbers name', async () => {
    house = await openAfas();
    const people = crowd(10);
    house.afas.load({ people, units });
    const some = await house.connector.readPeople?.(['P3', 'P7', 'P99']);
    assert.deepEqual(
      byKey(some?.people ?? []),
      expected(people.filter(({ personKey }) => ['P3', 'P7'].includes(personKey))),
    );
  });

  it('is checked without reading everybody: token, connectors and fields', async () => {
    house = await openAfas({}, { tokenExpiry: '2099-01-01', without: ['Einddatum_contract'] });
    house.afas.load({ people: crowd(2), units });
    const findings = await house.connector.check();
    assert.deepEqual(
      findings.filter(({ ok }) => !ok).map(({ text }) => text),
      [
        'Instroom_Employments has no field Einddatum_contract. Add it to the GetConnector, under that name.',
        'Instroom_Leaves has no field Persoonsnummer, Medewerker, Begindatum, Einddatum. Add it to the GetConnector, under that name.',
      ],
    );
    assert.match(findings[0]?.text ?? '', /ends on 2099-01-01/);
    await house.close();
    house = await openAfas(
      { connectors: { persons: 'Other_Persons' } },
      { tokenExpiry: new Date(Date.now() + 86_400_000).toISOString() },
    );
    house.afas.load({ people: crowd(2), units });
    const second = await house.connector.check();
    assert.match(second.find(({ ok }) => !ok)?.text ?? '', /in [01] days. Make a new one/);
    assert.match(second.filter(({ ok }) => !ok)[1]?.text ?? '', /no GetConnector Other_Persons/);
    await house.close();
    house = await openAfas({}, {}, {});
    assert.match((await house.connector.check())[0]?.text ?? '', /The secret AFAS_TOKEN is not there/);
  });
});

type Change =
  | { kind: 'rename'; who: number; name: string }
  | { kind: 'move'; who: number; title: string }
  | { kind: 'hire' };

function applyChange(people: Person[], change: Change): Person[] {
  if (change.kind === 'hire') return [...people, crowd(people.length + 1)[people.length] as Person];
  return people.map((person, index) => {
    if (index !== change.who) return person;
    if (change.kind === 'rename') return { ...person, callName: change.name };
    return { ...person, employments: person.employments.map((one) => ({ ...one, functionTitle: change.title })) };
  });
}

import assert from 'node:assert/strict';
import type { HrConnector } from '../../models/hr-connector.ts';
import { CalendarDate, HrReading, type Person, type Unit } from '../../models/person.ts';

/** What a source holds in a contract test; every connector has to be able to hold this. */
export interface SourceContent {
  people: readonly Person[];
  units: readonly Unit[];
}

/** A connector on a source of which the test decides what it holds. */
export interface ConnectorUnderTest {
  connector: HrConnector;
  /** Somebody as this system can say them; as they are without it. */
  asSeen?(person: Person): Person;
  /** Makes the source hold exactly this. */
  fill(content: SourceContent): Promise<void>;
  /** Makes the source contradict itself about this person, who is in it. */
  contradict(personKey: string): Promise<void>;
  /** Makes the source unreadable in every way it can be, one after another. */
  breakages: Array<{ name: string; spoil(): Promise<void> }>;
  close(): Promise<void>;
}

/** What every connector promises, on any source. People have one employment and no leave. */
export function describeConnectorContract(name: string, open: () => Promise<ConnectorUnderTest>): void {
  describe(`${name} keeps the contract of a connector`, () => {
    let source: ConnectorUnderTest;
    const seen = (person: Person): Person => source.asSeen?.(person) ?? person;
    beforeEach(async () => {
      source = await open();
      await source.fill(sampleContent(source.connector.sourceId));
    });
    afterEach(() => source.close());

    it('returns everybody, in the shape of a reading', async () => {
      const reading = await source.connector.read();
      const expected = sampleContent(source.connector.sourceId);
      assert.deepEqual(HrReading.parse(reading), reading);
      assert.deepEqual(byKey(reading.people), byKey(expected.people.map(seen)));
      assert.deepEqual(
        reading.units.map((unit) => [unit.unitKey, unit.name]).sort(),
        expected.units.map((unit) => [unit.unitKey, unit.name]).sort(),
      );
      assert.deepEqual(reading.setAside, []);
    });

    it('gives every person and unit a key of its own, and calendar dates that exist', async () => {
      assertSound(await source.connector.read());
    });

    it('says which source it is and when it was read', async () => {
      const before = Date.now();
      const reading = await source.connector.read();
      assert.equal(reading.sourceId, source.connector.sourceId);
      assert.ok(reading.people.every((person) => person.sourceId === source.connector.sourceId));
      assert.ok(Date.parse(reading.readAt) >= before - 1 && Date.parse(reading.readAt) <= Date.now());
      assert.ok(reading.changedAt === null || !Number.isNaN(Date.parse(reading.changedAt)));
    });

    it('says the same when nothing has changed, and something else when something has', async () => {
      const first = await source.connector.read();
      const second = await source.connector.read();
      assert.deepEqual({ ...second, readAt: '' }, { ...first, readAt: '' });
      const content = sampleContent(source.connector.sourceId);
      await source.fill({ ...content, people: content.people.slice(1) });
      const third = await source.connector.read();
      assert.deepEqual(byKey(third.people), byKey(content.people.slice(1).map(seen)));
    });

    it('sets aside who cannot be used, with a reason, and keeps everybody else', async () => {
      await source.contradict('P1');
      const reading = await source.connector.read();
      assertSound(reading);
      assert.deepEqual(
        reading.setAside.map((entry) => entry.personKey),
        ['P1'],
      );
      assert.ok(reading.setAside.every((entry) => entry.text !== '' && entry.where !== ''));
      assert.deepEqual(
        byKey(reading.people),
        byKey(
          sampleContent('')
            .people.slice(1)
            .map((person) => seen({ ...person, sourceId: source.connector.sourceId })),
        ),
      );
    });

    it('throws rather than return a part, and reads again when the source is whole again', async () => {
      for (const { name: breakage, spoil } of source.breakages) {
        await spoil();
        await assert.rejects(
          source.connector.read(),
          (error: { code?: string; advice?: string | null }) =>
            (error.code === 'hr-unreadable' || error.code === 'hr-busy') && Boolean(error.advice),
          breakage,
        );
        await source.fill(sampleContent(source.connector.sourceId));
        assert.equal((await source.connector.read()).people.length, 3, breakage);
      }
    });
  });
}

/** Keys once, people not among those set aside, employments with keys, dates that exist. */
function assertSound(reading: HrReading): void {
  const keys = reading.people.map((person) => person.personKey);
  assert.equal(new Set(keys).size, keys.length);
  assert.equal(new Set(reading.units.map((unit) => unit.unitKey)).size, reading.units.length);
  const aside = new Set(reading.setAside.map((entry) => entry.personKey));
  assert.deepEqual(
    keys.filter((key) => aside.has(key)),
    [],
  );
  for (const person of reading.people) {
    const employmentKeys = person.employments.map((employment) => employment.employmentKey);
    assert.equal(new Set(employmentKeys).size, employmentKeys.length);
    for (const period of [...person.employments, ...person.leaves]) {
      for (const date of [period.startsOn, period.endsOn]) if (date !== undefined) assertDate(date);
      assert.ok((period.endsOn ?? '9999') >= (period.startsOn ?? ''));
    }
  }
}

function assertDate(date: string): void {
  CalendarDate.parse(date);
  assert.equal(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10), date);
}

const byKey = (people: readonly Person[]): Person[] => [...people].sort((a, b) => (a.personKey < b.personKey ? -1 : 1));

function sampleContent(sourceId: string): SourceContent {
  return {
    people: [
      {
        personKey: 'P1',
        sourceId,
        callName: 'Noëlle',
        initials: 'N.',
        birthNamePrefix: "van 't",
        birthName: 'Hof',
        partnerName: 'Yıldız',
        nameUse: 'partner-birth',
        workEmail: 'noelle@example.org',
        employments: [
          {
            employmentKey: 'E1',
            employeeNumber: '1001',
            kind: 'employee',
            startsOn: '2024-02-29',
            endsOn: '2027-12-31',
            fte: 0.8,
            unitKey: 'U1',
            functionTitle: 'Nurse, nights',
            managerPersonKey: 'P2',
            country: 'NL',
          },
        ],
        leaves: [],
      },
      {
        personKey: 'P2',
        sourceId,
        callName: 'Bas',
        birthName: 'Smit',
        nameUse: 'birth',
        employments: [{ employmentKey: 'E2', kind: 'intern', startsOn: '2019-01-01', unitKey: 'U2' }],
        leaves: [],
      },
      {
        personKey: 'P3',
        sourceId,
        nameUse: 'birth',
        employments: [{ employmentKey: 'E3', kind: 'contingent', unitKey: 'U2', managerPersonKey: 'P404' }],
        leaves: [],
      },
    ],
    units: [
      { unitKey: 'U1', name: 'Ward' },
      { unitKey: 'U2', name: 'Board' },
    ],
  };
}

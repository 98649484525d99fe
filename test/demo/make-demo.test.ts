import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createCsvConnector } from '../../api/connectors/csv/index.ts';
import { composeNames } from '../../api/engine/names/compose-names.ts';
import { readPolicy } from '../../api/policy/read-policy.ts';
import { demoOrganisation } from '../../demo/demo-people.ts';
import type { Story } from '../../demo/demo-stories.ts';
import { demoFiles, writeDemoFolder } from '../../demo/make-demo.ts';
import type { HrReading } from '../../models/person.ts';
import { noSecrets } from '../api/connectors/csv/csv-files.ts';

const demoFolder = path.resolve(import.meta.dirname, '../../demo');

/** How many people live through each story, as the demo's readme says. */
const documented: Record<Story, number> = {
  'starts-soon': 5,
  'starts-later': 4,
  'left-recently': 4,
  'leaves-today': 1,
  'leaves-soon': 4,
  'left-long-ago': 4,
  'on-leave': 3,
  'leave-to-come': 2,
  'leave-over': 1,
  'parallel-contracts': 8,
  moves: 2,
  'comes-back': 1,
  contingent: 6,
  intern: 7,
  external: 6,
  namesake: 2,
  'matches-by-address': 2,
  'synced-account': 1,
  'error-conflicting-rows': 1,
  'error-unknown-manager': 1,
  'error-unknown-unit': 1,
  'error-no-name': 1,
  'error-no-start': 1,
  'error-impossible-date': 1,
};

describe('demo organisation', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'instroom-demo-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function read(today: string): Promise<HrReading> {
    await writeDemoFolder(folder, today);
    const { policy } = await readPolicy(path.join(folder, 'instroom.yaml'));
    const [source] = policy.sources;
    assert.ok(source?.connector === 'csv');
    const clock = { now: () => new Date() };
    return createCsvConnector({ source, language: policy.language, clock, secrets: noSecrets, settleMs: 5 }).read();
  }

  for (const today of ['2026-11-24', '2027-12-31', '2028-01-01', '2028-02-29', '2029-03-25']) {
    describe(`on ${today}`, () => {
      let reading: HrReading;
      before(async () => {
        reading = await read(today);
      });

      const firstDays = () => reading.people.map((person) => person.employments.at(-1)?.startsOn ?? '');
      const lastDays = () => reading.people.map((person) => person.employments.at(-1)?.endsOn ?? '9999');
      const between = (days: string[], from: number, to: number) =>
        days.filter((day) => day >= shift(today, from) && day <= shift(today, to)).length;

      it('has 250 people, of whom two are set aside, in 18 units with a head each', () => {
        assert.equal(reading.people.length + reading.setAside.length, 250);
        assert.deepEqual(reading.setAside.map((entry) => entry.reason).sort(), ['conflicting-rows', 'unknown-date']);
        assert.equal(reading.units.length, 18);
        const keys = new Set(reading.people.map((person) => person.personKey));
        assert.ok(reading.units.every((unit) => keys.has(unit.headPersonKey ?? '')));
      });

      it('has people who come and go around that day', () => {
        assert.equal(between(firstDays(), 0, 14), 6 + movers(), 'five joiners and one who comes back');
        assert.equal(firstDays().filter((day) => day === nextMonday(today)).length >= 3, true);
        assert.equal(between(lastDays(), -30, -1), 4);
        assert.equal(between(lastDays(), 0, 0), 1);
        assert.ok(between(lastDays(), 1, 60) >= 4);
        assert.equal(between(lastDays(), -1_000, -91), 4);
      });

      it('has the mistakes that it promises, each once', () => {
        const keys = new Set([...reading.people, ...reading.setAside].map((entry) => entry.personKey));
        const units = new Set(reading.units.map((unit) => unit.unitKey));
        const employments = reading.people.flatMap((person) => person.employments);
        const count = (matches: (employment: (typeof employments)[number]) => boolean) =>
          employments.filter(matches).length;
        assert.equal(
          count(({ managerPersonKey: key }) => key !== undefined && !keys.has(key)),
          1,
        );
        assert.equal(
          count(({ unitKey }) => unitKey === undefined || !units.has(unitKey)),
          1,
        );
        assert.equal(
          count(({ startsOn }) => startsOn === undefined),
          1,
        );
        assert.equal(reading.people.filter((person) => composeNames(person) === null).length, 1);
      });

      /** Movers begin on the first of next month, which may be within two weeks. */
      const movers = (): number => (firstOfNextMonth(today) <= shift(today, 14) ? documented.moves : 0);
    });
  }

  it('lives through the stories that its readme promises', () => {
    const counts: Partial<Record<Story, number>> = {};
    for (const story of demoOrganisation('2026-11-24').storyOf.values()) counts[story] = (counts[story] ?? 0) + 1;
    assert.deepEqual(counts, documented);
  });

  it('has believable variety: kinds, name uses, employers, several employments, accents and prefixes', () => {
    const { people } = demoOrganisation('2026-11-24');
    const employments = people.flatMap((person) => person.employments);
    assert.deepEqual([...new Set(employments.map((employment) => employment.kind))].sort(), [
      'contingent',
      'employee',
      'external',
      'intern',
    ]);
    assert.equal(new Set(people.map((person) => person.nameUse)).size, 5);
    assert.equal(new Set(employments.map((employment) => employment.employerKey)).size, 2);
    assert.equal(people.filter((person) => person.employments.length > 1).length, 8 + 2 + 1);
    const names = people.map((person) => `${person.callName} ${person.birthNamePrefix} ${person.birthName}`).join(' ');
    for (const part of [
      'é',
      'ë',
      'ï',
      'ø',
      'ş',
      "van 't",
      'van der',
      ' ter ',
      'El Amrani',
      'Hoekstra',
      'Kartosoewito',
    ]) {
      assert.ok(names.includes(part), part);
    }
  });

  it('has one pair of namesakes and no other', () => {
    const names = demoOrganisation('2026-11-24').people.map((person) => {
      const composed = composeNames(person);
      return composed === null ? person.personKey : `${composed.callName} ${composed.surname}`;
    });
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      ['Maria van der Velden'],
    );
  });

  it('has the same people on every day, with other dates', () => {
    const [one, other] = ['2026-11-24', '2028-02-29'].map(demoFiles);
    assert.equal(one?.['persons.csv'], other?.['persons.csv']);
    assert.equal(one?.['units.csv'], other?.['units.csv']);
    assert.notEqual(one?.['employments.csv'], other?.['employments.csv']);
  });

  it('is in the repository as seen from the day that the readme names', async () => {
    for (const [name, content] of Object.entries(demoFiles('2026-11-24'))) {
      assert.equal(await readFile(path.join(demoFolder, 'hr', name), 'utf8'), content, name);
    }
  });
});

const asDate = (day: string) => new Date(`${day}T00:00:00Z`);

const shift = (day: string, days: number): string =>
  new Date(asDate(day).getTime() + days * 86_400_000).toISOString().slice(0, 10);

function nextMonday(today: string): string {
  const monday = [1, 2, 3, 4, 5, 6, 7].find((days) => asDate(shift(today, days)).getUTCDay() === 1);
  return shift(today, monday ?? 0);
}

function firstOfNextMonth(today: string): string {
  const first = Array.from({ length: 31 }, (_, days) => shift(today, days + 1)).find((day) => day.endsWith('-01'));
  return first ?? '';
}

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkSource, profileReading } from '../../../../api/engine/limits/check-source.ts';
import { defaultLimits } from '../../../../models/limit.ts';
import type { HrReading, Person } from '../../../../models/person.ts';
import { SourceProfile } from '../../../../models/source-profile.ts';
import { limitTexts } from '../../../../models/texts/limit-texts.ts';
import { makeEmployment, makePerson } from '../make-input.ts';

const at = '2026-11-24T08:00:00Z';

const reading = (people: Person[], changedAt: string | null = null): HrReading => ({
  sourceId: 'hr',
  readAt: at,
  changedAt,
  people,
  units: [],
  setAside: [],
});

const profile = (
  people: number,
  filled: Record<string, number> = {},
  changedAt: string | null = null,
): SourceProfile => ({
  sourceId: 'hr',
  at,
  people,
  filled,
  changedAt,
});

function check(
  before: SourceProfile | null,
  now: SourceProfile,
  more: Partial<Parameters<typeof checkSource>[2]> = {},
) {
  return checkSource(before, now, { limits: defaultLimits, silenceDays: null, at, texts: limitTexts('en'), ...more });
}
const names = (...args: Parameters<typeof check>) => check(...args).map(({ name }) => name);

describe('the profile of a reading', () => {
  it('counts for how many people each field is filled, in any of their employments', () => {
    const { sourceId, people, filled } = profileReading(
      reading([
        makePerson({
          personKey: '1',
          isActive: false,
          employments: [
            makeEmployment({ employmentKey: 'a', fte: 0 }),
            makeEmployment({ employmentKey: 'b', fte: 1, country: 'NL' }),
          ],
        }),
        makePerson({ personKey: '2', employments: [] }),
      ]),
    );
    assert.deepEqual([sourceId, people], ['hr', 2]);
    const { isActive, fte, country, callName, unitKey, partnerName, endsOn, lastWorkingDayOn } = filled;
    assert.deepEqual(
      { isActive, fte, country, callName, unitKey, partnerName, endsOn, lastWorkingDayOn },
      { isActive: 1, fte: 1, country: 1, callName: 2, unitKey: 1, partnerName: 0, endsOn: 0, lastWorkingDayOn: 0 },
    );
    assert.equal('personKey' in filled || 'kind' in filled || 'nameUse' in filled, false, 'these are never missing');
  });

  it('is what can be stored', () => {
    const made = profileReading(reading([makePerson({ personKey: '1' })], at));
    assert.deepEqual(SourceProfile.parse(JSON.parse(JSON.stringify(made))), made);
  });
});

describe('the check of a source', () => {
  const table: readonly [what: string, before: SourceProfile | null, now: SourceProfile, refused: string[]][] = [
    ['never read before', null, profile(3), []],
    ['nobody, and never anybody', profile(0), profile(0), []],
    ['as many', profile(200), profile(200), []],
    ['more', profile(200), profile(900), []],
    ['at the share', profile(200), profile(180), []],
    ['over the share and the count', profile(200), profile(179), ['fewer-people']],
    ['over the share, not the count', profile(30), profile(20), []],
    ['under the floor, within the count', profile(9), profile(1), []],
    ['nobody all at once', profile(9), profile(0), ['source-empty']],
    ['a field at the share', profile(200, { endsOn: 200 }), profile(200, { endsOn: 180 }), []],
    ['a field over it', profile(200, { endsOn: 200 }), profile(200, { endsOn: 179 }), ['emptied-field']],
    ['a rare field gone altogether', profile(900, { endsOn: 11 }), profile(900, { endsOn: 0 }), ['emptied-field']],
    ['a column that is no more', profile(900, { endsOn: 11 }), profile(900), ['emptied-field']],
    ['two fields', profile(99, { a: 50, b: 60, c: 9 }), profile(99), ['emptied-field', 'emptied-field']],
    ['people who left took it along', profile(200, { endsOn: 40 }), profile(181, { endsOn: 21 }), []],
    ['more is empty than left', profile(200, { endsOn: 40 }), profile(181, { endsOn: 10 }), ['emptied-field']],
    ['a field newly filled', profile(200, { endsOn: 0 }), profile(200, { endsOn: 200 }), []],
  ];
  for (const [what, before, now, refused] of table) {
    it(`${what}: ${refused.join(', ') || 'nothing'}`, () => assert.deepEqual(names(before, now), refused));
  }

  it('says what, how much, the limit and how to go on, in both languages', () => {
    const [fewer, field] = check(profile(200, { unitKey: 190 }), profile(150, { unitKey: 20 }));
    assert.deepEqual([fewer?.count, fewer?.population, fewer?.limit?.count], [50, 200, 10]);
    assert.match(
      fewer?.text ?? '',
      /^Source hr gave 150 people, and the time before 200: 50 fewer \(25 %\), and the limit is 10 and 10 %/,
    );
    assert.deepEqual([field?.count, field?.population], [120, 190]);
    assert.match(field?.text ?? '', /no longer says unitKey of 120 people who had it, of 190 \(63\.2 %\)/);
    assert.match(field?.release ?? '', /--override "reason"/);
    const dutch = check(profile(200, { unitKey: 190 }), profile(150, { unitKey: 20 }), { texts: limitTexts('nl') });
    assert.match(dutch.map(({ text }) => text).join(' '), /150 mensen.*50 minder.*zegt unitKey niet meer van 120/);
    assert.match(dutch[0]?.release ?? '', /Herstel de bron/);
    const empty = (language: 'en' | 'nl') =>
      check(profile(20), profile(0), { texts: limitTexts(language) })[0]?.text ?? '';
    assert.match(empty('en'), /gave nobody, and the time before 20/);
    assert.match(empty('nl'), /gaf niemand, en de vorige keer 20/);
  });

  it('does without a limit where the policy took it away', () => {
    assert.deepEqual(names(profile(200, { unitKey: 190 }), profile(20), { limits: {} }), []);
  });

  it('asks about a source that has been silent for longer than the policy allows', () => {
    const silent = (changedAt: string | null, silenceDays: number | null) =>
      names(null, profile(1, {}, changedAt), { silenceDays });
    assert.deepEqual(silent('2026-11-21T08:00:00Z', 3), []);
    assert.deepEqual(silent('2026-11-21T07:59:59Z', 3), ['silent-source']);
    assert.deepEqual(silent('2026-11-21T08:59:59+01:00', 3), ['silent-source']);
    assert.deepEqual(silent(null, 3), []);
    assert.deepEqual(silent('2020-01-01T00:00:00Z', null), []);
    const texts = (['en', 'nl'] as const).map(
      (language) =>
        check(null, profile(1, {}, '2026-11-14T08:00:00Z'), { silenceDays: 3, texts: limitTexts(language) })[0]?.text,
    );
    assert.match(texts[0] ?? '', /has not changed for 10 days, and the limit is 3/);
    assert.match(texts[1] ?? '', /is 10 dagen niet veranderd, en de grens is 3/);
  });

  it('is never milder for fewer people or an emptier field', () => {
    const some = fc.nat({ max: 300 });
    const limit = fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), count: some, floor: some });
    fc.assert(
      fc.property(some, some, some, some, limit, (people, filled, now, less, passing) => {
        const limits = { 'fewer-people': passing, 'emptied-field': passing };
        const before = profile(people, { endsOn: Math.min(filled, people) });
        const refusals = (count: number, full: number) =>
          names(before, profile(count, { endsOn: full }), { limits }).length;
        assert.ok(refusals(people, Math.max(now - less, 0)) >= refusals(people, now));
        const peopleOnly = (count: number) => names(profile(people), profile(count), { limits }).length;
        assert.ok(peopleOnly(Math.max(now - less, 0)) >= peopleOnly(now));
      }),
    );
  });
});

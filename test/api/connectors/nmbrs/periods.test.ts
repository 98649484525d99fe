import assert from 'node:assert/strict';
import fc from 'fast-check';
import { earliest, findContradiction, firstDayOf, holdsOn } from '../../../../api/connectors/nmbrs/periods.ts';
import { type Histories, sliceEmployment } from '../../../../api/connectors/nmbrs/slice-employment.ts';

const day = fc
  .integer({ min: 0, max: 900 })
  .map((days) => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const history = <Value>(value: fc.Arbitrary<Value>) =>
  fc.array(fc.record({ from: day, writtenAt: fc.nat(5), value }), { maxLength: 5 });

describe('payroll periods', () => {
  it('begin on the first of a month, or on the Monday of a week of ISO 8601', () => {
    const days = ([year, period, length]: [number, number, Parameters<typeof firstDayOf>[2]]) =>
      firstDayOf(year, period, length);
    assert.deepEqual(
      (
        [
          [2026, 3, 'month'],
          [2026, 12, 'month'],
          [2026, 13, 'month'],
          [2026, 0, 'month'],
          [2027, 1, 'week'],
          [2026, 1, 'week'],
          [2026, 53, 'week'],
          [2026, 54, 'week'],
          [2027, 2, 'four-weeks'],
          [2026, 13, 'four-weeks'],
          [2026, 14, 'four-weeks'],
          [Number.NaN, 1, 'month'],
          [2026, 1.5, 'week'],
        ] as [number, number, 'month'][]
      ).map(days),
      [
        '2026-03-01',
        '2026-12-01',
        null,
        null,
        '2027-01-04',
        '2025-12-29',
        '2026-12-28',
        null,
        '2027-02-01',
        '2026-11-30',
        '2026-12-28',
        null,
        null,
      ],
    );
  });

  it('let hold what was written down last of what has begun', () => {
    const records = [
      { from: '2026-01-01', writtenAt: 5, value: 'corrected' },
      { from: '2026-03-01', writtenAt: 3, value: 'march' },
      { from: '2026-06-01', writtenAt: 9, value: 'june' },
    ];
    assert.deepEqual(
      ['2025-12-31', '2026-02-01', '2026-04-01', '2026-06-01'].map((on) => holdsOn(on, records)?.value),
      [undefined, 'corrected', 'corrected', 'june'],
    );
    assert.equal(earliest(records)?.value, 'corrected');
    assert.ok(!findContradiction([...records, { from: '2026-06-01', writtenAt: 9, value: 'june' }]));
    assert.ok(findContradiction([...records, { from: '2026-06-01', writtenAt: 9, value: 'july' }]));
  });

  it('cut an employment into parts that follow each other, cover all of it, and say on each day to come what holds then', () => {
    const histories: fc.Arbitrary<Histories> = fc.record({
      units: history(fc.record({ unitKey: fc.constantFrom('A', 'B') })),
      functions: history(fc.record({ functionKey: fc.constantFrom('1', '2') }, { requiredKeys: [] })),
      costCentres: fc.constant([]),
      schedules: history(fc.record({ fte: fc.constantFrom(0.5, 1) })),
      managers: history(
        fc.constantFrom('M', 'N').map((managerId) => ({ managerId, email: undefined, number: undefined })),
      ),
    });
    fc.assert(
      fc.property(histories, fc.tuple(day, day), fc.boolean(), day, (held, [one, other], isOpen, today) => {
        const [startsOn, endsOn] = one < other ? [one, other] : [other, one];
        const employment = { employmentKey: 'E', kind: 'employee' as const, startsOn, ...(isOpen ? {} : { endsOn }) };
        const slices = sliceEmployment(employment, held, today);
        assert.deepEqual([slices[0]?.employment.employmentKey, slices[0]?.employment.startsOn], ['E', startsOn]);
        assert.equal(slices.at(-1)?.employment.endsOn, isOpen ? undefined : endsOn);
        assert.equal(new Set(slices.map(({ employment: { employmentKey } }) => employmentKey)).size, slices.length);
        slices.forEach(({ employment: { startsOn: begin = '', endsOn: end = '9999' }, manager }, index) => {
          assert.ok(begin <= end);
          const next = slices[index + 1]?.employment.startsOn;
          if (next !== undefined) assert.equal(Date.parse(next) - Date.parse(end), 86_400_000);
          for (const on of [begin, end, today].filter(
            (on) => on >= begin && on <= end && on >= today && on !== '9999',
          )) {
            const said = slices[index]?.employment;
            assert.deepEqual(
              [said?.unitKey, said?.functionKey, said?.fte, manager],
              [
                holdsOn(on, held.units)?.value.unitKey,
                holdsOn(on, held.functions)?.value.functionKey,
                holdsOn(on, held.schedules)?.value.fte,
                holdsOn(on, held.managers)?.value ?? null,
              ],
            );
          }
        });
      }),
    );
  });
});

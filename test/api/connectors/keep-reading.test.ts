import assert from 'node:assert/strict';
import { type Changes, keepReading } from '../../../api/connectors/keep-reading.ts';
import type { HrReading, Person } from '../../../models/person.ts';

const person = (personKey: string, callName = personKey): Person => ({
  personKey,
  sourceId: 'hr',
  callName,
  nameUse: 'birth',
  employments: [],
  leaves: [],
});

describe('reading by changes', () => {
  let now: string;
  let whole: Person[];
  let changes: (since: string) => Changes | null;
  let asked: string[];
  let read: () => Promise<HrReading>;
  let mayReadAll: boolean;

  beforeEach(() => {
    now = '2026-11-24T08:00:00.000Z';
    whole = [person('P1'), person('P2')];
    changes = () => null;
    asked = [];
    mayReadAll = true;
    read = keepReading({
      sourceId: 'hr',
      clock: { now: () => new Date(now) },
      overlapMs: 300_000,
      readsAll: { nightIn: 'Europe/Amsterdam' },
      mayReadAll: async () => mayReadAll,
      readAll: async () => {
        asked.push('all');
        return {
          sourceId: 'hr',
          readAt: now,
          changedAt: null,
          people: whole,
          units: [{ unitKey: 'U', name: 'Ward' }],
          setAside: [],
        };
      },
      readChanges: async (since) => {
        asked.push(since);
        return changes(since);
      },
    });
  });

  const change = (parts: Partial<Changes>): Changes => ({
    readAt: now,
    changedAt: null,
    people: [],
    setAside: [],
    gone: [],
    units: null,
    ...parts,
  });
  const names = (reading: HrReading) => reading.people.map(({ callName }) => callName).sort();

  it('reads everything first, then what changed since a little before, and nobody else is lost', async () => {
    await read();
    now = '2026-11-24T08:15:00.000Z';
    changes = () => change({ people: [person('P2', 'Renamed'), person('P3')] });
    const second = await read();
    assert.deepEqual(asked, ['all', '2026-11-24T07:55:00.000Z']);
    assert.deepEqual(names(second), ['P1', 'P3', 'Renamed']);
    assert.deepEqual(second.units, [{ unitKey: 'U', name: 'Ward' }]);
  });

  it('lets somebody go only by the word of the source, and sets aside who cannot be used any more', async () => {
    await read();
    const aside = { personKey: 'P2', reason: 'unknown-date' as const, text: 'no such day', where: 'row 3' };
    changes = () => change({ gone: ['P1'], setAside: [aside] });
    const reading = await read();
    assert.deepEqual([reading.people, reading.setAside], [[], [aside]]);
    changes = () => change({ people: [person('P2')] });
    const mended = await read();
    assert.deepEqual([names(mended), mended.setAside], [['P2'], []]);
  });

  it('asks for the same changes again after one that failed', async () => {
    await read();
    changes = () => {
      throw new Error('no answer');
    };
    await assert.rejects(read());
    now = '2026-11-24T09:00:00.000Z';
    changes = () => change({ people: [person('P1', 'Changed')] });
    assert.deepEqual(names(await read()), ['Changed', 'P2']);
    assert.deepEqual(asked.slice(1), ['2026-11-24T07:55:00.000Z', '2026-11-24T07:55:00.000Z']);
  });

  it('reads everything when changes cannot be told, and once a day all the same', async () => {
    await read();
    changes = () => null;
    whole = [person('P1')];
    assert.deepEqual(names(await read()), ['P1']);
    now = '2026-11-25T08:00:00.000Z';
    whole = [person('P9')];
    changes = () => change({});
    assert.deepEqual(names(await read()), ['P9']);
  });

  it('reads everything in the night, whenever it was read by day', async () => {
    now = '2026-11-24T20:00:00.000Z';
    await read();
    changes = () => change({});
    for (const at of ['2026-11-24T23:55:00.000Z', '2026-11-25T00:05:00.000Z', '2026-11-25T19:00:00.000Z']) {
      now = at;
      await read();
    }
    assert.deepEqual(asked, ['all', '2026-11-24T19:55:00.000Z', 'all', '2026-11-25T00:00:00.000Z']);
  });

  it('goes on with changes while everything may not be read, and reads it as soon as it may', async () => {
    await read();
    now = '2026-11-25T08:00:00.000Z';
    mayReadAll = false;
    whole = [person('P9')];
    changes = () => change({ people: [person('P3')] });
    assert.deepEqual(names(await read()), ['P1', 'P2', 'P3']);
    mayReadAll = true;
    assert.deepEqual(names(await read()), ['P9']);
  });
});

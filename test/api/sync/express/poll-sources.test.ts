import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPolls, findChanged } from '../../../../api/sync/express/poll-sources.ts';
import { createLatestReadings } from '../../../../api/sync/express/read-some.ts';
import type { Change } from '../../../../api/sync/express/tell-change.ts';
import { InstroomError } from '../../../../models/errors.ts';
import type { HrConnector } from '../../../../models/hr-connector.ts';
import type { HrReading } from '../../../../models/person.ts';
import type { RunTrigger } from '../../../../models/run.ts';
import { atOnce } from '../../../../models/steps.ts';
import { makePerson, makeUnits } from '../../../organisation/make-organisation.ts';

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
const people = Array.from({ length: 300 }, (_, number) => makePerson(number));
const reading = (more: Partial<HrReading> = {}): HrReading => ({
  sourceId: 'hr',
  readAt: '2026-11-24T08:00:00.000Z',
  changedAt: null,
  people,
  units: makeUnits(),
  setAside: [],
  ...more,
});
const aside = (personKey: string | null) =>
  ({ personKey, reason: 'broken-row', text: 'A row is broken.', where: 'row 3' }) as const;

describe('what changed between two readings', () => {
  const changed = (after: Partial<HrReading>, before: Partial<HrReading> = {}) =>
    atOnce(findChanged(reading(before), reading(after)));

  it('is who is not as they were: changed, new, gone, or set aside otherwise', () => {
    const others = people.slice(3);
    const renamed = { ...makePerson(1), callName: 'Roos' };
    const after = { people: [renamed, makePerson(2), makePerson(999), ...others], setAside: [aside('P77')] };
    assert.deepEqual(changed(after), { kind: 'few', personKeys: ['P1', 'P999', 'P0', 'P77'] });
    assert.deepEqual(changed({}, { setAside: [aside('P77')] }), { kind: 'few', personKeys: ['P77'] });
  });

  it('is nobody where the same was read again, as the overlap of a delta does', () => {
    assert.deepEqual(changed({ people: structuredClone(people) }), { kind: 'few', personKeys: [] });
  });

  it('concerns everybody when units changed, when many people did, and when nobody knows whose rows are broken', () => {
    assert.deepEqual(changed({ units: makeUnits().slice(1) }), { kind: 'many' });
    assert.deepEqual(changed({ people: people.slice(0, 50) }), { kind: 'many' });
    assert.deepEqual(changed({ setAside: [aside(null)] }), { kind: 'many' });
  });
});

describe('a source that is looked at every so often', () => {
  const open = (read: () => Promise<HrReading>) => {
    const told: Change[] = [];
    const asked: RunTrigger[] = [];
    const latest = createLatestReadings();
    const connector: HrConnector = { sourceId: 'hr', watchPaths: [], pollEveryMs: 5, read, check: async () => [] };
    const polls = createPolls({
      latest,
      runs: { start: async ({ trigger }) => void asked.push(trigger) as never },
      tell: async (change) => void told.push(change),
      isPaused: async () => false,
      logger: quiet,
    });
    void polls.follow([connector]);
    return { told, asked, latest, polls, connector };
  };
  const until = async (holds: () => boolean) => {
    for (let tries = 0; !holds() && tries < 500; tries++) await sleep(5);
    assert.ok(holds());
  };

  it('is compared with the reading before, and tells who changed, with what was read', async () => {
    let now = people;
    const { told, asked, latest, polls } = open(async () => reading({ people: now }));
    await until(() => asked.length === 1);
    now = [{ ...makePerson(0), callName: 'Roos' }, ...people.slice(1)];
    await until(() => told.length === 1);
    await polls.stop();
    assert.deepEqual([told[0]?.personKeys, told[0]?.trigger, asked.length], [['P0'], 'schedule', 1]);
    assert.equal(latest.take('hr')?.people[0]?.callName, 'Roos');
    assert.equal(polls.now('other'), false);
  });

  it('is left to a run when it cannot be read, until it is stopped', async () => {
    const { asked, polls } = open(async () => {
      throw new InstroomError('hr-unreadable', 'It is away.');
    });
    await until(() => asked.length >= 3);
    await polls.stop();
    const count = asked.length;
    await sleep(30);
    assert.equal(asked.length, count);
  });

  it('is looked at for as long as the policy names it; one that stays is compared with what was read of it before', async () => {
    let reads = 0;
    let now = people;
    const { told, asked, polls, connector } = open(async () => {
      reads += 1;
      return reading({ people: now });
    });
    await until(() => asked.length === 1);
    let others = 0;
    const readOther = async () => {
      others += 1;
      return reading({ sourceId: 'other' });
    };
    const other = { ...connector, sourceId: 'other', read: readOther };
    await polls.follow([connector, other]);
    now = [{ ...makePerson(0), callName: 'Roos' }, ...people.slice(1)];
    await until(() => told.length === 1 && others > 0);
    assert.deepEqual(told[0]?.personKeys, ['P0']);
    await polls.follow([other]);
    const before = reads;
    await sleep(30);
    assert.deepEqual([reads, polls.now('hr'), polls.now('other')], [before, false, true]);
    await polls.stop();
  });
});

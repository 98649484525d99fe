import assert from 'node:assert/strict';
import { createLook, type EndingParts } from '../../../api/source-endings/watch-endings.ts';
import { InstroomError } from '../../../models/errors.ts';
import type { HrConnector, SourceEnding } from '../../../models/hr-connector.ts';
import type { News } from '../../../models/news.ts';
import { openAfas } from '../connectors/afas/open-afas.ts';
import { openNmbrs } from '../connectors/nmbrs/open-nmbrs.ts';
import { makePerson } from '../engine/make-input.ts';

const day = (count: number): string => new Date(Date.parse('2026-11-01T08:00:00Z') + count * 86_400_000).toISOString();

describe('telling IT of what reading HR hangs on', () => {
  let settings: Map<string, unknown>;
  let news: News[];
  let now: string;
  let isLocked: boolean;
  let warned: string[];

  beforeEach(() => {
    settings = new Map();
    news = [];
    now = day(0);
    isLocked = false;
    warned = [];
  });

  const partsFor = (...connectors: HrConnector[]): EndingParts => ({
    stores: {
      settings: {
        get: async (key) => settings.get(key) ?? null,
        set: async (key, value) => void settings.set(key, value),
      },
      jobs: { lock: async () => !isLocked, unlock: async () => {} },
    },
    connectors: async () => connectors,
    notifier: { tell: async (one) => void news.push(one) },
    clock: { now: () => new Date(now) },
    logger: {
      error: () => {},
      warn: (fields, text) => void warned.push(`${text} ${JSON.stringify(fields)}`),
      info: () => {},
      debug: () => {},
    },
    owner: 'test',
  });
  const told = (): string[] =>
    news.map((one) => {
      if (one.kind === 'source-ending') return `${one.sourceId} ${one.what} ${one.endsOn} ${one.daysLeft}`;
      return one.kind === 'source-goes-on' ? `${one.sourceId} ${one.what} goes on` : one.kind;
    });

  /** A source that says what a test has it say. */
  const saying = (endings: { now: SourceEnding[] | Error }): HrConnector => ({
    sourceId: 'hr',
    watchPaths: [],
    pollEveryMs: null,
    read: async () => assert.fail('nobody is read'),
    check: async () => [],
    findEndings: async () => {
      if (endings.now instanceof Error) throw endings.now;
      return endings.now;
    },
  });

  it('tells of a token of AFAS a month before, more often as the day comes near, each time once, also after a start', async () => {
    const house = await openAfas({}, { tokenExpiry: day(40) });
    const on: string[] = [];
    for (let count = 0; count <= 40; count++) {
      now = day(count);
      house.at(now);
      const before = news.length;
      await createLook(partsFor(house.connector))();
      await createLook(partsFor(house.connector))();
      for (const line of told().slice(before)) on.push(line);
    }
    await house.close();
    assert.deepEqual(
      on,
      [30, 14, 7, 3, 1, 0].map((days) => `hr afas-token 2026-12-11 ${days}`),
    );
  });

  it('asks AFAS once a day, however often it looks', async () => {
    const house = await openAfas({}, { tokenExpiry: day(5) });
    house.at(now);
    const look = createLook(partsFor(house.connector));
    for (let hour = 0; hour < 24; hour++) {
      now = new Date(Date.parse(day(0)) + hour * 3_600_000).toISOString();
      await look();
    }
    const asked = house.afas.calls().filter(({ path }) => path.endsWith('/metainfo')).length;
    await house.close();
    assert.equal(asked, 2);
  });

  it('tells of a consent of Nmbrs that nothing was read with for twenty days, without using it, and that it is in use again', async () => {
    const house = await openNmbrs();
    house.nmbrs.load({ people: [makePerson({ personKey: 'P1' })], units: [] });
    house.at(day(0));
    await house.connect();
    const look = createLook(partsFor(house.connector));
    for (const count of [1, 19, 20, 21, 23, 29]) {
      now = day(count);
      house.at(now);
      await look();
    }
    assert.deepEqual(told(), [
      'hr nmbrs-unused 2026-12-01 10',
      'hr nmbrs-unused 2026-12-01 7',
      'hr nmbrs-unused 2026-12-01 1',
    ]);
    await house.openAnother().read();
    now = day(30);
    house.at(now);
    await look();
    await house.close();
    assert.equal(told().at(-1), 'hr nmbrs-unused goes on');
    assert.equal(told().length, 4);
  });

  it('tells of the end of SOAP at Nmbrs half a year before', async () => {
    const house = await openNmbrs({ api: 'soap' });
    for (const at of ['2026-08-01T08:00:00Z', '2026-09-10T08:00:00Z', '2026-12-01T08:00:00Z', '2026-12-02T08:00:00Z']) {
      now = at;
      house.at(at);
      await createLook(partsFor(house.connector))();
    }
    await house.close();
    assert.deepEqual(told(), ['hr nmbrs-soap 2027-03-01 172', 'hr nmbrs-soap 2027-03-01 90']);
  });

  it('keeps what was told when a source does not answer, and looks again at the next look', async () => {
    const endings: { now: SourceEnding[] | Error } = { now: [{ what: 'afas-token', endsOn: '2026-11-10' }] };
    const look = createLook(partsFor(saying(endings)));
    await look();
    now = day(1);
    endings.now = new InstroomError('hr-busy', 'Profit is busy.', { retryable: true });
    await look();
    assert.match(warned.at(-1) ?? '', /does not say what ends.*Profit is busy/);
    endings.now = [{ what: 'afas-token', endsOn: '2026-11-30' }];
    await look();
    assert.deepEqual(told(), ['hr afas-token 2026-11-10 9', 'hr afas-token 2026-11-30 28']);
    now = day(2);
    endings.now = [];
    await look();
    assert.equal(told().at(-1), 'hr afas-token goes on');
  });

  it('leaves it to another process that is at it', async () => {
    const look = createLook(partsFor(saying({ now: [{ what: 'afas-token', endsOn: '2026-11-10' }] })));
    isLocked = true;
    await look();
    assert.deepEqual(told(), []);
    isLocked = false;
    await look();
    assert.equal(told().length, 1);
  });
});

import { driftCard } from '../../cards/drift-card.ts';
import { errorsCard } from '../../cards/errors-card.ts';
import { forecastCard } from '../../cards/forecast-card.ts';
import { noticeCard } from '../../cards/notice-card.ts';
import type { Reader } from '../../cards/reader.ts';
import type { Card } from '../../cards/sheet.ts';
import { undoCard } from '../../cards/undo-card.ts';
import { waitingCard } from '../../cards/waiting-card.ts';
import { whyCard } from '../../cards/why-card.ts';
import type { ErrorGroup, OpenDrift, Outlook, UndoPreview, WaitingReport, Why, WhyItem } from '../../models/desk.ts';
import { joinerCards } from './joiner-cards.ts';

const at = '2026-11-24T08:00:00.000Z';
const times = <Entry>(count: number, make: (index: number) => Entry): Entry[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** The cards of the IT desk, with `text` wherever people or systems have a say, and `count` of everything there can be many of. */
export function makeDeskCards(text: string, count: number): Readonly<Record<string, (reader: Reader) => Card>> {
  const item = (name: string): WhyItem => ({
    item: `group ${name}`,
    has: name,
    wants: name,
    reasons: times(Math.min(count, 8), () => ({ kind: 'rule', text })),
    wouldEndWhen: text,
    operation: text,
  });
  const why: Why = {
    personKey: 'P1',
    name: text,
    on: at,
    readAt: '2026-11-24T07:45:00.000Z',
    phase: 'active',
    address: 'a_b@voorbeeld.nl',
    items: [
      ...times(count, (index) => item(`sg-${index}-${text}`)),
      { ...item('sg-late'), has: null },
      { ...item('sg-old'), wants: null },
    ],
    nearest: [],
    notes: times(count, () => text),
    nextChangeAt: '2026-12-01T07:00:00.000Z',
  };
  const waiting: WaitingReport = {
    at,
    entries: (['person', 'run', 'request'] as const).flatMap((kind) =>
      times(count, (index) => ({
        kind,
        id: String(index + 1),
        text,
        owners: kind === 'request' ? times(count, () => text) : ['it'],
        since: index === 0 ? '2026-11-20T08:00:00.000Z' : '2026-11-24T06:00:00.000Z',
      })),
    ),
    counts: { person: count + 3, run: count, request: count },
  };
  const errors: ErrorGroup[] = times(count, (index) => ({
    code: index === 0 ? 'directory-refused' : 'never-heard-of',
    text,
    count: index + 1,
    runIds: times(count, (run) => String(run + 1)),
    lastAt: at,
    sentences: times(Math.min(count, 3), () => text),
  }));
  const outlook: Outlook = {
    from: at,
    timeZone: 'Europe/Amsterdam',
    days: times(Math.max(count, 7) * 3, (index) => ({
      date: new Date(Date.parse(at) + index * 86_400_000).toISOString().slice(0, 10),
      joiners: index % 5,
      movers: index % 3,
      leavers: index % 7 === 0 ? 2 : 0,
      expiries: index % 11 === 0 ? 1 : 0,
    })),
    people: times(Math.min(count, 15), () => ({ date: '2026-12-01', name: text, text })),
    peopleCount: count + 5,
    shortages: times(count, () => ({ licence: text, seats: 100, short: 4, from: '2026-12-01' })),
  };
  const undo: UndoPreview = {
    runId: '42',
    fingerprint: 'f1',
    sentences: times(Math.min(count, 10), () => text),
    count: count + 2,
    refused: times(Math.min(count, 10), () => ({ sentence: text, reason: text })),
    refusedCount: count,
    settled: 1,
  };
  const drift: OpenDrift[] = times(count, (index) => ({
    findingId: `op${index}`,
    personKey: 'P1',
    sentence: text,
    by: index === 0 ? text : null,
    at: index === 0 ? at : null,
    foundAt: at,
    stays: false,
  }));
  return {
    why: (reader) => whyCard(why, null, reader),
    'why-item': (reader) => whyCard({ ...why, items: why.items.slice(0, 1) }, text, reader),
    'why-none': (reader) => whyCard({ ...why, items: [], nearest: [text] }, text, reader),
    waiting: (reader) => waitingCard(waiting, reader),
    'waiting-none': (reader) => waitingCard({ at, entries: [], counts: { person: 0, run: 0, request: 0 } }, reader),
    errors: (reader) => errorsCard(errors, reader),
    'errors-none': (reader) => errorsCard([], reader),
    forecast: (reader) => forecastCard(outlook, reader),
    'forecast-quiet': (reader) =>
      forecastCard({ ...outlook, days: outlook.days.slice(0, 7), people: [], peopleCount: 0, shortages: [] }, reader),
    undo: (reader) => undoCard(undo, reader),
    'undo-nothing': (reader) => undoCard({ ...undo, sentences: [], count: 0, refused: [], refusedCount: 0 }, reader),
    drift: (reader) => driftCard(drift, reader),
    'drift-stays': (reader) =>
      driftCard(
        drift.slice(0, 1).map((one) => ({ ...one, stays: true })),
        reader,
      ),
    'drift-none': (reader) => driftCard([], reader),
    ...joinerCards,
    notice: (reader) =>
      noticeCard({ title: 'A title', intro: 'A sentence.', facts: [{ title: 'F', value: 'V' }] }, reader),
  };
}

import type { CalendarDate } from '../../../../models/person.ts';
import type { WorkerRecord } from './to-records.ts';
import { dayAfter, staysOf } from './view-worker.ts';

/** One line of the log: what was entered when, and when it takes effect. */
export interface LogEntry {
  wid: string;
  /** `Change Job` stands for every other kind. */
  type: 'Hire Employee' | 'Contract Contingent Worker' | 'Change Job';
  enteredAtMs: number;
  effectiveOn: CalendarDate;
}

/** The transaction log of a tenant. */
export interface TransactionLog {
  /** Notes what differs between two states of the workers. */
  note(before: readonly WorkerRecord[], after: readonly WorkerRecord[], atMs: number): void;
  entriesOf(wid: string): readonly LogEntry[];
}

export function createTransactionLog(): TransactionLog {
  const byWorker = new Map<string, LogEntry[]>();
  return {
    note: (before, after, atMs) => {
      const known = new Map(before.map((record) => [record.wid, JSON.stringify(record)]));
      for (const record of after) {
        if (known.get(record.wid) === JSON.stringify(record)) continue;
        const entries = toEntries(record, atMs);
        byWorker.set(record.wid, [...(byWorker.get(record.wid) ?? []).slice(-200), ...entries]);
      }
    },
    entriesOf: (wid) => byWorker.get(wid) ?? [],
  };
}

/** What is entered now takes effect now, and every day that the record names is one on which something takes effect. */
function toEntries(record: WorkerRecord, enteredAtMs: number): LogEntry[] {
  const { wid, isContingent, employments, leaves } = record;
  const hire = isContingent ? 'Contract Contingent Worker' : 'Hire Employee';
  const today = new Date(enteredAtMs - 8 * 3_600_000).toISOString().slice(0, 10);
  const ends = [...employments, ...leaves].flatMap(({ endsOn }) =>
    endsOn === undefined ? [] : [endsOn, dayAfter(endsOn)],
  );
  const starts = [...employments, ...leaves].flatMap(({ startsOn }) => startsOn ?? []);
  const days = new Set([today, ...starts, ...ends]);
  return [
    ...staysOf(employments).map(
      ({ startsOn }): LogEntry => ({
        wid,
        type: hire,
        enteredAtMs,
        effectiveOn: startsOn ?? '1900-01-01',
      }),
    ),
    ...[...days].map((effectiveOn): LogEntry => ({ wid, type: 'Change Job', enteredAtMs, effectiveOn })),
  ];
}

/** Days begin at Pacific midnight. */
export const effectiveAtMs = ({ effectiveOn }: LogEntry): number => Date.parse(`${effectiveOn}T08:00:00Z`);

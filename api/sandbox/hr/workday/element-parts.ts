import type { CalendarDate, Unit } from '../../../../models/person.ts';
import { toWid, type WorkerRecord } from './to-records.ts';

export type Element = Record<string, unknown>;

/** What a worker's element is made with. */
export interface Showing {
  on: CalendarDate;
  /** Whether an end shows before its day, as that of a contract does. */
  showsEnds: boolean;
  workerOf(personKey: string): WorkerRecord | undefined;
  units: ReadonlyMap<string, Unit>;
}

export const text = (name: string, value: string | undefined): Element =>
  value === undefined ? {} : { [name]: value };

export const reference = (
  wid: string,
  ids: Readonly<Record<string, string | undefined>>,
  descriptor?: string,
): Element => ({
  ...(descriptor === undefined ? {} : { '@wd:Descriptor': descriptor }),
  'wd:ID': [['WID', wid] as const, ...Object.entries(ids)].flatMap(([type, value]) =>
    value === undefined ? [] : [{ '@wd:type': type, '#text': value }],
  ),
});

/** Days carry the offset of the integration user, who lives in Pacific time. */
export const pacific = (day: CalendarDate | undefined): string | undefined =>
  day === undefined ? undefined : `${day}-08:00`;

export const bit = (truth: boolean): string => (truth ? '1' : '0');

export const workerReference = ({ wid, isContingent, number }: WorkerRecord): Element =>
  reference(wid, isContingent ? { Contingent_Worker_ID: number } : { Employee_ID: number });

export const unitReference = (unitKey: string, name?: string): Element =>
  reference(toWid('unit', unitKey), { Organization_Reference_ID: unitKey }, name);

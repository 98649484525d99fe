import type { CalendarDate, Employment, Leave, Person } from '../../../models/person.ts';
import type { WorkdaySource } from '../../../models/sources/workday-source.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import type { Problem } from '../collect-set-aside.ts';

/** Somebody as a chain names them; whose key that is shows when everybody was read. */
export interface ManagerRef {
  wid?: string | undefined;
  number?: string | undefined;
}

/** An employment whose manager is not known by key yet. */
export interface PendingJob {
  employment: Employment;
  manager: ManagerRef | null;
}

/**
 * One worker profile (one WID). A conversion between employee and contingent worker gives a person a second one under the same
 * Worker_ID.
 */
export interface Profile {
  wid: string;
  personKey: string;
  isContingent: boolean;
  /** The personal part, with leaves and without employments. */
  person: Person;
  leaves: Leave[];
  jobs: PendingJob[];
  startsOn?: CalendarDate | undefined;
  endsOn?: CalendarDate | undefined;
  /** The hire was taken back: it is as if it had not been. */
  isRescinded: boolean;
  /** Days of hires in the transaction log, the past ones too. */
  hiredOn: CalendarDate[];
  problems: Problem[];
}

/** When a profile ends, as Workday says it of the day after today. */
export interface Ending {
  startsOn?: CalendarDate | undefined;
  endsOn?: CalendarDate | undefined;
  lastWorkingDayOn?: CalendarDate | undefined;
}

/** A unit as a worker names it, or a link of a chain. */
export interface UnitSeen {
  unitKey: string;
  name: string | undefined;
}
export interface LinkSeen extends UnitSeen {
  parentKey: string | undefined;
  head: ManagerRef | undefined;
}

/** What a worker shows of the rights of the integration system user. */
export interface RightsSeen {
  isCurrent: boolean;
  names: boolean;
  status: boolean;
  hireDate: boolean;
  jobs: boolean;
  organizations: boolean;
  chain: boolean;
  contact: boolean;
  workEmail: boolean;
}

export interface Seen {
  units: UnitSeen[];
  links: LinkSeen[];
  rights: RightsSeen;
}

/** What workers are read with. */
export interface ProfileContext {
  source: Pick<WorkdaySource, 'id' | 'personKey' | 'kinds' | 'functions' | 'names' | 'prefixes' | 'leaves'>;
  texts: SourceTexts;
  /** The day as of which the worker was asked for. */
  asOf: CalendarDate;
}

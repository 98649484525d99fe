import type { CalendarDate, Employment, Leave, PersonKind } from '../../../models/person.ts';
import type { Problem } from '../collect-set-aside.ts';
import type { Ending, ManagerRef, PendingJob, ProfileContext } from './profile.ts';
import { readDay } from './read-day.ts';
import { type Chain, idOf, type Job, type Organization, type Reference, type Status, type Worker } from './schema.ts';

/** Reads days and numbers of one worker; what cannot be read is a problem of theirs. */
export interface Cells {
  where: string;
  problems: Problem[];
  day(name: string, text: string | undefined): CalendarDate | undefined;
}

export function createCells(where: string, { texts }: Pick<ProfileContext, 'texts'>): Cells {
  const problems: Problem[] = [];
  return {
    where,
    problems,
    day: (name, text) => {
      const day = text === undefined ? null : readDay(text);
      if (day === undefined)
        problems.push({ reason: 'unknown-date', text: texts.unknownDate(name, text ?? '', where), where });
      return day ?? undefined;
    },
  };
}

/**
 * From when to when somebody is employed. A termination from before the last hire belongs to an earlier stay. What Workday says as of
 * tomorrow of the same stay counts: an end shows there on its day, and Workday's day begins nine hours after ours.
 * https://learn.microsoft.com/entra/identity/app-provisioning/configure-workday-termination-lookahead
 */
export function readStay(status: Status, cells: Cells, ahead?: Ending): Ending & { isUndated: boolean } {
  const startsOn = cells.day('Hire_Date', status.Hire_Date);
  const terminatedOn = cells.day('Termination_Date', status.Termination_Date);
  const isOver = status.Terminated === true;
  const isEarlier = !isOver && terminatedOn !== undefined && startsOn !== undefined && terminatedOn < startsOn;
  const contractEndsOn = cells.day('End_Employment_Date', status.End_Employment_Date);
  const endsOn = (isEarlier ? undefined : terminatedOn) ?? contractEndsOn;
  const lastDayOn = cells.day('Termination_Last_Day_of_Work', status.Termination_Last_Day_of_Work);
  const lastWorkingDayOn = isEarlier || endsOn === undefined ? undefined : lastDayOn;
  const isAhead = ahead?.endsOn !== undefined && ahead.startsOn === startsOn;
  return {
    startsOn,
    endsOn: isAhead ? ahead.endsOn : endsOn,
    lastWorkingDayOn: isAhead ? (ahead.lastWorkingDayOn ?? lastWorkingDayOn) : lastWorkingDayOn,
    isUndated: isOver && endsOn === undefined,
  };
}

interface WorkerFacts {
  wid: string;
  number: string | undefined;
  isContingent: boolean;
  stay: Ending;
  cells: Cells;
  context: ProfileContext;
}

/** The primary job lasts as long as the stay; an additional one has days of its own within it. Without any job the stay is all there is. */
export function toJobs(worker: Worker, facts: WorkerFacts): PendingJob[] {
  const { Employment_Data, Organization_Data, Management_Chain_Data } = worker.Worker_Data;
  const jobs = Employment_Data?.Worker_Job_Data ?? [];
  const organizations = Organization_Data?.Worker_Organization_Data ?? [];
  const chain = Management_Chain_Data?.Worker_Supervisory_Management_Chain_Data;
  const primary = jobs.find((job) => job['@Primary_Job']) ?? (jobs.length === 1 ? jobs[0] : undefined);
  if (jobs.length === 0) return [toJob({ organizations, chain }, facts)];
  return jobs.map((job, index) =>
    job === primary
      ? toJob({ job, organizations, chain, isPrimary: true }, facts)
      : toJob({ job, organizations: [], isPrimary: false, index }, facts),
  );
}

interface JobParts {
  job?: Job;
  organizations: readonly Organization[];
  chain?: Chain | undefined;
  isPrimary?: boolean;
  index?: number;
}

function toJob(parts: JobParts, facts: WorkerFacts): PendingJob {
  const { wid, number, stay, cells, context } = facts;
  const { job, isPrimary } = parts;
  const position = job?.Position_Data;
  const own = job?.Position_Organizations_Data?.Position_Organization_Data ?? [];
  const chain =
    linksOf(parts.chain) ?? linksOf(job?.Position_Management_Chains_Data?.Position_Supervisory_Management_Chain_Data);
  const isFirst = isPrimary !== false;
  const from = cells.day('Start_Date', isFirst ? undefined : position?.Start_Date);
  const until = cells.day(
    'End_Employment_Date',
    isFirst ? undefined : (position?.End_Employment_Date ?? position?.End_Date),
  );
  const startsOn = later(stay.startsOn, from);
  const endsOn = earlier(stay.endsOn, until);
  const site = position?.Business_Site_Summary_Data;
  const profile = position?.Job_Profile_Summary_Data;
  const organizations = [...own, ...parts.organizations];
  const company = findOrganization(organizations, 'COMPANY');
  const centre = findOrganization(organizations, 'COST_CENTER')?.Organization_Data;
  const employment: Employment = {
    employmentKey: isFirst ? wid : `${wid}:${position?.Position_ID ?? parts.index}`,
    ...put('employeeNumber', number),
    kind: kindOf(position?.Worker_Type_Reference, facts),
    ...put('employerKey', company && keyOf(company)),
    ...put('employerName', company?.Organization_Data?.Organization_Name),
    ...put('startsOn', startsOn),
    ...put('endsOn', endsOn),
    ...put('lastWorkingDayOn', stay.lastWorkingDayOn),
    ...(isPrimary === undefined || job?.['@Primary_Job'] === undefined ? {} : { isPrimary }),
    ...readFte(position?.Full_Time_Equivalent_Percentage, facts),
    ...put('unitKey', unitOf(own, parts.organizations, chain)),
    ...put(
      'functionKey',
      context.source.functions === 'position'
        ? position?.Position_ID
        : idOf(profile?.Job_Profile_Reference, 'Job_Profile_ID'),
    ),
    ...put('functionTitle', position?.Business_Title ?? position?.Position_Title ?? profile?.Job_Profile_Name),
    ...put('costCentre', centre?.Organization_Code ?? centre?.Organization_Reference_ID),
    ...put('location', site?.Name ?? idOf(site?.Location_Reference, 'Location_ID')),
    ...put(
      'country',
      site?.Address_Data.map(countryOf).find((country) => country !== undefined),
    ),
  };
  if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn)
    cells.problems.push({
      reason: 'unknown-date',
      text: context.texts.endBeforeStart(startsOn, endsOn, cells.where),
      where: cells.where,
    });
  return { employment, manager: managerOf(chain, facts) };
}

type Links = Chain[number]['Management_Chain_Data'];

const linksOf = (chain: Chain | undefined): Links | undefined => chain?.[0]?.Management_Chain_Data;

/** The last link is the own organisation; a manager who is the worker is none. */
function managerOf(links: Links | undefined, { wid, number }: WorkerFacts): ManagerRef | null {
  const reference = links?.at(-1)?.Manager_Reference[0];
  const manager = reference && toManagerRef(reference);
  if (manager === undefined) return null;
  // An employee and a contingent worker may have the same number, so it only tells where there is no WID.
  const isSelf = manager.wid === undefined ? manager.number === number : manager.wid === wid;
  return isSelf ? null : manager;
}

export function toManagerRef(reference: Reference): ManagerRef | undefined {
  const wid = idOf(reference, 'WID');
  const number = idOf(reference, 'Employee_ID') ?? idOf(reference, 'Contingent_Worker_ID');
  return wid === undefined && number === undefined ? undefined : { wid, number };
}

/** What a worker says of all their jobs together may hold the organisations of several: the chain tells which one is the primary job's. */
function unitOf(
  own: readonly Organization[],
  all: readonly Organization[],
  links: Links | undefined,
): string | undefined {
  const unit = findOrganization(own, 'SUPERVISORY');
  if (unit !== undefined) return keyOf(unit);
  const units = all.filter((one) => isType(one, 'SUPERVISORY')).map(keyOf);
  const last = links?.at(-1)?.Organization_Reference;
  const fromChain = last && organizationKey(last);
  return units.find((key) => key === fromChain) ?? units[0];
}

const findOrganization = (list: readonly Organization[], type: string): Organization | undefined =>
  list.find((one) => isType(one, type));

/** Types come as SUPERVISORY, Supervisory or Cost_Center. */
export const isType = (one: Organization, type: string): boolean =>
  idOf(one.Organization_Data?.Organization_Type_Reference, 'Organization_Type_ID')?.toUpperCase() === type;

export const keyOf = ({ Organization_Data, Organization_Reference }: Organization): string | undefined =>
  Organization_Data?.Organization_Reference_ID ?? (Organization_Reference && organizationKey(Organization_Reference));

export const organizationKey = (reference: Reference): string | undefined =>
  idOf(reference, 'Organization_Reference_ID') ?? idOf(reference, 'WID');

const countryOf = ({ Country_Reference }: { Country_Reference?: Reference | undefined }): string | undefined =>
  idOf(Country_Reference, 'ISO_3166-1_Alpha-2_Code');

function kindOf(reference: Reference | undefined, { isContingent, context }: WorkerFacts): PersonKind {
  const type = idOf(reference, 'Employee_Type_ID') ?? idOf(reference, 'Contingent_Worker_Type_ID');
  return context.source.kinds[type ?? ''] ?? (isContingent ? 'contingent' : 'employee');
}

function readFte(text: string | undefined, { cells, context }: WorkerFacts): { fte?: number } {
  if (text === undefined) return {};
  const fte = Number(text) / 100;
  if (Number.isFinite(fte) && fte >= 0) return { fte };
  const clause = context.texts.unknownNumber('Full_Time_Equivalent_Percentage', text, cells.where);
  cells.problems.push({ reason: 'unknown-value', text: clause, where: cells.where });
  return {};
}

/** Current and past leaves; one that lasts longer than was thought has no end yet. */
export function toLeaves(status: Status, cells: Cells, { texts, asOf }: ProfileContext): Leave[] {
  return status.Leave_Status_Data.flatMap((row) => {
    const startsOn = cells.day('Leave_Start_Date', row.Leave_Start_Date);
    const estimate = cells.day('Estimated_Leave_End_Date', row.Estimated_Leave_End_Date);
    const isLonger = row.On_Leave === true && estimate !== undefined && estimate < asOf;
    const endsOn = cells.day('Leave_End_Date', row.Leave_End_Date) ?? (isLonger ? undefined : estimate);
    if (startsOn === undefined) {
      if (row.On_Leave === true)
        cells.problems.push({ reason: 'unknown-date', text: texts.leaveWithoutStart(cells.where), where: cells.where });
      return [];
    }
    return [{ ...put('leaveKey', idOf(row.Leave_Request_Event_Reference, 'WID')), startsOn, ...put('endsOn', endsOn) }];
  });
}

const later = (one?: string, other?: string): string | undefined =>
  one === undefined || other === undefined ? (one ?? other) : one > other ? one : other;
const earlier = (one?: string, other?: string): string | undefined =>
  one === undefined || other === undefined ? (one ?? other) : one < other ? one : other;

export function put<Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: string });
}

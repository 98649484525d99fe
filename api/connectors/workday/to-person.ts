import type { Person } from '../../../models/person.ts';
import type { Ending, LinkSeen, Profile, ProfileContext, RightsSeen, Seen, UnitSeen } from './profile.ts';
import { readDay } from './read-day.ts';
import { idOf, type Usage, type Worker } from './schema.ts';
import { splitPrefix } from './split-prefix.ts';
import {
  createCells,
  isType,
  keyOf,
  organizationKey,
  put,
  readStay,
  toJobs,
  toLeaves,
  toManagerRef,
} from './to-employments.ts';

export const hireTypes = ['Hire Employee', 'Contract Contingent Worker'] as const;

/** A worker in our words. Null when it does not say who it is. */
export function toProfile(
  worker: Worker,
  context: ProfileContext,
  ahead?: Ending,
): { profile: Profile | null; seen: Seen; where: string } {
  const { source, texts } = context;
  const wid = idOf(worker.Worker_Reference, 'WID');
  const data = worker.Worker_Data;
  const personKey = source.personKey === 'worker-id' ? data.Worker_ID : data.Universal_ID;
  const where = `worker ${data.Worker_ID ?? wid ?? '?'}`;
  const employeeId = idOf(worker.Worker_Reference, 'Employee_ID');
  const contingentId = idOf(worker.Worker_Reference, 'Contingent_Worker_ID');
  const isContingent = employeeId === undefined && contingentId !== undefined;
  const status = data.Employment_Data?.Worker_Status_Data;
  const cells = createCells(where, context);
  const stay = status === undefined ? { isUndated: false } : readStay(status, cells, ahead);
  const seen = whatIsSeen(worker, stay, context);
  if (wid === undefined || personKey === undefined) return { profile: null, seen, where };
  const facts = { wid, number: employeeId ?? contingentId, isContingent, stay, cells, context };
  const profile: Profile = {
    wid,
    personKey,
    isContingent,
    person: toPerson(worker, personKey, context),
    leaves: status !== undefined && source.leaves ? toLeaves(status, cells, context) : [],
    jobs: toJobs(worker, facts),
    startsOn: stay.startsOn,
    endsOn: stay.endsOn,
    isRescinded: status?.Hire_Rescinded === true,
    hiredOn: hiresOf(worker),
    problems: cells.problems,
  };
  // Without a status nobody knows whether somebody is employed: taking that for an answer would be taking them for leavers, or for staff.
  if (status === undefined)
    profile.problems.push({ reason: 'broken-row', text: texts.missingPart('Worker_Status_Data', where), where });
  if (stay.isUndated)
    profile.problems.push({ reason: 'unknown-date', text: texts.unknownDate('Termination_Date', '', where), where });
  return { profile, seen, where };
}

/** The last name is the one somebody goes by, with what a country puts into it: Get_Workers has no elements for prefixes and partners. */
function toPerson(worker: Worker, personKey: string, { source }: ProfileContext): Person {
  const { Name_Data, Contact_Data } = worker.Worker_Data.Personal_Data ?? {};
  const legal = Name_Data?.Legal_Name_Data?.Name_Detail_Data;
  const preferred = Name_Data?.Preferred_Name_Data?.Name_Detail_Data;
  const surname = (source.names === 'preferred' ? preferred?.Last_Name : undefined) ?? legal?.Last_Name;
  const { prefix, name } =
    source.prefixes === 'split' && surname !== undefined ? splitPrefix(surname) : { prefix: undefined, name: surname };
  const phones = (Contact_Data?.Phone_Data ?? []).filter(({ Usage_Data }) => isWork(Usage_Data));
  const phone = (isMobile: boolean) =>
    first(
      phones.filter(
        (one) => /mobile/i.test(idOf(one.Phone_Device_Type_Reference, 'Phone_Device_Type_ID') ?? '') === isMobile,
      ),
    );
  const numberOf = (one: ReturnType<typeof phone>) =>
    one?.['@E164_Formatted_Phone'] ?? one?.['@International_Formatted_Phone'] ?? one?.['@Tenant_Formatted_Phone'];
  const emails = (Contact_Data?.Email_Address_Data ?? []).filter(({ Usage_Data }) => isWork(Usage_Data));
  return {
    personKey,
    sourceId: source.id,
    ...put('callName', preferred?.First_Name),
    ...put('givenName', legal?.First_Name),
    ...put('birthNamePrefix', prefix),
    ...put('birthName', name),
    nameUse: source.names === 'preferred' ? 'as-given' : 'birth',
    ...put('mobilePhone', numberOf(phone(true))),
    ...put('workPhone', numberOf(phone(false))),
    ...put('workEmail', first(emails)?.Email_Address),
    employments: [],
    leaves: [],
  };
}

const usagesOf = (usage: Usage) => usage.flatMap(({ Type_Data }) => Type_Data);

const isWork = (usage: Usage): boolean =>
  usagesOf(usage).some((one) => idOf(one.Type_Reference, 'Communication_Usage_Type_ID')?.toUpperCase() === 'WORK');

/** The one that is marked as primary, or else the first. */
const first = <Row extends { Usage_Data: Usage }>(rows: readonly Row[]): Row | undefined =>
  rows.find(({ Usage_Data }) => usagesOf(Usage_Data).some((one) => one['@Primary'] === true)) ?? rows[0];

/** The days on which somebody is hired, as far as the transaction log came along. */
function hiresOf(worker: Worker): string[] {
  const entries = worker.Worker_Data.Transaction_Log_Entry_Data?.Transaction_Log_Entry ?? [];
  return entries.flatMap(({ Transaction_Log_Data: log }) => {
    const isHire = log?.Transaction_Log_Type_Reference.some((reference) =>
      hireTypes.some((type) => idOf(reference, 'Business_Process_Type') === type),
    );
    if (!isHire || log?.Is_Rescind_Or_Rescinded === true) return [];
    return readDay(log?.Transaction_Effective_Moment ?? '') ?? [];
  });
}

function whatIsSeen(worker: Worker, stay: Ending, { asOf }: ProfileContext): Seen {
  const { Personal_Data, Employment_Data, Organization_Data, Management_Chain_Data } = worker.Worker_Data;
  const jobs = Employment_Data?.Worker_Job_Data ?? [];
  const organizations = [
    ...(Organization_Data?.Worker_Organization_Data ?? []),
    ...jobs.flatMap((job) => job.Position_Organizations_Data?.Position_Organization_Data ?? []),
  ];
  const chains = [
    Management_Chain_Data?.Worker_Supervisory_Management_Chain_Data,
    ...jobs.map((job) => job.Position_Management_Chains_Data?.Position_Supervisory_Management_Chain_Data),
  ].flatMap((chain) => (chain?.[0] === undefined ? [] : [chain[0].Management_Chain_Data]));
  const emails = Personal_Data?.Contact_Data?.Email_Address_Data ?? [];
  const rights: RightsSeen = {
    isCurrent: (stay.startsOn ?? '') <= asOf && asOf <= (stay.endsOn ?? '9999'),
    names: Personal_Data?.Name_Data?.Legal_Name_Data !== undefined,
    status: Employment_Data?.Worker_Status_Data !== undefined,
    hireDate: Employment_Data?.Worker_Status_Data?.Hire_Date !== undefined,
    jobs: jobs.length > 0,
    organizations: organizations.some((one) => isType(one, 'SUPERVISORY')),
    chain: Management_Chain_Data !== undefined || chains.length > 0,
    contact: Personal_Data?.Contact_Data !== undefined,
    workEmail: emails.some(({ Usage_Data }) => isWork(Usage_Data)),
  };
  return { units: unitsOf(organizations), links: chains.flatMap(linksOf), rights };
}

const unitsOf = (organizations: Parameters<typeof keyOf>[0][]): UnitSeen[] =>
  organizations.flatMap((one) => {
    const unitKey = isType(one, 'SUPERVISORY') ? keyOf(one) : undefined;
    return unitKey === undefined ? [] : [{ unitKey, name: one.Organization_Data?.Organization_Name }];
  });

type Links = NonNullable<
  Worker['Worker_Data']['Management_Chain_Data']
>['Worker_Supervisory_Management_Chain_Data'][number]['Management_Chain_Data'];

function linksOf(links: Links): LinkSeen[] {
  let parentKey: string | undefined;
  return links.flatMap(({ Organization_Reference, Manager_Reference }) => {
    const unitKey = Organization_Reference && organizationKey(Organization_Reference);
    if (unitKey === undefined) return [];
    const head = Manager_Reference[0] && toManagerRef(Manager_Reference[0]);
    const link: LinkSeen = { unitKey, name: Organization_Reference?.['@Descriptor'], parentKey, head };
    parentKey = unitKey;
    return [link];
  });
}

import type { Employment, Unit } from '../../../../models/person.ts';
import {
  bit,
  type Element,
  pacific,
  reference,
  type Showing,
  text,
  unitReference,
  workerReference,
} from './element-parts.ts';
import { positionId, toWid, type WorkerRecord, workerTypes } from './to-records.ts';

interface JobShowing {
  record: WorkerRecord;
  isPrimary: boolean;
  showing: Showing;
}

export function toJobElement(job: Employment, { record, isPrimary, showing }: JobShowing): Element {
  const type = workerTypes[job.kind];
  const { location, country } = job;
  return {
    '@wd:Primary_Job': bit(isPrimary),
    'wd:Position_Data': {
      'wd:Position_ID': positionId(job),
      ...text('wd:Business_Title', job.functionTitle),
      ...text('wd:Start_Date', pacific(job.startsOn)),
      ...(showing.showsEnds ? text('wd:End_Employment_Date', pacific(job.endsOn)) : {}),
      'wd:Worker_Type_Reference': reference(
        toWid('type', type),
        record.isContingent ? { Contingent_Worker_Type_ID: type } : { Employee_Type_ID: type },
      ),
      ...text('wd:Full_Time_Equivalent_Percentage', job.fte === undefined ? undefined : percent(job.fte)),
      ...(job.functionKey === undefined
        ? {}
        : {
            'wd:Job_Profile_Summary_Data': {
              'wd:Job_Profile_Reference': reference(toWid('job', job.functionKey), { Job_Profile_ID: job.functionKey }),
            },
          }),
      ...(location === undefined && country === undefined
        ? {}
        : {
            'wd:Business_Site_Summary_Data': {
              ...text('wd:Name', location),
              'wd:Address_Data':
                country === undefined
                  ? []
                  : { 'wd:Country_Reference': reference(toWid('c', country), { 'ISO_3166-1_Alpha-2_Code': country }) },
            },
          }),
    },
    'wd:Position_Organizations_Data': { 'wd:Position_Organization_Data': organizationsOf(job, showing) },
    'wd:Position_Management_Chains_Data': {
      'wd:Position_Supervisory_Management_Chain_Data': { 'wd:Management_Chain_Data': chainOf(job, showing) },
    },
  };
}

const percent = (fte: number): string => String(Math.round(fte * 1e8) / 1e6);

export function organizationsOf(job: Employment, { units }: Showing): Element[] {
  const organization = (type: string, id: string, data: Element): Element => ({
    'wd:Organization_Reference': reference(toWid(type, id), { Organization_Reference_ID: id }),
    'wd:Organization_Data': {
      'wd:Organization_Reference_ID': id,
      ...data,
      'wd:Organization_Type_Reference': reference(toWid('type', type), { Organization_Type_ID: type }),
    },
  });
  const { unitKey, employerKey, employerName, costCentre } = job;
  const employer = employerKey ?? employerName;
  return [
    ...(unitKey === undefined
      ? []
      : [organization('Supervisory', unitKey, { 'wd:Organization_Name': units.get(unitKey)?.name ?? unitKey })]),
    ...(employer === undefined
      ? []
      : [organization('COMPANY', employer, { 'wd:Organization_Name': employerName ?? employer })]),
    ...(costCentre === undefined
      ? []
      : [organization('COST_CENTER', `CC-${costCentre}`, { 'wd:Organization_Code': costCentre })]),
  ];
}

/** From the top down; the last link is the job's own organisation, with the manager. */
export function chainOf(job: Employment, { units, workerOf }: Showing): Element[] {
  const managerOf = (personKey: string | undefined): Element => {
    if (personKey === undefined) return {};
    const worker = workerOf(personKey);
    return {
      'wd:Manager_Reference':
        worker === undefined
          ? reference(toWid('gone', personKey), { Employee_ID: personKey })
          : workerReference(worker),
    };
  };
  const above: Unit[] = [];
  for (
    let unit = units.get(units.get(job.unitKey ?? '')?.parentKey ?? '');
    unit !== undefined && !above.includes(unit);
    unit = units.get(unit.parentKey ?? '')
  )
    above.unshift(unit);
  return [
    ...above.map(({ unitKey, name, headPersonKey }) => ({
      'wd:Organization_Reference': unitReference(unitKey, name),
      ...managerOf(headPersonKey),
    })),
    ...(job.unitKey === undefined && job.managerPersonKey === undefined
      ? []
      : [
          {
            ...(job.unitKey === undefined
              ? {}
              : { 'wd:Organization_Reference': unitReference(job.unitKey, units.get(job.unitKey)?.name) }),
            ...managerOf(job.managerPersonKey),
          },
        ]),
  ];
}

import type { CalendarDate, Leave } from '../../../../models/person.ts';
import { bit, type Element, pacific, reference, type Showing, text, workerReference } from './element-parts.ts';
import { chainOf, organizationsOf, toJobElement } from './to-job-element.ts';
import { joined, surnameOf, toWid, type WorkerRecord } from './to-records.ts';
import { leavesShown, viewWorker } from './view-worker.ts';

/** The element of a worker as of a day. Somebody who is still to come has names and a status, and nothing else. */
export function toWorkerElement(record: WorkerRecord, showing: Showing): Element {
  const view = viewWorker(record.employments, showing.on);
  const worker: Element = {
    'wd:Worker_Reference': workerReference(record),
    'wd:Worker_Data': {
      'wd:Worker_ID': record.workerId,
      'wd:User_ID': record.person.workEmail ?? record.workerId,
      'wd:Universal_ID': `U-${record.workerId}`,
      'wd:Personal_Data': toPersonalData(record),
      'wd:Employment_Data': {
        ...(view.isToCome
          ? {}
          : {
              'wd:Worker_Job_Data': [view.primary, ...view.additional].map((job) =>
                toJobElement(job, { record, isPrimary: job === view.primary, showing }),
              ),
            }),
        'wd:Worker_Status_Data': toStatus(record, showing),
      },
      ...(view.isToCome
        ? {}
        : {
            'wd:Organization_Data': {
              'wd:Worker_Organization_Data': organizationsOf(view.primary, showing),
            },
            'wd:Management_Chain_Data': {
              'wd:Worker_Supervisory_Management_Chain_Data': {
                'wd:Management_Chain_Data': chainOf(view.primary, showing),
              },
            },
          }),
    },
  };
  record.spoil?.(worker);
  return worker;
}

function toPersonalData({ person }: WorkerRecord): Element {
  const { givenName, callName, workEmail, mobilePhone, workPhone } = person;
  const legal =
    joined(person.birthNamePrefix, person.birthName) ?? joined(person.partnerNamePrefix, person.partnerName);
  const surname = surnameOf(person);
  const detail = (first: string | undefined, last: string | undefined): Element => ({
    'wd:Name_Detail_Data': {
      '@wd:Formatted_Name': [first, last].filter((part) => part !== undefined).join(' '),
      ...text('wd:First_Name', first),
      ...text('wd:Last_Name', last),
    },
  });
  const phone = (device: string, number: string | undefined): Element[] =>
    number === undefined
      ? []
      : [
          {
            ...(number.startsWith('+')
              ? { '@wd:E164_Formatted_Phone': number.replace(/\s/g, '') }
              : { '@wd:Tenant_Formatted_Phone': number }),
            'wd:Phone_Device_Type_Reference': reference(toWid('device', device), { Phone_Device_Type_ID: device }),
            'wd:Usage_Data': usage('WORK'),
          },
        ];
  return {
    'wd:Name_Data': {
      'wd:Legal_Name_Data': detail(givenName, legal),
      'wd:Preferred_Name_Data': detail(callName, surname),
    },
    'wd:Contact_Data': {
      'wd:Email_Address_Data': [
        { 'wd:Email_Address': 'private@home.example', 'wd:Usage_Data': usage('HOME') },
        ...(workEmail === undefined ? [] : [{ 'wd:Email_Address': workEmail, 'wd:Usage_Data': usage('WORK') }]),
      ],
      'wd:Phone_Data': [...phone('Mobile', mobilePhone), ...phone('Landline', workPhone)],
    },
  };
}

const usage = (type: string): Element => ({
  '@wd:Public': '1',
  'wd:Type_Data': {
    '@wd:Primary': '1',
    'wd:Type_Reference': reference(toWid('usage', type), { Communication_Usage_Type_ID: type }),
  },
});

/** The last day of work is filled once the termination is effective, and not before. */
function toStatus(record: WorkerRecord, { on, showsEnds }: Showing): Element {
  const { startsOn, endsOn, isTerminated, isToCome, primary } = viewWorker(record.employments, on);
  return {
    'wd:Active': bit(!isToCome && (endsOn === undefined || on <= endsOn)),
    ...text('wd:Hire_Date', pacific(startsOn)),
    ...text('wd:Original_Hire_Date', pacific(startsOn)),
    ...(isTerminated || !showsEnds ? {} : text('wd:End_Employment_Date', pacific(endsOn))),
    'wd:Terminated': bit(isTerminated),
    ...(isTerminated ? text('wd:Termination_Date', pacific(endsOn)) : {}),
    ...(isTerminated ? text('wd:Termination_Last_Day_of_Work', pacific(primary.lastWorkingDayOn)) : {}),
    'wd:Hire_Rescinded': bit(record.isRescinded === true),
    'wd:Leave_Status_Data': leavesShown(record.leaves, on).map((leave) => toLeaveElement(leave, record, on)),
  };
}

export const leaveWid = (personKey: string, { startsOn }: Leave): string => toWid('leave', personKey, startsOn);

function toLeaveElement(leave: Leave, { workerId }: WorkerRecord, on: CalendarDate): Element {
  const isOver = leave.endsOn !== undefined && leave.endsOn < on;
  return {
    'wd:Leave_Request_Event_Reference': reference(leaveWid(workerId, leave), {}),
    'wd:On_Leave': bit(!isOver),
    'wd:Leave_Start_Date': pacific(leave.startsOn),
    ...text(isOver ? 'wd:Leave_End_Date' : 'wd:Estimated_Leave_End_Date', pacific(leave.endsOn)),
    'wd:Leave_of_Absence_Type_Reference': reference(toWid('type', 'x'), { Leave_of_Absence_Type_ID: 'MEDICAL' }),
  };
}

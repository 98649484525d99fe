import type {
  ContractRow,
  CostCentreRow,
  EmploymentRow,
  InfoRow,
  ManagerRow,
  PlaceRow,
  ScheduleRow,
} from '../schema.ts';
import { children, textOf, type XmlElement } from './parse-xml.ts';

/** Elements of SOAP v3 as the rows that the REST API has. https://api.nmbrs.nl/soap/v3/EmployeeService.asmx */

const periodOf = (record: XmlElement) => ({
  year: textOf(record, 'StartYear'),
  period: textOf(record, 'StartPeriod'),
});

export const toInfo = (record: XmlElement): InfoRow => ({
  basicInfo: {
    employeeNumber: textOf(record, 'EmployeeNumber'),
    firstName: textOf(record, 'Nickname') ?? textOf(record, 'FirstName'),
    firstNameInFull: textOf(record, 'FirstName'),
    prefix: textOf(record, 'Prefix'),
    initials: textOf(record, 'Initials'),
    lastName: textOf(record, 'LastName'),
    employeeType: undefined,
  },
  birthInfo: { birthDate: textOf(record, 'Birthday') },
  contactInfo: {
    businessEmail: textOf(record, 'EmailWork'),
    businessMobilePhone: textOf(record, 'TelephoneMobileWork'),
    businessPhone: textOf(record, 'TelephoneWork'),
  },
  partnerInfo: {
    partnerPrefix: textOf(record, 'PartnerPrefix'),
    partnerName: textOf(record, 'PartnerLastName'),
    ascriptionCode: textOf(record, 'Naamstelling'),
  },
  period: periodOf(record),
  createdAt: textOf(record, 'CreationDate'),
});

export const toEmployment = (record: XmlElement): EmploymentRow => ({
  employmentId: textOf(record, 'EmploymentId') ?? textOf(record, 'EmploymentID'),
  startDate: textOf(record, 'StartDate'),
  endDate: textOf(record, 'EndDate'),
  changedDate: textOf(record, 'CreationDate'),
});

export const toContract = (record: XmlElement): ContractRow => ({
  startDate: textOf(record, 'StartDate'),
  endDate: textOf(record, 'EndDate'),
  indefinite: textOf(record, 'Indefinite'),
});

export const toSchedule = (record: XmlElement): ScheduleRow => ({
  startDate: textOf(record, 'StartDate'),
  parttimePercentage: textOf(record, 'ParttimePercentage'),
  createdAt: textOf(record, 'CreationDate'),
});

/** A function has its code in an element of its own since V2. A code of 0 is one that was not chosen. */
export const toPlace = (record: XmlElement): PlaceRow => {
  const place = children(record, 'Function')[0] ?? children(record, 'Department')[0] ?? record;
  const code = textOf(place, 'Code');
  return {
    code: code === '0' ? undefined : code,
    description: textOf(place, 'Description'),
    period: periodOf(record),
    createdAt: textOf(record, 'CreationDate'),
  };
};

/** Null when there is no manager. The API gives an empty one then. */
export function toManager(result: XmlElement | null): ManagerRow | null {
  if (result === null) return null;
  const [managerId, email] = [textOf(result, 'Id') ?? textOf(result, 'ID'), textOf(result, 'Email')];
  const number = textOf(result, 'Number');
  const isNobody = email === undefined && (number === undefined || number === '0') && (managerId ?? '0') === '0';
  return isNobody ? null : { managerId, email, number, period: null, createdAt: undefined };
}

export const toCostCentre = (record: XmlElement): CostCentreRow => ({
  costCenters: { code: textOf(children(record, 'CostCenter')[0] ?? children(record, 'Costcenter')[0] ?? null, 'Code') },
  percentage: textOf(record, 'Percentage'),
  period: null,
  createdAt: undefined,
});

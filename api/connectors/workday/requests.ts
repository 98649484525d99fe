import type { CalendarDate } from '../../../models/person.ts';
import { hireTypes } from './to-person.ts';

/** The moment of which an answer tells: a day, and what had been entered by then. The same on every page, so that the set stays as it is. */
export interface Moment {
  day: CalendarDate;
  enteredBy: string;
}

const id = (type: string, text: string) => ({ 'wd:ID': { '@wd:type': type, '#text': text } });

const logOf = (criteria: object) => ({
  'wd:Request_Criteria': {
    'wd:Transaction_Log_Criteria_Data': criteria,
    // Leavers are wanted: https://learn.microsoft.com/entra/identity/app-provisioning/workday-integration-reference
    'wd:Exclude_Inactive_Workers': 'false',
  },
});

/** Everybody who was ever hired or contracted, joiners who have not begun included: only the transaction log has those. */
export const everybody = () =>
  logOf({
    'wd:Transaction_Type_References': {
      'wd:Transaction_Type_Reference': hireTypes.map((type) => id('Business_Process_Type', type)),
    },
  });

/** Workers of whom something was entered within this time. */
export const enteredWithin = (from: string, through: string) =>
  logOf({ 'wd:Transaction_Date_Range_Data': { 'wd:Updated_From': from, 'wd:Updated_Through': through } });

/** Workers of whom something takes effect within this time, whenever it was entered. */
export const effectiveWithin = (from: string, through: string) =>
  logOf({ 'wd:Transaction_Date_Range_Data': { 'wd:Effective_From': from, 'wd:Effective_Through': through } });

/** One id of a worker. */
export interface WorkerId {
  type: 'WID' | 'Employee_ID' | 'Contingent_Worker_ID';
  id: string;
}

/** These workers alone; ids that nobody has are passed over. */
export const namedWorkers = (ids: readonly WorkerId[]) => ({
  'wd:Request_References': {
    '@wd:Skip_Non_Existing_Instances': 'true',
    'wd:Worker_Reference': ids.map((one) => id(one.type, one.id)),
  },
});

export const supervisoryOrganizations = () => ({
  'wd:Request_Criteria': { 'wd:Organization_Type_Reference': id('Organization_Type_ID', 'SUPERVISORY') },
});

export const filterOf = ({ day, enteredBy }: Moment, page: number, count: number) => ({
  'wd:Response_Filter': {
    'wd:As_Of_Effective_Date': day,
    'wd:As_Of_Entry_DateTime': enteredBy,
    'wd:Page': page,
    'wd:Count': count,
  },
});

const on = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [`wd:${name}`, 'true']));

/** Organisations that are not used take most of the time of an answer. */
const unused = [
  'Exclude_Organization_Support_Role_Data',
  'Exclude_Location_Hierarchies',
  'Exclude_Cost_Center_Hierarchies',
  'Exclude_Company_Hierarchies',
  'Exclude_Matrix_Organizations',
  'Exclude_Pay_Groups',
  'Exclude_Regions',
  'Exclude_Region_Hierarchies',
  'Exclude_Funds',
  'Exclude_Fund_Hierarchies',
  'Exclude_Grants',
  'Exclude_Grant_Hierarchies',
  'Exclude_Business_Units',
  'Exclude_Business_Unit_Hierarchies',
  'Exclude_Programs',
  'Exclude_Program_Hierarchies',
  'Exclude_Gifts',
  'Exclude_Gift_Hierarchies',
];

export const wholeWorker = {
  'wd:Response_Group': on(
    'Include_Reference',
    'Include_Personal_Information',
    'Include_Employment_Information',
    'Include_Organizations',
    ...unused,
    'Include_Management_Chain_Data',
    'Include_Transaction_Log_Data',
    'Include_Additional_Jobs',
  ),
};

export const statusOnly = { 'wd:Response_Group': on('Include_Reference', 'Include_Employment_Information') };

export const withHierarchy = { 'wd:Response_Group': on('Include_Hierarchy_Data') };

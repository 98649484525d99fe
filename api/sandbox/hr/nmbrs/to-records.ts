import { createHash } from 'node:crypto';
import type { Employment, NameUse, Person } from '../../../../models/person.ts';
import type { HrOrganisation } from '../hr-stand-in.ts';
import { companyOf, type EmployeePlan, isExternal, layOut, numberOf } from './lay-out.ts';
import type { EmployeeRecord, NmbrsTables, Period, Value } from './records.ts';

const nameUses: Readonly<Record<NameUse, number>> = {
  birth: 1,
  partner: 2,
  'partner-birth': 3,
  'birth-partner': 4,
  // Nmbrs has no such code; it delivers what it has.
  'as-given': 1,
};

/** Numbers and codes are whole numbers in Nmbrs; what is none stays text. */
export const toCode = (text: string): Value => (/^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : text);

/** Payroll periods are months here. Whatever has no beginning holds from before anybody's memory. */
export const periodOf = (day: string | undefined): Period =>
  day === undefined ? { year: 1900, period: 1 } : { year: Number(day.slice(0, 4)), period: Number(day.slice(5, 7)) };

/** Where everybody is: a company in the tables of Nmbrs, as if all of it had been written down now. */
export function toRecords({ people, units }: HrOrganisation, now: Date): NmbrsTables {
  const debtorId = 'Debtor';
  const names = new Map<string, string>();
  for (const employment of people.flatMap(({ employments }) => employments)) {
    const companyId = companyOf(employment);
    if (!names.has(companyId)) names.set(companyId, employment.employerName ?? companyId);
  }
  const around: Around = {
    now,
    people: new Map(people.map((person) => [person.personKey, person])),
    unitNames: new Map(units.map(({ unitKey, name }) => [unitKey, name])),
  };
  const employees = people.flatMap((person) => layOut(person).map((plan) => toEmployee(person, plan, around)));
  for (const { companyId } of employees) if (!names.has(companyId)) names.set(companyId, companyId);
  return {
    debtorId,
    companies: [...names].map(([companyId, name], index) => ({
      companyId,
      number: index + 1,
      name,
      debtorId,
      tijdvak: 'Month',
    })),
    departments: units.map(({ unitKey, name }) => ({
      departmentId: `department-${unitKey}`,
      code: toCode(unitKey),
      description: name,
    })),
    employees,
  };
}

interface Around {
  now: Date;
  people: ReadonlyMap<string, Person>;
  unitNames: ReadonlyMap<string, string>;
}

function toEmployee(person: Person, plan: EmployeePlan, around: Around): EmployeeRecord {
  const { employeeId, companyId, employments } = plan;
  // Of several, the last is written down last, so that it counts when its time has come.
  const createdAt = (index: number): string => new Date(around.now.getTime() + index).toISOString();
  const each = <Record>(make: (employment: Employment, written: { createdAt: string; period: Period }) => Record[]) =>
    employments.flatMap((employment, index) =>
      make(employment, { createdAt: createdAt(index), period: periodOf(employment.startsOn) }),
    );
  const type = typeOf(employments, around.now);
  return {
    employeeId,
    companyId,
    type,
    info: [
      {
        ...toInfo(person, type),
        personalInfoId: `info-${employeeId}`,
        createdAt: createdAt(0),
        period: periodOf(employments[0]?.startsOn),
      },
    ],
    employments: employments.map(({ employmentKey, startsOn, endsOn }, index) => ({
      employmentId: employmentKey,
      startDate: startsOn ?? null,
      endDate: endsOn ?? null,
      createdAt: createdAt(index),
      changedDate: createdAt(index),
    })),
    contracts: employments.map(({ employmentKey, startsOn, endsOn }, index) => ({
      contractId: `contract-${employmentKey}`,
      startDate: startsOn ?? null,
      endDate: endsOn ?? null,
      indefinite: endsOn === undefined,
      createdAt: createdAt(index),
    })),
    schedules: each(({ employmentKey, startsOn, fte }, { createdAt: at }) =>
      fte === undefined
        ? []
        : [
            {
              scheduleId: `schedule-${employmentKey}`,
              startDate: startsOn ?? '1900-01-01',
              parttimePercentage: Math.round(fte * 1e6) / 1e4,
              createdAt: at,
            },
          ],
    ),
    functions: each(({ functionKey, functionTitle }, written) =>
      functionKey === undefined && functionTitle === undefined
        ? []
        : [
            {
              code: functionKey === undefined ? null : toCode(functionKey),
              description: functionTitle ?? null,
              ...written,
            },
          ],
    ),
    departments: each(({ unitKey }, written) =>
      unitKey === undefined
        ? []
        : [{ code: toCode(unitKey), description: around.unitNames.get(unitKey) ?? null, ...written }],
    ),
    managers: each(({ managerPersonKey }, written) =>
      managerPersonKey === undefined ? [] : [{ ...toManager(managerPersonKey, around), ...written }],
    ),
    employeeCostCenters: each(({ costCentre }, written) =>
      costCentre === undefined
        ? []
        : [{ costCenters: { code: costCentre, description: null }, percentage: 100, ...written }],
    ),
    // Leave belongs to the first employee of a person.
    EmployeeLeaveRequests:
      employeeId !== person.personKey
        ? []
        : person.leaves.map(({ leaveKey, startsOn, endsOn, kind }, index) => ({
            leaveRequestsId: leaveKey ?? `${person.personKey}-${index + 1}`,
            status: 'approved',
            type: kind ?? 'other',
            startDate: startsOn,
            endDate: endsOn ?? null,
            createdAt: createdAt(0),
          })),
  };
}

function typeOf(employments: readonly Employment[], now: Date): string {
  const today = now.toISOString().slice(0, 10);
  const external = employments.some(isExternal);
  const isOver = employments.every(({ endsOn }) => endsOn !== undefined && endsOn < today);
  if (isOver) return external ? 'formerExternal' : 'formerPayroll';
  if (external) return 'external';
  return employments.every(({ startsOn, endsOn }) => (startsOn ?? '') > today || (endsOn ?? '9999') < today)
    ? 'newHire'
    : 'payroll';
}

function toInfo(person: Person, employeeType: string) {
  return {
    basicInfo: {
      employeeNumber: toCode(numberOf(person)),
      firstName: person.callName ?? null,
      firstNameInFull: person.givenName ?? null,
      prefix: person.birthNamePrefix ?? null,
      initials: person.initials ?? null,
      lastName: person.birthName ?? null,
      employeeType,
    },
    birthInfo: { birthDate: birthDateOf(person.personKey), gender: 'unspecified' },
    contactInfo: {
      businessEmail: person.workEmail ?? null,
      businessMobilePhone: person.mobilePhone ?? null,
      businessPhone: person.workPhone ?? null,
      privateEmail: null,
    },
    partnerInfo: {
      partnerPrefix: person.partnerNamePrefix ?? null,
      partnerName: person.partnerName ?? null,
      ascriptionCode: nameUses[person.nameUse],
    },
  };
}

/** Nobody's, and always the same for one key. */
function birthDateOf(personKey: string): string {
  const days = createHash('sha256').update(personKey).digest().readUInt32BE() % 15_000;
  return new Date(Date.UTC(1960, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Managers are a list of the debtor: people with a name and an address, who may be no employees. */
function toManager(personKey: string, { people }: Around) {
  const manager = people.get(personKey);
  return {
    managerId: personKey,
    number: toCode(manager === undefined ? personKey : numberOf(manager)),
    firstName: manager?.callName ?? null,
    lastName: manager?.birthName ?? null,
    email: manager?.workEmail ?? null,
  };
}

import { DateTime } from 'luxon';
import type { GoldenEmployment, GoldenExample } from '../../../models/golden.ts';
import { emptyLedger } from '../../../models/ledger.ts';
import type { Employment, Person, Unit } from '../../../models/person.ts';
import type { CompiledPolicy } from '../../engine/compiled-policy.ts';
import type { PlanInput } from '../../engine/survey-world.ts';
import { makeUpAccount } from './made-up-directory.ts';

/** Whose plan it is, and what the plan is made of: this person alone, in a directory without anybody but the managers named. */
export function goldenInput(
  example: GoldenExample,
  around: { policy: CompiledPolicy; directory: PlanInput['directory'] },
): { personKey: string; input: PlanInput } {
  const { policy, directory } = around;
  const { domains, sources, timeZone } = policy.policy;
  const person = toPerson(example, sources[0]?.id ?? '');
  const units = unitsOf(example);
  const others = new Set(
    [...person.employments.map((entry) => entry.managerPersonKey), ...units.map((unit) => unit.headPersonKey)].filter(
      (key) => key !== undefined && key !== person.personKey,
    ),
  );
  const managers = [...others].map((key) => makeUpAccount(String(key), domains[0] ?? ''));
  return {
    personKey: person.personKey,
    input: {
      now: instantOf(example.on, timeZone),
      policy,
      people: [person],
      units,
      setAside: [],
      grants: [],
      urgentExits: [],
      directory: { ...directory, accounts: managers },
      links: new Map(),
      ownership: new Map(),
      ledger: emptyLedger,
    },
  };
}

/** A day is its noon: everything that happens at the start or the end of a day is then beyond doubt. */
function instantOf(on: string, zone: string): string {
  const moment = on.includes('T') ? DateTime.fromISO(on) : DateTime.fromISO(`${on}T12:00:00`, { zone });
  return new Date(moment.toMillis()).toISOString();
}

function toPerson({ person }: GoldenExample, sourceId: string): Person {
  const { personKey = 'golden', active, employments, leaves, ...names } = person;
  return {
    personKey,
    sourceId,
    ...present(names),
    nameUse: names.nameUse,
    ...present({ isActive: active }),
    employments: employments.map(toEmployment),
    leaves: leaves.map(({ startDate, endDate, kind }) => ({
      startsOn: startDate,
      ...present({ endsOn: endDate, kind }),
    })),
  };
}

function toEmployment(employment: GoldenEmployment, index: number): Employment {
  const {
    employmentKey = `E${index + 1}`,
    startDate,
    endDate,
    lastWorkingDay,
    primary,
    unitName,
    kind,
    ...rest
  } = employment;
  const dates = { startsOn: startDate, endsOn: endDate, lastWorkingDayOn: lastWorkingDay };
  const unitKey = rest.unitKey ?? unitName;
  return { employmentKey, kind, ...present({ ...rest, ...dates, unitKey, isPrimary: primary }) };
}

function unitsOf({ units, person }: GoldenExample): Unit[] {
  if (units !== undefined) return units.map(({ unitKey, name, ...rest }) => ({ unitKey, name, ...present(rest) }));
  return person.employments.flatMap(({ unitKey, unitName }) => {
    const key = unitKey ?? unitName;
    return key === undefined ? [] : [{ unitKey: key, name: unitName ?? key }];
  });
}

type Present<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> };

/** Without what is undefined: missing means that HR does not say. */
function present<Values extends object>(values: Values): Present<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<Values>;
}

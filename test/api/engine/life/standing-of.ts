import { createCalendars } from '../../../../api/engine/life/calendar.ts';
import { judgeStanding } from '../../../../api/engine/life/judge-standing.ts';
import type { UrgentExit } from '../../../../models/grant.ts';
import { LeavePolicy, Lifecycle } from '../../../../models/lifecycle.ts';
import type { Employment, Person } from '../../../../models/person.ts';
import { makeEmployment, makePerson } from '../make-input.ts';

export const lifecycle = Lifecycle.parse({});

export function standingOf(
  employments: readonly Partial<Employment>[],
  now: string,
  more: {
    timeZone?: string;
    zones?: Record<string, string>;
    lifecycle?: typeof lifecycle;
    leave?: Partial<LeavePolicy>;
    urgent?: UrgentExit;
    person?: Partial<Person>;
  } = {},
) {
  const { timeZone = 'Europe/Amsterdam', zones = {}, person, urgent } = more;
  const rules = more.lifecycle ?? lifecycle;
  const calendars = createCalendars(now, { timeZone, zones, lifecycle: rules });
  const urgentExits = new Map(urgent === undefined ? [] : [[urgent.personKey, urgent]]);
  const judging = { calendars, lifecycle: rules, leave: LeavePolicy.parse(more.leave ?? {}), urgentExits };
  const dated = employments.map((employment, index) => makeEmployment({ employmentKey: `E${index}`, ...employment }));
  return judgeStanding(makePerson({ personKey: 'P1', ...person, employments: dated }), judging);
}

/** An employment without a start date. */
export function undated(employment: Partial<Employment> = {}): Partial<Employment> {
  const { startsOn: _, ...rest } = makeEmployment({ employmentKey: 'E9', ...employment });
  return { ...rest, startsOn: undefined } as unknown as Partial<Employment>;
}

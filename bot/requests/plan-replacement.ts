import type { ReplacementAction } from '../../cards/card-actions.ts';
import { isDay } from '../../cards/form-parts.ts';
import { type Reader, showDate } from '../../cards/reader.ts';
import type { Absence, AccessCut, DeskPerson } from '../../models/access-desk.ts';
import { formTexts } from '../../models/texts/form-texts.ts';
import type { Press } from './press.ts';

/** What the first step of a replacement comes to, checked against HR, the directory and the policy of now. */
export type Plan =
  | {
      kind: 'plan';
      absence: Absence;
      standIn: DeskPerson;
      cut: AccessCut;
      startsOn: string;
      endsOn: string;
      leaveKey: string | null;
    }
  /** `isForged`: our form would not have sent it. */
  | { kind: 'problem'; problem: string; isForged: boolean }
  | { kind: 'not-yours' };

/** Looks up everybody and everything that the first step names; nothing of it is believed. */
export async function planReplacement(press: Press<ReplacementAction>): Promise<Plan> {
  const { data, member, reader, access } = press;
  const { problems } = formTexts(reader.language);
  const absence = await access.absence(member, data.absentKey);
  if (absence === null) return { kind: 'not-yours' };
  const { startsOn = '', endsOn = '', standIn: standInId = '' } = data;
  const wrong = problemOfDays({ startsOn, endsOn }, absence, reader);
  if (wrong !== null) return problem(wrong);
  if (standInId === '') return problem(problems.noStandIn);
  const standIn = await access.personByAccount(standInId);
  if (standIn === null) return problem(problems.unknownStandIn, true);
  if (standIn.personKey === absence.person.personKey) return problem(problems.selfStandIn);
  const leaveKey = leaveOf(absence, { startsOn, endsOn });
  const cut = await access.cutAccess({
    absentKey: absence.person.personKey,
    standInKey: standIn.personKey,
    leaveKey,
  });
  if (cut === null) return problem(problems.unknownStandIn, true);
  return { kind: 'plan', absence, standIn, cut, startsOn, endsOn, leaveKey };
}

const problem = (text: string, isForged = false): Plan => ({ kind: 'problem', problem: text, isForged });

function problemOfDays(
  { startsOn, endsOn }: { startsOn: string; endsOn: string },
  { person }: Absence,
  reader: Reader,
): string | null {
  const { problems } = formTexts(reader.language);
  if (!isDay(startsOn) || !isDay(endsOn)) return problems.noDay;
  if (endsOn < startsOn) return problems.endBeforeStart;
  return endsOn < person.today ? problems.tooEarly(showDate(person.today, reader)) : null;
}

/** The leave in HR that this period touches, so that the replacement follows it when it moves. */
function leaveOf({ leaves }: Absence, period: { startsOn: string; endsOn: string }): string | null {
  const touched = leaves.find(
    (leave) => leave.startsOn <= period.endsOn && (leave.endsOn === null || leave.endsOn >= period.startsOn),
  );
  return touched?.leaveKey ?? null;
}

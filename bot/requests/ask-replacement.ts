import { type ReplacementAction, unpackKeys } from '../../cards/card-actions.ts';
import { escapeText } from '../../cards/escape-text.ts';
import { itemsThatFit, replacementAccessCard } from '../../cards/replacement-access-card.ts';
import { absentPeopleCard, standInCard } from '../../cards/replacement-card.ts';
import { requestCard } from '../../cards/request-card.ts';
import type { AccessCut } from '../../models/access-desk.ts';
import { LeaveMode } from '../../models/lifecycle.ts';
import type { AskedItem } from '../../models/request.ts';
import { formTexts } from '../../models/texts/form-texts.ts';
import { wordRemark } from '../../models/texts/remark-texts.ts';
import { problemOfReason } from './ask-exception.ts';
import { type Plan, planReplacement } from './plan-replacement.ts';
import { type Answer, actorOf, type Press } from './press.ts';

const shownAbsences = 8;
const shownColleagues = 25;

/** Begins a replacement: the form when one person fits, else whom it can be for. */
export async function beginReplacement(
  press: Omit<Press<{ text: string }>, 'refuse' | 'requests' | 'passes'>,
): Promise<Answer> {
  const { data, member, reader, access } = press;
  const absences = await access.absences(member, data.text, shownAbsences);
  const [only, second] = absences;
  if (only === undefined) return formTexts(reader.language).noAbsent;
  if (second !== undefined) return absentPeopleCard(absences, reader);
  const colleagues = await access.colleaguesOf(only.person.personKey, shownColleagues);
  return standInCard({ absence: only, colleagues, typed: {}, problem: null }, reader);
}

/** Opens the first step for one person, with what was filled in before when one comes back to it. */
export async function startReplacement(press: Press<ReplacementAction>): Promise<Answer> {
  return drawFirstStep(press, null);
}

/** Takes the first step and opens the second. */
export async function chooseStandIn(press: Press<ReplacementAction>): Promise<Answer> {
  const plan = await planReplacement(press);
  if (plan.kind !== 'plan') return answerBadPlan(plan, press);
  return drawSecondStep(plan, press, null);
}

/** Takes the second step and asks. The first is checked again and the access cut anew: the card may be old, or not ours. */
export async function askReplacement(press: Press<ReplacementAction>): Promise<Answer> {
  const { data, member, reader, requests, refuse } = press;
  const { problems } = formTexts(reader.language);
  const plan = await planReplacement(press);
  if (plan.kind !== 'plan') return answerBadPlan(plan, press);
  const items = chosenItems(data, plan.cut);
  if (items === null) {
    await refuse('a replacement', 'it asks for what this stand-in may not have');
    return drawSecondStep(plan, press, problems.notOffered);
  }
  const problem = items.length === 0 ? problems.nothingChosen : problemOfReason(data.reason ?? '', reader);
  if (problem !== null) return drawSecondStep(plan, press, problem);
  const { absence, standIn, startsOn, endsOn, leaveKey } = plan;
  const outcome = await requests.ask({
    subject: {
      kind: 'replacement',
      absentKey: absence.person.personKey,
      absentName: absence.person.name,
      leaveKey,
      startsOn,
      endsOn,
      items,
      mode: LeaveMode.safeParse(data.mode).data ?? null,
    },
    forPersonKey: standIn.personKey,
    by: actorOf(member),
    reason: data.reason?.trim() ?? '',
  });
  if (outcome.kind === 'asked') return requestCard(outcome.request, member, reader);
  await refuse('a replacement', outcome.why.kind);
  return drawSecondStep(plan, press, escapeText(wordRemark(outcome.why, reader.language)));
}

/** What was ticked, as the access is cut now; null when something of it is not there to be ticked. */
function chosenItems({ needed = '', askOwner = '' }: ReplacementAction, cut: AccessCut): AskedItem[] | null {
  const lists = [
    { keys: unpackKeys(needed), items: cut.needed },
    { keys: unpackKeys(askOwner), items: cut.askOwner },
  ];
  const chosen: AskedItem[] = [];
  for (const { keys, items } of lists) {
    for (const key of new Set(keys ?? [''])) {
      const item = itemsThatFit(items).find((one) => one.key === key);
      if (item === undefined) return null;
      chosen.push(item);
    }
  }
  return chosen;
}

async function answerBadPlan(plan: Exclude<Plan, { kind: 'plan' }>, press: Press<ReplacementAction>): Promise<Answer> {
  if (plan.kind === 'problem') {
    if (plan.isForged) await press.refuse('a replacement', 'it names a stand-in who cannot be one');
    return drawFirstStep(press, plan.problem);
  }
  await press.refuse('a replacement', 'not for them to arrange');
  return formTexts(press.reader.language).notYours;
}

async function drawFirstStep(press: Press<ReplacementAction>, problem: string | null): Promise<Answer> {
  const { data, member, reader, access, refuse } = press;
  const absence = await access.absence(member, data.absentKey);
  if (absence === null) {
    await refuse('a replacement', 'not for them to arrange');
    return formTexts(reader.language).notYours;
  }
  const colleagues = await access.colleaguesOf(absence.person.personKey, shownColleagues);
  return standInCard({ absence, colleagues, typed: data, problem }, reader);
}

function drawSecondStep(
  plan: Extract<Plan, { kind: 'plan' }>,
  { data, reader }: Press<ReplacementAction>,
  problem: string | null,
): Answer {
  const { absence, standIn, cut, startsOn, endsOn } = plan;
  const typed = { ...data, startsOn, endsOn };
  return replacementAccessCard({ absent: absence.person, standIn, cut, typed, problem }, reader);
}

import type { Absence, DeskPerson } from '../models/access-desk.ts';
import { formTexts } from '../models/texts/form-texts.ts';
import { verbs } from './card-actions.ts';
import { button, choiceTitle, dateInput, listRow, problemBand } from './form-parts.ts';
import { badgeFor, type Reader, showDate } from './reader.ts';
import { shortenLine } from './run-lines.ts';
import { type Card, type CardElement, fillSheet } from './sheet.ts';

const shownLeaves = 3;
const shownColleagues = 25;

/** What somebody has filled in so far. */
export interface StandInTyped {
  startsOn?: string | undefined;
  endsOn?: string | undefined;
  standIn?: string | undefined;
}

/** Before the first step, when more than one person can be meant: for whom a stand-in is arranged. */
export function absentPeopleCard(absences: readonly Absence[], reader: Reader): Card {
  const texts = formTexts(reader.language);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.absentTitle,
    intro: texts.absentIntro,
    facts: [],
    sections: [],
    inputs: absences.map(({ person, leaves }) => {
      const name = shortenLine(person.name);
      const unit = person.unitName === null ? '' : shortenLine(person.unitName);
      const leave = leaves[0] === undefined ? texts.noLeave : leaveWords(leaves[0], reader);
      const arrange = button(texts.arrange, verbs.startReplacement, { absentKey: person.personKey });
      return listRow({ title: name, lines: [unit, leave], action: { ...arrange, tooltip: texts.arrangeFor(name) } });
    }),
  });
}

/**
 * First step: from when to when, and who stands in. Colleagues of the unit are offered first, everybody else can be found by name.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker
 */
export function standInCard(
  form: { absence: Absence; colleagues: readonly DeskPerson[]; typed: StandInTyped; problem: string | null },
  reader: Reader,
): Card {
  const { absence, colleagues, typed, problem } = form;
  const texts = formTexts(reader.language);
  const absent = shortenLine(absence.person.name);
  const leave = absence.leaves[0];
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.standInTitle(absent),
    ...problemBand(problem),
    intro: texts.standInIntro,
    facts: absence.leaves.slice(0, shownLeaves).map((one) => ({ title: texts.absent, value: leaveWords(one, reader) })),
    sections: [],
    inputs: [
      dateInput({
        id: 'startsOn',
        label: texts.from,
        value: typed.startsOn ?? leave?.startsOn ?? absence.person.today,
      }),
      dateInput({
        id: 'endsOn',
        label: texts.until,
        value: typed.endsOn ?? leave?.endsOn ?? undefined,
        min: absence.person.today,
      }),
      standInPicker(colleagues, typed.standIn, reader),
    ],
    actions: [button(texts.next, verbs.chooseStandIn, { absentKey: absence.person.personKey }, 'positive')],
  });
}

function standInPicker(colleagues: readonly DeskPerson[], value: string | undefined, reader: Reader): CardElement {
  const texts = formTexts(reader.language);
  const choices = colleagues
    .flatMap(({ aadObjectId, name }) =>
      aadObjectId === null ? [] : [{ title: choiceTitle(name), value: aadObjectId }],
    )
    .slice(0, shownColleagues);
  return {
    type: 'Input.ChoiceSet',
    id: 'standIn',
    label: texts.standIn,
    placeholder: texts.standInPlaceholder,
    style: 'filtered',
    choices,
    'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
    ...(value === undefined || value === '' ? {} : { value: value.slice(0, 100) }),
  };
}

function leaveWords(leave: { startsOn: string; endsOn: string | null }, reader: Reader): string {
  const end = leave.endsOn === null ? null : showDate(leave.endsOn, reader);
  return formTexts(reader.language).leaveInHr(showDate(leave.startsOn, reader), end);
}

import type { AccessCut, DeskPerson } from '../models/access-desk.ts';
import { LeaveMode } from '../models/lifecycle.ts';
import type { AskedItem } from '../models/request.ts';
import { formTexts } from '../models/texts/form-texts.ts';
import { packKeys, unpackKeys, verbs } from './card-actions.ts';
import { button, choiceTitle, problemBand, reasonInput } from './form-parts.ts';
import { badgeFor, type Reader, showDate } from './reader.ts';
import { shortenLine } from './run-lines.ts';
import { type Card, type CardElement, fillSheet, type Sheet } from './sheet.ts';

/** So many of each kind are offered, and so many characters of the card are for them; it has a size limit, and a manager little patience. */
const mostItems = 20;
const roomForItems = 3100;

const shownLines = 6;

/** The items of one kind that a card has room for: the others have to be asked for by themselves. */
export function itemsThatFit(items: readonly AskedItem[]): AskedItem[] {
  const fitting: AskedItem[] = [];
  let room = roomForItems;
  for (const item of items.slice(0, mostItems)) {
    room -= choiceTitle(item.title).length + 2 * packKeys([item.key]).length + 40;
    if (room < 0) break;
    fitting.push(item);
  }
  return fitting;
}

/** What has been settled in the first step, and what is filled in so far of the second. */
export interface AccessTyped {
  startsOn: string;
  endsOn: string;
  needed?: string | undefined;
  askOwner?: string | undefined;
  mode?: string | undefined;
  reason?: string | undefined;
}

interface AccessForm {
  absent: DeskPerson;
  standIn: DeskPerson;
  cut: AccessCut;
  typed: AccessTyped;
  problem: string | null;
}

/** Second step: what of the absent person's access goes along, what becomes of their own meanwhile, and why. */
export function replacementAccessCard(form: AccessForm, reader: Reader): Card {
  const { absent, standIn, cut, typed, problem } = form;
  const texts = formTexts(reader.language);
  const names = { absent: shortenLine(absent.name), standIn: shortenLine(standIn.name) };
  const period = texts.fromTo(showDate(typed.startsOn, reader), showDate(typed.endsOn, reader));
  const canGive = cut.needed.length + cut.askOwner.length > 0;
  const data = {
    absentKey: absent.personKey,
    standIn: standIn.aadObjectId ?? '',
    startsOn: typed.startsOn,
    endsOn: typed.endsOn,
  };
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.accessTitle(names.standIn, names.absent),
    ...problemBand(problem),
    intro: canGive ? '' : texts.nothingToGive,
    facts: [
      { title: texts.absent, value: names.absent },
      { title: texts.standIn, value: names.standIn },
      { title: texts.period, value: period },
    ],
    sections: canGive ? [] : knownSections(form, reader),
    inputs: canGive ? inputsOf(form, reader) : [],
    actions: [
      ...(canGive ? [button(texts.send, verbs.askReplacement, data, 'positive')] : []),
      button(texts.back, verbs.startReplacement, data),
    ],
  });
}

function inputsOf(form: AccessForm, reader: Reader): CardElement[] {
  const { cut, typed } = form;
  const texts = formTexts(reader.language);
  const needed = typed.needed ?? packKeys(itemsThatFit(cut.needed).map((item) => item.key));
  return [
    ...ticks({ id: 'needed', label: texts.needed, items: cut.needed, ticked: needed }, reader),
    ...ticks({ id: 'askOwner', label: texts.askOwner, items: cut.askOwner, ticked: typed.askOwner ?? '' }, reader),
    ...knownSections(form, reader).flatMap(textsOf),
    {
      type: 'Input.ChoiceSet',
      id: 'mode',
      label: texts.mode,
      style: 'compact',
      value: LeaveMode.safeParse(typed.mode).data ?? 'policy',
      choices: [
        { title: texts.modeByPolicy(texts.modes[cut.mode]), value: 'policy' },
        ...LeaveMode.options.map((mode) => ({ title: texts.modes[mode], value: mode })),
      ],
    },
    reasonInput({ label: texts.reason, placeholder: texts.reasonPlaceholder, value: typed.reason }),
  ];
}

function ticks(
  set: { id: string; label: string; items: readonly AskedItem[]; ticked: string },
  reader: Reader,
): CardElement[] {
  const shown = itemsThatFit(set.items);
  const more = set.items.length - shown.length;
  if (shown.length === 0) return [];
  const ticked = unpackKeys(set.ticked) ?? [];
  return [
    {
      type: 'Input.ChoiceSet',
      id: set.id,
      label: set.label,
      isMultiSelect: true,
      style: 'expanded',
      wrap: true,
      value: packKeys(shown.map((item) => item.key).filter((key) => ticked.includes(key))),
      choices: shown.map((item) => ({ title: choiceTitle(item.title), value: packKeys([item.key]) })),
    },
    ...(more > 0
      ? [{ type: 'TextBlock', text: formTexts(reader.language).moreItems(more), wrap: true, isSubtle: true }]
      : []),
  ];
}

/** A section between inputs: what is ticked, what is asked and what never goes along are read in that order. */
function textsOf({ heading, lines }: Sheet['sections'][number]): CardElement[] {
  const text = (words: string, more: Record<string, unknown>) => ({
    type: 'TextBlock',
    text: words,
    wrap: true,
    ...more,
  });
  return [
    text(heading, { weight: 'bolder', spacing: 'medium' }),
    ...lines.map((line) => text(line, { spacing: 'small' })),
  ];
}

/** What never goes along and why, and what nobody owns when this person is away. */
function knownSections({ absent, cut }: AccessForm, reader: Reader): Sheet['sections'] {
  const texts = formTexts(reader.language);
  const never = cut.never.map(({ item, why }) => {
    const reason = why.kind === 'catalogue' ? texts.neverByCatalogue : texts.neverBySeparation(shortenLine(why.title));
    return `• ${shortenLine(item.title)}: ${reason}`;
  });
  const owned = cut.soleOwnerOf.map((name) => `• ${shortenLine(name)}`);
  return [
    { heading: texts.never, lines: cutLines(never, reader) },
    { heading: texts.soleOwner(shortenLine(absent.name)), lines: cutLines(owned, reader) },
  ].filter((section) => section.lines.length > 0);
}

function cutLines(lines: readonly string[], reader: Reader): string[] {
  const more = lines.length - shownLines;
  return [...lines.slice(0, shownLines), ...(more > 0 ? [formTexts(reader.language).more(more)] : [])];
}

import type { Answer, Request, Stage, Track } from '../../models/request.ts';
import { type RequestTexts, requestTexts } from '../../models/texts/request-texts.ts';
import { type Reader, showInstant } from '../reader.ts';
import { shorten, shortenLine } from '../run-lines.ts';
import { describeChoice } from './drift-choices.ts';
import { itemTitles } from './subject-words.ts';

const shownNames = 6;
const shownTracks = 6;
const shownItems = 4;
const longestReason = 160;

/** Who decided what and when, track by track; and, unless only what is given is wanted, who is waited for and who comes after. */
export function progressLines(request: Request, { onlyGiven }: { onlyGiven: boolean }, reader: Reader): string[] {
  const texts = requestTexts(reader.language);
  const many = request.tracks.length > 1;
  return request.tracks.slice(0, shownTracks).flatMap((track) => {
    const titles = itemTitles(request.subject, track.items);
    const lines = trackLines(track, onlyGiven, reader);
    if (!many || lines.length === 0) return lines;
    return [texts.trackHeading(cutList(titles, shownItems, texts)), ...lines];
  });
}

function trackLines(track: Track, onlyGiven: boolean, reader: Reader): string[] {
  const texts = requestTexts(reader.language);
  return track.stages.flatMap((stage) => {
    const given = stage.answers.map((answer) => answerLine(answer, stage, reader));
    if (onlyGiven || track.state !== 'open') return given;
    if (stage.state === 'waiting') return [texts.later(stage.by.map((kind) => texts.kinds[kind]).join(', '))];
    return stage.state === 'open' ? [...given, waitingLine(stage, texts)] : given;
  });
}

function answerLine(answer: Answer, stage: Stage, reader: Reader): string {
  const texts = requestTexts(reader.language);
  const name = shortenLine(answer.by.name);
  const at = showInstant(answer.at, reader);
  const said = answer.answer === 'approve' ? texts.approvedBy(name, at) : texts.rejectedBy(name, at);
  const instead = stage.approvers.find((approver) => approver.aadObjectId === answer.by.id)?.for ?? null;
  const choice = describeChoice(answer.choice, texts);
  const reason =
    answer.reason === null || answer.reason === '' ? '' : `: “${shorten(answer.reason.slice(0, longestReason))}”`;
  return [
    said,
    instead === null ? '' : texts.onBehalf(shortenLine(instead.name)),
    choice === '' ? '' : texts.chose(choice),
    reason,
  ].join('');
}

function waitingLine(stage: Stage, texts: RequestTexts): string {
  const silent = stage.approvers.filter((one) => !stage.answers.some((answer) => answer.by.id === one.aadObjectId));
  const names = silent.map((one) => shortenLine(one.name));
  const need = stage.approvers.length < 2 || stage.need === 1 ? '' : texts.needs(stage.need, stage.approvers.length);
  return texts.waiting(names.length === 0 ? texts.nobodyYet : cutList(names, shownNames, texts), need);
}

/** Some in a row, and how many more there are. */
export function cutList(all: readonly string[], most: number, texts: RequestTexts): string {
  const more = all.length - most;
  return [...all.slice(0, most), ...(more > 0 ? [texts.more(more)] : [])].join(', ');
}

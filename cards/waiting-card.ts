import type { WaitingEntry, WaitingReport } from '../models/desk.ts';
import { deskTexts } from '../models/texts/desk-texts.ts';
import { badgeFor, type Reader, showDuration, textsFor } from './reader.ts';
import { shorten, shortenLine } from './run-lines.ts';
import { type Card, fillSheet, type Sheet } from './sheet.ts';

const shownOfEach = 6;
const shownOwners = 4;
const dayMs = 86_400_000;

/** Who and what waits, for whom, and for how long. */
export function waitingCard(report: WaitingReport, reader: Reader): Card {
  const texts = deskTexts(reader.language);
  const { person, run, request } = report.counts;
  const all = person + run + request;
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: all === 0 ? texts.nothingWaits : texts.waitingTitle(all),
    intro: '',
    facts: [],
    sections: (['request', 'run', 'person'] as const)
      .map((kind) => section(kind, report, reader))
      .filter(({ lines }) => lines.length > 0),
  });
}

function section(kind: WaitingEntry['kind'], report: WaitingReport, reader: Reader): Sheet['sections'][number] {
  const entries = report.entries.filter((entry) => entry.kind === kind).slice(0, shownOfEach);
  const more = report.counts[kind] - entries.length;
  const lines = entries.map((entry) => describe(entry, report.at, reader));
  return {
    heading: `${deskTexts(reader.language).waitingKinds[kind]}: ${report.counts[kind]}`,
    lines: more > 0 ? [...lines, textsFor(reader).andMore(more)] : lines,
  };
}

function describe({ kind, id, text, owners, since }: WaitingEntry, at: string, reader: Reader): string {
  const texts = deskTexts(reader.language);
  const names = owners.slice(0, shownOwners).map((owner) => texts.roles[owner] ?? shortenLine(owner));
  const name = kind === 'person' ? '' : kind === 'run' ? `${textsFor(reader).runTitle(id)}: ` : `#${id}: `;
  const age = since === null ? [] : [texts.since(showAge(Date.parse(at) - Date.parse(since), reader))];
  const owned = names.length === 0 ? [] : [`${texts.owner} ${names.join(', ')}`];
  const detail = [...owned, ...age].join(', ');
  return `${name}${shorten(text)}${detail === '' ? '' : ` (${detail})`}`;
}

function showAge(ms: number, reader: Reader): string {
  return ms < 2 * dayMs
    ? showDuration(Math.max(ms, 0), reader)
    : deskTexts(reader.language).days(Math.floor(ms / dayMs));
}

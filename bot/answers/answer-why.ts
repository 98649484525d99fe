import { escapeText } from '../../cards/escape-text.ts';
import type { Card } from '../../cards/sheet.ts';
import { whyCard } from '../../cards/why-card.ts';
import type { Person } from '../../models/person.ts';
import { deskTexts } from '../../models/texts/desk-texts.ts';
import type { BotParts } from '../bot-parts.ts';
import type { Command } from '../commands/command.ts';
import type { Sender } from '../sender.ts';
import { findOnePerson, sayWhoItCouldBe } from './find-one-person.ts';

type WhyParts = Pick<BotParts, 'reports'>;

/** Longer questions are not tried at every place where the name could end. */
const mostWords = 12;

/** Why somebody has something. Where one cannot tell where the name ends, the longest beginning that is somebody's name is the name. */
export async function answerWhy(
  { person: text, item }: Extract<Command, { kind: 'why' }>,
  { reader }: Sender,
  parts: WhyParts,
): Promise<Card | string> {
  const split = item === null ? await splitName(text, parts) : { found: await findOnePerson(text, parts), text, item };
  const { found } = split;
  if (found.kind === 'one') return explain({ person: found.person, item: split.item }, reader, parts);
  const hint = deskTexts(reader.language).askWhich(split.item === null ? null : escapeText(split.item));
  return sayWhoItCouldBe(found, { text: split.text, reader, hint }, parts);
}

/** What somebody has themselves. */
export async function answerMyAccess(
  { item }: Extract<Command, { kind: 'my-access' }>,
  { reader, member }: Sender,
  parts: WhyParts,
): Promise<Card | string> {
  const personKey = member?.personKey ?? null;
  if (personKey === null) return deskTexts(reader.language).aboutYou;
  return explain({ person: { personKey }, item }, reader, parts);
}

async function splitName(text: string, parts: WhyParts) {
  const words = text.split(' ').slice(0, mostWords);
  for (let count = words.length; count > 0; count--) {
    const name = words.slice(0, count).join(' ').replace(/[:,]$/, '');
    const found = await findOnePerson(name, parts);
    const item = text.split(' ').slice(count).join(' ').trim();
    if (found.kind !== 'nobody') return { found, text: name, item: item === '' ? null : item };
  }
  const [name = '', ...rest] = words;
  return { found: { kind: 'nobody' as const }, text: rest.length === 1 ? name : text, item: rest.join(' ') || null };
}

async function explain(
  { person, item }: { person: Pick<Person, 'personKey'>; item: string | null },
  reader: Sender['reader'],
  { reports }: WhyParts,
): Promise<Card | string> {
  const why = await reports.explain({ personKey: person.personKey, ...(item === null ? {} : { item }) });
  return why === null ? deskTexts(reader.language).aboutYou : whyCard(why, item, reader);
}

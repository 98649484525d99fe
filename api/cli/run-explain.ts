import { InstroomError } from '../../models/errors.ts';
import type { Person } from '../../models/person.ts';
import type { Reason } from '../../models/plan.ts';
import { namePerson } from '../engine/names/compose-names.ts';
import type { ExplainedItem } from '../engine/outlook/explain-access.ts';
import { type Explanation, explainPerson } from '../engine/outlook/explain-person.ts';
import { planInput } from '../sync/make-plan.ts';
import { readWorld } from '../sync/read-world.ts';
import { type DeskOptions, openDesk } from './open-desk.ts';
import { readDay, readInstant } from './read-instant.ts';

type ExplainOptions = DeskOptions & { now?: string; on?: string };

/**
 * `instroom explain <person> [item]`: what somebody has, should have, and why, now or on another day. With an item only what it is about,
 * such as `finance` or `licence`.
 */
export async function runExplain(
  about: { person: string; item: string | undefined },
  options: ExplainOptions,
): Promise<number> {
  const desk = await openDesk(options);
  try {
    const now =
      readDay(options.on, desk.policy.policy.timeZone) ?? readInstant(options.now) ?? new Date().toISOString();
    const world = await readWorld(desk.sync, desk.policy, { now });
    const input = planInput(world, desk.policy, now);
    const setAside = world.setAside.filter((entry) => entry.personKey === about.person);
    if (setAside.length > 0) {
      const texts = setAside.map((entry) => entry.text).join('\n');
      const document = { person: { personKey: about.person }, on: now, items: [], setAside };
      process.stdout.write(`${options.json ? JSON.stringify(document, null, 2) : texts}\n`);
      return 0;
    }
    const whole = explainPerson(findPerson(about.person, world.people), input);
    const explanation = whole && { ...whole, items: pickItems(whole.items, about.item) };
    process.stdout.write(`${options.json ? JSON.stringify(explanation, null, 2) : print(explanation)}\n`);
    return 0;
  } finally {
    await desk.close();
  }
}

/** The items whose name holds the text, ignoring case. */
function pickItems(items: readonly ExplainedItem[], text: string | undefined): ExplainedItem[] {
  if (text === undefined) return [...items];
  const picked = items.filter(({ item }) => item.toLowerCase().includes(text.toLowerCase()));
  if (picked.length > 0) return picked;
  throw new InstroomError('not-found', `There is no ${text} that this person has or should have.`, {
    advice: `There is ${items.map(({ item }) => item).join(', ')}.`,
  });
}

/** By key, employee number or name; exactly one, or an error that lists who it could be. */
export function findPerson(text: string, people: readonly Person[]): string {
  const wanted = text.toLowerCase();
  const exact = people.find((person) => person.personKey.toLowerCase() === wanted);
  if (exact !== undefined) return exact.personKey;
  const hits = people.filter(
    (person) =>
      person.employments.some((employment) => employment.employeeNumber?.toLowerCase() === wanted) ||
      namePerson(person).toLowerCase().includes(wanted),
  );
  const [only, second] = hits;
  if (only !== undefined && second === undefined) return only.personKey;
  const list = hits.slice(0, 10).map(namePerson).join(', ');
  throw new InstroomError(
    'not-found',
    only === undefined ? `Nobody in HR is called ${text}.` : `${hits.length} people fit ${text}: ${list}.`,
    {
      advice: 'Name one person by key, employee number or name.',
    },
  );
}

function print(explanation: Explanation | null): string {
  if (explanation === null) return 'Nobody.';
  const { person, on, phase, account, items, operations, notes, nextChangeAt } = explanation;
  const lines = [
    `${person.name} on ${on}: ${phase}`,
    account === null
      ? 'No account.'
      : `Account ${account.userPrincipalName}, ${account.accountEnabled ? 'enabled' : 'disabled'}.`,
    ...items.flatMap(printItem),
  ];
  if (operations.length > 0) lines.push('Would be done:', ...operations.map((operation) => `  ${operation.sentence}`));
  if (notes.length > 0) lines.push('Notes:', ...notes.map((note) => `  ${note.text}`));
  if (nextChangeAt !== null) lines.push(`Changes by itself next on ${nextChangeAt}.`);
  return lines.join('\n');
}

/** An attribute on one line; what gives access with every step that leads to it, and what would end it. */
function printItem({ item, has, wants, reasons, wouldEndWhen }: ExplainedItem): string[] {
  const change = has === wants ? (has ?? 'nothing') : `${has ?? 'nothing'} → ${wants ?? 'nothing'}`;
  const line = `  ${item.padEnd(24)} ${change}`;
  const isAttribute = reasons.every(({ source }) => source?.startsWith('attributes.'));
  if (isAttribute) return [line];
  const because = reasons.map((reason: Reason) => `      ${reason.kind}: ${reason.text}`);
  const end = wouldEndWhen === null ? [] : [`      ${wouldEndWhen}`];
  return [line, ...because, ...end];
}

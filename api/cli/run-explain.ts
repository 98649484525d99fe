import { InstroomError } from '../../models/errors.ts';
import type { Person } from '../../models/person.ts';
import { namePerson } from '../engine/compose-names.ts';
import { type Explanation, explainPerson } from '../engine/explain-person.ts';
import { planPeople } from '../engine/plan-people.ts';
import { planInput } from '../sync/make-plan.ts';
import { readWorld } from '../sync/read-world.ts';
import { type DeskOptions, openDesk } from './open-desk.ts';
import { readInstant } from './read-instant.ts';

/** `instroom explain <person>`: what somebody has, should have, and why, now or at another moment. */
export async function runExplain(text: string, options: DeskOptions & { now?: string }): Promise<number> {
  const now = readInstant(options.now) ?? new Date().toISOString();
  const desk = await openDesk(options);
  try {
    const world = await readWorld(desk.sync, desk.policy);
    const input = planInput(world, desk.policy, now);
    const setAside = world.setAside.filter((entry) => entry.personKey === text);
    const [first] = setAside;
    if (first !== undefined) {
      process.stdout.write(
        `${options.json ? JSON.stringify({ personKey: text, setAside }, null, 2) : setAside.map((entry) => entry.text).join('\n')}\n`,
      );
      return 0;
    }
    const explanation = explainPerson(findPerson(text, world.people), input, planPeople(input));
    process.stdout.write(`${options.json ? JSON.stringify(explanation, null, 2) : print(explanation)}\n`);
    return 0;
  } finally {
    await desk.close();
  }
}

/** By key, employee number or name; exactly one, or an error that lists who it could be. */
function findPerson(text: string, people: readonly Person[]): string {
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
  const { person, on, phase, account, items, operations, notes } = explanation;
  const lines = [
    `${person.name} on ${on}: ${phase}`,
    account === null
      ? 'No account.'
      : `Account ${account.userPrincipalName}, ${account.accountEnabled ? 'enabled' : 'disabled'}.`,
  ];
  for (const { item, has, wants, reasons } of items) {
    const change = has === wants ? (has ?? 'nothing') : `${has ?? 'nothing'} → ${wants ?? 'nothing'}`;
    lines.push(
      `  ${item.padEnd(24)} ${change}${reasons.length === 0 ? '' : `   because ${reasons.map((reason) => reason.text).join('; ')}`}`,
    );
  }
  if (operations.length > 0) lines.push('Would be done:', ...operations.map((operation) => `  ${operation.sentence}`));
  if (notes.length > 0) lines.push('Notes:', ...notes.map((note) => `  ${note.text}`));
  return lines.join('\n');
}

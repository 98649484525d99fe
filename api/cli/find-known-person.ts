import { InstroomError } from '../../models/errors.ts';
import type { Person } from '../../models/person.ts';
import { namePerson } from '../engine/names/compose-names.ts';
import type { Desk } from './open-desk.ts';

/** By key, employee number, name or address, among the people of the last reading of HR; exactly one. */
export async function findKnownPerson(text: string, { sync }: Pick<Desk, 'sync'>): Promise<Person> {
  const exact = await sync.stores.people.find(text);
  if (exact !== null) return exact;
  const hits = await sync.stores.people.search(text, 10);
  const byNumber = hits.filter(({ employments }) => employments.some(({ employeeNumber }) => employeeNumber === text));
  const [only, second] = byNumber.length > 0 ? byNumber : hits;
  if (only !== undefined && second === undefined) return only;
  const list = hits.map((person) => `${namePerson(person)} (${person.personKey})`).join(', ');
  throw new InstroomError(
    'not-found',
    only === undefined ? `Nobody is known who is called ${text}.` : `More than one person fits ${text}: ${list}.`,
    { advice: 'Name one person by key, employee number or name; people are known once a run has read HR.' },
  );
}

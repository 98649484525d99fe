import { type Person, personTextFields } from '../../../models/person.ts';
import type { Problem } from '../collect-set-aside.ts';
import { put } from '../put.ts';
import { isYetToHold, sliceOf } from './read-dates.ts';
import type { Reading } from './reading.ts';
import type { PersonRow } from './schema.ts';

/** The personal part, from the rows that somebody has in time; problems set the person aside. */
export function toPerson(
  rows: readonly PersonRow[],
  personKey: string,
  reading: Reading,
): { person: Person; problems: Problem[] } {
  const { source, today, before } = reading;
  const row = sliceOf(rows, today);
  const { nameUse, problems } = nameUseOf(row, personKey, reading);
  // What is to come is shown in place of what is; until its day the earlier name and numbers hold.
  const earlier = row !== undefined && isYetToHold(row, today) ? before(personKey) : undefined;
  const isOut = row?.deceased?.toLowerCase() === 'true';
  const person: Person = {
    personKey,
    sourceId: source.id,
    ...(earlier === undefined ? { ...textsOf(row), nameUse } : personalPartOf(earlier)),
    ...(isOut ? { isActive: false } : {}),
    employments: [],
    leaves: [],
  };
  return { person, problems };
}

const textsOf = (row: PersonRow | undefined) => ({
  ...put('callName', row?.knownAs),
  ...put('givenName', row?.firstNames),
  ...put('initials', row?.initials),
  ...put('birthNamePrefix', row?.lastNameAtBirthPrefix),
  ...put('birthName', row?.lastNameAtBirth),
  ...put('partnerNamePrefix', row?.partnerNamePrefix),
  ...put('partnerName', row?.partnerName),
  ...put('mobilePhone', row?.phoneNumbers.find(({ type }) => is(type, 'mobile'))?.number),
  ...put('workPhone', row?.phoneNumbers.find(({ type }) => is(type, 'business'))?.number),
  ...put('workEmail', row?.emailAddresses.find(({ type }) => is(type, 'business'))?.address),
});

const is = (type: string | undefined, wanted: string): boolean => type?.toLowerCase() === wanted;

const personalPartOf = (earlier: Person) =>
  Object.assign({ nameUse: earlier.nameUse }, ...personTextFields.map((field) => put(field, earlier[field]))) as Pick<
    Person,
    'nameUse' | (typeof personTextFields)[number]
  >;

function nameUseOf(row: PersonRow | undefined, personKey: string, { source, nameUses, texts }: Reading) {
  const code = row?.nameAssembleOrder?.toUpperCase();
  const nameUse = code === undefined ? ('birth' as const) : nameUses[code];
  if (nameUse !== undefined) return { nameUse, problems: [] };
  const where = `${source.people} ${personKey}`;
  const text = texts.unknownWord('nameAssembleOrder', code ?? '', { expected: Object.keys(nameUses), where });
  return { nameUse: 'birth' as const, problems: [{ reason: 'unknown-value' as const, text, where }] };
}

import { type Person, personTextFields } from '../../../models/person.ts';
import type { Problem } from '../collect-set-aside.ts';
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
  const isOut = row?.deceased?.toLowerCase() === 'true';
  const read: Person = {
    personKey,
    sourceId: source.id,
    ...put('callName', row?.knownAs),
    ...put('givenName', row?.firstNames),
    ...put('initials', row?.initials),
    ...put('birthNamePrefix', row?.lastNameAtBirthPrefix),
    ...put('birthName', row?.lastNameAtBirth),
    ...put('partnerNamePrefix', row?.partnerNamePrefix),
    ...put('partnerName', row?.partnerName),
    nameUse,
    ...put('mobilePhone', row?.phoneNumbers.find(({ type }) => is(type, 'mobile'))?.number),
    ...put('workPhone', row?.phoneNumbers.find(({ type }) => is(type, 'business'))?.number),
    ...put('workEmail', row?.emailAddresses.find(({ type }) => is(type, 'business'))?.address),
    ...(isOut ? { isActive: false } : {}),
    employments: [],
    leaves: [],
  };
  const earlier = row !== undefined && isYetToHold(row, today) ? before(personKey) : undefined;
  return { person: earlier === undefined ? read : { ...read, ...personalPartOf(earlier, read) }, problems };
}

const is = (type: string | undefined, wanted: string): boolean => type?.toLowerCase() === wanted;

/** What is to come is shown in place of what is; until its day the earlier name and numbers hold. */
function personalPartOf(earlier: Person, read: Person): Partial<Person> {
  const part: Partial<Person> = { nameUse: earlier.nameUse };
  for (const field of personTextFields) {
    delete read[field];
    const text = earlier[field];
    if (text !== undefined) part[field] = text;
  }
  return part;
}

function nameUseOf(row: PersonRow | undefined, personKey: string, { source, nameUses, texts }: Reading) {
  const code = row?.nameAssembleOrder?.toUpperCase();
  const nameUse = code === undefined ? ('birth' as const) : nameUses[code];
  if (nameUse !== undefined) return { nameUse, problems: [] };
  const where = `${source.people} ${personKey}`;
  const text = texts.unknownWord('nameAssembleOrder', code ?? '', { expected: Object.keys(nameUses), where });
  return { nameUse: 'birth' as const, problems: [{ reason: 'unknown-value' as const, text, where }] };
}

export function put<Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: string });
}

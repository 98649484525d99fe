import type { Person } from './person.ts';

/** What a search for somebody looks through, in lower case: names in the orders people type them, key, employee numbers and address. */
export function searchText(person: Person): string {
  const { callName, givenName, initials, birthNamePrefix, birthName, partnerNamePrefix, partnerName } = person;
  const birth = [birthNamePrefix, birthName];
  const partner = [partnerNamePrefix, partnerName];
  const words = (parts: (string | undefined)[]) => parts.filter((part) => part !== undefined && part !== '').join(' ');
  return [
    person.personKey,
    ...person.employments.flatMap((employment) => employment.employeeNumber ?? []),
    person.workEmail,
    words([callName, ...birth]),
    words([callName, ...partner]),
    words([givenName, initials, ...birth, ...partner]),
    words([...birth, '-', ...partner]),
  ]
    .filter((part) => part !== undefined)
    .join('\n')
    .toLowerCase();
}

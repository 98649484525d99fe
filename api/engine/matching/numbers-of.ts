import type { Person } from '../../../models/person.ts';

const noNumbers: readonly string[] = [];

/** In a fixed order, whatever the order of the employments. */
export const numbersOf = (person: Person): readonly string[] => {
  const [only, second] = person.employments;
  if (second === undefined) return only?.employeeNumber ? [only.employeeNumber.toLowerCase()] : noNumbers;
  const numbers = person.employments.flatMap(({ employeeNumber }) => employeeNumber?.toLowerCase() || []);
  return [...new Set(numbers)].sort();
};

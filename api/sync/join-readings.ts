import type { HrReading, Person, SetAside, Unit } from '../../models/person.ts';

/** Longer than any HR system's key, and short enough for every index of every store. */
const longestKey = 256;

/**
 * Somebody whom two sources both claim is set aside: nothing is guessed about which one is right. So is somebody whose key cannot be
 * one.
 */
export function joinReadings(readings: readonly HrReading[]): {
  people: Person[];
  units: Unit[];
  setAside: SetAside[];
} {
  const people = new Map<string, Person>();
  const setAside = readings.flatMap((reading) => reading.setAside);
  const claimed = new Set<string>();
  for (const person of readings.flatMap((reading) => reading.people)) {
    const other = people.get(person.personKey);
    if (person.personKey.length > longestKey) {
      const text = `${person.personKey.slice(0, 40)}…: a key of ${person.personKey.length} characters is not one.`;
      setAside.push({ personKey: person.personKey, reason: 'broken-row', text, where: person.sourceId });
    } else if (other === undefined) people.set(person.personKey, person);
    else claimed.add(person.personKey);
  }
  for (const personKey of claimed) {
    people.delete(personKey);
    const text = `${personKey}: two sources both have this person.`;
    setAside.push({ personKey, reason: 'conflicting-rows', text, where: 'sources' });
  }
  return { people: [...people.values()], units: readings.flatMap((reading) => reading.units), setAside };
}

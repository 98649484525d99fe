import type { AccountAttribute, AccountAttributes } from '../../models/account.ts';
import type { Employment, Person } from '../../models/person.ts';
import type { Note } from '../../models/plan.ts';
import { type ComposedNames, namePerson } from './compose-names.ts';
import { personFacts } from './person-facts.ts';
import type { World } from './survey-world.ts';

/**
 * The most characters that Entra takes in an attribute.
 * @see https://learn.microsoft.com/graph/api/resources/user#properties
 */
const longest: Readonly<Partial<Record<AccountAttribute, number>>> = {
  displayName: 256,
  givenName: 64,
  surname: 64,
  department: 64,
  jobTitle: 128,
  companyName: 64,
  employeeId: 16,
  city: 128,
  state: 128,
  country: 128,
  officeLocation: 128,
  postalCode: 40,
  streetAddress: 1024,
  mobilePhone: 64,
  businessPhone: 64,
};

/**
 * What the policy's attribute templates give for a person in one employment. An attribute whose template gives nothing is
 * missing: not ours. A value that Entra would refuse is left out with a note, so that one bad value does not hold up a person.
 */
export function evaluateAttributes(
  subject: { person: Person; employment: Employment; names: ComposedNames },
  world: World,
): { attributes: AccountAttributes; notes: Note[] } {
  const unit = subject.employment.unitKey === undefined ? null : (world.units.get(subject.employment.unitKey) ?? null);
  const facts = personFacts({ ...subject, unit });
  const attributes: AccountAttributes = {};
  const notes: Note[] = [];
  for (const { attribute, template } of world.input.policy.attributes) {
    const value = template.fill(facts);
    if (value === null) continue;
    const refusal = refuseValue(attribute, value, subject.person, world);
    if (refusal === null) attributes[attribute] = attribute === 'usageLocation' ? value.toUpperCase() : value;
    else notes.push({ kind: 'value-refused', personKey: subject.person.personKey, text: refusal });
  }
  return { attributes, notes };
}

function refuseValue(attribute: AccountAttribute, value: string, person: Person, world: World): string | null {
  const most = longest[attribute] ?? 1024;
  if (value.length > most) return world.texts.valueTooLong(namePerson(person), attribute, value.length, most);
  if (attribute === 'usageLocation' && !/^[A-Za-z]{2}$/.test(value))
    return world.texts.badUsageLocation(namePerson(person), value);
  return null;
}

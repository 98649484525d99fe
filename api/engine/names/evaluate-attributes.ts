import type { AccountAttribute, AccountAttributes } from '../../../models/account.ts';
import type { Employment, Person, Unit } from '../../../models/person.ts';
import type { Note } from '../../../models/plan.ts';
import type { PlanTexts } from '../../../models/texts/plan-texts.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { type ComposedNames, composeNames, namePerson } from './compose-names.ts';
import { personFacts, unitOf } from './person-facts.ts';

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

/** The attributes of somebody in one employment, and what was wrong with them. */
export interface EvaluatedAttributes {
  /** Whether there are names enough to make an account of. */
  isNamed: boolean;
  attributes: AccountAttributes;
  notes: readonly Note[];
}

/** What the policy gives for a person in an employment. */
export type AttributeEvaluator = (person: Person, employment: Employment) => EvaluatedAttributes;

const noNotes: readonly Note[] = [];

/** Of whom HR does not say what they are called, it may still say enough to tell whether the policy is about them. */
const noName: ComposedNames = {
  callName: '',
  surname: '',
  sortName: '',
  birthSurname: undefined,
  partnerSurname: undefined,
};

/**
 * Prepares what a policy's attribute templates give. An attribute whose template gives nothing is missing: not ours. A value that Entra
 * would refuse is left out with a note, so that one bad value does not hold up a person. The keys of all answers stand in the
 * same order, that of the policy.
 */
export function createAttributeEvaluator(
  policy: Pick<CompiledPolicy, 'attributes'>,
  world: { units: ReadonlyMap<string, Unit>; texts: PlanTexts },
): AttributeEvaluator {
  const rules = policy.attributes.map(({ attribute, template }) => ({
    attribute,
    template,
    most: longest[attribute] ?? 1024,
    isCountry: attribute === 'usageLocation',
  }));
  return (person, employment) => {
    const names = composeNames(person);
    const facts = personFacts({ person, employment, unit: unitOf(employment, world.units), names: names ?? noName });
    const attributes: AccountAttributes = {};
    let notes = noNotes;
    for (const { attribute, template, most, isCountry } of rules) {
      const value = template.fill(facts);
      if (value === null) continue;
      if (value.length <= most && !(isCountry && !isCountryCode(value)))
        attributes[attribute] = isCountry ? value.toUpperCase() : value;
      else notes = [...notes, refusedNote(attribute, value, { person, most, texts: world.texts })];
    }
    return { isNamed: names !== null, attributes, notes };
  };
}

const isCountryCode = (value: string): boolean => value.length === 2 && /^[A-Za-z]{2}$/.test(value);

function refusedNote(
  attribute: AccountAttribute,
  value: string,
  about: { person: Person; most: number; texts: PlanTexts },
): Note {
  const { person, most, texts } = about;
  const who = namePerson(person);
  const text =
    value.length > most ? texts.valueTooLong(who, attribute, value.length, most) : texts.badUsageLocation(who, value);
  return { kind: 'value-refused', personKey: person.personKey, text };
}

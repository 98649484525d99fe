import { InstroomError } from '../../models/errors.ts';
import { type AttributeType, type RuleFacts, ruleAttributes } from '../engine/membership-rule/rule-attributes.ts';

/** A user as rules see it, with a name for people. */
export interface RuleUser {
  name: string;
  facts: RuleFacts;
}

/** A value of a JSON document, by its lower-cased name. */
type Fields = ReadonlyMap<string, unknown>;

/** Where Graph keeps what rules know under another name. The first that is there counts. */
const places: Readonly<Record<string, readonly string[]>> = {
  businessPhone: ['businessPhones'],
  dirSyncEnabled: ['onPremisesSyncEnabled'],
};

/**
 * Reads users of Microsoft Graph as JSON: one, a list of them, or an answer of Graph with a list under `value`. Attributes may also
 * stand flat, under the name that rules or Graph use; case does not matter.
 * @param custom - the names of custom extension properties that the rule asks for
 * @returns the users, and whether it was a list
 * @throws InstroomError `configuration` for anything else, naming the attribute that has a wrong value
 */
export function readUserFacts(document: unknown, custom: readonly string[]): { users: RuleUser[]; isList: boolean } {
  const inner = isRecord(document) && Array.isArray(document.value) ? document.value : document;
  const isList = Array.isArray(inner);
  const list: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
  const users = list.map((user, index) => {
    if (!isRecord(user)) throw refuse(`user ${index + 1} is not an object`);
    const fields = flatten(user);
    const name = [fields.get('displayname'), fields.get('userprincipalname'), fields.get('id')].find(isText);
    return { name: name ?? `user ${index + 1}`, facts: readFacts(fields, custom) };
  });
  return { users, isList };
}

const refuse = (what: string): InstroomError =>
  new InstroomError('configuration', `The file with the user cannot be used: ${what}.`, {
    advice: 'It should hold one user of Microsoft Graph as JSON, or a list of them.',
  });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** To a rule, onPremisesExtensionAttributes.extensionAttribute3 is extensionAttribute3, nested or with a dot in its name. */
function flatten(user: Record<string, unknown>): Fields {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(user)) {
    const bare = name.toLowerCase().replace(/^onpremisesextensionattributes\./, '');
    const group = bare === 'onpremisesextensionattributes' && isRecord(value) ? value : { [bare]: value };
    for (const [inner, innerValue] of Object.entries(group)) fields.set(inner.toLowerCase(), innerValue);
  }
  return fields;
}

function readFacts(fields: Fields, custom: readonly string[]): RuleFacts {
  const facts: Record<string, RuleFacts[string]> = {};
  for (const { name, fact, type } of ruleAttributes.values()) {
    facts[fact] = readFact([name, fact, ...(places[fact] ?? [])], type, fields);
  }
  facts.managerId = readFact(['managerId', 'manager.id', 'manager'], 'text', fields);
  for (const name of custom) facts[name] = readFact([name], 'text', fields);
  return facts;
}

function readFact(names: readonly string[], type: AttributeType, fields: Fields): RuleFacts[string] {
  const name = names.find((candidate) => fields.has(candidate.toLowerCase()));
  if (name === undefined) return null;
  const value = simplify(fields.get(name.toLowerCase()), type);
  if (value === null || fits(value, type)) return value as RuleFacts[string];
  throw refuse(`${name} should be ${wanted[type]}`);
}

const wanted: Readonly<Record<AttributeType, string>> = {
  text: 'text or null',
  boolean: 'true, false or null',
  date: 'an instant such as 2026-01-31T00:00:00Z, or null',
  texts: 'a list of texts',
  plans: 'a list of service plans',
};

/** A manager is its id, and of several phones the first counts, as in Entra. */
function simplify(value: unknown, type: AttributeType): unknown {
  if (type !== 'text' || typeof value !== 'object') return value ?? null;
  const inner = Array.isArray(value) ? value[0] : isRecord(value) ? value.id : null;
  return inner ?? null;
}

function fits(value: unknown, type: AttributeType): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    default:
      return Array.isArray(value) && value.every(isRecord);
  }
}

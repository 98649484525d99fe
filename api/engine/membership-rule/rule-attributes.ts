/** What an account says of itself, by attribute name; a missing key and null are the same to a rule. */
export type RuleFacts = Readonly<Record<string, string | boolean | null | undefined>>;

/** How an attribute is called in a rule, what it is called in Graph, and what values it takes. */
interface RuleAttribute {
  fact: string;
  type: 'string' | 'boolean';
}

const text = (fact: string): RuleAttribute => ({ fact, type: 'string' });

const alike = [
  'city',
  'companyName',
  'country',
  'department',
  'displayName',
  'employeeId',
  'employeeType',
  'givenName',
  'jobTitle',
  'mail',
  'mailNickname',
  'postalCode',
  'preferredLanguage',
  'state',
  'streetAddress',
  'surname',
  'usageLocation',
  'userPrincipalName',
  'userType',
  ...Array.from({ length: 14 }, (_, index) => `extensionAttribute${index + 1}`),
];

/** Names in a rule that are not the name in Graph. */
const renamed: readonly (readonly [name: string, fact: string])[] = [
  ['mobile', 'mobilePhone'],
  ['telephoneNumber', 'businessPhone'],
  ['physicalDeliveryOfficeName', 'officeLocation'],
  ['facsimileTelephoneNumber', 'faxNumber'],
  ['objectId', 'id'],
];

/**
 * The `user.` attributes of Entra's rule language that Instroom can evaluate, by lower-cased name. extensionAttribute15 is
 * not among them: it holds our mark.
 */
export const ruleAttributes: ReadonlyMap<string, RuleAttribute> = new Map([
  ['accountenabled', { fact: 'accountEnabled', type: 'boolean' as const }],
  ...alike.map((name): [string, RuleAttribute] => [name.toLowerCase(), text(name)]),
  ...renamed.map(([name, fact]): [string, RuleAttribute] => [name.toLowerCase(), text(fact)]),
]);

/** The names as people write them, for "did you mean". */
export const ruleAttributeNames: readonly string[] = ['accountEnabled', ...alike, ...renamed.map(([name]) => name)];

/** What a rule calls the attributes that people may know by another name, by the lower-cased name in Graph. */
export const ruleNamesOfFacts: ReadonlyMap<string, string> = new Map(
  renamed.map(([name, fact]) => [fact.toLowerCase(), name]),
);

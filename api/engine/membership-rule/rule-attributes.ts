/** What an account says of itself, by attribute name; a missing key and null are the same to a rule. */
export type RuleFacts = Readonly<Record<string, string | boolean | null | undefined>>;

/** How an attribute is called in a rule, what it is called in Graph, and what values it takes. */
interface RuleAttribute {
  fact: string;
  type: 'string' | 'boolean';
}

const text = (fact: string): RuleAttribute => ({ fact, type: 'string' });

/**
 * The `user.` attributes of Entra's rule language that Instroom can evaluate, by lower-cased name.
 * A few are called otherwise in a rule than in Graph (`mobile`, `telephoneNumber`, `physicalDeliveryOfficeName`).
 */
export const ruleAttributes: ReadonlyMap<string, RuleAttribute> = new Map([
  ['accountenabled', { fact: 'accountEnabled', type: 'boolean' as const }],
  ...[
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
    ...Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`),
  ].map((name): [string, RuleAttribute] => [name.toLowerCase(), text(name)]),
  ['mobile', text('mobilePhone')],
  ['telephonenumber', text('businessPhone')],
  ['physicaldeliveryofficename', text('officeLocation')],
  ['facsimiletelephonenumber', text('faxNumber')],
  ['objectid', text('id')],
]);

/** The names as people write them, for "did you mean". */
export const ruleAttributeNames: readonly string[] = [
  'accountEnabled',
  ...[...ruleAttributes.values()].filter((a) => a.type === 'string').map((a) => a.fact),
];

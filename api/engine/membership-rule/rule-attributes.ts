/** A service plan of an account, as rules see it. */
export interface AssignedPlan {
  servicePlanId?: string | null;
  service?: string | null;
  capabilityStatus?: string | null;
}

/**
 * What is known of one account, by attribute name; a missing key and null are the same to a rule. Names are those of Graph, but
 * `businessPhone`, `faxNumber`, `managerId`, `dirSyncEnabled` and `sipProxyAddress` are flat, and custom extension properties go by
 * their whole name. Dates are ISO 8601 or epoch milliseconds. `now` is the moment of the question, in epoch milliseconds: rules
 * with `system.now` need it.
 */
export type RuleFacts = Readonly<
  Record<string, string | number | boolean | readonly string[] | readonly AssignedPlan[] | null | undefined>
>;

/** What an attribute holds; `texts` and `plans` are lists. */
export type AttributeType = 'text' | 'boolean' | 'date' | 'texts' | 'plans';

/** An attribute as a rule names it (without `user.`), the fact it looks at, and what it holds. */
export interface RuleAttribute {
  name: string;
  fact: string;
  type: AttributeType;
}

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
  'onPremisesDistinguishedName',
  'onPremisesSecurityIdentifier',
  'passwordPolicies',
  'postalCode',
  'preferredLanguage',
  'sipProxyAddress',
  'state',
  'streetAddress',
  'surname',
  'usageLocation',
  'userPrincipalName',
  'userType',
  ...Array.from({ length: 14 }, (_, index) => `extensionAttribute${index + 1}`),
];

/** Names in a rule that are not the name of the fact. */
const renamed: Readonly<Record<string, string>> = {
  mobile: 'mobilePhone',
  telephoneNumber: 'businessPhone',
  physicalDeliveryOfficeName: 'officeLocation',
  facsimileTelephoneNumber: 'faxNumber',
  objectId: 'id',
  mailNickName: 'mailNickname',
};

const attributes: readonly RuleAttribute[] = [
  ...alike.map((name): RuleAttribute => ({ name, fact: name, type: 'text' })),
  ...Object.entries(renamed).map(([name, fact]): RuleAttribute => ({ name, fact, type: 'text' })),
  { name: 'accountEnabled', fact: 'accountEnabled', type: 'boolean' },
  { name: 'dirSyncEnabled', fact: 'dirSyncEnabled', type: 'boolean' },
  { name: 'employeeHireDate', fact: 'employeeHireDate', type: 'date' },
  { name: 'otherMails', fact: 'otherMails', type: 'texts' },
  { name: 'proxyAddresses', fact: 'proxyAddresses', type: 'texts' },
  { name: 'assignedPlans', fact: 'assignedPlans', type: 'plans' },
];

/**
 * The `user.` attributes of Entra's rule language that Instroom can evaluate, by lower-cased name. extensionAttribute15 is not
 * among them: it holds our mark. employeeType is, although Entra's own list lacks it, because policies lean on it; such a rule
 * cannot be handed to a dynamic group.
 * @see https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership#supported-properties
 */
export const ruleAttributes: ReadonlyMap<string, RuleAttribute> = new Map(
  attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]),
);

/** The names as people write them, for "did you mean". */
export const ruleAttributeNames: readonly string[] = attributes.map(({ name }) => name);

/** What a rule calls the attributes that people may know by another name, by the lower-cased name of the fact. */
export const ruleNamesOfFacts: ReadonlyMap<string, string> = new Map(
  Object.entries(renamed).map(([name, fact]) => [fact.toLowerCase(), name]),
);

/** The parts of a service plan, by lower-cased name. */
export const planAttributes: ReadonlyMap<string, RuleAttribute> = new Map(
  ['servicePlanId', 'service', 'capabilityStatus'].map((name) => [
    name.toLowerCase(),
    { name, fact: name, type: 'text' as const },
  ]),
);

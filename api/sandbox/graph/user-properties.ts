import type { PropertyRule, ResourceTable } from './property-table.ts';

const ascii = /^[\x20-\x7e]+$/;
const address = /^[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+\.[\x21-\x3f\x41-\x7e]+$/;
/** https://learn.microsoft.com/graph/api/resources/group: the same characters are kept out of a user's mail nickname */
export const nickname = /^[A-Za-z0-9!#$%&*+\-./=?^_`{|}~]+$/;

const base: PropertyRule = { type: 'text', write: 'always', isNullable: true, isDefault: false, filter: 'plain' };

const text = (maxLength: number, more: Partial<PropertyRule> = {}): PropertyRule => ({ ...base, maxLength, ...more });
const shown = { isDefault: true } as const;
const advanced = { filter: 'advanced' } as const;
const required = { isNullable: false } as const;
const instant = (more: Partial<PropertyRule> = {}): PropertyRule => ({ ...base, type: 'instant', ...more });
const readOnly = (type: PropertyRule['type'], more: Partial<PropertyRule> = {}): PropertyRule => ({
  ...base,
  type,
  write: 'never',
  ...more,
});
const apart: PropertyRule = { ...base, write: 'apart', filter: 'none' };

/**
 * The properties of a user: https://learn.microsoft.com/graph/api/resources/user. Those marked `shown` are the eleven that come
 * unasked.
 */
export const userTable: ResourceTable = {
  resource: 'User',
  odataType: '#microsoft.graph.user',
  navigations: ['manager'],
  properties: {
    id: readOnly('text', shown),
    businessPhones: { ...base, type: 'texts', ...shown, ...advanced, isNullable: false, maxItems: 1, maxLength: 64 },
    displayName: text(256, { ...shown, ...required }),
    givenName: text(64, shown),
    jobTitle: text(128, shown),
    mail: text(256, { ...shown, ...required, pattern: address }),
    mobilePhone: text(64, { ...shown, ...advanced }),
    officeLocation: text(128, { ...shown, ...advanced }),
    preferredLanguage: text(100, { ...shown, ...advanced }),
    surname: text(64, shown),
    userPrincipalName: text(113, { ...shown, ...required, pattern: address }),

    accountEnabled: { ...base, type: 'flag', isNullable: false },
    ageGroup: text(32, { ...advanced, pattern: /^(Minor|NotAdult|Adult)$/ }),
    city: text(128),
    companyName: text(64, advanced),
    consentProvidedForMinor: text(32, { ...advanced, pattern: /^(Granted|Denied|NotRequired)$/ }),
    country: text(128),
    department: text(64),
    employeeHireDate: instant(advanced),
    employeeId: text(16),
    employeeLeaveDateTime: instant(advanced),
    employeeOrgData: {
      ...base,
      type: 'object',
      ...advanced,
      fields: ['division', 'costCenter'],
      omitted: 'nulled',
    },
    employeeType: text(1_024, advanced),
    faxNumber: text(64, advanced),
    mailNickname: text(64, { ...required, pattern: nickname }),
    onPremisesExtensionAttributes: {
      ...base,
      type: 'object',
      ...advanced,
      maxLength: 1_024,
      fields: Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`),
      omitted: 'kept',
    },
    onPremisesImmutableId: text(256, { pattern: /^[^$_]+$/ }),
    otherMails: { ...base, type: 'texts', isNullable: false, maxItems: 250, maxLength: 250, pattern: ascii },
    passwordPolicies: text(64, {
      filter: 'advanced',
      pattern:
        /^(None|DisableStrongPassword|DisablePasswordExpiration)(, ?(DisableStrongPassword|DisablePasswordExpiration))?$/,
    }),
    postalCode: text(40),
    preferredDataLocation: text(10, advanced),
    showInAddressList: { ...base, type: 'flag', filter: 'none' },
    state: text(128),
    streetAddress: text(1_024),
    usageLocation: text(2, { ...required, pattern: /^[A-Za-z]{2}$/ }),
    userType: text(16, { pattern: /^(Member|Guest)$/ }),

    assignedLicenses: readOnly('objects', { filter: 'none' }),
    createdDateTime: readOnly('instant'),
    creationType: readOnly('text', advanced),
    deletedDateTime: readOnly('instant', { filter: 'none' }),
    lastPasswordChangeDateTime: readOnly('instant', { filter: 'none' }),
    licenseAssignmentStates: readOnly('objects', { filter: 'none' }),
    onPremisesDistinguishedName: readOnly('text', { filter: 'none' }),
    onPremisesDomainName: readOnly('text', { filter: 'none' }),
    onPremisesLastSyncDateTime: readOnly('instant'),
    onPremisesSamAccountName: readOnly('text', advanced),
    onPremisesSecurityIdentifier: readOnly('text'),
    onPremisesSyncEnabled: readOnly('flag'),
    onPremisesUserPrincipalName: readOnly('text', advanced),
    proxyAddresses: readOnly('texts'),
    securityIdentifier: readOnly('text', { filter: 'none' }),
    signInSessionsValidFromDateTime: readOnly('instant', { filter: 'none' }),

    aboutMe: apart,
    birthday: apart,
    hireDate: apart,
    interests: { ...apart, type: 'texts' },
    mySite: apart,
    pastProjects: { ...apart, type: 'texts' },
    preferredName: apart,
    responsibilities: { ...apart, type: 'texts' },
    schools: { ...apart, type: 'texts' },
    skills: { ...apart, type: 'texts' },
  },
};

/** What only an app with a role above the user may change: https://learn.microsoft.com/graph/api/resources/users#who-can-perform-sensitive-actions */
export const sensitiveProperties: readonly string[] = [
  'accountEnabled',
  'businessPhones',
  'mobilePhone',
  'onPremisesImmutableId',
  'otherMails',
  'passwordProfile',
  'userPrincipalName',
];

/** What stays writable in Entra for a user whose home is an on-premises directory. */
export const cloudOwnedProperties: readonly string[] = [
  'ageGroup',
  'consentProvidedForMinor',
  'preferredDataLocation',
  'usageLocation',
];

import type { PropertyRule, ResourceTable } from './property-table.ts';
import { nickname } from './user-properties.ts';

const base: PropertyRule = { type: 'text', write: 'always', isNullable: true, isDefault: true, filter: 'plain' };

const text = (maxLength: number, more: Partial<PropertyRule> = {}): PropertyRule => ({ ...base, maxLength, ...more });
const flag = (more: Partial<PropertyRule> = {}): PropertyRule => ({ ...base, type: 'flag', ...more });
const readOnly = (type: PropertyRule['type'], more: Partial<PropertyRule> = {}): PropertyRule => ({
  ...base,
  type,
  write: 'never',
  ...more,
});

/** The properties of a group: https://learn.microsoft.com/graph/api/resources/group */
export const groupTable: ResourceTable = {
  resource: 'Group',
  odataType: '#microsoft.graph.group',
  navigations: ['members'],
  properties: {
    id: readOnly('text'),
    classification: text(1_024),
    description: text(1_024),
    displayName: text(256, { isNullable: false }),
    groupTypes: { ...base, type: 'texts', isNullable: false, pattern: /^(Unified|DynamicMembership)$/ },
    isAssignableToRole: flag({ write: 'create' }),
    mailEnabled: flag({ write: 'create', isNullable: false }),
    mailNickname: text(64, { isNullable: false, pattern: nickname }),
    membershipRule: text(3_072),
    membershipRuleProcessingState: text(8, { pattern: /^(On|Paused)$/ }),
    preferredDataLocation: text(10),
    preferredLanguage: text(100),
    securityEnabled: flag({ isNullable: false }),
    theme: text(16, { pattern: /^(Teal|Purple|Green|Blue|Pink|Orange|Red)$/ }),
    uniqueName: text(128, { write: 'create', isDefault: false }),
    visibility: text(32, { pattern: /^(Private|Public|HiddenMembership)$/ }),

    assignedLicenses: readOnly('objects', { isDefault: false, filter: 'none' }),
    createdDateTime: readOnly('instant'),
    deletedDateTime: readOnly('instant', { filter: 'none' }),
    expirationDateTime: readOnly('instant'),
    mail: readOnly('text'),
    onPremisesDomainName: readOnly('text', { filter: 'none' }),
    onPremisesLastSyncDateTime: readOnly('instant'),
    onPremisesNetBiosName: readOnly('text', { filter: 'none' }),
    onPremisesSamAccountName: readOnly('text'),
    onPremisesSecurityIdentifier: readOnly('text'),
    onPremisesSyncEnabled: readOnly('flag'),
    proxyAddresses: readOnly('texts'),
    renewedDateTime: readOnly('instant'),
    securityIdentifier: readOnly('text', { filter: 'none' }),
  },
};

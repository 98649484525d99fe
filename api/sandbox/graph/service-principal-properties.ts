import type { PropertyRule, ResourceTable } from './property-table.ts';

const base: PropertyRule = { type: 'text', write: 'never', isNullable: true, isDefault: true, filter: 'plain' };

/** The properties of a service principal that the sandbox knows; it writes none: https://learn.microsoft.com/graph/api/resources/serviceprincipal */
export const servicePrincipalTable: ResourceTable = {
  resource: 'ServicePrincipal',
  odataType: '#microsoft.graph.servicePrincipal',
  navigations: [],
  properties: {
    id: base,
    accountEnabled: { ...base, type: 'flag' },
    appDisplayName: base,
    appId: base,
    appRoleAssignmentRequired: { ...base, type: 'flag' },
    appRoles: { ...base, type: 'objects', filter: 'none' },
    deletedDateTime: { ...base, type: 'instant', filter: 'none' },
    description: base,
    displayName: base,
    servicePrincipalNames: { ...base, type: 'texts' },
    servicePrincipalType: base,
    tags: { ...base, type: 'texts' },
  },
};

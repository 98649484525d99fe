import type { Operation } from '../../../models/plan.ts';
import type { GraphRequest } from './graph-request.ts';

/**
 * All changes of one account's direct licences in one request: parallel ones end in 409. Null when one does not say which licence.
 * https://learn.microsoft.com/graph/api/user-assignlicense
 */
export function toAssignLicences(operations: readonly Operation[], accountId: string): GraphRequest | null {
  const skusOf = (kind: Operation['kind']) =>
    operations.filter((operation) => operation.kind === kind).map(({ target }) => target.skuId);
  const [added, removed] = [skusOf('assign-licence'), skusOf('remove-licence')];
  if ([...added, ...removed].includes(undefined)) return null;
  return {
    method: 'POST',
    url: `/users/${encodeURIComponent(accountId)}/assignLicense`,
    // Both lists are obligatory, also when empty.
    body: { addLicenses: added.map((skuId) => ({ skuId, disabledPlans: [] })), removeLicenses: removed },
  };
}

/** https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto */
export function toAssignAppRole({ target }: Operation, accountId: string): GraphRequest | null {
  const { appId, appRoleId } = target;
  if (appId === undefined || appRoleId === undefined) return null;
  return {
    method: 'POST',
    url: `${appUrl(appId)}/appRoleAssignedTo`,
    body: { principalId: accountId, resourceId: appId, appRoleId },
  };
}

/** https://learn.microsoft.com/graph/api/serviceprincipal-delete-approleassignedto */
export function toRemoveAppRole(appId: string, assignmentId: string): GraphRequest {
  return { method: 'DELETE', url: `${appUrl(appId)}/appRoleAssignedTo/${encodeURIComponent(assignmentId)}` };
}

/** https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand */
export function toProvision({ target, after }: Operation, accountId: string): GraphRequest | null {
  if (target.appId === undefined || typeof after?.jobId !== 'string' || typeof after.ruleId !== 'string') return null;
  return {
    method: 'POST',
    url: `${appUrl(target.appId)}/synchronization/jobs/${encodeURIComponent(after.jobId)}/provisionOnDemand`,
    body: { parameters: [{ ruleId: after.ruleId, subjects: [{ objectId: accountId, objectTypeName: 'User' }] }] },
  };
}

/**
 * The membership rule of a group, which becomes a dynamic one if it is not; back to an ordinary group when `after.dynamic` is false. Other
 * types of the group (`Unified`) stay, so those it has now are needed.
 * https://learn.microsoft.com/entra/identity/users/groups-change-type
 */
export function toMembershipRule({ target, after }: Operation, groupTypes: readonly string[]): GraphRequest | null {
  if (target.groupId === undefined) return null;
  const otherTypes = groupTypes.filter((type) => type !== DYNAMIC);
  const membershipRuleProcessingState = after?.processing === 'on' ? 'On' : 'Paused';
  const url = `/groups/${encodeURIComponent(target.groupId)}`;
  if (after?.dynamic === false)
    return { method: 'PATCH', url, body: { groupTypes: otherTypes, membershipRuleProcessingState: 'Paused' } };
  if (typeof after?.membershipRule !== 'string') return null;
  const { membershipRule } = after;
  const types = groupTypes.includes(DYNAMIC) ? {} : { groupTypes: [...otherTypes, DYNAMIC] };
  return { method: 'PATCH', url, body: { ...types, membershipRule, membershipRuleProcessingState } };
}

/** The type that makes Entra fill a group by its rule. */
export const DYNAMIC = 'DynamicMembership';

const appUrl = (appId: string): string => `/servicePrincipals/${encodeURIComponent(appId)}`;

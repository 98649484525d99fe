import { AccountAttribute } from '../../../models/account.ts';
import { type Operation, type OperationValues, personOf } from '../../../models/plan.ts';
import type { GraphRequest } from './graph-request.ts';
import { EXTENSION_ATTRIBUTES, STAMP_ATTRIBUTE } from './schema.ts';
import { stampOf } from './to-account.ts';

/** Graph takes no more link changes in one request: https://learn.microsoft.com/graph/api/group-post-members */
export const MEMBERS_AT_ONCE = 20;

/** The ids an operation needs, once they are known; `root` is the address that links inside a body start with. */
export interface RequestIds {
  accountId: string;
  managerId: string | null;
  root: string;
}

/**
 * The request for an operation on an account that exists, or null for what this version cannot write. Creating an
 * account and adding members have functions of their own: one needs a password, the other takes many operations in one
 * request. So have licences, apps and rules (`to-access-requests.ts`).
 */
export function toRequest(operation: Operation, ids: RequestIds): GraphRequest | null {
  const user = `/users/${encodeURIComponent(ids.accountId)}`;
  switch (operation.kind) {
    case 'update-account':
      return toUpdate(user, operation);
    case 'enable-account':
    case 'disable-account':
      return { method: 'PATCH', url: user, body: { accountEnabled: operation.kind === 'enable-account' } };
    case 'rename-account':
      return toRename(user, operation);
    case 'delete-account':
      return { method: 'DELETE', url: user };
    case 'restore-account':
      return { method: 'POST', url: `/directory/deletedItems/${encodeURIComponent(ids.accountId)}/restore` };
    case 'set-manager':
      if (ids.managerId === null) return null;
      return {
        method: 'PUT',
        url: `${user}/manager/$ref`,
        body: { '@odata.id': `${ids.root}/users/${ids.managerId}` },
      };
    case 'remove-manager':
      return { method: 'DELETE', url: `${user}/manager/$ref` };
    case 'revoke-sessions':
      return { method: 'POST', url: `${user}/revokeSignInSessions` };
    case 'remove-member':
      return operation.target.groupId === undefined ? null : toRemoveMember(operation.target.groupId, ids.accountId);
    default:
      return null;
  }
}

/** A new account with our mark. What is null is left out: there is nothing to clear yet. */
export function toCreateAccount(operation: Operation, password: string): GraphRequest {
  const { userPrincipalName, mailNickname, accountEnabled } = operation.after ?? {};
  const { onPremisesExtensionAttributes, ...body } = toUserBody(operation.after, null);
  return {
    method: 'POST',
    url: '/users',
    body: {
      userPrincipalName,
      mailNickname,
      accountEnabled,
      ...omitNulls(body),
      onPremisesExtensionAttributes: {
        ...omitNulls((onPremisesExtensionAttributes ?? {}) as Record<string, unknown>),
        [STAMP_ATTRIBUTE]: stampOf(personOf(operation)),
      },
      passwordProfile: { password, forceChangePasswordNextSignIn: true },
    },
  };
}

/** Adds up to 20 members in one write; all or none: https://learn.microsoft.com/graph/api/group-post-members */
export function toAddMembers(groupId: string, memberIds: readonly string[], root: string): GraphRequest {
  if (memberIds.length === 0 || memberIds.length > MEMBERS_AT_ONCE)
    throw new Error(`${memberIds.length} members in one request`);
  const links = memberIds.map((id) => `${root}/directoryObjects/${id}`);
  return { method: 'PATCH', url: `/groups/${encodeURIComponent(groupId)}`, body: { 'members@odata.bind': links } };
}

/** The one place that knows this address: without `/$ref` Graph would delete the account, not the membership. */
function toRemoveMember(groupId: string, memberId: string): GraphRequest {
  const url = `/groups/${encodeURIComponent(groupId)}/members/${encodeURIComponent(memberId)}/$ref`;
  return { method: 'DELETE', url };
}

function toUpdate(user: string, operation: Operation): GraphRequest | null {
  const { stampedPersonKey, ...values } = operation.after ?? {};
  if (Object.keys(values).some((name) => !AccountAttribute.safeParse(name).success)) return null;
  const body = toUserBody(values, operation.before);
  if (stampedPersonKey !== undefined) {
    const stamp = typeof stampedPersonKey === 'string' ? stampOf(stampedPersonKey) : null;
    body.onPremisesExtensionAttributes = {
      ...(body.onPremisesExtensionAttributes as Record<string, unknown> | undefined),
      [STAMP_ATTRIBUTE]: stamp,
    };
  }
  return { method: 'PATCH', url: user, body };
}

/** `mail` cannot be emptied, and goes along only where there is one: https://learn.microsoft.com/graph/api/user-update */
function toRename(user: string, { after }: Operation): GraphRequest | null {
  const { userPrincipalName, mailNickname, mail } = after ?? {};
  if (typeof userPrincipalName !== 'string' || typeof mailNickname !== 'string') return null;
  return {
    method: 'PATCH',
    url: user,
    body: { userPrincipalName, mailNickname, ...(typeof mail === 'string' ? { mail } : {}) },
  };
}

/** Our attributes as properties of Graph's user; null clears. */
function toUserBody(after: OperationValues, before: OperationValues): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const extension: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(after ?? {})) {
    const attribute = AccountAttribute.safeParse(name).data;
    if (attribute === undefined) continue;
    if (EXTENSION_ATTRIBUTES.includes(attribute)) extension[attribute] = value;
    else Object.assign(body, (converters[attribute] ?? keepValue)(value, attribute));
  }
  if (Object.keys(extension).length > 0) body.onPremisesExtensionAttributes = extension;
  return { ...body, ...toOrganisation(after ?? {}, before ?? {}) };
}

type Converter = (value: unknown, attribute: AccountAttribute) => Record<string, unknown>;

const keepValue: Converter = (value, attribute) => ({ [attribute]: value });

const converters: Partial<Record<AccountAttribute, Converter>> = {
  businessPhone: (value) => ({ businessPhones: value === null ? [] : [value] }),
  usageLocation: (value) => ({ usageLocation: typeof value === 'string' ? value.toUpperCase() : value }),
  employeeHireDate: (value) => ({ employeeHireDate: value === null ? null : `${value}T00:00:00Z` }),
  costCenter: () => ({}),
  division: () => ({}),
};

/**
 * Both halves go together, because Graph empties the one that is left out; a plan names the other one when it holds
 * something.
 */
function toOrganisation(after: Record<string, unknown>, before: Record<string, unknown>): Record<string, unknown> {
  if (after.costCenter === undefined && after.division === undefined) return {};
  const half = (name: string) => after[name] ?? (after[name] === null ? null : (before[name] ?? null));
  const organisation = { costCenter: half('costCenter'), division: half('division') };
  const isEmpty = organisation.costCenter === null && organisation.division === null;
  return { employeeOrgData: isEmpty ? null : organisation };
}

function omitNulls(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );
}

import type { Operation, OperationKind, OperationTarget, OperationValues } from '../../models/plan.ts';

/** An operation as a plan would hold it, from the parts that matter to a directory. */
export function planOperation(parts: {
  kind: OperationKind;
  personKey: string | null;
  accountId?: string | null;
  userPrincipalName?: string;
  groupId?: string;
  skuId?: string;
  appId?: string;
  appRoleId?: string;
  before?: OperationValues;
  after?: OperationValues;
}): Operation {
  const { kind, personKey, before = null, after = null } = parts;
  const { groupId, skuId, appId, appRoleId } = parts;
  const target: OperationTarget = {
    accountId: parts.accountId ?? null,
    userPrincipalName: parts.userPrincipalName ?? '',
    ...(groupId === undefined ? {} : { groupId }),
    ...(skuId === undefined ? {} : { skuId }),
    ...(appId === undefined ? {} : { appId }),
    ...(appRoleId === undefined ? {} : { appRoleId }),
  };
  const id = [kind, personKey, groupId, skuId, appId, appRoleId, JSON.stringify(after)].join('|');
  return { id, kind, personKey, target, before, after, sentence: `${kind} for ${personKey}`, reasons: [] };
}

/** A new account for somebody. */
export function planCreate(personKey: string, address: string, after: Record<string, unknown> = {}): Operation {
  return planOperation({
    kind: 'create-account',
    personKey,
    userPrincipalName: address,
    after: {
      userPrincipalName: address,
      mailNickname: address.split('@')[0],
      accountEnabled: false,
      displayName: `Person ${personKey}`,
      employeeId: personKey.replaceAll(/[^a-z0-9]/gi, '').slice(0, 16),
      ...after,
    },
  });
}

/** A manager for somebody, who may have no account yet. */
export function planManager(
  person: { personKey: string; accountId: string | null },
  manager: { personKey: string; accountId: string | null },
): Operation {
  return planOperation({
    kind: 'set-manager',
    ...person,
    after: {
      managerPersonKey: manager.personKey,
      managerAccountId: manager.accountId,
      managerName: `Person ${manager.personKey}`,
    },
  });
}

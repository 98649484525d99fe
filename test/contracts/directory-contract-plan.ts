import type { Operation, OperationKind, OperationTarget, OperationValues } from '../../models/plan.ts';

/** An operation as a plan would hold it, from the parts that matter to a directory. */
export function planOperation(parts: {
  kind: OperationKind;
  personKey: string;
  accountId?: string | null;
  userPrincipalName?: string;
  groupId?: string;
  before?: OperationValues;
  after?: OperationValues;
}): Operation {
  const { kind, personKey, accountId = null, userPrincipalName = '', groupId, before = null, after = null } = parts;
  const target: OperationTarget = { accountId, userPrincipalName, ...(groupId === undefined ? {} : { groupId }) };
  const id = [kind, personKey, groupId ?? '', JSON.stringify(after)].join('|');
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

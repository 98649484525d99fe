import type { Operation, OperationValues } from '../../../models/plan.ts';
import type { SlotFamily, UndoTexts } from '../../../models/texts/undo-texts.ts';
import { appRoleKey, groupKey, licenceKey } from '../access/items.ts';
import { textOf } from '../names/text-of.ts';
import type { SlotChange } from './slot.ts';

/** The changes that take an operation back, or why nothing can. */
export type Inversion = { kind: 'changes'; changes: SlotChange[] } | { kind: 'none'; reason: string };

/** Which accounts it was about: the one it changed, and those of managers, by person key. */
export interface InversionParts {
  accountId: string | null;
  accountIds: ReadonlyMap<string, string>;
  texts: UndoTexts;
}

/** A change before it is known on which account. */
type Step = readonly [family: SlotFamily, name: string, from: unknown, to: unknown];

/**
 * What takes one operation back, from its before-image. What is there now is not looked at.
 *
 * | operation | taken back by |
 * |---|---|
 * | create-account | deleting the account, if all is still as it was made; whoever signed in since has 30 days to get it back |
 * | delete-account | restoring it from the recycle bin within 30 days; Entra gives memberships and licences back by itself (https://learn.microsoft.com/graph/api/directory-deleteditems-restore) |
 * | restore-account | deleting it again |
 * | set-membership-rule | the former rule; a group that people had filled by hand was emptied by Entra (https://learn.microsoft.com/entra/identity/users/groups-change-type) |
 * | revoke-sessions, provision-app | nothing |
 * | all others | the values before |
 */
export function invertOperation(operation: Operation, parts: InversionParts): Inversion {
  const { texts, accountId } = parts;
  const { kind, target, personKey } = operation;
  const isAboutGroup = kind === 'set-membership-rule';
  const steps = stepsOf(operation, parts);
  if (typeof steps === 'string') return { kind: 'none', reason: steps };
  if (accountId === null && !isAboutGroup) return { kind: 'none', reason: texts.noAccount };
  const about = { personKey, target: { ...target, accountId: isAboutGroup ? null : accountId } };
  const changes = steps.map(([family, name, from, to]): SlotChange => ({ slot: { family, name, ...about }, from, to }));
  return { kind: 'changes', changes };
}

/** The steps back, or why there are none. */
function stepsOf(operation: Operation, parts: InversionParts): readonly Step[] | string {
  const { kind, before, after, target } = operation;
  switch (kind) {
    case 'revoke-sessions':
      return parts.texts.sessionsEnded;
    case 'provision-app':
      return parts.texts.provisioned(textOf(target.appName));
    case 'create-account':
      return [['existence', '', true, false], ...asMade(after)];
    case 'delete-account':
      return [['existence', '', false, true]];
    case 'restore-account':
      return [['existence', '', true, false]];
    case 'update-account':
      return valuesBack('attribute', before, after);
    case 'rename-account':
      return valuesBack('name', before, after);
    case 'enable-account':
    case 'disable-account':
      return [['enabled', '', kind === 'enable-account', kind !== 'enable-account']];
    case 'set-manager':
    case 'remove-manager':
      return managerBack(operation, parts);
    case 'add-member':
    case 'remove-member':
      return [['member', groupKey(textOf(target.groupId)), kind === 'add-member', kind !== 'add-member']];
    case 'assign-licence':
    case 'remove-licence':
      return [['licence', licenceKey(textOf(target.skuId)), kind === 'assign-licence', kind !== 'assign-licence']];
    case 'assign-app-role':
    case 'remove-app-role':
      return [
        [
          'app-role',
          appRoleKey(textOf(target.appId), textOf(target.appRoleId)),
          kind === 'assign-app-role',
          kind !== 'assign-app-role',
        ],
      ];
    case 'set-membership-rule':
      return ruleBack(operation, parts.texts);
  }
}

function valuesBack(family: SlotFamily, before: OperationValues, after: OperationValues): Step[] {
  return Object.entries({ ...after }).map(([name, value]) => [family, name, value, before?.[name] ?? null]);
}

/** What an account was made with has to be there still, and goes with it. */
function asMade(after: OperationValues): Step[] {
  const { userPrincipalName, mailNickname, mail, accountEnabled, ...attributes }: Record<string, unknown> = {
    ...after,
  };
  const names = Object.entries({ userPrincipalName, mailNickname, ...(mail === undefined ? {} : { mail }) });
  return [
    ...names.map(([name, value]): Step => ['name', name, value, value]),
    ['enabled', '', accountEnabled, accountEnabled],
    ...Object.entries(attributes).map(([name, value]): Step => ['attribute', name, value, value]),
  ];
}

/** A manager whose account was made by the same run is named by person key alone. */
function managerBack({ before, after }: Operation, { accountIds, texts }: InversionParts): readonly Step[] | string {
  const former = before?.managerAccountId ?? null;
  if (after === null) return [['manager', '', null, former]];
  const manager = after.managerAccountId ?? accountIds.get(String(after.managerPersonKey));
  return manager === undefined ? texts.managerUnknown : [['manager', '', manager, former]];
}

function ruleBack({ before, after, target }: Operation, texts: UndoTexts): readonly Step[] | string {
  if (before?.dynamic !== true) return texts.membersLost(textOf(target.groupName));
  const names = ['membershipRule', 'processing'] as const;
  return names.map((name): Step => ['rule', name, after?.[name], before[name]]);
}

import type { Account, AccountAttribute, Application, DirectoryMirror, Group } from '../../../models/account.ts';
import { withOwnName } from '../names/index-addresses.ts';
import { textOf } from '../names/text-of.ts';
import type { Slot } from './slot.ts';

/** Entra as last read, as far as slots are looked up in it. */
export type SlotDirectory = Pick<DirectoryMirror, 'accounts' | 'deletedAccounts' | 'groups' | 'applications'>;

/** `unseen`: the account is gone altogether, or the group or app was not read, so nothing is known. */
export type SlotReading = { kind: 'value'; value: unknown } | { kind: 'unseen' };

/** Entra, indexed once, so that any number of slots is looked up quickly. */
export interface SlotReader {
  read(slot: Slot): SlotReading;
  /** The account, in use or in the recycle bin; null when it is gone altogether. */
  findAccount(accountId: string): Account | null;
  /** The address of an account; its id when it is gone altogether. */
  addressOf(accountId: string): string;
  /** What a removal of an app role has to name; null when it is not there. */
  findAssignment(slot: Slot): string | null;
}

const value = (of: unknown): SlotReading => ({ kind: 'value', value: of });
const unseen: SlotReading = { kind: 'unseen' };

const byId = <Item extends { id: string }>(items: readonly Item[]) => new Map(items.map((item) => [item.id, item]));

export function createSlotReader(directory: SlotDirectory): SlotReader {
  const live = byId(directory.accounts);
  const bin = byId(directory.deletedAccounts.map(withOwnName));
  const groups = byId(directory.groups);
  const applications = byId(directory.applications);
  const membersOf = createMemberIndex(groups);
  const findAccount = (accountId: string) => live.get(accountId) ?? bin.get(accountId) ?? null;
  return {
    findAccount,
    addressOf: (accountId) => findAccount(accountId)?.userPrincipalName ?? accountId,
    findAssignment: (slot) => findAssignment(slot, applications.get(textOf(slot.target.appId))),
    read: (slot) => {
      const { family, name, target } = slot;
      const accountId = textOf(target.accountId);
      switch (family) {
        case 'existence':
          return value(live.has(accountId));
        case 'member': {
          const ids = membersOf(textOf(target.groupId));
          return ids === null ? unseen : value(ids.has(accountId));
        }
        case 'app-role': {
          const application = applications.get(textOf(target.appId));
          return application === undefined ? unseen : value(findAssignment(slot, application) !== null);
        }
        case 'rule':
          return readRule(groups.get(textOf(target.groupId)), name);
        default: {
          const account = findAccount(accountId);
          return account === null ? unseen : value(readAccount(account, slot));
        }
      }
    },
  };
}

/** Most groups are never asked about, so their members are indexed when they are. Null: the members were not read. */
function createMemberIndex(groups: ReadonlyMap<string, Group>): (groupId: string) => ReadonlySet<string> | null {
  const known = new Map<string, ReadonlySet<string> | null>();
  return (groupId) => {
    let members = known.get(groupId);
    if (members === undefined) {
      const ids = groups.get(groupId)?.memberIds ?? null;
      members = ids === null ? null : new Set(ids);
      known.set(groupId, members);
    }
    return members;
  };
}

function findAssignment({ target }: Slot, application: Application | undefined): string | null {
  const { accountId, appRoleId } = target;
  const found = application?.assignments.find((one) => one.principalId === accountId && one.appRoleId === appRoleId);
  return found?.id ?? null;
}

function readRule(group: Group | undefined, name: string): SlotReading {
  if (group === undefined) return unseen;
  return value(name === 'processing' ? group.ruleProcessing : group.membershipRule);
}

function readAccount(account: Account, { family, name, target }: Slot): unknown {
  if (family === 'enabled') return account.accountEnabled;
  if (family === 'manager') return account.managerId;
  if (family === 'licence') return account.licences.some((licence) => licence.skuId === target.skuId && licence.direct);
  if (family === 'name') return account[name as 'userPrincipalName' | 'mailNickname' | 'mail'];
  if (name === 'stampedPersonKey') return account.stampedPersonKey;
  return account.attributes[name as AccountAttribute] ?? null;
}

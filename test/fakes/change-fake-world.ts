import type { Account } from '../../models/account.ts';
import { type Operation, personOf } from '../../models/plan.ts';
import type { Clock } from '../../models/ports.ts';
import { changeAccess, changeRule, passLicencesOn } from './change-fake-access.ts';
import { buildAccount, type FakeWorld } from './create-fake-directory.ts';
import { done, type Ending, fail, skip } from './fake-endings.ts';

/** What one application of a plan knows. */
export interface Scene {
  world: FakeWorld;
  known: Map<string, string>;
  failed: Map<string, string>;
  nextId: () => string;
  clock: Clock;
}

/** Carries out one operation as Entra would. */
export function carryOut(operation: Operation, scene: Scene): Ending {
  if (operation.kind === 'set-membership-rule') return changeRule(operation, scene.world);
  const { world, known, failed } = scene;
  const accountId = operation.target.accountId ?? known.get(personOf(operation)) ?? null;
  const isBirth = operation.kind === 'create-account' || operation.kind === 'restore-account';
  const reason = failed.get(personOf(operation));
  if (reason !== undefined)
    return skip(accountId, `It rests on an account that could not be made or restored: ${reason}`);
  const refusal = world.refuse(operation);
  const ending = refusal === null ? change(operation, accountId, scene) : fail(accountId, refusal.code, refusal.text);
  if (isBirth && ending.kind === 'failed') failed.set(personOf(operation), ending.error?.text ?? '');
  if (isBirth && ending.accountId !== null && ending.kind !== 'failed')
    known.set(personOf(operation), ending.accountId);
  return ending;
}

function change(operation: Operation, accountId: string | null, scene: Scene): Ending {
  if (operation.kind === 'create-account') return create(operation, scene);
  if (accountId === null) return skip(null, 'There is no account for this person.');
  if (operation.kind === 'restore-account') return restore(accountId, scene.world);
  if (operation.kind === 'delete-account') return remove(accountId, scene);
  const account = scene.world.accounts.get(accountId);
  if (operation.kind === 'add-member' || operation.kind === 'remove-member')
    return changeMembers(operation, accountId, scene.world);
  if (account === undefined) return fail(accountId, 'Request_ResourceNotFound', 'There is no such account.');
  return changeAccount(operation, account, scene);
}

function create({ personKey, after }: Operation, { world, nextId }: Scene): Ending {
  const { userPrincipalName, mailNickname, accountEnabled, ...attributes } = after ?? {};
  const address = String(userPrincipalName).toLowerCase();
  const holder = [...world.accounts.values()].find((account) => account.userPrincipalName.toLowerCase() === address);
  if (holder !== undefined) {
    if (holder.stampedPersonKey === personKey) return { kind: 'already', accountId: holder.id, error: null };
    return fail(null, 'ObjectConflict', `The address is taken by ${holder.userPrincipalName} (${holder.id}).`);
  }
  const id = nextId();
  world.accounts.set(
    id,
    buildAccount({
      id,
      userPrincipalName: String(userPrincipalName),
      mailNickname: String(mailNickname),
      accountEnabled: accountEnabled === true,
      attributes,
      stampedPersonKey: personKey,
    }),
  );
  return done(id);
}

function restore(accountId: string, world: FakeWorld): Ending {
  const account = world.deletedAccounts.get(accountId);
  if (account === undefined)
    return world.accounts.has(accountId)
      ? { kind: 'already', accountId, error: null }
      : fail(accountId, 'Request_ResourceNotFound', 'It is not in the recycle bin.');
  world.deletedAccounts.delete(accountId);
  world.accounts.set(accountId, { ...account, deletedAt: null });
  return done(accountId);
}

function remove(accountId: string, { world, clock }: Scene): Ending {
  const account = world.accounts.get(accountId);
  if (account === undefined) return { kind: 'already', accountId, error: null };
  world.accounts.delete(accountId);
  world.deletedAccounts.set(accountId, { ...account, managerId: null, deletedAt: clock.now().toISOString() });
  for (const group of world.groups.values()) group.memberIds = group.memberIds.filter((id) => id !== accountId);
  for (const other of world.accounts.values()) if (other.managerId === accountId) other.managerId = null;
  return done(accountId);
}

function changeMembers({ kind, target }: Operation, accountId: string, world: FakeWorld): Ending {
  const group = world.groups.get(target.groupId ?? '');
  const isMember = group?.memberIds.includes(accountId) ?? false;
  if (kind === 'remove-member' && !isMember) return { kind: 'already', accountId, error: null };
  if (group === undefined || !world.accounts.has(accountId))
    return fail(accountId, 'Request_ResourceNotFound', 'There is no such group or account.');
  if (isMember && kind === 'add-member') return { kind: 'already', accountId, error: null };
  if (isMember) group.memberIds = group.memberIds.filter((id) => id !== accountId);
  else group.memberIds.push(accountId);
  passLicencesOn(world, group.id, accountId);
  return done(accountId);
}

function changeAccount(operation: Operation, account: Account, { world, known, failed }: Scene): Ending {
  switch (operation.kind) {
    case 'update-account': {
      const { stampedPersonKey, ...attributes } = operation.after ?? {};
      Object.assign(account.attributes, attributes);
      if (stampedPersonKey !== undefined) account.stampedPersonKey = stampedPersonKey as string | null;
      return done(account.id);
    }
    case 'enable-account':
    case 'disable-account':
      account.accountEnabled = operation.kind === 'enable-account';
      return done(account.id);
    case 'revoke-sessions':
      world.revokedIds.push(account.id);
      return done(account.id);
    case 'remove-manager': {
      const kind = account.managerId === null ? 'already' : 'done';
      account.managerId = null;
      return { kind, accountId: account.id, error: null };
    }
    case 'set-manager': {
      const key = String(operation.after?.managerPersonKey);
      const managerId = (operation.after?.managerAccountId as string | null) ?? known.get(key) ?? null;
      if (managerId === null) return skip(account.id, failed.get(key) ?? 'The manager has no account yet.');
      account.managerId = managerId;
      return done(account.id);
    }
    case 'rename-account':
      return rename(operation, account, world);
    default:
      return changeAccess(operation, account, world);
  }
}

/** The former address stays as an alias, as for a mailbox. */
function rename({ after }: Operation, account: Account, world: FakeWorld): Ending {
  const { userPrincipalName, mailNickname, mail } = after ?? {};
  const address = String(userPrincipalName).toLowerCase();
  const holder = [...world.accounts.values()].find(
    (other) =>
      other.id !== account.id &&
      (other.userPrincipalName.toLowerCase() === address ||
        other.proxyAddresses.some((proxy) => proxy.toLowerCase() === `smtp:${String(mail).toLowerCase()}`)),
  );
  if (holder !== undefined)
    return fail(account.id, 'ObjectConflict', `The new address ${address} is held by the object ${holder.id}.`);
  account.userPrincipalName = String(userPrincipalName);
  account.mailNickname = String(mailNickname);
  if (typeof mail === 'string' && mail !== account.mail) {
    const aliases = account.proxyAddresses
      .map((proxy) => proxy.replace(/^SMTP:/, 'smtp:'))
      .filter((proxy) => proxy.toLowerCase() !== `smtp:${mail.toLowerCase()}`);
    account.proxyAddresses = [`SMTP:${mail}`, ...(account.licences.length > 0 ? aliases : [])];
    account.mail = mail;
  }
  return done(account.id);
}

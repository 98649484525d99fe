import type { Account, AccountLicence, Application } from '../../models/account.ts';
import type { Operation } from '../../models/plan.ts';
import type { Scene } from './apply-operations.ts';
import { impossible } from './impossible.ts';

/** Licences and app roles of one account, as strictly as Entra takes them; throws for what it could not take. */
export function applyAccess(operation: Operation, account: Account, scene: Scene): void {
  switch (operation.kind) {
    case 'assign-licence':
      return assignLicence(operation, account, scene);
    case 'remove-licence':
      return removeLicence(operation, account, scene);
    case 'assign-app-role':
      return assignRole(operation, account, scene);
    case 'remove-app-role':
      return removeRole(operation, account, scene);
    case 'provision-app': {
      const app = appOf(operation, scene);
      const isAssigned = app.assignments.some(({ principalId }) => principalId === account.id);
      if (!isAssigned || app.syncJob?.id !== operation.after?.jobId)
        throw impossible(operation, 'there is no such job, or nothing to provision');
      return;
    }
    default:
      throw impossible(operation, 'this version does not know it');
  }
}

/** Who goes into the recycle bin leaves their seats. */
export function freeAllSeats(account: Account, scene: Scene): void {
  for (const { skuId } of account.licences) moveSeat(skuId, 1, scene);
}

function assignLicence(operation: Operation, account: Account, scene: Scene): void {
  const sku = scene.skus.get(operation.target.skuId ?? '');
  if (sku === undefined) throw impossible(operation, 'there is no such licence');
  if (account.attributes.usageLocation === null) throw impossible(operation, 'there is no usage location');
  const held = account.licences.find(({ skuId }) => skuId === sku.skuId);
  if (held?.direct === true) throw impossible(operation, 'it is so already');
  if (held === undefined && sku.free === 0) throw impossible(operation, 'there is no free seat');
  if (held === undefined) moveSeat(sku.skuId, -1, scene);
  setLicence(account, { skuId: sku.skuId, direct: true, groupIds: held?.groupIds ?? [] });
}

function removeLicence(operation: Operation, account: Account, scene: Scene): void {
  const held = account.licences.find(({ skuId }) => skuId === operation.target.skuId);
  if (held?.direct !== true) throw impossible(operation, 'it is not held directly');
  if (held.groupIds.length === 0) moveSeat(held.skuId, 1, scene);
  setLicence(account, { ...held, direct: false });
}

function setLicence(account: Account, licence: AccountLicence): void {
  const others = account.licences.filter(({ skuId }) => skuId !== licence.skuId);
  account.licences = licence.direct || licence.groupIds.length > 0 ? [...others, licence] : others;
}

function moveSeat(skuId: string, step: 1 | -1, { skus }: Scene): void {
  const sku = skus.get(skuId);
  if (sku !== undefined) skus.set(skuId, { ...sku, free: sku.free + step });
}

function assignRole(operation: Operation, account: Account, scene: Scene): void {
  const app = appOf(operation, scene);
  const { appRoleId = '' } = operation.target;
  if (app.assignments.some((other) => other.principalId === account.id && other.appRoleId === appRoleId))
    throw impossible(operation, 'it is so already');
  app.assignments.push({ id: `assigned-${app.id}-${account.id}-${appRoleId}`, principalId: account.id, appRoleId });
}

function removeRole(operation: Operation, account: Account, scene: Scene): void {
  const app = appOf(operation, scene);
  const isMeant = ({ id, principalId, appRoleId }: Application['assignments'][number]) =>
    principalId === account.id &&
    appRoleId === operation.target.appRoleId &&
    id === (operation.before?.assignmentId ?? id);
  if (!app.assignments.some(isMeant)) throw impossible(operation, 'there is no such assignment');
  app.assignments = app.assignments.filter((other) => !isMeant(other));
}

function appOf(operation: Operation, { applications }: Scene): Application {
  const app = applications.get(operation.target.appId ?? '');
  if (app === undefined) throw impossible(operation, 'there is no such app');
  return app;
}

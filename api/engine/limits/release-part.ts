import type { Operation } from '../../../models/plan.ts';
import type { Part, Release } from '../../../models/run.ts';

/**
 * Divides a plan into what goes and what is held, each in the order of the plan. What is released can be carried out by itself: what
 * rests on something that is held is held too.
 * - everything of a person whose account would be made or restored by what is held
 * - a manager whose account would be made or restored by what is held
 * - the end of sessions, when the account stays enabled
 * - a licence, when the usage location that Entra asks for is not written (https://learn.microsoft.com/graph/api/user-assignlicense)
 * - provisioning in an app, when the role in it is not given or the account stays disabled
 * - the pause of a group's rule, when what would end the pause is held
 */
export function releasePart(
  operations: readonly Operation[],
  release: Release,
): { released: Operation[]; held: Operation[] } {
  const { only, except } = release;
  const chosen = (operation: Operation): boolean =>
    (only === undefined || isIn(operation, only)) && !(except !== undefined && isIn(operation, except));
  let held = new Set(operations.filter((operation) => !chosen(operation)));
  for (let before = -1; before !== held.size; ) {
    before = held.size;
    const missing = indexHeld(held);
    held = new Set([...held, ...operations.filter((operation) => restsOn(missing, operation))]);
  }
  return {
    released: operations.filter((operation) => !held.has(operation)),
    held: operations.filter((operation) => held.has(operation)),
  };
}

function isIn({ id, kind, personKey }: Operation, part: Part): boolean {
  return (
    (part.kinds === undefined || part.kinds.includes(kind)) &&
    (part.people === undefined || (personKey !== null && part.people.includes(personKey))) &&
    (part.operations === undefined || part.operations.includes(id))
  );
}

/** What will not be there because it is held, as words that `needsOf` asks for. */
function indexHeld(held: ReadonlySet<Operation>): Set<string> {
  const missing = new Set<string>();
  for (const { kind, personKey, target, before, after } of held) {
    if (kind === 'create-account' || kind === 'restore-account') missing.add(`account ${personKey}`);
    if (kind === 'disable-account') missing.add(`disabled ${personKey}`);
    if (kind === 'enable-account') missing.add(`enabled ${personKey}`);
    if (kind === 'update-account' && before?.usageLocation === null) missing.add(`location ${personKey}`);
    if (kind === 'set-membership-rule' && after?.processing === 'on') missing.add(`rule ${target.groupId}`);
    if (kind === 'assign-app-role') missing.add(`app ${personKey} ${target.appId}`);
  }
  return missing;
}

function restsOn(missing: ReadonlySet<string>, operation: Operation): boolean {
  return needsOf(operation).some((need) => missing.has(need));
}

function needsOf({ kind, personKey, target, after }: Operation): string[] {
  const needs = [`account ${personKey}`];
  if (kind === 'set-manager') needs.push(`account ${after?.managerPersonKey}`);
  if (kind === 'revoke-sessions') needs.push(`disabled ${personKey}`);
  if (kind === 'assign-licence') needs.push(`location ${personKey}`);
  if (kind === 'set-membership-rule' && after?.processing === 'paused') needs.push(`rule ${target.groupId}`);
  if (kind === 'provision-app') needs.push(`app ${personKey} ${target.appId}`, `enabled ${personKey}`);
  return needs;
}

import { AccountAttribute } from '../../../models/account.ts';
import { type Entitlements, noEntitlements } from '../../../models/entitlements.ts';
import type { Grant } from '../../../models/grant.ts';
import { type Operation, personOf } from '../../../models/plan.ts';
import type { Remark } from '../../../models/remark.ts';
import { textOf } from '../names/text-of.ts';

/** What somebody decided about a change by hand. `now` is an instant, ISO 8601; `days` is at least 1. */
export interface KeepAsk {
  /** The id of the grant. */
  id: string;
  days: number;
  reason: string;
  by: string;
  now: string;
}

const dayMs = 86_400_000;

/**
 * The grant that keeps a change by hand for a while: what the operation would take stays, what it would give back is withheld, the
 * attributes it would write are left alone. Of accounts that were switched, made, deleted, renamed or given a manager by hand nothing
 * can be kept this way.
 * @param operation - what would put it back
 */
export function keepDrift(
  operation: Operation,
  ask: KeepAsk,
): { kind: 'grant'; grant: Grant } | { kind: 'refused'; why: Remark } {
  const kept = whatStays(operation);
  if (kept === null) return { kind: 'refused', why: { kind: 'cannot-keep', operation: operation.kind } };
  const endsAt = new Date(Date.parse(ask.now) + ask.days * dayMs).toISOString();
  const grant: Grant = {
    id: ask.id,
    personKey: personOf(operation),
    kind: 'kept-drift',
    items: noEntitlements,
    withheld: noEntitlements,
    attributes: [],
    ...kept,
    follows: null,
    startsAt: ask.now,
    endsAt,
    reason: ask.reason,
    approval: { by: ask.by, at: ask.now, requestId: null },
  };
  return { kind: 'grant', grant };
}

function whatStays(operation: Operation): Partial<Pick<Grant, 'items' | 'withheld' | 'attributes'>> | null {
  switch (operation.kind) {
    case 'remove-member':
    case 'remove-licence':
    case 'remove-app-role':
      return { items: itemOf(operation) };
    case 'add-member':
    case 'assign-licence':
    case 'assign-app-role':
      return { withheld: itemOf(operation) };
    case 'update-account': {
      const attributes = changedAttributes(operation);
      return attributes.length === 0 ? null : { attributes };
    }
    default:
      return null;
  }
}

/** What a membership, licence or app role is called in a policy. Groups and apps go by id, which no other has. */
export function itemOf({ kind, target }: Operation): Entitlements {
  const [groupId, skuName] = [textOf(target.groupId), textOf(target.skuName)];
  const [app, role] = [textOf(target.appId), textOf(target.appRoleName)];
  if (kind === 'add-member' || kind === 'remove-member') return { ...noEntitlements, groups: [groupId] };
  if (kind === 'assign-licence' || kind === 'remove-licence') return { ...noEntitlements, licences: [skuName] };
  return { ...noEntitlements, apps: [{ app, role }] };
}

/** The attributes that an update changes; some are written only because Graph wants them together. */
export function changedAttributes({ before, after }: Operation): AccountAttribute[] {
  return AccountAttribute.options.filter(
    (name) => after?.[name] !== undefined && after[name] !== (before?.[name] ?? null),
  );
}

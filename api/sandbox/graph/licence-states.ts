import type { World } from '../world/open-world.ts';
import type { Change, DirectoryObject, Json, ObjectState, Properties } from '../world/records.ts';
import { isObject } from './property-table.ts';

/** How one licence reaches one user: https://learn.microsoft.com/graph/api/resources/licenseassignmentstate */
export interface LicenceState {
  skuId: string;
  /** Null for a direct assignment. */
  assignedByGroup: string | null;
  disabledPlans: string[];
  state: 'Active' | 'Error';
  error: 'None' | 'CountViolation';
}

/** The ways in which licences reach this user. A seed may give `assignedLicenses` alone: those are direct. */
export function licenceStatesOf({ properties }: Pick<ObjectState, 'properties'>): LicenceState[] {
  const { licenseAssignmentStates: states, assignedLicenses: assigned } = properties;
  return listOf(states ?? assigned).map((given) => ({
    skuId: String(given.skuId),
    assignedByGroup: typeof given.assignedByGroup === 'string' ? given.assignedByGroup : null,
    disabledPlans: Array.isArray(given.disabledPlans) ? given.disabledPlans.map(String) : [],
    state: given.state === 'Error' ? 'Error' : 'Active',
    error: given.error === 'CountViolation' ? 'CountViolation' : 'None',
  }));
}

/** The properties of a user to whom licences come in these ways; one seat is used however many ways there are. */
export function withLicenceStates(properties: Properties, states: readonly LicenceState[]): Properties {
  const active = states.filter(({ state }) => state === 'Active');
  const assigned = new Map<string, Json>(
    active.map(({ skuId, disabledPlans }) => [skuId, { skuId, disabledPlans: [...disabledPlans] }]),
  );
  const licenseAssignmentStates = states.map((state): Json => ({ ...state, disabledPlans: [...state.disabledPlans] }));
  return { ...properties, licenseAssignmentStates, assignedLicenses: [...assigned.values()] };
}

/** SKU ids of the licences that a group passes on to its members. */
export function groupSkuIds(group: Pick<ObjectState, 'properties'>): string[] {
  return listOf(group.properties.assignedLicenses).map(({ skuId }) => String(skuId));
}

/**
 * What becoming a member of a group, or no longer being one, does to licences. Entra takes minutes for it; here it is at once. Who comes
 * when no seat is left becomes a member all the same, with an error beside the licence.
 * https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems
 */
export function licenceChanges(
  world: World,
  group: DirectoryObject,
  { memberIds, present }: { memberIds: readonly string[]; present: boolean },
): Change[] {
  const skuIds = groupSkuIds(group);
  if (skuIds.length === 0) return [];
  const taken = new Map<string, number>();
  return memberIds.flatMap((id): Change[] => {
    const user = world.objects.get(id);
    if (user?.kind !== 'user') return [];
    const others = licenceStatesOf(user).filter(
      (state) => state.assignedByGroup !== group.id || !skuIds.includes(state.skuId),
    );
    const own = present ? skuIds.map((skuId) => stateFor(world, skuId, { group, others, taken })) : [];
    return [
      { kind: 'object', object: { ...user, properties: withLicenceStates(user.properties, [...others, ...own]) } },
    ];
  });
}

function stateFor(
  world: World,
  skuId: string,
  { group, others, taken }: { group: DirectoryObject; others: readonly LicenceState[]; taken: Map<string, number> },
): LicenceState {
  const base = { skuId, assignedByGroup: group.id, disabledPlans: [] };
  const isHeld = others.some((state) => state.skuId === skuId && state.state === 'Active');
  const used = world.objects.licenceCount(skuId) + (taken.get(skuId) ?? 0);
  const seats = world.skus().find((sku) => sku.skuId === skuId)?.enabledUnits ?? 0;
  if (!isHeld && used >= seats) return { ...base, state: 'Error', error: 'CountViolation' };
  if (!isHeld) taken.set(skuId, (taken.get(skuId) ?? 0) + 1);
  return { ...base, state: 'Active', error: 'None' };
}

const listOf = (value: Json | undefined): Properties[] => (Array.isArray(value) ? value.filter(isObject) : []);

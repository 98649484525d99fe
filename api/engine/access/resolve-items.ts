import type { Application, DirectoryMirror, Sku } from '../../../models/account.ts';
import type { AppRoleName, Entitlements } from '../../../models/entitlements.ts';
import type { Note } from '../../../models/plan.ts';
import type { Policy } from '../../../models/policy.ts';
import type { PlanTexts } from '../../../models/texts/plan-texts.ts';
import { appRoleKey, groupKey, type Item, licenceKey } from './items.ts';
import type { ManagedGroups } from './resolve-groups.ts';

/** The role that stands for plain access in an app without roles of its own. */
export const plainAccess = '00000000-0000-0000-0000-000000000000';

/** Everything that the policy and grants name, found in the directory: what Instroom manages. Nothing else is ever touched. */
export interface ItemCatalogue {
  byKey: ReadonlyMap<string, Item>;
  /** The items of what somebody wrote down; what is not there is left out, with a note. */
  of(entitlements: Entitlements): readonly Item[];
  /** The groups through which a licence comes, by SKU id, for licences that come by group. */
  carriers: ReadonlyMap<string, ReadonlySet<string>>;
  notes: readonly Note[];
}

interface Around {
  policy: Policy;
  directory: Pick<DirectoryMirror, 'applications' | 'skus'>;
  groups: ManagedGroups;
  texts: PlanTexts;
}

/** Resolves every name once; the same name is said to be missing once. */
export function resolveItems(named: readonly Entitlements[], around: Around): ItemCatalogue {
  const { policy, directory, texts } = around;
  const byKey = new Map<string, Item>();
  const notes: Note[] = [];
  const known = new Map<string, Item | null>();
  const carriers = new Map<string, Set<string>>();
  const skus = new Map(directory.skus.flatMap((sku) => skuNames(sku).map((name) => [name, sku] as const)));
  // An entry counts for its product under every name, also one that the directory does not have; of two the first.
  const licences = new Map(
    policy.licences.toReversed().flatMap((licence) => {
      const sku = skus.get(licence.sku.toLowerCase());
      return [licence.sku.toLowerCase(), ...(sku === undefined ? [] : skuNames(sku))].map(
        (name) => [name, licence] as const,
      );
    }),
  );
  const remember = (id: string, find: () => { item: Item } | { note: Note } | null): Item | null => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const found = find();
    const item = found !== null && 'item' in found ? found.item : null;
    if (found !== null && 'note' in found) notes.push(found.note);
    known.set(id, item);
    if (item !== null) byKey.set(item.key, item);
    return item;
  };
  const groupOf = (name: string) =>
    remember(`group ${name.toLowerCase()}`, () => {
      const group = around.groups.find(name);
      return group === null ? null : { item: { key: groupKey(group.id), kind: 'group', group } };
    });
  const directLicence = (name: string) =>
    remember(`licence ${name.toLowerCase()}`, () => {
      const sku = skus.get(name.toLowerCase());
      return sku === undefined
        ? { note: missing('unknown-licence', texts.unknownLicence(name)) }
        : { item: asItem(sku) };
    });
  const licenceByGroup = (name: string, group: string) => {
    const sku = skus.get(name.toLowerCase());
    const carrier = groupOf(group);
    // Only a licence that its group can carry is managed: what is held directly must not go before that.
    if (sku === undefined) directLicence(name);
    else if (carrier?.kind === 'group') {
      append(carriers, sku.skuId, carrier.group.id);
      byKey.set(licenceKey(sku.skuId), asItem(sku));
    }
    return carrier;
  };
  const licenceOf = (name: string) => {
    const group = licences.get(name.toLowerCase())?.group;
    return group === undefined ? directLicence(name) : licenceByGroup(name, group);
  };
  const appRoleOf = (name: AppRoleName) =>
    remember(`app ${name.app.toLowerCase()} ${name.role.toLowerCase()}`, () => findAppRole(name, around));
  const itemsOf = ({ groups, licences: names, apps }: Entitlements): readonly Item[] => [
    ...new Set(
      [...groups.map(groupOf), ...names.map(licenceOf), ...apps.map(appRoleOf)].filter((item) => item !== null),
    ),
  ];
  for (const entitlements of named) itemsOf(entitlements);
  for (const { sku } of policy.licences) licenceOf(sku);
  return { byKey, of: itemsOf, carriers, notes };
}

const asItem = (sku: Sku): Item => ({ key: licenceKey(sku.skuId), kind: 'licence', sku });

const skuNames = (sku: Sku): string[] => [sku.skuPartNumber.toLowerCase(), sku.skuId.toLowerCase()];

const missing = (kind: Note['kind'], text: string): Note => ({ kind, personKey: null, text });

function append(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

function findAppRole(name: AppRoleName, around: Around): { item: Item } | { note: Note } {
  const { texts } = around;
  const found = findApplications(name.app, around);
  const [application] = found;
  if (application === undefined) return { note: missing('unknown-app', texts.unknownApp(name.app)) };
  if (found.length > 1) return { note: missing('unknown-app', texts.ambiguousApp(name.app, found.length)) };
  const role = findRole(application, name.role);
  if (role === null) {
    const offered = application.roles.map((entry) => entry.displayName);
    return { note: missing('unknown-app', texts.unknownAppRole(name.app, name.role, offered)) };
  }
  const key = appRoleKey(application.id, role.id);
  return { item: { key, kind: 'app-role', application, roleId: role.id, roleName: role.displayName } };
}

/** By object id, else app id, else display name, ignoring case; `apps` in the policy may say which service principal is meant. */
function findApplications(name: string, { policy, directory }: Around): readonly Application[] {
  const entry = policy.apps.find((app) => app.id.toLowerCase() === name.toLowerCase());
  const wanted = (entry?.servicePrincipal ?? name).toLowerCase();
  const keys = [(app: Application) => app.id, (app: Application) => app.appId, (app: Application) => app.displayName];
  const hits = keys.map((keyOf) => directory.applications.filter((app) => keyOf(app).toLowerCase() === wanted));
  return hits.find((list) => list.length > 0) ?? [];
}

function findRole(application: Application, name: string): { id: string; displayName: string } | null {
  if (application.roles.length === 0) return { id: plainAccess, displayName: name };
  const wanted = name.toLowerCase();
  const isNamed = (role: Application['roles'][number]) =>
    role.displayName.toLowerCase() === wanted ||
    role.value?.toLowerCase() === wanted ||
    role.id.toLowerCase() === wanted;
  return application.roles.find(isNamed) ?? null;
}

/** Everything that the policy by its roles and leaves, and grants, may give. */
const namedBy = (policy: Policy, grants: readonly { items: Entitlements }[]): Entitlements[] => [
  ...policy.roles.map((role) => role.grant),
  policy.leave.keepInTouch,
  ...grants.map((grant) => grant.items),
];

/** The apps whose roles the policy or a grant names, as the directory is asked for them. */
export function managedApplicationNames(policy: Policy, grants: readonly { items: Entitlements }[]): string[] {
  const names = new Set(namedBy(policy, grants).flatMap(({ apps }) => apps.map(({ app }) => app.toLowerCase())));
  const principals = new Map(policy.apps.map((app) => [app.id.toLowerCase(), app.servicePrincipal ?? app.id]));
  return [...names].map((name) => principals.get(name) ?? name);
}

/** Whether the policy or a grant names a licence, so that the directory has to be asked for them. */
export function managesLicences(policy: Policy, grants: readonly { items: Entitlements }[]): boolean {
  return policy.licences.length > 0 || namedBy(policy, grants).some(({ licences }) => licences.length > 0);
}

import type { Account, AccountAttribute, Application, DirectoryMirror, Sku } from '../../models/account.ts';
import type { LicencePolicy } from '../../models/entitlements.ts';
import type { Grant, UrgentExit } from '../../models/grant.ts';
import type { Ledger, RoleHolding } from '../../models/ledger.ts';
import type { Employment, Person, SetAside, Unit } from '../../models/person.ts';
import type { Note } from '../../models/plan.ts';
import type { Doubt } from '../../models/same-people.ts';
import { saysManagers } from '../../models/source.ts';
import { atOnce, type Steps } from '../../models/steps.ts';
import { type PlanTexts, planTexts } from '../../models/texts/plan-texts.ts';
import type { DatedGrant } from './access/grants-in-force.ts';
import { dateGrants, indexGrants } from './access/index-grants.ts';
import { type HeldItems, indexHeld } from './access/index-held.ts';
import { createManaged, type IsManaged } from './access/managed-items.ts';
import { type AccessSubject, createPolicyAccessor, createScope, type PolicyAccessor } from './access/policy-access.ts';
import { type ManagedGroups, resolveGroups } from './access/resolve-groups.ts';
import { type ItemCatalogue, resolveItems } from './access/resolve-items.ts';
import { type DutySeparation, prepareSeparations } from './access/separate-duties.ts';
import { createWantedByPolicy, type WantedByPolicy } from './access/wanted-by-policy.ts';
import { type CompiledPolicy, type CompiledRole, managedGroupNames } from './compiled-policy.ts';
import { type Dossier, openDossiers } from './dossiers.ts';
import { lazily } from './lazily.ts';
import { createCalendars } from './life/calendar.ts';
import { chosenLeaveModes } from './life/judge-leave.ts';
import type { Judging, Standing } from './life/judge-standing.ts';
import type { Matches } from './matching/match-accounts.ts';
import { type AddressBook, createAddressBook } from './names/address-book.ts';
import { createAttributeEvaluator, type EvaluatedAttributes } from './names/evaluate-attributes.ts';
import { indexAddresses, withOwnName } from './names/index-addresses.ts';
import { createNaming } from './names/name-people.ts';

/** Everything a plan follows from. `now` is an instant, ISO 8601. */
export interface PlanInput {
  now: string;
  policy: CompiledPolicy;
  people: readonly Person[];
  units: readonly Unit[];
  setAside: readonly SetAside[];
  /** Of several sources: records that may be one person, and what else there is to say. */
  joined?: { doubts: readonly Doubt[]; notes: readonly Note[] };
  grants: readonly Grant[];
  urgentExits: readonly UrgentExit[];
  directory: Pick<DirectoryMirror, 'accounts' | 'deletedAccounts' | 'groups' | 'applications' | 'skus'>;
  /** Accepted or former links: person key to account id. */
  links: ReadonlyMap<string, string>;
  /** For accounts that were there before us: the attributes that were accepted as ours. Who is not named here is ours altogether. */
  ownership: ReadonlyMap<string, readonly AccountAttribute[]>;
  /** Matches that somebody turned down: the ids of accounts by person key. */
  rejections?: ReadonlyMap<string, ReadonlySet<string>>;
  /** What earlier plans wrote down. */
  ledger: Ledger;
}

/** The input, indexed once so that every later step looks up instead of searching. */
export interface World {
  input: PlanInput;
  /** The moment of the plan, epoch ms. */
  now: number;
  texts: PlanTexts;
  judging: Judging;
  /** Of everybody whom HR names, in the order of person keys, whatever the order of the input. */
  dossiers: readonly Dossier[];
  dossierOf(personKey: string): Dossier | undefined;
  /** @throws Error for whom HR does not name */
  standingOf(personKey: string): Standing;
  units: ReadonlyMap<string, Unit>;
  matches: Matches;
  groups: ManagedGroups;
  items: ItemCatalogue;
  held: HeldItems;
  isManaged: IsManaged;
  policyAccess: PolicyAccessor;
  /** Whether the policy is about somebody. */
  isInScope(subject: AccessSubject): boolean;
  /** Who gets no account until somebody has decided who they are, by person key. */
  undecided: ReadonlySet<string>;
  separations: readonly DutySeparation[];
  keepInTouchKeys: ReadonlySet<string>;
  /** Roles that are kept for a while after they were lost, by id, and the longest of those times in days. */
  rolesWithHandOver: ReadonlyMap<string, CompiledRole>;
  longestHandOver: number;
  holdingsOf: ReadonlyMap<string, readonly RoleHolding[]>;
  /** Grants that hold now or later, and those that lost their ground, by person key. */
  grantsOf: ReadonlyMap<string, readonly DatedGrant[]>;
  readonly accountsById: ReadonlyMap<string, Account>;
  readonly accountsByAddress: ReadonlyMap<string, Account>;
  /** Addresses that a restore from the recycle bin would bring back, in lower case. */
  readonly addressesInBin: ReadonlyMap<string, Account>;
  /** Gives addresses out and remembers what it gave, for the ledger. */
  readonly addressBook: AddressBook;
  /** Worked out once for the primary employment. */
  attributesOf(dossier: Dossier, employment: Employment): EvaluatedAttributes;
  /** What somebody has by policy alone, for whoever stands in. */
  wantedByPolicy(personKey: string): WantedByPolicy;
  /** What is never written to: ids and addresses in lower case. */
  protectedNames: ReadonlySet<string>;
  licencePolicyOf(sku: Sku): LicencePolicy;
  isProvisionedOnDemand(application: Application): boolean;
  /** Whether HR or the directory knows this person key at all. */
  isKnown(personKey: string): boolean;
  /** Whether a source says who manages whom: a flat file without that column knows nothing of it. */
  saysManagers(sourceId: string): boolean;
  /** How sentences call somebody. */
  nameOf(personKey: string): string;
}

export function surveyWorld(input: PlanInput): World {
  return atOnce(surveySteps(input));
}

export function* surveySteps(input: PlanInput): Steps<World> {
  const { policy } = input.policy;
  const now = Date.parse(input.now);
  const texts = planTexts(policy.language);
  const judging = judgingOf(input, now);
  const bin = lazily(() => input.directory.deletedAccounts.map(withOwnName));
  const {
    all: dossiers,
    of: dossierOf,
    matches,
  } = yield* openDossiers(input, {
    judging,
    deletedAccounts: bin(),
  });
  const groups = resolveGroups(managedNames(input), input.directory.groups, texts);
  const policyNamed = [
    ...policy.roles.map((role) => role.grant),
    { groups: input.policy.groupRules.map((entry) => entry.group), licences: [], apps: [] },
    policy.leave.keepInTouch,
  ];
  const granted = input.grants.flatMap((grant) => [grant.items, grant.withheld]);
  const around = { policy, directory: input.directory, groups, texts };
  const policyKeys = new Set(resolveItems(policyNamed, around).byKey.keys());
  const items = resolveItems([...policyNamed, ...granted], around);
  const grants = dateGrants(input.grants, dossierOf);
  const rolesWithHandOver = new Map(
    input.policy.roles.filter((role) => role.keepAfterLossDays > 0).map((role) => [role.id, role]),
  );
  const byId = lazily(() => new Map(input.directory.accounts.map((account) => [account.id, account])));
  const byAddress = lazily(() => indexAddresses(input.directory.accounts));
  const binAddresses = lazily(() => indexAddresses(bin()));
  const book = lazily(() => createAddressBook(world));
  const setAside = new Set(input.setAside.map((entry) => entry.personKey));
  const units = new Map(input.units.map((unit) => [unit.unitKey, unit]));
  const evaluate = createAttributeEvaluator(input.policy, { units, texts });
  const evaluated: EvaluatedAttributes[] = [];
  const held = yield* indexHeld(input.directory, items);
  const world: World = {
    input,
    now,
    texts,
    judging,
    dossiers,
    dossierOf,
    standingOf: (personKey) => {
      const dossier = dossierOf(personKey);
      if (dossier === undefined) throw new Error(`no standing for person ${personKey}`);
      return dossier.standing;
    },
    units,
    matches,
    groups,
    items,
    held,
    isManaged: createManaged(policyKeys, grants, { items, now, dossierOf, judging }),
    policyAccess: createPolicyAccessor(input.policy, { items, texts, now }),
    isInScope: createScope(input.policy, now),
    undecided: new Set(input.joined?.doubts.flatMap(({ waits }) => waits ?? [])),
    separations: prepareSeparations(policy.separation, items),
    keepInTouchKeys: new Set(items.of(policy.leave.keepInTouch).map((item) => item.key)),
    rolesWithHandOver,
    longestHandOver: Math.max(0, ...[...rolesWithHandOver.values()].map((role) => role.keepAfterLossDays)),
    holdingsOf: groupHoldings(input.ledger.holdings),
    grantsOf: indexGrants(grants, now),
    get accountsById() {
      return byId();
    },
    get accountsByAddress() {
      return byAddress();
    },
    get addressesInBin() {
      return binAddresses();
    },
    get addressBook() {
      return book();
    },
    attributesOf: ({ person, place, standing }, employment) => {
      if (employment !== standing.primary) return evaluate(person, employment);
      evaluated[place] ??= evaluate(person, employment);
      return evaluated[place];
    },
    wantedByPolicy: (personKey) => wantedByPolicy(personKey),
    protectedNames: new Set(policy.protect.map((entry) => entry.toLowerCase())),
    licencePolicyOf: (sku) =>
      policy.licences.find((entry) => isNamed(sku, entry.sku)) ?? {
        sku: sku.skuPartNumber,
        by: 'direct',
        reserve: 0,
        warnBelow: 0,
      },
    isProvisionedOnDemand: (application) =>
      policy.apps.find((entry) => isApplication(application, entry.servicePrincipal ?? entry.id))?.provisionOnDemand ??
      true,
    isKnown: (personKey) =>
      dossierOf(personKey) !== undefined || setAside.has(personKey) || matches.of(personKey).kind === 'linked',
    saysManagers: (sourceId) => saysManagers(policy.sources.find((entry) => entry.id === sourceId)),
    nameOf: createNaming((personKey) => dossierOf(personKey)?.person),
  };
  const wantedByPolicy = createWantedByPolicy(world);
  return world;
}

function judgingOf(input: PlanInput, now: number): Judging {
  const { policy } = input.policy;
  const inForce = input.urgentExits.filter(
    ({ fromAt, liftedAt }) => Date.parse(fromAt) <= now && (liftedAt === null || Date.parse(liftedAt) > now),
  );
  return {
    calendars: createCalendars(input.now, policy),
    lifecycle: policy.lifecycle,
    leave: policy.leave,
    leaveModes: chosenLeaveModes(input.grants),
    urgentExits: new Map(inForce.map((exit) => [exit.personKey, exit])),
  };
}

function managedNames(input: PlanInput): string[] {
  const names = new Map(managedGroupNames(input.policy).map((name) => [name.toLowerCase(), name]));
  for (const { items, withheld } of input.grants)
    for (const name of [...items.groups, ...withheld.groups]) names.set(name.toLowerCase(), name);
  return [...names.values()];
}

function groupHoldings(holdings: readonly RoleHolding[]): Map<string, RoleHolding[]> {
  const byPerson = new Map<string, RoleHolding[]>();
  for (const holding of holdings) {
    const list = byPerson.get(holding.personKey);
    if (list === undefined) byPerson.set(holding.personKey, [holding]);
    else list.push(holding);
  }
  return byPerson;
}

const isNamed = (sku: Sku, name: string): boolean =>
  [sku.skuPartNumber, sku.skuId].some((known) => known.toLowerCase() === name.toLowerCase());

const isApplication = (application: Application, name: string): boolean =>
  [application.id, application.appId, application.displayName].some(
    (known) => known.toLowerCase() === name.toLowerCase(),
  );

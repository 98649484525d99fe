import { emptyLedger } from '../../models/ledger.ts';
import type { Person } from '../../models/person.ts';
import { unitsOf } from '../colleagues/create-colleagues.ts';
import { judgePerson } from '../colleagues/judge-person.ts';
import { accessSubject } from '../engine/access/access-subject.ts';
import { dateGrant, isInForce } from '../engine/access/grants-in-force.ts';
import { surveyWorld } from '../engine/survey-world.ts';
import { type ItemName, type KeyOf, namesIn } from './named-item.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';

/** One thing that somebody has, with the roles that give it; none for what a group's own rule, a grant or somebody's hand gave. */
export interface HeldName {
  name: ItemName;
  roles: readonly string[];
}

/** What somebody has by name, and their roles. */
export interface HeldAccess {
  roles: ReadonlySet<string>;
  byPolicy: readonly HeldName[];
  byGrant: readonly HeldName[];
}

const noAccess: HeldAccess = { roles: new Set(), byPolicy: [], byGrant: [] };

/**
 * What the policy and grants give somebody now, by the names of the policy. Rests on that one person, so it takes no time for a large
 * organisation.
 */
export async function readAccess(personKey: string, desk: RequestDesk): Promise<HeldAccess> {
  const person = await desk.stores.people.find(personKey);
  if (person === null) return noAccess;
  const policy = await accessByPolicy(person, desk);
  return { ...policy, byGrant: await accessByGrant(personKey, desk) };
}

async function accessByPolicy(person: Person, desk: RequestDesk): Promise<Omit<HeldAccess, 'byGrant'>> {
  const compiled = await desk.loadPolicy();
  const account = await desk.stores.accounts.findByPersonKey(desk.directoryKey, person.personKey);
  const units = await unitsOf(person, desk);
  const world = surveyWorld({
    now: nowOf(desk),
    policy: compiled,
    people: [person],
    units: [...units.values()],
    setAside: [],
    grants: [],
    urgentExits: [],
    directory: {
      accounts: account === null ? [] : [account],
      deletedAccounts: [],
      groups: [],
      applications: [],
      skus: [],
    },
    links: new Map(account === null ? [] : [[person.personKey, account.id]]),
    ownership: new Map(),
    ledger: emptyLedger,
  });
  const dossier = world.dossierOf(person.personKey);
  if (dossier === undefined || dossier.standing.phase !== 'active') return noAccess;
  const subject = accessSubject(dossier, { world, account, address: account?.userPrincipalName ?? '' });
  const roles = dossier.standing.entitling.flatMap((employment) => world.policyAccess.rolesIn(employment, subject));
  const groups = world.policyAccess.groupRulesFor(subject);
  return {
    roles: new Set(roles.map(({ id }) => id)),
    byPolicy: [
      ...roles.flatMap((role) => namesIn(role.grant).map((name) => ({ name, roles: [role.id] }))),
      ...groups.map(({ group }) => ({ name: { kind: 'group' as const, group }, roles: [] })),
    ],
  };
}

async function accessByGrant(personKey: string, desk: RequestDesk): Promise<HeldName[]> {
  const now = nowOf(desk);
  const grants = (await desk.stores.grants.list({ at: now })).filter((grant) => grant.personKey === personKey);
  const { policy } = await desk.loadPolicy();
  const names: HeldName[] = [];
  for (const grant of grants) {
    const absent = grant.follows === null ? null : await desk.stores.people.find(grant.follows.personKey);
    const around = absent === null ? null : { person: absent, calendar: judgePerson(absent, policy, now).calendar };
    if (isInForce(dateGrant(grant, around), Date.parse(now)))
      names.push(...namesIn(grant.items).map((name) => ({ name, roles: [] })));
  }
  return names;
}

/** Learns what groups are really called, so that two names of one group are one thing. */
export async function learnKeys(names: readonly ItemName[], desk: RequestDesk): Promise<KeyOf> {
  const ids = new Map<string, string>();
  for (const name of names) {
    if (name.kind !== 'group' || ids.has(name.group.toLowerCase())) continue;
    const group = await desk.stores.accounts.findGroup(desk.directoryKey, name.group);
    ids.set(name.group.toLowerCase(), group?.id ?? name.group.toLowerCase());
  }
  return (name) => {
    if (name.kind === 'group') return `group ${ids.get(name.group.toLowerCase()) ?? name.group.toLowerCase()}`;
    if (name.kind === 'licence') return `licence ${name.licence.toLowerCase()}`;
    return `app ${name.app.app.toLowerCase()} ${name.app.role.toLowerCase()}`;
  };
}

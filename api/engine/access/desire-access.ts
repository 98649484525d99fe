import type { AccountAttribute } from '../../../models/account.ts';
import type { RoleHolding } from '../../../models/ledger.ts';
import type { Note } from '../../../models/plan.ts';
import { contractEndOf } from '../life/employment-ends.ts';
import { earlier } from '../life/next-moment.ts';
import type { World } from '../survey-world.ts';
import { type DatedGrant, isInForce, nextOfGrant } from './grants-in-force.ts';
import { type HandedOver, handOver } from './hand-over.ts';
import { type Item, type Wanted, type WantedItem, want } from './items.ts';
import type { AccessSubject, PolicyAccess } from './policy-access.ts';
import { separateDuties } from './separate-duties.ts';

/** What somebody should have, and what follows from working it out. */
export interface DesiredAccess {
  wanted: Wanted;
  notes: readonly Note[];
  /** Attributes that are left alone because somebody changed them by hand and that was kept. */
  keptAttributes: readonly AccountAttribute[];
  holdings: readonly RoleHolding[];
  /** The next moment (epoch ms) at which grants, hand-overs or rules about the time change it; null when never. */
  next: number | null;
}

/** Everything that gives or takes access, in this order: policy, hand-over, grants, separation of duties, leave. */
export function desireAccess(
  subject: AccessSubject,
  { world, held }: { world: World; held: ReadonlySet<string> },
): DesiredAccess {
  const { person, standing } = subject.dossier;
  const policy = world.policyAccess.accessOf(subject);
  const grants = world.grantsOf.get(person.personKey);
  const handedOver = world.rolesWithHandOver.size === 0 ? nothingKept : keepRoles(subject, policy, world);
  const isPlain = grants === undefined && handedOver.kept.length === 0;
  if (isPlain && world.separations.length === 0 && standing.leave !== 'keep-in-touch')
    return asPolicySays(policy, handedOver.changes);
  const notes: Note[] = [];
  const say = (kind: Note['kind'], text: string) => notes.push({ kind, personKey: person.personKey, text });
  let { wanted } = policy;
  let keptAttributes: readonly AccountAttribute[] = [];
  let { next } = policy;
  if (!isPlain) {
    const added = new Map(wanted);
    for (const { role, until } of handedOver.kept) {
      addHandedOver(added, { role, until }, world);
      next = earlier(next, until);
    }
    const granted = applyGrants(added, grants ?? [], world);
    keptAttributes = granted.keptAttributes;
    next = earlier(next, granted.next);
    for (const text of granted.ended) say('grant-ended', text);
    wanted = added;
  }
  if (world.separations.length > 0) {
    const separated = separateDuties(
      wanted,
      { held, roles: policy.roles, standIns: standInsOf(grants ?? [], world) },
      { separations: world.separations, texts: world.texts },
    );
    for (const text of separated.said) say('separation', world.texts.about(world.nameOf(person.personKey), text));
    wanted = separated.wanted;
  }
  if (standing.leave === 'keep-in-touch') {
    const parked = [...wanted.keys()].filter((key) => !world.keepInTouchKeys.has(key));
    if (parked.length > 0) {
      say('parked', world.texts.parked(world.nameOf(person.personKey), parked.length));
      wanted = new Map([...wanted].filter(([key]) => world.keepInTouchKeys.has(key)));
    }
  }
  return { wanted, notes, keptAttributes, holdings: handedOver.changes, next };
}

const noNotes: readonly Note[] = [];
const noneKept: readonly AccountAttribute[] = [];

// Written out, not spread: this is the answer for nearly everybody at every plan.
const asPolicySays = ({ wanted, next }: PolicyAccess, holdings: readonly RoleHolding[]): DesiredAccess => ({
  wanted,
  notes: noNotes,
  keptAttributes: noneKept,
  holdings,
  next,
});

const nothingKept: { kept: HandedOver[]; changes: RoleHolding[] } = { kept: [], changes: [] };

function keepRoles(
  subject: AccessSubject,
  policy: PolicyAccess,
  world: World,
): { kept: HandedOver[]; changes: RoleHolding[] } {
  const { person, standing } = subject.dossier;
  const { calendar } = standing;
  const oldest = calendar.plusDays(calendar.today, -world.longestHandOver);
  const former = person.employments.flatMap((employment) => {
    const endedOn = contractEndOf(employment);
    const isFormer = endedOn !== undefined && endedOn < calendar.today && endedOn >= oldest;
    if (!isFormer || employment.startsOn === undefined) return [];
    const roles = world.policyAccess.rolesIn(employment, subject).filter((role) => role.keepAfterLossDays > 0);
    return [{ endedOn, roles }];
  });
  return handOver(
    {
      personKey: person.personKey,
      held: new Set(policy.roles.flatMap((entry) => entry.roles)),
      former,
      holdings: world.holdingsOf.get(person.personKey) ?? [],
    },
    { now: world.now, calendar, rolesWithHandOver: world.rolesWithHandOver },
  );
}

function addHandedOver(wanted: Map<string, WantedItem>, { role, until }: HandedOver, world: World): void {
  const text = world.texts.handedOver(role.title, new Date(until).toISOString());
  const reason = { kind: 'rule' as const, text, source: `roles.${role.id}` };
  for (const item of world.items.of(role.grant)) want(wanted, item, reason);
}

/** Adds what grants in force give and takes out what they hold back; says which have lost their ground. */
function applyGrants(
  wanted: Map<string, WantedItem>,
  grants: readonly DatedGrant[],
  world: World,
): { keptAttributes: AccountAttribute[]; ended: string[]; next: number | null } {
  const keptAttributes: AccountAttribute[] = [];
  const ended: string[] = [];
  let next: number | null = null;
  for (const dated of grants) {
    const { grant } = dated;
    next = earlier(next, nextOfGrant(dated, world.now));
    if (dated.periods.length === 0) ended.push(world.texts.grantLostGround(grant.reason));
    if (!isInForce(dated, world.now)) continue;
    const reason = { kind: 'grant' as const, text: world.texts.grantGives(grant.reason), source: grant.id };
    const reasons = grant.approval === null ? [reason] : [reason, approvalOf(grant.approval, world)];
    const given = itemsOfGrant(dated, world);
    next = earlier(next, given.next);
    for (const item of given.items) for (const because of reasons) want(wanted, item, because);
    keptAttributes.push(...grant.attributes);
  }
  // After all that is given, so that it does not matter which grant came first.
  for (const dated of grants) {
    if (!isInForce(dated, world.now)) continue;
    for (const item of world.items.of(dated.grant.withheld)) wanted.delete(item.key);
  }
  return { keptAttributes, ended, next };
}

const approvalOf = ({ by, at, requestId }: NonNullable<DatedGrant['grant']['approval']>, world: World) => ({
  kind: 'approval' as const,
  text: world.texts.approvedBy(by, at),
  source: requestId,
});

function standInsOf(grants: readonly DatedGrant[], world: World): Map<string, Wanted> {
  const followed = grants.flatMap(({ grant }) => (grant.follows === null ? [] : [{ grant, follows: grant.follows }]));
  return new Map(followed.map(({ grant, follows }) => [grant.id, world.wantedByPolicy(follows.personKey).wanted]));
}

/** A replacement gives what the absent person has by policy, as far as it was approved; other grants give what they name. */
function itemsOfGrant({ grant }: DatedGrant, world: World): { items: readonly Item[]; next: number | null } {
  const named = world.items.of(grant.items);
  if (grant.follows === null) return { items: named, next: null };
  const { wanted, next } = world.wantedByPolicy(grant.follows.personKey);
  return { items: named.filter((item) => wanted.has(item.key)), next };
}

import type { AccountAttributes } from '../../../models/account.ts';
import type { RoleHolding } from '../../../models/ledger.ts';
import type { Person } from '../../../models/person.ts';
import type { Note } from '../../../models/plan.ts';
import { accessSubject } from '../access/access-subject.ts';
import { desireAccess } from '../access/desire-access.ts';
import { nextOfGrants } from '../access/grants-in-force.ts';
import { closeHoldings } from '../access/hand-over.ts';
import type { Wanted } from '../access/items.ts';
import type { Dossier } from '../dossiers.ts';
import type { Standing } from '../life/judge-standing.ts';
import { onlyOwned } from '../matching/owned-attributes.ts';
import type { World } from '../survey-world.ts';
import type { Disposition, Dispositions } from './decide-disposition.ts';
import { type DesiredManager, desireManager } from './desire-manager.ts';

/**
 * What policy and grants want for one person at one moment. `attributes`: missing means not ours. `access` is null while what
 * somebody has is left as it is: between the last working day and the end of access, and after an urgent exit.
 */
export interface DesiredAccount {
  person: Person;
  standing: Standing;
  attributes: AccountAttributes;
  enabled: boolean;
  deleted: boolean;
  manager: DesiredManager;
  access: Wanted | null;
  notes: readonly Note[];
  holdings: readonly RoleHolding[];
  /** When this changes by itself for another reason than HR's dates (epoch ms); null when never. */
  next: number | null;
}

const none: Wanted = new Map();
const noHoldings: readonly RoleHolding[] = [];

/** What one person should have; only asked for people whose account is kept, restored or created. */
export function desireAccount(
  dossier: Dossier,
  disposition: Exclude<Disposition, { kind: 'leave' }>,
  around: { world: World; dispositions: Dispositions },
): DesiredAccount {
  const { world } = around;
  const { person, standing } = dossier;
  const { phase, primary, deletionDue: deleted, enabled } = standing;
  const evaluated = primary === null ? null : world.attributesOf(dossier, primary);
  const holds = (phase === 'active' || phase === 'before-start') && standing.urgent === null;
  if (!holds || primary === null || evaluated === null) return withoutWishes(person, standing, world);
  const account = disposition.kind === 'create' ? null : disposition.account;
  const address = disposition.kind === 'create' ? disposition.address : disposition.account.userPrincipalName;
  const { manager, notes } = desireManager(person, primary, around);
  const managerId = manager.kind === 'set' ? manager.accountId : (account?.managerId ?? null);
  const subject = accessSubject(dossier, { world, account, address, managerId });
  const access = desireAccess(subject, { world, held: world.held.of(account?.id ?? '') });
  return {
    person,
    standing,
    attributes: withoutKept(onlyOwned(evaluated.attributes, subject.owned), access.keptAttributes),
    enabled,
    deleted,
    manager,
    access: access.wanted,
    notes: joinNotes(evaluated.notes, notes, access.notes),
    holdings: access.holdings,
    next: access.next,
  };
}

/** Of whoever has left, or must out, only what ends is asked; the rest stays as it is. */
function withoutWishes(person: Person, standing: Standing, world: World): DesiredAccount {
  const { phase, enabled, deletionDue: deleted } = standing;
  return {
    person,
    standing,
    attributes: {},
    enabled,
    deleted,
    manager: { kind: 'keep' },
    access: standing.accessEnded ? none : null,
    notes: phase === 'inactive' ? [inactiveNote(person, world)] : noNotes,
    holdings: phase === 'ended' ? endHoldings(person, standing, world) : noHoldings,
    // What a grant names becomes ours to take when it begins, where HR does not say that they had left by then.
    next: phase === 'inactive' ? nextOfGrants(world.grantsOf.get(person.personKey), world.now) : null,
  };
}

function endHoldings(
  { personKey }: Person,
  { endedOn, calendar }: Standing,
  { holdingsOf }: World,
): readonly RoleHolding[] {
  const holdings = holdingsOf.get(personKey);
  if (holdings === undefined || endedOn === null) return noHoldings;
  return closeHoldings(holdings, calendar.instantOf(calendar.plusDays(endedOn, 1)));
}

const noNotes: readonly Note[] = [];

/** Most people have no notes at all. */
function joinNotes(...lists: readonly (readonly Note[])[]): readonly Note[] {
  return lists.every((list) => list.length === 0) ? noNotes : lists.flat();
}

function withoutKept(attributes: AccountAttributes, kept: readonly string[]): AccountAttributes {
  if (kept.length === 0) return attributes;
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !kept.includes(name)));
}

function inactiveNote(person: Person, world: World): Note {
  const { personKey } = person;
  return { kind: 'inactive', personKey, text: world.texts.inactive(world.nameOf(personKey)) };
}

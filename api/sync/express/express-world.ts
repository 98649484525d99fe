import type { Account, DirectoryMirror } from '../../../models/account.ts';
import type { FreshPerson } from '../../../models/fresh-person.ts';
import type { OperationResult } from '../../../models/plan.ts';
import type { CompiledPolicy } from '../../engine/compiled-policy.ts';
import { type DoneSince, replayMemberships } from '../../engine/few/replay-memberships.ts';
import { narrowInput } from '../../engine/outlook/narrow-input.ts';
import type { PlanInput } from '../../engine/survey-world.ts';
import { nothingJoined } from '../join-readings.ts';
import { planInput } from '../make-plan.ts';
import { loadFreeze } from '../pause.ts';
import type { ReadWorld } from '../read-world.ts';
import { grantsSince } from '../settle-run.ts';
import type { SyncParts } from '../sync-parts.ts';

/** Somebody as they are to be planned: as HR states them, or their rows cannot be used, or HR knows them no more (both null). */
export type ExpressPerson = Pick<FreshPerson, 'personKey' | 'person' | 'setAside'>;

/** The world around some people who were read just now. */
export interface ExpressWorld {
  world: ReadWorld;
  input: PlanInput;
  /** The same with their accounts as they were before they were read back: what somebody changed by hand shows against it. */
  before: PlanInput;
  /** Keys of those about whom we wrote since Entra was last read. */
  touched: ReadonlySet<string>;
}

/** More facts about somebody since Entra was last read are for a run over everybody. */
const mostEvents = 200;

/**
 * Everybody as the stores have them, with some people as HR has them now, their accounts as Entra has them now, and what was done about
 * them since Entra was last read.
 * @returns a text that says why only a run over everybody can tell
 * @throws InstroomError when Entra cannot be asked
 */
export async function lookAround(
  fresh: readonly ExpressPerson[],
  policy: CompiledPolicy,
  { parts, now }: { parts: SyncParts; now: string },
): Promise<ExpressWorld | string> {
  const key = parts.directory.identify().key;
  const mirror = await parts.stores.accounts.loadMirror(key);
  if (mirror === null) return 'Entra was not read yet.';
  const world = await assemble(fresh, mirror, { parts, now });
  const before = planInput(world, policy, now);
  const units = new Set(world.units.map(({ unitKey }) => unitKey));
  const isPlaced = ({ person }: ExpressPerson) =>
    person === null || person.employments.every(({ unitKey }) => unitKey === undefined || units.has(unitKey));
  if (!fresh.every(isPlaced)) return 'Somebody is in a unit that is not known yet.';
  const keys = fresh.map(({ personKey }) => personKey);
  const done = await doneSince(keys, mirror.readAt, { input: before, parts });
  if (typeof done === 'string') return done;
  const accounts = await readBack(keys, before, parts);
  if (accounts === null) return 'An account is not in Entra any more.';
  const current = {
    ...world,
    directory: { ...world.directory, mirror: replayMemberships({ ...mirror, accounts }, done) },
  };
  const touched = new Set(done.flatMap(({ operation }) => operation.personKey ?? []));
  return { world: current, input: planInput(current, policy, now), before, touched };
}

async function assemble(
  fresh: readonly ExpressPerson[],
  mirror: DirectoryMirror,
  { parts, now }: { parts: SyncParts; now: string },
): Promise<ReadWorld> {
  const { accounts, grants, ledger, people } = parts.stores;
  const key = parts.directory.identify().key;
  const [known, links, ownership, rejections, written, given, urgentExits, setAside, frozenUntil] = await Promise.all([
    people.loadAll(),
    accounts.loadLinks(key),
    accounts.loadOwnership(key),
    accounts.loadRejections(key),
    ledger.load(key),
    grants.list({ at: await grantsSince(now, parts) }),
    grants.urgentExits(),
    people.setAside(),
    loadFreeze(parts),
  ]);
  const keys = new Set(fresh.map(({ personKey }) => personKey));
  const isOther = ({ personKey }: { personKey: string | null }) => personKey === null || !keys.has(personKey);
  const aside = [...setAside.filter(isOther), ...fresh.flatMap((one) => one.setAside ?? [])];
  const unusable = new Set(aside.map(({ personKey }) => personKey));
  const everybody = known.people.filter((person) => isOther(person) && !unusable.has(person.personKey));
  return {
    beganAt: now,
    people: [...everybody, ...fresh.flatMap(({ person }) => person ?? [])],
    units: [...known.units],
    setAside: aside,
    readings: [],
    joined: nothingJoined,
    sources: [],
    directory: { mirror, changes: { kind: 'full' } },
    previous: mirror,
    links,
    ownership,
    rejections,
    ledger: written,
    grants: given,
    urgentExits,
    recent: {},
    believed: new Map(),
    frozenUntil,
  };
}

/** All accounts, with those of these people as they are now, and those of their managers that were not read yet; null when one is gone. */
async function readBack(keys: readonly string[], input: PlanInput, parts: SyncParts): Promise<Account[] | null> {
  const asked = new Set(keys);
  const narrow = narrowInput(keys, input);
  const known = new Map(narrow.directory.accounts.map((account) => [account.id, account]));
  const own = [...known.values()].filter(({ stampedPersonKey }) => asked.has(stampedPersonKey ?? ''));
  const linked = keys.flatMap((personKey) => input.links.get(personKey) ?? []);
  const others = [...narrow.links.values()].filter((id) => !known.has(id));
  const ids = [...new Set([...linked, ...own.map(({ id }) => id), ...others])];
  const found = new Map((await parts.directory.readBack(ids)).map((account) => [account.id, account]));
  if (ids.some((id) => known.has(id) && !found.has(id))) return null;
  const accounts = input.directory.accounts.map((account) => found.get(account.id) ?? account);
  for (const { id } of input.directory.accounts) found.delete(id);
  return [...accounts, ...found.values()];
}

/** What was done about these people since the mirror was read, oldest first, from the facts in the audit log. */
async function doneSince(
  keys: readonly string[],
  since: string,
  { input, parts }: { input: PlanInput; parts: SyncParts },
): Promise<DoneSince[] | string> {
  const { audit, runs } = parts.stores;
  const done: DoneSince[] = [];
  for (const personKey of keys) {
    const events = await audit.list({ personKey, limit: mostEvents });
    if (events.length === mostEvents && events.every(({ at }) => at >= since))
      return 'More was done about somebody lately than can be looked through.';
    const facts = events.filter(({ at, kind }) => at >= since && kind === 'operation-done').reverse();
    for (const { runId, operationId } of facts) {
      const [entry] = await runs.findOperations(runId ?? '', [operationId ?? '']);
      const accountId = entry === undefined ? null : accountOf(entry.result, personKey, input);
      if (entry !== undefined && accountId !== null) done.push({ operation: entry.operation, accountId });
    }
  }
  return done;
}

const accountOf = (result: OperationResult | null, personKey: string, { links }: PlanInput): string | null =>
  result?.accountId ?? links.get(personKey) ?? null;

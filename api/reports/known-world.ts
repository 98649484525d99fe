import type { DirectoryMirror } from '../../models/account.ts';
import type { MatchRejection } from '../../models/adoption.ts';
import { inTurns } from '../../models/in-turns.ts';
import type { Person } from '../../models/person.ts';
import type { Clock, Directory } from '../../models/ports.ts';
import type { Doubt } from '../../models/same-people.ts';
import type { Stores } from '../../models/stores.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { createExplainer, type Explanation } from '../engine/outlook/explain-person.ts';
import type { PlanInput } from '../engine/survey-world.ts';

interface WorldParts {
  stores: Stores;
  directory: Directory;
  clock: Clock;
  loadPolicy(): Promise<CompiledPolicy>;
}

/** HR and Entra as they were last read, with what was written down: what answers rest on. */
export interface KnownWorld {
  input: PlanInput;
  /** Everybody whom HR names, with those of whom the rows cannot be used just now as they were before. */
  everybody: readonly Person[];
  /** When Entra was last read, an instant. */
  readAt: string;
  explain(personKey: string): Promise<Explanation | null>;
}

/** Grants that ended lately still say what is to be taken away. */
const lookBackMs = 30 * 86_400_000;

/** An answer is good for so long where no moment is known at which things change by themselves. */
const longestMs = 3_600_000;

/**
 * Gives the world as the stores have it: the very same one while nothing changed. What is large the stores keep in memory and know the
 * changes of; what is small is looked at for each question.
 * @returns null as long as Entra was never read
 */
export function createKnownWorld(parts: WorldParts): () => Promise<KnownWorld | null> {
  let known: { mark: readonly unknown[]; validUntil: string; world: KnownWorld } | null = null;
  return async () => {
    const key = parts.directory.identify().key;
    const now = parts.clock.now().toISOString();
    const [mirror, written, small, nextPlanAt] = await Promise.all([
      parts.stores.accounts.loadMirror(key),
      loadWritten(key, parts),
      loadSmall(now, parts),
      parts.stores.settings.get(`next-plan-at:${key}`),
    ]);
    if (mirror === null) return null;
    const { policy, ...lists } = small;
    const mark = [mirror, policy, ...Object.values(written), JSON.stringify(lists)];
    if (known !== null && now < known.validUntil && mark.every((part, at) => part === known?.mark[at]))
      return known.world;
    const input = toInput({ now, mirror, ...small, ...written });
    const explainer = createExplainer(input);
    const world = {
      input,
      everybody: written.people,
      readAt: mirror.readAt,
      explain: (personKey: string) => inTurns(explainer(personKey)),
    };
    known = { mark, validUntil: endOf(now, nextPlanAt), world };
    return world;
  };
}

/** The moment at which a plan changes by itself ends what is known for now. */
function endOf(now: string, nextPlanAt: unknown): string {
  const latest = new Date(Date.parse(now) + longestMs).toISOString();
  return typeof nextPlanAt === 'string' && nextPlanAt > now && nextPlanAt < latest ? nextPlanAt : latest;
}

type Written = Pick<PlanInput, 'people' | 'units' | 'links' | 'ownership' | 'ledger'> & {
  rejected: readonly MatchRejection[];
  doubts: readonly Doubt[];
};

async function loadWritten(key: string, { stores }: WorldParts): Promise<Written> {
  const [{ people, units }, links, ownership, rejected, ledger, doubts] = await Promise.all([
    stores.people.loadAll(),
    stores.accounts.loadLinks(key),
    stores.accounts.loadOwnership(key),
    stores.accounts.loadRejections(key),
    stores.ledger.load(key),
    stores.identity.doubts(),
  ]);
  return { people, units, links, ownership, rejected, ledger, doubts };
}

type Small = Pick<PlanInput, 'policy' | 'setAside' | 'grants' | 'urgentExits'>;

async function loadSmall(now: string, { stores, loadPolicy }: WorldParts): Promise<Small> {
  const [policy, setAside, grants, urgentExits] = await Promise.all([
    loadPolicy(),
    stores.people.setAside(),
    stores.grants.list({ at: new Date(Date.parse(now) - lookBackMs).toISOString() }),
    stores.grants.urgentExits(),
  ]);
  return { policy, setAside, grants, urgentExits };
}

function toInput({
  mirror,
  rejected,
  doubts,
  ...rest
}: Small & Written & { now: string; mirror: DirectoryMirror }): PlanInput {
  const setAside = new Set(rest.setAside.map(({ personKey }) => personKey));
  const rejections = new Map<string, Set<string>>();
  for (const { personKey, accountId } of rejected)
    rejections.set(personKey, (rejections.get(personKey) ?? new Set()).add(accountId));
  const people = setAside.size === 0 ? rest.people : rest.people.filter(({ personKey }) => !setAside.has(personKey));
  return { ...rest, people, joined: { doubts, notes: [] }, directory: mirror, rejections };
}

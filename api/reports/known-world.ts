import type { AccountAttribute, DirectoryMirror } from '../../models/account.ts';
import type { MatchRejection } from '../../models/adoption.ts';
import type { Ledger } from '../../models/ledger.ts';
import type { Person, Unit } from '../../models/person.ts';
import type { Clock, Directory } from '../../models/ports.ts';
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
  explain(personKey: string): Explanation | null;
}

/** The part that is large and changes seldom. */
interface Bulk {
  revision: number;
  people: Person[];
  units: Unit[];
  links: Map<string, string>;
  ownership: Map<string, AccountAttribute[]>;
  rejections: MatchRejection[];
  ledger: Ledger;
}

/** Grants that ended lately still say what is to be taken away. */
const lookBackMs = 30 * 86_400_000;

/** An answer is good for so long where no moment is known at which things change by themselves. */
const longestMs = 3_600_000;

/**
 * Gives the world as the stores have it. It is read once and kept while nothing changed; what is small is looked at for each question.
 * Whoever asks while it is being read waits for the same reading.
 * @returns null as long as Entra was never read
 */
export function createKnownWorld(parts: WorldParts): () => Promise<KnownWorld | null> {
  let bulk: Promise<Bulk> | null = null;
  let bulkRevision = -1;
  let known: { mark: readonly unknown[]; validUntil: string; world: KnownWorld } | null = null;

  const loadOnce = async (): Promise<Bulk> => {
    const revision = await parts.stores.revision();
    if (bulk === null || bulkRevision !== revision) {
      bulkRevision = revision;
      const loading = loadBulk(revision, parts);
      bulk = loading;
      loading.catch(() => {
        if (bulk === loading) bulk = null;
      });
    }
    return bulk;
  };

  return async () => {
    const key = parts.directory.identify().key;
    const { accounts, grants, people, settings } = parts.stores;
    const mirror = await accounts.loadMirror(key);
    if (mirror === null) return null;
    const now = parts.clock.now().toISOString();
    const [large, policy, setAside, given, urgentExits, nextPlanAt] = await Promise.all([
      loadOnce(),
      parts.loadPolicy(),
      people.setAside(),
      grants.list({ at: new Date(Date.parse(now) - lookBackMs).toISOString() }),
      grants.urgentExits(),
      settings.get(`next-plan-at:${key}`),
    ]);
    const mark = [large, mirror, policy, JSON.stringify([setAside, given, urgentExits])];
    if (known !== null && now < known.validUntil && mark.every((part, at) => part === known?.mark[at]))
      return known.world;
    const input = toInput({ now, policy, mirror, setAside, grants: given, urgentExits, large });
    const world = { input, everybody: large.people, readAt: mirror.readAt, explain: createExplainer(input) };
    known = { mark, validUntil: endOf(now, nextPlanAt), world };
    return world;
  };
}

/** The moment at which a plan changes by itself ends what is known for now. */
function endOf(now: string, nextPlanAt: unknown): string {
  const latest = new Date(Date.parse(now) + longestMs).toISOString();
  return typeof nextPlanAt === 'string' && nextPlanAt > now && nextPlanAt < latest ? nextPlanAt : latest;
}

async function loadBulk(revision: number, { stores, directory }: WorldParts): Promise<Bulk> {
  const key = directory.identify().key;
  const [{ people, units }, links, ownership, rejections, ledger] = await Promise.all([
    stores.people.loadAll(),
    stores.accounts.loadLinks(key),
    stores.accounts.loadOwnership(key),
    stores.accounts.loadRejections(key),
    stores.ledger.load(key),
  ]);
  return { revision, people, units, links, ownership, rejections, ledger };
}

type Small = Pick<PlanInput, 'now' | 'policy' | 'setAside' | 'grants' | 'urgentExits'>;

function toInput({ large, mirror, ...small }: Small & { large: Bulk; mirror: DirectoryMirror }): PlanInput {
  const setAside = new Set(small.setAside.map(({ personKey }) => personKey));
  const rejections = new Map<string, Set<string>>();
  for (const { personKey, accountId } of large.rejections)
    rejections.set(personKey, (rejections.get(personKey) ?? new Set()).add(accountId));
  const { people, units, links, ownership, ledger } = large;
  const usable = setAside.size === 0 ? people : people.filter(({ personKey }) => !setAside.has(personKey));
  return { ...small, people: usable, units, directory: mirror, links, ownership, ledger, rejections };
}

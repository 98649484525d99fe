import type { IdentityPolicy, StatedKey } from '../../../models/identity-policy.ts';
import { SaidOnce } from '../../../models/person.ts';
import type { Policy } from '../../../models/policy.ts';

/** What several sources may speak of: one thing each, or the employments and leaves. */
export type Subject = SaidOnce | 'employments' | 'leaves';

/** The block `identity` of a policy, ready to be asked. */
export interface IdentityRules {
  /** The sources, the one that counts most first. */
  sources: readonly string[];
  /** The place of a source in the order of authority, 0 the first. */
  rankOf(sourceId: string): number;
  /** The same for one thing, where it is another order; `usual` where it is not, `all` where the sources are put together instead of one being chosen. */
  rankFor(subject: Subject): ((sourceId: string) => number) | 'usual' | 'all';
  sameBy(sourceId: string, other: string): readonly StatedKey[];
  prefixOf(sourceId: string): string;
  units: IdentityPolicy['units'];
}

export function readIdentityRules({ identity, sources }: Pick<Policy, 'identity' | 'sources'>): IdentityRules {
  const { authority, between, prefixes, sameBy, units } = identity;
  const ids = sources.map(({ id }) => id);
  const usual = listAll(authority.order ?? [], ids);
  const rankOf = rankIn(usual);
  const subjects: readonly Subject[] = [...SaidOnce.options, 'employments', 'leaves'];
  const ranks = new Map(
    subjects.map((subject): [Subject, ReturnType<IdentityRules['rankFor']>] => {
      const order = orderFor(subject, authority);
      if (order === undefined) return [subject, 'usual'];
      return [subject, order === 'all' ? 'all' : rankIn(listAll(order, usual))];
    }),
  );
  const pairs = new Map(
    between.flatMap(({ sources: [one, other], sameBy: keys }): [string, readonly StatedKey[]][] => [
      [`${one}\n${other}`, keys],
      [`${other}\n${one}`, keys],
    ]),
  );
  return {
    sources: usual,
    rankOf,
    rankFor: (subject) => ranks.get(subject) as ReturnType<IdentityRules['rankFor']>,
    sameBy: (sourceId, other) => pairs.get(`${sourceId}\n${other}`) ?? sameBy,
    prefixOf: (sourceId) => prefixes[sourceId] ?? '',
    units,
  };
}

function orderFor(subject: Subject, authority: IdentityPolicy['authority']): readonly string[] | 'all' | undefined {
  switch (subject) {
    case 'callName':
    case 'givenName':
    case 'initials':
    case 'surname':
      return authority.names;
    default:
      return authority[subject];
  }
}

const listAll = (first: readonly string[], all: readonly string[]): string[] => [...new Set([...first, ...all])];

/** A source that nobody knows comes last of all. */
function rankIn(order: readonly string[]): (sourceId: string) => number {
  const places = new Map(order.map((sourceId, place) => [sourceId, place]));
  return (sourceId) => places.get(sourceId) ?? order.length;
}

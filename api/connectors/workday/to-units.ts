import type { Unit } from '../../../models/person.ts';
import type { LinkSeen, ManagerRef, UnitSeen } from './profile.ts';
import { idOf, type ListedOrganization } from './schema.ts';
import { organizationKey, put, toManagerRef } from './to-employments.ts';

/** What workers told of the chart: kept between readings, because changes bring only some of them. */
export interface ChartSeen {
  addUnits(units: readonly UnitSeen[]): void;
  addLinks(links: readonly LinkSeen[]): void;
  /** What is told from now on replaces what was told of the same unit before. */
  nextRound(): void;
  /** Units that workers are in, by key. */
  names(): ReadonlyMap<string, string>;
  /** The chart as far as workers tell it. */
  units(resolve: ResolveManager): Unit[];
}

export type ResolveManager = (manager: ManagerRef) => string | undefined;

interface LinkFacts {
  round: number;
  name: string | undefined;
  parents: Set<string>;
  heads: Map<string, ManagerRef>;
}

/** A parent or head counts when everybody who tells of it says the same. */
export function createChartSeen(): ChartSeen {
  const names = new Map<string, string>();
  const links = new Map<string, LinkFacts>();
  let round = 0;
  const factsOf = (unitKey: string): LinkFacts => {
    const known = links.get(unitKey);
    if (known?.round === round) return known;
    const facts: LinkFacts = { round, name: known?.name, parents: new Set(), heads: new Map() };
    links.set(unitKey, facts);
    return facts;
  };
  return {
    addUnits: (units) => {
      for (const { unitKey, name } of units)
        if (name !== undefined || !names.has(unitKey)) names.set(unitKey, name ?? unitKey);
    },
    addLinks: (seen) => {
      for (const { unitKey, name, parentKey, head } of seen) {
        const facts = factsOf(unitKey);
        facts.name = name ?? facts.name;
        if (parentKey !== undefined && parentKey !== unitKey) facts.parents.add(parentKey);
        if (head !== undefined) facts.heads.set(head.wid ?? head.number ?? '', head);
      }
    },
    nextRound: () => {
      round++;
    },
    names: () => names,
    units: (resolve) =>
      [...new Set([...names.keys(), ...links.keys()])].map((unitKey) => {
        const { name, parents, heads } = links.get(unitKey) ?? {};
        const [parentKey] = parents?.size === 1 ? parents : [];
        const [head] = heads?.size === 1 ? heads.values() : [];
        return {
          unitKey,
          name: names.get(unitKey) ?? name ?? unitKey,
          ...put('parentKey', parentKey),
          ...put('headPersonKey', head && resolve(head)),
        };
      }),
  };
}

/** A supervisory organisation as a unit; null when it is not in use any more. */
export function toUnit(
  { Organization_Reference, Organization_Data: data }: ListedOrganization,
  resolve: ResolveManager,
): Unit | null {
  const unitKey = data.Reference_ID ?? organizationKey(Organization_Reference);
  if (unitKey === undefined || data.Inactive === true) return null;
  const above = data.Hierarchy_Data?.Superior_Organization_Reference;
  const head = data.Manager_Reference[0] && toManagerRef(data.Manager_Reference[0]);
  return {
    unitKey,
    name: data.Name ?? Organization_Reference['@Descriptor'] ?? idOf(Organization_Reference, 'WID') ?? unitKey,
    ...put('parentKey', above && organizationKey(above)),
    ...put('headPersonKey', head && resolve(head)),
  };
}

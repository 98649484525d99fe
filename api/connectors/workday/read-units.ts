import type { Unit } from '../../../models/person.ts';
import { type SourceTexts, sourceTexts } from '../../../models/texts/source-texts.ts';
import type { SetAsideCollection } from '../collect-set-aside.ts';
import { unreadable } from '../unreadable.ts';
import type { WorkdayDesk } from './desk.ts';
import { readPages } from './read-pages.ts';
import { type Moment, supervisoryOrganizations, withHierarchy } from './requests.ts';
import { ListedOrganization } from './schema.ts';
import { type ChartSeen, type ResolveManager, toUnit } from './to-units.ts';
import { findNode } from './xml.ts';

interface UnitsAsk {
  moment: Moment;
  chart: ChartSeen;
  resolve: ResolveManager;
  setAside: SetAsideCollection;
}

/** The chart, with units that workers are in and that are not in it. */
export async function readUnits(ask: UnitsAsk, desk: WorkdayDesk): Promise<Unit[]> {
  if (desk.source.units === 'workers') return ask.chart.units(ask.resolve);
  const listed = await readListed(ask, desk);
  const named = ask.chart.names();
  if (listed.size === 0 && named.size > 0)
    throw unreadable(
      `${desk.source.id}: Get_Organizations gave no supervisory organisation, and workers are in ${named.size}.`,
      "Give the integration system user's security group Get access to organisations, or set units: workers.",
    );
  const unlisted = [...named].filter(([unitKey]) => !listed.has(unitKey));
  return [
    ...[...listed.values()].filter((unit) => unit !== null),
    ...unlisted.map(([unitKey, name]) => ({ unitKey, name })),
  ];
}

export const organizationPages = (moment: Moment, { source, client }: WorkdayDesk) =>
  readPages(
    {
      sourceId: source.id,
      operation: 'Get_Organizations',
      request: supervisoryOrganizations(),
      group: withHierarchy,
      moment,
      pageSize: source.pageSize,
    },
    client,
  );

/** Of two different organisations with one key neither is used, so the people of that unit wait. */
async function readListed(ask: UnitsAsk, desk: WorkdayDesk): Promise<Map<string, Unit | null>> {
  const texts = sourceTexts(desk.parts.language);
  const units = new Map<string, Unit | null>();
  for await (const { rows, page } of organizationPages(ask.moment, desk))
    for (const [index, row] of rows.entries()) {
      const parsed = ListedOrganization.safeParse(row);
      if (!parsed.success) {
        const where = whereIs(row, `page ${page}, organisation ${index + 1}`);
        const part = parsed.error.issues[0]?.path.join('.') || 'Organization';
        ask.setAside.add(null, [{ reason: 'broken-row', text: texts.missingPart(part, where), where }]);
        continue;
      }
      const unit = toUnit(parsed.data, ask.resolve);
      if (unit !== null) putUnit(units, unit, { texts, setAside: ask.setAside });
    }
  return units;
}

function whereIs(row: unknown, otherwise: string): string {
  const name = findNode(row, 'Organization_Data', 'Reference_ID');
  return typeof name === 'string' ? `organisation ${name}` : otherwise;
}

function putUnit(
  units: Map<string, Unit | null>,
  unit: Unit,
  { texts, setAside }: { texts: SourceTexts; setAside: SetAsideCollection },
): void {
  const known = units.get(unit.unitKey);
  const isOther = known !== undefined && JSON.stringify(known) !== JSON.stringify(unit);
  if (isOther && known !== null) {
    const where = `organisation ${unit.unitKey}`;
    const text = texts.conflictingUnits(unit.unitKey, [where, where], []);
    setAside.add(null, [{ reason: 'conflicting-rows', text, where }]);
  }
  units.set(unit.unitKey, isOther ? null : unit);
}

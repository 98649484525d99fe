import { explainError, InstroomError } from '../../../models/errors.ts';
import type { SourceFinding } from '../../../models/hr-connector.ts';
import { sourceTexts } from '../../../models/texts/source-texts.ts';
import type { WorkdayDesk } from './desk.ts';
import { dayAt } from './read-day.ts';
import { readPages } from './read-pages.ts';
import { organizationPages } from './read-units.ts';
import { everybody, wholeWorker } from './requests.ts';
import { createRightsTally, rightsFindings } from './rights.ts';
import { Worker } from './schema.ts';
import { toProfile } from './to-person.ts';

/** Tries signing in, the rights that show in the first workers, and the chart. */
export async function checkWorkday(desk: WorkdayDesk): Promise<SourceFinding[]> {
  const enteredBy = desk.parts.clock.now().toISOString();
  const moment = { day: dayAt(enteredBy, desk.parts.timeZone), enteredBy };
  const findings = await tryTo(async () => checkWorkers(moment, desk));
  // Where nobody gets in, asking on would only lock the account.
  if (findings.some(({ ok }) => ok) || findings.length > 1)
    findings.push(...(await tryTo(async () => checkUnits(moment, desk))));
  return findings;
}

type Moment = Parameters<typeof organizationPages>[0];

async function checkWorkers(moment: Moment, desk: WorkdayDesk): Promise<SourceFinding[]> {
  const { source, parts, client } = desk;
  const { id: sourceId, pageSize } = source;
  const ask = {
    sourceId,
    operation: 'Get_Workers' as const,
    request: everybody(),
    group: wholeWorker,
    moment,
    pageSize,
  };
  const tally = createRightsTally();
  const context = { source, texts: sourceTexts(parts.language), asOf: moment.day };
  for await (const { rows, total } of readPages(ask, client)) {
    if (total === 0)
      return [
        {
          ok: false,
          text: 'Get_Workers gives nobody. Check that the security group of the integration system user reaches the workers.',
        },
      ];
    for (const row of rows) {
      const worker = Worker.safeParse(row).data;
      if (worker !== undefined) tally.add(toProfile(worker, context).seen.rights);
    }
    return [{ ok: true, text: `Workday lets us in and has ${total} workers.` }, ...rightsFindings(tally)];
  }
  return [];
}

async function checkUnits(moment: Moment, desk: WorkdayDesk): Promise<SourceFinding[]> {
  if (desk.source.units === 'workers') return [];
  for await (const { total } of organizationPages(moment, desk))
    return [
      total === 0
        ? {
            ok: false,
            text: 'Get_Organizations gives no supervisory organisation. Give access to them, or set units: workers.',
          }
        : { ok: true, text: `Get_Organizations has ${total} supervisory organisations.` },
    ];
  return [];
}

async function tryTo(look: () => Promise<SourceFinding[]>): Promise<SourceFinding[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof InstroomError)) throw error;
    return [{ ok: false, text: explainError(error) }];
  }
}

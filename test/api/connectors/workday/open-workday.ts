import type { ConnectorParts } from '../../../../api/connectors/connector-parts.ts';
import { createWorkdayConnector } from '../../../../api/connectors/workday/index.ts';
import { reportColumns } from '../../../../api/sandbox/hr/workday/answer-report.ts';
import {
  startWorkday,
  type WorkdayOptions,
  type WorkdayStandIn,
} from '../../../../api/sandbox/hr/workday/start-workday.ts';
import { workerTypes } from '../../../../api/sandbox/hr/workday/to-records.ts';
import { createSecrets } from '../../../../api/secrets/create-secrets.ts';
import type { HrConnector } from '../../../../models/hr-connector.ts';
import { WorkdaySource } from '../../../../models/sources/workday-source.ts';
import { createMemorySourceMemory } from '../../../fakes/create-memory-source-memory.ts';

/** With everything that an envelope, a header or a query might trip over. */
export const password = `p&w<"'>é:1`;
export const user = 'ISU_Instroom';
export const zone = 'Europe/Amsterdam';

export interface WorkdayHouse {
  workday: WorkdayStandIn;
  connector: HrConnector;
  /** Another connector on the same stand-in: as after a start. */
  openAnother(): HrConnector;
  at(instant: string): void;
  close(): Promise<void>;
}

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

/** What a source of the report says in its settings. */
export const reportSettings = {
  api: 'raas',
  report: { owner: 'hr.admin', name: 'Instroom_Workers' },
  columns: { ...reportColumns },
};

/** The connector on a stand-in of Workday, with a clock that can be set. */
export async function openWorkday(
  settings: Record<string, unknown> = {},
  options: Partial<WorkdayOptions> = {},
  env: Record<string, string> = { WORKDAY_PASSWORD: password },
): Promise<WorkdayHouse> {
  let now: Date | null = null;
  const clock = { now: () => now ?? new Date() };
  const workday = await startWorkday({ user, password, now: clock.now, ...options });
  const bySign = settings.oauth === undefined ? { user, password: 'WORKDAY_PASSWORD' } : {};
  const source = WorkdaySource.parse({
    id: 'hr',
    connector: 'workday',
    host: 'wd3-services1.workday.example',
    tenant: 'voorbeeld',
    baseUrl: workday.baseUrl,
    leaves: true,
    kinds: Object.fromEntries(Object.entries(workerTypes).map(([kind, type]) => [type, kind])),
    ...bySign,
    ...settings,
  });
  const parts: ConnectorParts = {
    language: 'en',
    timeZone: zone,
    clock,
    logger: quiet,
    secrets: createSecrets(env, null),
    memory: createMemorySourceMemory(),
    share: (_, make) => make(createMemorySourceMemory()),
    sleep: async () => {},
  };
  return {
    workday,
    connector: createWorkdayConnector(source, parts),
    openAnother: () => createWorkdayConnector(source, parts),
    at: (instant) => {
      now = new Date(instant);
    },
    close: workday.close,
  };
}

export { asWorkdayReportSays, asWorkdaySays, asWorkdaySaysUnit } from './as-workday-says.ts';

import { XMLBuilder } from 'fast-xml-parser';
import type { Unit } from '../../../../models/person.ts';
import type { StandInAnswer } from '../hr-stand-in.ts';
import type { Element, Showing } from './element-parts.ts';
import { listAt, type Node, nodeAt, type SoapRequest, textAt } from './read-request.ts';
import { toOrganizationElement } from './to-organization-element.ts';
import type { WorkdayTables, WorkerRecord } from './to-records.ts';
import { toWorkerElement } from './to-worker-element.ts';
import { effectiveAtMs, type LogEntry, type TransactionLog } from './transaction-log.ts';

/** What a tenant holds and how it shows it. */
export interface Tenant {
  /** The tables as they were when this had been entered. */
  tablesAt(enteredBy: string | null): WorkdayTables;
  log: TransactionLog;
  showsEnds: boolean;
  /** Elements that the integration system user has no right to. */
  without: readonly string[];
  prefix: string;
  /** The most rows that a page may ask for. */
  mostRows: number;
  today: string;
}

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressBooleanAttributes: false });

export const soap = (status: number, body: Element, prefix = 'wd'): StandInAnswer => {
  const text = builder.build({
    'SOAP-ENV:Envelope': {
      '@xmlns:SOAP-ENV': 'http://schemas.xmlsoap.org/soap/envelope/',
      '@xmlns:wd': 'urn:com.workday/bsvc',
      'SOAP-ENV:Body': body,
    },
  });
  const named = prefix === 'wd' ? text : text.replace(/(<\/?| |xmlns:)wd([:=])/g, `$1${prefix}$2`);
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?>${named}`,
  };
};

export const fault = (faultcode: string, faultstring: string, validation?: string): StandInAnswer =>
  soap(500, {
    'SOAP-ENV:Fault': {
      faultcode: `SOAP-ENV:${faultcode}`,
      faultstring,
      ...(validation === undefined
        ? {}
        : { detail: { 'wd:Validation_Fault': { 'wd:Validation_Error': { 'wd:Message': validation } } } }),
    },
  });

const invalid = (message: string): StandInAnswer =>
  fault('Client.validationError', `Validation error occurred. ${message}`, message);

/** What may stand in a request: a misspelt element is refused, as a schema does. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  Get_Workers: ['@version', 'Request_References', 'Request_Criteria', 'Response_Filter', 'Response_Group'],
  Get_Organizations: ['@version', 'Request_References', 'Request_Criteria', 'Response_Filter', 'Response_Group'],
};

export function answerSoap(request: SoapRequest, tenant: Tenant): StandInAnswer {
  const { operation, body } = request;
  const names = allowed[operation];
  if (names === undefined) return invalid(`${operation} is not an operation.`);
  const order = Object.keys(body).filter((name) => !name.startsWith('@'));
  const sorted = [...order].sort((a, b) => names.indexOf(a) - names.indexOf(b));
  const unknown = order.find((name) => !names.includes(name));
  if (unknown !== undefined || order.join() !== sorted.join())
    return invalid(`Element content is not allowed: ${unknown ?? order.join(', ')}.`);
  const filter = nodeAt(body, 'Response_Filter');
  const count = Number(textAt(filter, 'Count') ?? '100');
  const page = Number(textAt(filter, 'Page') ?? '1');
  if (!(count >= 1 && count <= tenant.mostRows)) return invalid(`Count must be between 1 and ${tenant.mostRows}.`);
  const tables = tenant.tablesAt(textAt(filter, 'As_Of_Entry_DateTime'));
  const on = (textAt(filter, 'As_Of_Effective_Date') ?? tenant.today).slice(0, 10);
  const found = operation === 'Get_Workers' ? findWorkers(body, tables, tenant) : { rows: tables.organizations };
  if ('refused' in found) return invalid(found.refused);
  const { rows } = found;
  const shown = rows.slice((page - 1) * count, page * count);
  const showing = showingOf(tables, on, tenant);
  const elements = shown.map((row) =>
    'wid' in row ? shape(row, { body, showing, tenant }) : toOrganizationElement(row, showing),
  );
  for (const element of elements) hide(element, tenant.without);
  const pages = Math.ceil(rows.length / count);
  return soap(
    200,
    {
      [`wd:${operation}_Response`]: {
        '@wd:version': request.version ?? 'v45.2',
        'wd:Response_Results': {
          'wd:Total_Results': rows.length,
          'wd:Total_Pages': pages,
          'wd:Page_Results': shown.length,
          'wd:Page': page,
        },
        'wd:Response_Data':
          elements.length === 0 ? '' : { [operation === 'Get_Workers' ? 'wd:Worker' : 'wd:Organization']: elements },
      },
    },
    tenant.prefix,
  );
}

function showingOf(tables: WorkdayTables, on: string, { showsEnds }: Tenant): Showing {
  const { workers, units } = indexOf(tables);
  return { on, showsEnds, units, workerOf: (personKey) => workers.get(personKey) };
}

/** What every page of one state of the tables needs. */
interface Index {
  workers: Map<string, WorkerRecord>;
  units: Map<string, Unit>;
  /** What was found, by what was asked. */
  found: Map<string, WorkerRecord[]>;
}

const indexes = new WeakMap<WorkdayTables, Index>();

function indexOf(tables: WorkdayTables): Index {
  const known = indexes.get(tables);
  if (known !== undefined) return known;
  const workers = new Map<string, WorkerRecord>();
  for (const record of tables.workers) if (!workers.has(record.workerId)) workers.set(record.workerId, record);
  const units = new Map(tables.organizations.map((unit) => [unit.unitKey, unit]));
  const index: Index = { workers, units, found: new Map() };
  indexes.set(tables, index);
  return index;
}

/** The data sets that were asked for. */
function shape(
  record: WorkerRecord,
  { body, showing, tenant }: { body: Node; showing: Showing; tenant: Tenant },
): Element {
  const group = nodeAt(body, 'Response_Group');
  const asks = (name: string) => ['true', '1'].includes(textAt(group, name) ?? '');
  const worker = toWorkerElement(record, showing);
  const data = worker['wd:Worker_Data'] as Element;
  if (!asks('Include_Reference')) delete worker['wd:Worker_Reference'];
  if (!asks('Include_Personal_Information')) delete data['wd:Personal_Data'];
  if (!asks('Include_Employment_Information')) delete data['wd:Employment_Data'];
  if (!asks('Include_Organizations')) delete data['wd:Organization_Data'];
  if (!asks('Include_Management_Chain_Data')) delete data['wd:Management_Chain_Data'];
  if (asks('Include_Transaction_Log_Data'))
    data['wd:Transaction_Log_Entry_Data'] = {
      'wd:Transaction_Log_Entry': tenant.log
        .entriesOf(record.wid)
        .filter(toFilter(body))
        .map(({ type, effectiveOn, enteredAtMs }) => ({
          'wd:Transaction_Log_Data': {
            'wd:Transaction_Effective_Moment': `${effectiveOn}T00:00:00.000-08:00`,
            'wd:Transaction_Entry_Moment': new Date(enteredAtMs).toISOString(),
            'wd:Transaction_Log_Type_Reference': {
              'wd:ID': { '@wd:type': 'Business_Process_Type', '#text': type },
            },
            'wd:Is_Rescind_Or_Rescinded': record.isRescinded ? '1' : '0',
          },
        })),
    };
  return worker;
}

/** A missing right takes elements away, wherever they are, and says nothing. */
function hide(element: unknown, names: readonly string[]): void {
  if (typeof element !== 'object' || element === null || names.length === 0) return;
  for (const [name, inner] of Object.entries(element)) {
    if (names.includes(name.replace('wd:', ''))) delete (element as Element)[name];
    else for (const one of [inner].flat()) hide(one, names);
  }
}

type Found = { rows: WorkerRecord[] } | { refused: string };

/** Somebody who is still to come is found by the transaction log or by reference; without either, only those who have begun are. */
function findWorkers(body: Node, tables: WorkdayTables, { log, today }: Tenant): Found {
  const { workers } = tables;
  const references = nodeAt(body, 'Request_References');
  const named = listAt(references, 'Worker_Reference').flatMap((one) => listAt(one, 'ID'));
  if (named.length > 0) return findNamed(named, workers, textAt(references, '@Skip_Non_Existing_Instances') === 'true');
  const criteria = nodeAt(body, 'Request_Criteria');
  const { found } = indexOf(tables);
  const asked = JSON.stringify([criteria, today]);
  const rows =
    found.get(asked) ??
    (criteria.Transaction_Log_Criteria_Data === undefined
      ? workers.filter(({ employments }) => employments.some(({ startsOn }) => (startsOn ?? '') <= today))
      : workers.filter(({ wid }) => log.entriesOf(wid).some(toFilter(body))));
  found.set(asked, rows);
  return { rows };
}

function findNamed(ids: readonly Node[], workers: readonly WorkerRecord[], skips: boolean): Found {
  const byId = new Map<string, WorkerRecord>();
  for (const record of workers) {
    byId.set(`WID ${record.wid}`, record);
    byId.set(`${record.isContingent ? 'Contingent_Worker_ID' : 'Employee_ID'} ${record.number}`, record);
  }
  const found = new Set<WorkerRecord>();
  for (const id of ids) {
    const [type, text] = [textAt(id, '@type'), textAt(id, '#text')];
    const record = byId.get(`${type} ${text}`);
    if (record !== undefined) found.add(record);
    else if (!skips) return { refused: `Invalid ID value. '${text}' is not a valid ID value for type = '${type}'` };
  }
  return { rows: [...found] };
}

function toFilter(body: Node): (entry: LogEntry) => boolean {
  const criteria = nodeAt(body, 'Request_Criteria', 'Transaction_Log_Criteria_Data');
  const types = listAt(nodeAt(criteria, 'Transaction_Type_References'), 'Transaction_Type_Reference').flatMap((one) =>
    listAt(one, 'ID').map((id) => textAt(id, '#text')),
  );
  const range = nodeAt(criteria, 'Transaction_Date_Range_Data');
  const at = (name: string, otherwise: number) => {
    const text = textAt(range, name);
    return text === null ? otherwise : Date.parse(text);
  };
  const [entered, effective] = ['Updated', 'Effective'].map((kind) => ({
    from: at(`${kind}_From`, Number.NEGATIVE_INFINITY),
    through: at(`${kind}_Through`, Number.POSITIVE_INFINITY),
  })) as [Range, Range];
  const within = (ms: number, { from, through }: Range) => from <= ms && ms <= through;
  return (entry) =>
    (types.length === 0 || types.includes(entry.type)) &&
    within(entry.enteredAtMs, entered) &&
    within(effectiveAtMs(entry), effective);
}

interface Range {
  from: number;
  through: number;
}

import type { HrOrganisation, HrStandIn, StandInAnswer, StandInCall } from '../hr-stand-in.ts';
import { startStandInServer } from '../start-stand-in-server.ts';
import { createAnswerer } from './answer-query.ts';
import { functional } from './functional.ts';
import { type AfasRow, type AfasTables, toRows } from './to-rows.ts';

export interface AfasOptions {
  port?: number;
  now?: () => Date;
  /** The token that is let in, as the secret holds it. */
  token: string;
  /** When the token ends, as a day; it does not without it. */
  tokenExpiry?: string;
  /** Fields that the GetConnectors do not have. */
  without?: readonly string[];
}

export interface AfasStandIn extends HrStandIn {
  /** Changes rows behind the reader's back, such as between two pages. */
  edit(change: (tables: AfasTables) => void): void;
}

const names = {
  Instroom_Persons: 'persons',
  Instroom_Employments: 'employments',
  Instroom_Units: 'units',
  Instroom_Leaves: 'leaves',
} as const;

const identities: Readonly<Record<keyof AfasTables, readonly string[]>> = {
  persons: ['Persoonsnummer', 'Medewerker'],
  employments: ['ExternalID'],
  units: ['ExternalId'],
  leaves: ['Medewerker', 'Volgnummer'],
};

/**
 * Profit as far as a reader sees it: GetConnectors with sorting, paging and filters, MetaInfo, the token, and its errors.
 * https://docs.afas.help
 */
export async function startAfas(options: AfasOptions): Promise<AfasStandIn> {
  const now = options.now ?? (() => new Date());
  let tables: AfasTables = { persons: [], employments: [], units: [], leaves: [] };
  let state = tables;
  let answerQuery = createAnswerer();
  const show = (next: AfasTables): void => {
    tables = next;
    state = hide(next, options.without ?? []);
    answerQuery = createAnswerer();
  };
  const expected = `AfasToken ${Buffer.from(options.token, 'utf8').toString('base64')}`;

  const answer = (call: StandInCall): StandInAnswer => {
    if (call.headers.authorization !== expected) return { status: 401, body: '' };
    const path = call.path.replace(/^\/ProfitRestServices\//, '');
    if (call.method === 'PUT' && path === 'connectors/KnEmployee') return update(call.body);
    if (/^metainfo$/i.test(path)) return json(metaInfo(options));
    const info = /^metainfo\/get\/(\w+)$/i.exec(path)?.[1];
    const connector = /^connectors\/(\w+)$/.exec(path)?.[1];
    const name = (info ?? connector) as keyof typeof names | undefined;
    if (name === undefined) return { status: 404, body: '' };
    const table = names[name];
    if (table === undefined)
      return functional(`De GetConnector '${name}' is niet gevonden of u bent niet geautoriseerd.`);
    const rows = state[table];
    if (info !== undefined)
      return json({ name, fields: Object.keys(rows[0] ?? {}).map((id) => ({ id, fieldId: id })) });
    return answerQuery(rows, call);
  };

  /** KnEmployee, as far as addresses go; what changes nothing is refused. */
  const update = (body: string): StandInAnswer => {
    const { '@EmId': employee, Objects } = JSON.parse(body).AfasEmployee.Element;
    const { MatchPer, BcCo, ...fields } = Objects[0].KnPerson.Element.Fields;
    const row = tables.persons.find((one) => one.Medewerker === employee && one.Persoonsnummer === BcCo);
    if (MatchPer !== '0' || row === undefined)
      return functional('Er is geen organisatie/persoon gevonden die voldoet aan de zoekcriteria.');
    const columns: Readonly<Record<string, string>> = { EmAd: 'Email_werk', EmailPortal: 'Email_portal' };
    const changes = Object.entries(fields).map(([field, value]) => [columns[field] ?? field, String(value)] as const);
    if (changes.every(([column, value]) => row[column] === value)) return functional('Er zijn geen wijzigingen.');
    Object.assign(row, Object.fromEntries(changes), { Gewijzigd_op: localTime(now()) });
    show(tables);
    return { status: 200, body: '{"results":null}' };
  };

  const server = await startStandInServer({
    now,
    answer,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return {
    ...server,
    baseUrl: `${server.baseUrl}/ProfitRestServices`,
    load: (organisation: HrOrganisation) => {
      show(stamp(toRows(organisation), tables, localTime(now())));
    },
    edit: (change) => {
      change(tables);
      show(tables);
    },
  };
}

const json = (body: unknown): StandInAnswer => ({ status: 200, body: JSON.stringify(body) });

const metaInfo = ({ tokenExpiry }: AfasOptions) => ({
  updateConnectors: [{ id: 'KnEmployee', description: 'Medewerker' }],
  getConnectors: Object.keys(names).map((id) => ({ id, description: id })),
  info: { envid: 'O12345AA', appName: 'Instroom', tokenExpiry: tokenExpiry ?? null },
});

function hide(tables: AfasTables, fields: readonly string[]): AfasTables {
  if (fields.length === 0) return tables;
  const shown = (rows: readonly AfasRow[]) =>
    rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name))));
  const { persons, employments, units, leaves } = tables;
  return { persons: shown(persons), employments: shown(employments), units: shown(units), leaves: shown(leaves) };
}

/** Rows that differ from before, or are new, changed now; the others keep their date. */
function stamp(next: AfasTables, before: AfasTables, at: string): AfasTables {
  const stampOne = (table: keyof AfasTables): AfasRow[] => {
    const identify = (row: AfasRow) => identities[table].map((field) => row[field]).join('|');
    const known = new Map(before[table].map((row) => [identify(row), row]));
    return next[table].map((row) => {
      const { Gewijzigd_op: changedAt = at, ...rest } = known.get(identify(row)) ?? {};
      return { ...row, Gewijzigd_op: JSON.stringify(rest) === JSON.stringify(row) ? changedAt : at };
    });
  };
  return {
    persons: stampOne('persons'),
    employments: stampOne('employments'),
    units: stampOne('units'),
    leaves: stampOne('leaves'),
  };
}

/** Local Dutch time, with a Z that is not true. */
export function localTime(at: Date): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Amsterdam',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  return `${parts.replace(' ', 'T')}Z`;
}

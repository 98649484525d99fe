import { DateTime } from 'luxon';
import type { PeopleReading } from '../../../models/hr-connector.ts';
import type { CalendarDate, HrReading } from '../../../models/person.ts';
import type { NmbrsSource } from '../../../models/sources/nmbrs-source.ts';
import { sourceTexts } from '../../../models/texts/source-texts.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import type { Changes } from '../keep-reading.ts';
import { unreadable } from '../unreadable.ts';
import { assemble } from './assemble.ts';
import type { Company, Department } from './dossier.ts';
import type { Draft } from './draft.ts';
import type { CompanyReading } from './read-company.ts';
import { chooseCompanies } from './read-rest.ts';
import { refuseLost } from './refuse-lost.ts';
import { toDraft } from './to-draft.ts';

/** Either API of Nmbrs. */
export interface NmbrsApi {
  listCompanies(): Promise<Company[]>;
  listDepartments(companies: readonly Company[]): Promise<Department[]>;
  readCompany(company: Company): Promise<CompanyReading>;
  /** One employee alone; nobody when the company does not have the employee any more. */
  readEmployee(company: Company, employeeId: string): Promise<CompanyReading>;
  /** Whether something of a company was written down since (instant). Missing where the API does not tell. */
  hasChanged?(company: Company, since: string): Promise<boolean>;
}

/** What a reading needs, and what is kept of the last whole one. */
export interface NmbrsDesk {
  source: NmbrsSource;
  parts: Pick<ConnectorParts, 'clock' | 'timeZone' | 'language'>;
  api: NmbrsApi;
  kept: Kept | null;
}

interface Kept {
  /** The day of which it speaks: names and places change by themselves when a payroll period begins. */
  today: CalendarDate;
  companies: Map<string, KeptCompany>;
}

interface KeptCompany {
  company: Company;
  drafts: Draft[];
  strays: CompanyReading['strays'];
}

export async function readEverybody(desk: NmbrsDesk): Promise<HrReading> {
  const readAt = desk.parts.clock.now().toISOString();
  const today = todayOf(desk);
  const companies = chooseCompanies(await desk.api.listCompanies(), desk.source);
  const departments = await desk.api.listDepartments(companies);
  const kept: Kept = { today, companies: new Map() };
  // One after the other: what is raw of one company is gone before the next.
  for (const company of companies) kept.companies.set(company.companyId, await readOne(company, today, desk));
  believe(kept, desk);
  desk.kept = kept;
  return { sourceId: desk.source.id, readAt, ...sumUp(kept, departments, desk) };
}

/** Companies in which something was written down, read anew; null when only reading everything will do. */
export async function readChangedCompanies(since: string, desk: NmbrsDesk): Promise<Changes | null> {
  const { api, source, kept } = desk;
  const today = todayOf(desk);
  if (api.hasChanged === undefined || kept === null || kept.today !== today) return null;
  const readAt = desk.parts.clock.now().toISOString();
  const companies = chooseCompanies(await api.listCompanies(), source);
  const isSame =
    companies.length === kept.companies.size && companies.every(({ companyId }) => kept.companies.has(companyId));
  if (!isSame) return null;
  const departments = await api.listDepartments(companies);
  const next: Kept = { today, companies: new Map(kept.companies) };
  for (const company of companies)
    if (await api.hasChanged(company, since))
      next.companies.set(company.companyId, await readOne(company, today, desk));
  believe(next, desk);
  const before = [...kept.companies.values()].flatMap(({ drafts }) => drafts);
  desk.kept = next;
  const { people, units, setAside, changedAt } = sumUp(next, departments, desk);
  const present = new Set([...people, ...setAside].map(({ personKey }) => personKey));
  const gone = before.map(({ employeeId }) => employeeId).filter((key) => !present.has(key));
  return { readAt, changedAt, people, setAside, gone, units };
}

/** These people alone. Another employee of the same person, in a company they were not in before, is seen by the next whole reading. */
export async function readSomePeople(personKeys: readonly string[], desk: NmbrsDesk): Promise<PeopleReading> {
  // Managers are told by their address, and who is one person by comparing everybody: both need a whole reading.
  if (desk.kept === null) await readEverybody(desk);
  const kept = desk.kept ?? { today: todayOf(desk), companies: new Map<string, KeptCompany>() };
  const readAt = desk.parts.clock.now().toISOString();
  const all = [...kept.companies.values()];
  const everybody = all.flatMap(({ drafts }) => drafts);
  const wanted = new Set(personKeys);
  const sameAs = new Set(
    everybody.flatMap(({ employeeId, sameAs: same }) => (wanted.has(employeeId) && same !== null ? [same] : [])),
  );
  const isWanted = (draft: Draft) =>
    wanted.has(draft.employeeId) || (draft.sameAs !== null && sameAs.has(draft.sameAs));
  const fresh: KeptCompany[] = [];
  for (const { company, drafts } of all)
    for (const { employeeId } of drafts.filter(isWanted))
      fresh.push(
        await toKept(company, await desk.api.readEmployee(company, employeeId), { today: todayOf(desk), desk }),
      );
  const drafts = fresh.flatMap((one) => one.drafts);
  const whose = drafts.map(({ where }) => where).join('; ');
  refuseLost({ sourceId: desk.source.id, before: everybody, after: drafts, whose, isWhole: false });
  const anew = new Set(drafts.map(({ employeeId }) => employeeId));
  const among = [...everybody.filter(({ employeeId }) => !anew.has(employeeId)), ...drafts];
  const { people, setAside } = assemble({ drafts, departments: [], strays: [] }, { ...settings(desk), among });
  return { sourceId: desk.source.id, readAt, changedAt: changedAtOf(drafts), people, setAside };
}

async function readOne(company: Company, today: CalendarDate, desk: NmbrsDesk): Promise<KeptCompany> {
  const read = toKept(company, await desk.api.readCompany(company), { today, desk });
  const before = desk.kept?.companies.get(company.companyId)?.drafts ?? [];
  const whose = company.name ?? company.companyId;
  refuseLost({ sourceId: desk.source.id, before, after: read.drafts, whose, isWhole: true });
  return read;
}

function toKept(
  company: Company,
  reading: CompanyReading,
  { today, desk }: { today: CalendarDate; desk: NmbrsDesk },
): KeptCompany {
  const context = { source: desk.source, texts: settings(desk).texts, today };
  return { company, drafts: reading.dossiers.map((dossier) => toDraft(dossier, context)), strays: reading.strays };
}

function sumUp(kept: Kept, departments: readonly Department[], desk: NmbrsDesk) {
  const all = [...kept.companies.values()];
  const drafts = all.flatMap((one) => one.drafts);
  const { texts } = settings(desk);
  const strays = all.flatMap(({ company, strays: some }) =>
    some.map(({ employeeId, list }) => {
      const where = `${list}, company ${company.number ?? company.companyId}, employee ${employeeId ?? '?'}`;
      const text = employeeId === null ? texts.noKey('employeeId', where) : texts.unknownPerson('personalinfo', where);
      return {
        employeeId,
        problem: { reason: employeeId === null ? 'no-key' : 'unknown-person', text, where } as const,
      };
    }),
  );
  return { ...assemble({ drafts, departments, strays }, settings(desk)), changedAt: changedAtOf(drafts) };
}

const settings = ({ source, parts }: NmbrsDesk) => ({ source, texts: sourceTexts(parts.language) });

function changedAtOf(drafts: readonly Draft[]): string | null {
  let latest = 0;
  for (const { changedAt } of drafts) latest = Math.max(latest, changedAt);
  return latest === 0 ? null : new Date(latest).toISOString();
}

/** A rights problem in Nmbrs looks like an empty list: neither nobody nor a house without departments is believed. */
function believe({ companies }: Kept, { source }: NmbrsDesk): void {
  const drafts = [...companies.values()].flatMap((one) => one.drafts);
  const advice =
    'Give whoever consented, or whose token it is, the rights to see them; an empty list is never believed.';
  if (drafts.length === 0) throw unreadable(`${source.id}: Nmbrs gave no employee at all.`, advice);
  const hasUnits = drafts.some(({ person }) => person.employments.some(({ unitKey }) => unitKey !== undefined));
  if (!hasUnits) throw unreadable(`${source.id}: Nmbrs gave nobody's department.`, advice);
}

const todayOf = ({ parts }: NmbrsDesk): CalendarDate =>
  DateTime.fromJSDate(parts.clock.now(), { zone: parts.timeZone }).toISODate() ?? '';

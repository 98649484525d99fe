import { explainError, InstroomError } from '../../../models/errors.ts';
import type { SourceFinding } from '../../../models/hr-connector.ts';
import type { Clock } from '../../../models/ports.ts';
import type { Company } from './dossier.ts';
import { neededScopes } from './give-consent.ts';
import { type Consent, type ConsentKeeper, consentDays, consentEnding, daysSince } from './keep-consent.ts';
import { listAsk, wantedLists } from './read-company.ts';
import { type ListAsk, readList } from './read-list.ts';
import { chooseCompanies, departmentsAsk, listCompanies, type RestDesk } from './read-rest.ts';
import { lists, PageAnswer } from './schema.ts';

export interface RestCheckDesk extends RestDesk {
  keeper: ConsentKeeper;
  clock: Clock;
}

/** Tries the consent, the subscription key, the companies, and whether each list may be seen. */
export async function checkRest(desk: RestCheckDesk): Promise<SourceFinding[]> {
  const { source, keeper, clock } = desk;
  const findings: SourceFinding[] = [];
  // Looked at first: whatever is asked of Nmbrs may make the consent new.
  const consent = await attempt(findings, () => keeper.find());
  const companies = await attempt(findings, () => listCompanies(desk));
  if (consent != null && companies !== null) findings.push(...consentFindings(consent, desk, clock));
  const chosen = companies === null ? null : await attempt(findings, async () => chooseCompanies(companies, source));
  const [first] = chosen ?? [];
  if (chosen === null || first === undefined) return findings;
  const names = chosen.map(({ number, name, companyId }) => [number, name ?? companyId].filter(Boolean).join(' '));
  findings.push({ ok: true, text: `The subscription key is accepted. Companies: ${names.join(', ')}.` });
  findings.push(...(await checkLists(first, desk)));
  return findings;
}

/** What `work` gives; null, and one finding more, when Nmbrs says no. */
async function attempt<Value>(findings: SourceFinding[], work: () => Promise<Value>): Promise<Value | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InstroomError)) throw error;
    findings.push({ ok: false, text: explainError(error) });
    return null;
  }
}

function consentFindings(consent: Consent, { source }: RestCheckDesk, clock: Clock): SourceFinding[] {
  const now = clock.now();
  const ending = consentEnding(consent, now)?.what;
  const granted = consent.scope?.split(' ') ?? null;
  const missing = granted === null ? [] : neededScopes(source).filter((scope) => !granted.includes(scope));
  const findings: SourceFinding[] = [];
  if (ending === 'nmbrs-unused')
    findings.push({
      ok: false,
      text: `The consent had not been used for ${daysSince(consent.usedAt, now)} days; it ends after ${consentDays}. This check has used it. Find out why Instroom does not read: is it paused or stopped?`,
    });
  else findings.push({ ok: true, text: `The consent counts; it was last used on ${consent.usedAt.slice(0, 10)}.` });
  if (ending === 'nmbrs-age')
    findings.push({
      ok: false,
      text: `Nmbrs has given no new refresh token for ${daysSince(consent.refreshTokenSince, now)} days. Consent again (instroom nmbrs connect --source ${source.id}), in case it counts ${consentDays} days from the consent.`,
    });
  if (missing.length > 0)
    findings.push({
      ok: false,
      text: `The consent is not for ${missing.join(', ')}. Have the app allowed these scopes, and consent again.`,
    });
  return findings;
}

/** One row of each list of a company. */
async function checkLists(company: Company, desk: RestCheckDesk): Promise<SourceFinding[]> {
  const findings: SourceFinding[] = [];
  const seen: string[] = [];
  for (const name of wantedLists(desk.source)) {
    const isSeen = await attempt(findings, () => touch({ ...listAsk(name, company, desk), pageSize: 1 }));
    if (isSeen !== null) seen.push(lists[name].path);
  }
  if (company.debtorId !== undefined) {
    const ask = departmentsAsk(company.debtorId, desk);
    if ((await attempt(findings, () => touch({ ...ask, pageSize: 1 }))) !== null)
      seen.push('departments of the debtor');
  }
  const nameUse = await attempt(findings, () => findNameUse(company, desk));
  if (nameUse !== null) seen.unshift(lists.infos.path);
  if (seen.length > 0) findings.push({ ok: true, text: `May be read: ${seen.join(', ')}.` });
  if (nameUse === 'missing')
    findings.push({
      ok: false,
      text: 'Nmbrs gives partner names without ascriptionCode, so everybody goes by their own name. Ask Nmbrs to deliver it.',
    });
  return findings;
}

async function touch(ask: ListAsk): Promise<true> {
  for await (const _ of readList(ask)) break;
  return true;
}

/** Whether the code of the name use is delivered is not documented: it is missing when somebody has a partner's name and nobody has the code. */
async function findNameUse(company: Company, desk: RestCheckDesk): Promise<'there' | 'missing'> {
  const ask = listAsk('infos', company, desk);
  const query = { employeeType: 'payroll', pageNumber: '1', pageSize: String(desk.source.pageSize) };
  const { data } = await desk.client.get(ask.path, PageAnswer, { ...ask, query });
  const infos = data.flatMap((row) => lists.infos.rows.safeParse(row[lists.infos.field]).data ?? []);
  const partners = infos.flatMap(({ partnerInfo }) => (partnerInfo?.partnerName === undefined ? [] : [partnerInfo]));
  const isMissing = partners.length > 0 && partners.every(({ ascriptionCode }) => ascriptionCode === undefined);
  return isMissing ? 'missing' : 'there';
}

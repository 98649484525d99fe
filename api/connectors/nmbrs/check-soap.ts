import { explainError, InstroomError } from '../../../models/errors.ts';
import type { SourceEnding, SourceFinding } from '../../../models/hr-connector.ts';
import type { Clock } from '../../../models/ports.ts';
import type { NmbrsSource } from '../../../models/sources/nmbrs-source.ts';
import { chooseCompanies } from './read-rest.ts';
import { listCompanies } from './soap/soap-api.ts';
import type { SoapClient } from './soap/soap-client.ts';

/** As others who read Nmbrs's announcement say; Nmbrs's own page says "in 2027". */
export const soapEndsOn = '2027-03-01';

/** Moving to REST takes an app, a subscription and a consent. */
const noticeDays = 180;
const dayMs = 86_400_000;

/** Tries the token, the companies and the lists, and says when SOAP ends. */
export async function checkSoap(desk: {
  source: NmbrsSource;
  client: SoapClient;
  clock: Clock;
}): Promise<SourceFinding[]> {
  const { source, client, clock } = desk;
  const findings: SourceFinding[] = [endFinding(clock.now())];
  try {
    const companies = chooseCompanies(await listCompanies(desk), source);
    const names = companies.map(({ number, name, companyId }) => [number, name ?? companyId].filter(Boolean).join(' '));
    findings.push({ ok: true, text: `The token is accepted. Companies: ${names.join(', ')}.` });
    await client.call('EmployeeService', 'EmployeeType_GetList');
    for (const { companyId } of companies)
      await client.call('EmployeeService', 'Employment_GetAll_AllEmployeesByCompany', { CompanyID: companyId });
    await client.call('DebtorService', 'List_GetAll');
    findings.push({ ok: true, text: 'EmployeeService, CompanyService and DebtorService may be used.' });
  } catch (error) {
    if (!(error instanceof InstroomError)) throw error;
    findings.push({ ok: false, text: explainError(error) });
  }
  return findings;
}

/** The end of SOAP, when it is time to move. */
export function findSoapEndings(now: Date): SourceEnding[] {
  return daysToEnd(now) > noticeDays ? [] : [{ what: 'nmbrs-soap', endsOn: soapEndsOn }];
}

const daysToEnd = (now: Date): number => Math.ceil((Date.parse(soapEndsOn) - now.getTime()) / dayMs);

function endFinding(now: Date): SourceFinding {
  const days = daysToEnd(now);
  const move =
    'Register an app in the developer portal of Nmbrs, set api: rest and consent with instroom nmbrs connect.';
  if (days <= 0) return { ok: false, text: `SOAP v3 was announced to end on ${soapEndsOn}, which is past. ${move}` };
  return {
    ok: days > noticeDays,
    text: `SOAP v3 is announced to end on ${soapEndsOn}, in ${days} days.${days > noticeDays ? '' : ` ${move}`}`,
  };
}

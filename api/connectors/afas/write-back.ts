import { InstroomError } from '../../../models/errors.ts';
import type { WriteBack, WriteBackOutcome } from '../../../models/hr-connector.ts';
import type { AfasSource } from '../../../models/sources/afas-source.ts';
import { type AfasDesk, readPersonRows } from './read-people.ts';
import type { PersonRow } from './schema.ts';

/**
 * Writes the mail address at work (`EmAd`), and where asked the address of the portal (`EmailPortal`), to the person of an employee. Profit
 * refuses a change that changes nothing, so only what differs is sent.
 * https://docs.afas.help, KnEmployee with KnPerson: MatchPer 0 finds the person by BcCo
 */
export async function writeBackToAfas(
  people: readonly WriteBack[],
  settings: AfasSource['writeBack'],
  desk: AfasDesk,
): Promise<WriteBackOutcome[]> {
  if (settings === null) return [];
  const rows = await readPersonRows(
    people.map(({ personKey }) => personKey),
    desk,
  );
  const outcomes: WriteBackOutcome[] = [];
  for (const wanted of people) {
    const { personKey } = wanted;
    const row = rows.get(personKey);
    const fields = row === undefined ? {} : differing(row, wanted, settings.signIn);
    if (row?.Medewerker === undefined || row.Persoonsnummer === undefined)
      outcomes.push({ personKey, kind: 'refused', text: 'Profit does not know this employee any more.' });
    else if (Object.keys(fields).length === 0) outcomes.push({ personKey, kind: 'same' });
    else outcomes.push({ personKey, ...(await change(settings.connector, bodyOf(row, fields), desk)) });
  }
  return outcomes;
}

function differing(row: PersonRow, { mail, signIn }: WriteBack, withSignIn: boolean): Record<string, string> {
  const isSame = (known: string | undefined, wanted: string) => known?.toLowerCase() === wanted.toLowerCase();
  return {
    ...(mail === null || isSame(row.Email_werk, mail) ? {} : { EmAd: mail }),
    ...(!withSignIn || isSame(row.Email_portal, signIn) ? {} : { EmailPortal: signIn }),
  };
}

function bodyOf({ Medewerker, Persoonsnummer }: PersonRow, fields: Readonly<Record<string, string>>): unknown {
  const person = { KnPerson: { Element: { Fields: { MatchPer: '0', BcCo: Persoonsnummer, ...fields } } } };
  return { AfasEmployee: { Element: { '@EmId': Medewerker, Objects: [person] } } };
}

/** What concerns one person is their refusal; what concerns all, such as a token that ended, is thrown. */
async function change(
  connector: string,
  body: unknown,
  { client }: AfasDesk,
): Promise<{ kind: 'written' | 'unclear' } | { kind: 'refused'; text: string }> {
  try {
    return { kind: (await client.put(`connectors/${connector}`, body)) === null ? 'unclear' : 'written' };
  } catch (error) {
    if (!(error instanceof InstroomError) || !/answered (400|500)/.test(error.message)) throw error;
    return { kind: 'refused', text: error.message };
  }
}

import { InstroomError } from '../../../models/errors.ts';
import type { WriteBack, WriteBackOutcome } from '../../../models/hr-connector.ts';
import type { AfasSource } from '../../../models/sources/afas-source.ts';
import { isClosed } from './client.ts';
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
    try {
      outcomes.push({
        personKey: wanted.personKey,
        ...(await tell(wanted, rows.get(wanted.personKey), settings, desk)),
      });
    } catch (error) {
      // Who was told stays told; the others are asked for again.
      const isTold = outcomes.some(({ kind }) => kind !== 'same');
      if (!(error instanceof InstroomError) || !isTold) throw error;
      desk.parts.logger.warn(
        { sourceId: desk.source.id, code: error.code, text: error.message },
        'not everybody was written back',
      );
      return outcomes;
    }
  }
  return outcomes;
}

async function tell(
  wanted: WriteBack,
  row: PersonRow | undefined,
  { connector, signIn }: NonNullable<AfasSource['writeBack']>,
  desk: AfasDesk,
): Promise<Told> {
  if (row?.Medewerker === undefined || row.Persoonsnummer === undefined)
    return { kind: 'refused', text: 'Profit does not know this employee any more.' };
  const fields = differing(row, wanted, signIn);
  return Object.keys(fields).length === 0 ? { kind: 'same' } : change(connector, bodyOf(row, fields), desk);
}

type Told = { kind: 'same' | 'written' | 'unclear' } | { kind: 'refused'; text: string };

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

/** What concerns one person is their refusal; what concerns all, such as a token that ended or a connector that is closed, is thrown. */
async function change(connector: string, body: unknown, { client }: AfasDesk): Promise<Told> {
  try {
    return { kind: (await client.put(`connectors/${connector}`, body)) === null ? 'unclear' : 'written' };
  } catch (error) {
    if (!(error instanceof InstroomError) || !/answered (400|500)/.test(error.message)) throw error;
    if (isClosed(error.message)) throw error;
    return { kind: 'refused', text: error.message };
  }
}

import type { Telling, WriteBack } from '../../models/hr-connector.ts';
import type { IdentityLink } from '../../models/same-people.ts';
import type { PlanInput } from '../engine/survey-world.ts';

/** Somebody by the key that they have here, with what their source is to know under its own key. */
export interface Due {
  personKey: string;
  told: WriteBack;
}

/**
 * Who may have to be told to a source: people with an account that is theirs by an accepted link. Of a source that names mail addresses
 * only those with a mailbox that it does not name; what sign-in names a source has, it does not say. In the order of their keys.
 * @param records - whose records are whose, of people whom several sources know or who have another key here than in their source
 */
export function findDue(
  { sourceId, writes }: { sourceId: string; writes: Telling },
  { people, links, directory }: Pick<PlanInput, 'people' | 'links' | 'directory'>,
  records: readonly IdentityLink[],
): Due[] {
  const accounts = new Map(directory.accounts.map((account) => [account.id, account]));
  const linked = new Set(records.map(({ personKey }) => personKey));
  const ours = records.filter((record) => record.sourceId === sourceId);
  const recordKeys = new Map(ours.map(({ personKey, recordKey }) => [personKey, recordKey]));
  const due: Due[] = [];
  for (const { personKey, sourceId: own, workEmail } of people) {
    const key = linked.has(personKey) ? recordKeys.get(personKey) : own === sourceId ? personKey : undefined;
    const account = accounts.get(links.get(personKey) ?? '');
    if (key === undefined || account === undefined) continue;
    const mail = account.mail || null;
    if (writes === 'mail' && (mail === null || mail.toLowerCase() === workEmail?.toLowerCase())) continue;
    due.push({ personKey, told: { personKey: key, mail, signIn: account.userPrincipalName } });
  }
  return due.sort((a, b) => (a.personKey < b.personKey ? -1 : 1));
}

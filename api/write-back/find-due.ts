import type { WriteBack } from '../../models/hr-connector.ts';
import type { PlanInput } from '../engine/survey-world.ts';

/**
 * Whom a source does not know the mail address of as Entra has it: people with an account that is theirs by an accepted link, and a mailbox.
 * In the order of their keys.
 */
export function findDue(
  sourceId: string,
  { people, links, directory }: Pick<PlanInput, 'people' | 'links' | 'directory'>,
): WriteBack[] {
  const accounts = new Map(directory.accounts.map((account) => [account.id, account]));
  const due: WriteBack[] = [];
  for (const { personKey, sourceId: own, workEmail } of people) {
    const account = own === sourceId ? accounts.get(links.get(personKey) ?? '') : undefined;
    const mail = account?.mail;
    if (account === undefined || !mail || mail.toLowerCase() === workEmail?.toLowerCase()) continue;
    due.push({ personKey, mail, signIn: account.userPrincipalName });
  }
  return due.sort((a, b) => (a.personKey < b.personKey ? -1 : 1));
}

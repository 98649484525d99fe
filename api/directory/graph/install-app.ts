import { z } from 'zod';
import type { InstallOutcome } from '../../../models/ports.ts';
import { isPassing } from '../../outbound/send.ts';
import type { Batcher } from './batcher.ts';
import type { GraphAnswer } from './graph-request.ts';

const Catalogue = z.object({ value: z.array(z.object({ id: z.string() })) });

/**
 * Puts a Teams app of the organisation's catalogue into somebody's Teams, in the name of the app itself. Asked once: an answer that got lost
 * is looked at the next time, when Graph says 409 to an app that is there. It needs TeamsAppInstallation.ReadWriteSelfForUser.All, and
 * AppCatalog.Read.All to find the app.
 * https://learn.microsoft.com/graph/api/userteamwork-post-installedapps
 * @param ask.manifestId - the `id` of the manifest, which the catalogue keeps as `externalId`
 */
export async function installApp(
  ask: { accountId: string; manifestId: string },
  { batcher, root }: { batcher: Batcher; root: string },
): Promise<InstallOutcome> {
  const filter = encodeURIComponent(`externalId eq '${ask.manifestId.replaceAll("'", "''")}'`);
  const listed = await batcher.ask(
    { method: 'GET', url: `/appCatalogs/teamsApps?$filter=${filter}` },
    { urgent: true },
  );
  if (listed.status !== 200) return judge(listed);
  const [app] = Catalogue.safeParse(listed.body).data?.value ?? [];
  if (app === undefined) return { kind: 'refused', status: 404 };
  const body = { 'teamsApp@odata.bind': `${root}/appCatalogs/teamsApps/${app.id}` };
  const url = `/users/${encodeURIComponent(ask.accountId)}/teamwork/installedApps`;
  return judge(await batcher.ask({ method: 'POST', url, body }, { urgent: true }));
}

function judge({ status }: GraphAnswer): InstallOutcome {
  if ((status >= 200 && status < 300) || status === 409) return { kind: 'installed' };
  return status === 0 || status === 429 || isPassing(status) ? { kind: 'no-answer' } : { kind: 'refused', status };
}

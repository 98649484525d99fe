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
 * @param graph.catalogue - what was found in the catalogue, by manifest id: it is asked once, and again after a refusal
 */
export async function installApp(
  ask: { accountId: string; manifestId: string },
  { batcher, root, catalogue }: { batcher: Pick<Batcher, 'ask'>; root: string; catalogue: Map<string, string> },
): Promise<InstallOutcome> {
  const found = catalogue.get(ask.manifestId) ?? (await findApp(ask.manifestId, batcher));
  if (typeof found !== 'string') return found;
  catalogue.set(ask.manifestId, found);
  const body = { 'teamsApp@odata.bind': `${root}/appCatalogs/teamsApps/${found}` };
  const url = `/users/${encodeURIComponent(ask.accountId)}/teamwork/installedApps`;
  const outcome = judge(await batcher.ask({ method: 'POST', url, body }, { urgent: true }));
  // The app may have been taken out of the catalogue and put into it again, under another id.
  if (outcome.kind === 'refused') catalogue.delete(ask.manifestId);
  return outcome;
}

/** The id of an app in the catalogue, or why there is none. */
async function findApp(manifestId: string, batcher: Pick<Batcher, 'ask'>): Promise<string | InstallOutcome> {
  const filter = encodeURIComponent(`externalId eq '${manifestId.replaceAll("'", "''")}'`);
  const listed = await batcher.ask(
    { method: 'GET', url: `/appCatalogs/teamsApps?$filter=${filter}` },
    { urgent: true },
  );
  if (listed.status !== 200) return judge(listed);
  const [app] = Catalogue.safeParse(listed.body).data?.value ?? [];
  return app === undefined ? { kind: 'refused', status: 404 } : app.id;
}

function judge({ status }: GraphAnswer): InstallOutcome {
  if ((status >= 200 && status < 300) || status === 409) return { kind: 'installed' };
  return status === 0 || status === 429 || isPassing(status) ? { kind: 'no-answer' } : { kind: 'refused', status };
}

import { z } from 'zod';
import type { Author, AuthorAsk } from '../../../models/account.ts';
import { InstroomError } from '../../../models/errors.ts';
import type { Throttle } from '../../outbound/throttle.ts';
import type { Reading } from './reading.ts';
import { pageOf } from './schema.ts';

/** The audit gives so little at a time that more would hold a run up: https://learn.microsoft.com/graph/throttling-limits */
const MOST_LOOK_UPS = 20;

/** So many of the newest entries about one account or group are looked at. */
const ENTRIES = 50;

/** Who may not look, or a server without an audit: then nothing is known, and nothing is wrong. */
const NO_AUDIT = [400, 403, 404, 405, 501];

const text = z.string().nullish();

const GraphAudit = z.object({
  activityDateTime: z.string(),
  category: text,
  result: text,
  initiatedBy: z
    .object({
      user: z.object({ userPrincipalName: text, displayName: text, id: text }).nullish(),
      app: z.object({ appId: text, displayName: text }).nullish(),
    })
    .nullish(),
  targetResources: z.array(z.looseObject({ id: text })).nullish(),
});
type GraphAudit = z.infer<typeof GraphAudit>;

type Parts = Pick<Reading, 'reader'> & { throttle: Throttle; clientId: string | null };

/**
 * Who last changed these accounts, or members of these groups, since an instant, as Entra's audit says; null where it says nothing. What
 * an app did counts only when it surely was not this one. Looks up at most 20 accounts or groups, the first ones asked for.
 * Never throws for want of an answer: https://learn.microsoft.com/graph/api/directoryaudit-list
 */
export async function findAuthors(changes: readonly AuthorAsk[], parts: Parts): Promise<Array<Author | null>> {
  const since = new Map<string, string>();
  for (const change of changes) {
    const id = targetOf(change);
    const known = id === null ? undefined : since.get(id);
    if (id !== null && (known === undefined || change.after < known)) since.set(id, change.after);
  }
  const entries = new Map<string, readonly GraphAudit[]>();
  for (const [id, after] of [...since].slice(0, MOST_LOOK_UPS)) {
    const found = await readAudit(id, after, parts);
    if (found === null) break;
    entries.set(id, found);
  }
  return changes.map((change) => findAuthor(change, entries.get(targetOf(change) ?? '') ?? [], parts.clientId));
}

/** An entry about a membership names both; the one about the account is the rarer. */
const targetOf = ({ accountId, groupId }: AuthorAsk): string | null => accountId ?? groupId;

async function readAudit(id: string, after: string, { reader, throttle }: Parts): Promise<GraphAudit[] | null> {
  const filter = encodeURIComponent(
    `activityDateTime ge ${after} and targetResources/any(t: t/id eq '${id.replaceAll("'", "''")}')`,
  );
  await throttle.takeTurn(1);
  try {
    const url = `/auditLogs/directoryAudits?$filter=${filter}&$top=${ENTRIES}`;
    const answer = await reader.read(url, { doing: 'Reading the audit of Entra', refusals: NO_AUDIT });
    return answer.status === 200 ? (pageOf(GraphAudit).safeParse(answer.body).data?.value ?? null) : null;
  } catch (thrown) {
    if (thrown instanceof InstroomError && thrown.code !== 'directory-refused') return null;
    throw thrown;
  }
}

function findAuthor(change: AuthorAsk, entries: readonly GraphAudit[], clientId: string | null): Author | null {
  const fitting = entries
    .filter((entry) => isAbout(entry, change) && Date.parse(entry.activityDateTime) >= Date.parse(change.after))
    .sort((a, b) => Date.parse(b.activityDateTime) - Date.parse(a.activityDateTime));
  for (const entry of fitting) {
    const by = nameAuthor(entry, clientId);
    if (by !== null) return { by, at: new Date(entry.activityDateTime).toISOString() };
  }
  return null;
}

/** The group of a membership stands among the targets, or only in what was modified about the account. */
function isAbout({ result, category, targetResources }: GraphAudit, { accountId, groupId }: AuthorAsk): boolean {
  if (result !== null && result !== undefined && result !== 'success') return false;
  if (groupId !== null) return JSON.stringify(targetResources ?? []).includes(groupId);
  return accountId !== null && category !== 'GroupManagement';
}

function nameAuthor({ initiatedBy }: GraphAudit, clientId: string | null): string | null {
  const { user, app } = initiatedBy ?? {};
  if (user !== null && user !== undefined) return user.userPrincipalName ?? user.displayName ?? user.id ?? null;
  const appId = app?.appId ?? null;
  if (appId === null || clientId === null || appId.toLowerCase() === clientId.toLowerCase()) return null;
  return app?.displayName ?? appId;
}

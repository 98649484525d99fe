import type { Notice } from '../../../models/notice.ts';
import { type RecordRef, recordId } from '../../../models/same-people.ts';
import type { CompiledPolicy } from '../../engine/compiled-policy.ts';
import { readIdentityRules } from '../../engine/identity/identity-rules.ts';
import { createOwnerOf } from '../../engine/identity/known-records.ts';
import { createHasAccount } from '../join-readings.ts';
import { isLooking } from '../look-mark.ts';
import type { SyncParts } from '../sync-parts.ts';

/**
 * Whom of these an express run must not look at yet: with several sources, whoever has no account while a run over everybody reads and puts
 * everybody together. It may meet them at the same time in another source, under another key.
 */
export async function findTooEarly<Ref extends RecordRef>(
  records: readonly Ref[],
  policy: CompiledPolicy,
  parts: SyncParts,
): Promise<readonly Ref[]> {
  if (policy.policy.sources.length < 2 || records.length === 0 || !(await isLooking(parts))) return [];
  const key = parts.directory.identify().key;
  const { accounts, identity } = parts.stores;
  const [links, mirror, accountLinks] = await Promise.all([
    identity.links(),
    accounts.loadMirror(key),
    accounts.loadLinks(key),
  ]);
  if (mirror === null) return records;
  const ownerOf = createOwnerOf(links, readIdentityRules(policy.policy));
  const hasAccount = createHasAccount({ links: accountLinks, directory: mirror });
  return records.filter((record) => !hasAccount(ownerOf(record)));
}

/** The notices that are about somebody who can be looked at now. */
export async function leaveOutTooEarly(
  notices: readonly Notice[],
  policy: CompiledPolicy,
  parts: SyncParts,
): Promise<readonly Notice[]> {
  const refsOf = ({ sourceId, personKeys, isUrgent }: Notice): RecordRef[] =>
    isUrgent === true ? [] : personKeys.map((recordKey) => ({ sourceId, recordKey }));
  const waiting = new Set((await findTooEarly(notices.flatMap(refsOf), policy, parts)).map(recordId));
  if (waiting.size === 0) return notices;
  return notices.filter((notice) => {
    const refs = refsOf(notice);
    return refs.length === 0 || !refs.every((ref) => waiting.has(recordId(ref)));
  });
}

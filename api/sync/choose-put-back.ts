import type { DriftFinding } from '../../models/ledger.ts';
import type { SyncParts } from './sync-parts.ts';

/** Writes down that a change by hand is to be put back: the next run does it, also where the policy lets such changes wait. */
export async function choosePutBack(
  finding: DriftFinding,
  { stores, directory }: Pick<SyncParts, 'stores' | 'directory'>,
): Promise<void> {
  const changes = { reservations: [], holdings: [], settledFindings: [] };
  await stores.ledger.save(directory.identify().key, {
    ...changes,
    findings: [{ ...finding, choice: 'put-back' }],
  });
}

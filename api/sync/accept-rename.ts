import type { AddressReservation, Ledger } from '../../models/ledger.ts';
import type { Actor } from '../../models/run.ts';
import type { SyncParts } from './sync-parts.ts';

/** The addresses that would follow a changed name and wait: for a day, or for the person's yes. */
export function proposedRenames({ reservations }: Pick<Ledger, 'reservations'>): AddressReservation[] {
  return reservations.filter(({ state }) => state === 'proposed');
}

/**
 * Writes down that a person said yes to another address; the next plan renames the account. Saying it twice changes nothing.
 * @returns the reservations as they are now
 */
export async function acceptRename(
  proposed: readonly AddressReservation[],
  by: Actor,
  parts: Pick<SyncParts, 'stores' | 'directory' | 'clock'>,
): Promise<AddressReservation[]> {
  const accepted = proposed.map((reservation) => ({ ...reservation, state: 'accepted' as const }));
  const changes = { holdings: [], findings: [], settledFindings: [] };
  await parts.stores.ledger.save(parts.directory.identify().key, { ...changes, reservations: accepted });
  await parts.stores.audit.append(
    accepted.map(({ personKey, address }) => ({
      id: `rename-accepted:${personKey}:${address}`,
      at: parts.clock.now().toISOString(),
      kind: 'rename-accepted' as const,
      actor: by,
      runId: null,
      personKey,
      operationId: null,
      text: address,
    })),
  );
  return accepted;
}

import type { Connection } from 'mongoose';
import type { DriftFinding, RoleHolding, UndoneOperation } from '../ledger.ts';
import type { LedgerStore } from '../stores.ts';
import { openReservations } from './address-reservations.ts';
import { openItems } from './directory-items.ts';

const holdingKey = ({ personKey, roleId }: RoleHolding): string => JSON.stringify([personKey, roleId]);

/**
 * What plans wrote down for later ones. Saved in one order: the addresses first, since they alone can be refused. Each step
 * gives the same when it is done again, so the plan that is made after a crash mends what was cut off.
 */
export async function createLedgerStore(connection: Connection): Promise<LedgerStore> {
  const reservations = await openReservations(connection);
  const holdings = await openItems<RoleHolding>(connection, 'role-holdings', {
    keyOf: holdingKey,
    answers: 'every role with a hand-over that somebody has or had (load)',
  });
  const findings = await openItems<DriftFinding>(connection, 'drift-findings', {
    keyOf: (finding) => finding.operationId,
    answers: 'what was found changed by hand (load)',
  });
  const undone = await openItems<UndoneOperation>(connection, 'undone-operations', {
    keyOf: (entry) => entry.operationId,
    answers: 'what somebody took back (load)',
  });
  return {
    load: async (directory) => ({
      reservations: await reservations.load(directory),
      holdings: await holdings.load(directory),
      findings: await findings.load(directory),
      undone: await undone.load(directory),
    }),
    save: async (directory, changes) => {
      await reservations.save(directory, changes.reservations);
      await holdings.save(directory, changes.holdings);
      await findings.save(directory, changes.findings);
      await findings.remove(directory, changes.settledFindings);
    },
    saveUndone: undone.save,
    forgetUndone: undone.remove,
  };
}

import type { Ledger, LedgerChanges } from '../../models/ledger.ts';

/** The ledger after a plan was written down: what is new replaces what has the same key. */
export function mergeLedger(ledger: Ledger, changes: LedgerChanges): Ledger {
  const addresses = new Set(changes.reservations.map(({ address }) => address));
  const keyOf = ({ personKey, roleId }: { personKey: string; roleId: string }) => `${personKey} ${roleId}`;
  const held = new Set(changes.holdings.map(keyOf));
  const settled = new Set([...changes.settledFindings, ...changes.findings.map(({ operationId }) => operationId)]);
  return {
    reservations: [...ledger.reservations.filter(({ address }) => !addresses.has(address)), ...changes.reservations],
    holdings: [...ledger.holdings.filter((holding) => !held.has(keyOf(holding))), ...changes.holdings],
    findings: [...ledger.findings.filter(({ operationId }) => !settled.has(operationId)), ...changes.findings],
    undone: ledger.undone,
  };
}

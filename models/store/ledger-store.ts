import type { Connection } from 'mongoose';
import type { DriftFinding, Ledger, LedgerChanges, RoleHolding, UndoneOperation } from '../ledger.ts';
import type { LedgerStore, SettingStore } from '../stores.ts';
import { openReservations } from './address-reservations.ts';
import { openItems } from './directory-items.ts';
import { keepEach } from './keep-each.ts';

const holdingKey = ({ personKey, roleId }: RoleHolding): string => JSON.stringify([personKey, roleId]);
const operationKey = ({ operationId }: { operationId: string }): string => operationId;

interface Changes extends LedgerChanges {
  undone: readonly UndoneOperation[];
  /** Ids of what counts as undone no more. */
  forgotten: readonly string[];
}

const nothing: Changes = {
  reservations: [],
  holdings: [],
  findings: [],
  settledFindings: [],
  undone: [],
  forgotten: [],
};

/**
 * What plans wrote down for later ones. Saved in one order: the addresses first, since they alone can be refused. Each step
 * gives the same when it is done again, so the plan that is made after a crash mends what was cut off.
 */
export async function createLedgerStore(connection: Connection, settings: SettingStore): Promise<LedgerStore> {
  const reservations = await openReservations(connection);
  const holdings = await openItems<RoleHolding>(connection, 'role-holdings', {
    keyOf: holdingKey,
    answers: 'every role with a hand-over that somebody has or had (load)',
  });
  const findings = await openItems<DriftFinding>(connection, 'drift-findings', {
    keyOf: operationKey,
    answers: 'what was found changed by hand (load)',
  });
  const undone = await openItems<UndoneOperation>(connection, 'undone-operations', {
    keyOf: operationKey,
    answers: 'what somebody took back (load)',
  });
  const kept = keepEach<Ledger, Changes>({
    settings,
    name: 'ledger',
    read: async (directory) => ({
      reservations: await reservations.load(directory),
      holdings: await holdings.load(directory),
      findings: await findings.load(directory),
      undone: await undone.load(directory),
    }),
    follow: (ledger, changes) => changes.reduce(followChanges, ledger),
  });
  return {
    load: (directory) => kept(directory).whole(),
    save: async (directory, changes) => {
      if (Object.values(changes).every((entries) => entries.length === 0)) return;
      const write = async (): Promise<void> => {
        await reservations.save(directory, changes.reservations);
        await holdings.save(directory, changes.holdings);
        await findings.save(directory, changes.findings);
        await findings.remove(directory, changes.settledFindings);
      };
      await kept(directory).change(write, { ...nothing, ...changes });
    },
    saveUndone: (directory, entries) =>
      kept(directory).change(() => undone.save(directory, entries), { ...nothing, undone: entries }),
    forgetUndone: (directory, operationIds) =>
      kept(directory).change(() => undone.remove(directory, operationIds), { ...nothing, forgotten: operationIds }),
  };
}

function followChanges(ledger: Ledger, changes: Changes): Ledger {
  return {
    reservations: put(ledger.reservations, changes.reservations, ({ address }) => address.toLowerCase()),
    holdings: put(ledger.holdings, changes.holdings, holdingKey),
    findings: leaveOut(put(ledger.findings, changes.findings, operationKey), changes.settledFindings),
    undone: leaveOut(put(ledger.undone, changes.undone, operationKey), changes.forgotten),
  };
}

/** Adds these, or puts them in place of those with the same key. */
function put<Item>(items: readonly Item[], changed: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  if (changed.length === 0) return items;
  const fresh = new Map(changed.map((item) => [keyOf(item), item]));
  return [...items.filter((item) => !fresh.has(keyOf(item))), ...fresh.values()];
}

function leaveOut<Item extends { operationId: string }>(items: readonly Item[], ids: readonly string[]) {
  if (ids.length === 0) return items;
  const gone = new Set(ids);
  return items.filter(({ operationId }) => !gone.has(operationId));
}

import type { AccountStore, LedgerStore } from '../stores.ts';

type NoteChange = () => Promise<void>;

/** The same store, which says when links or refusals of links have changed. */
export function noteLinks(store: AccountStore, noteChange: NoteChange): AccountStore {
  return {
    ...store,
    saveLinks: async (...ask) => {
      await store.saveLinks(...ask);
      await noteChange();
    },
    saveRejections: async (...ask) => {
      await store.saveRejections(...ask);
      await noteChange();
    },
  };
}

/** The same store, which says when the ledger has changed. A refusal may come after part of it was written, so it counts as well. */
export function noteLedger(store: LedgerStore, noteChange: NoteChange): LedgerStore {
  return {
    ...store,
    save: async (directoryKey, changes) => {
      const size = Object.values(changes).reduce((sum, entries) => sum + entries.length, 0);
      try {
        await store.save(directoryKey, changes);
      } finally {
        if (size > 0) await noteChange();
      }
    },
    saveUndone: async (...ask) => {
      await store.saveUndone(...ask);
      await noteChange();
    },
    forgetUndone: async (...ask) => {
      await store.forgetUndone(...ask);
      await noteChange();
    },
  };
}

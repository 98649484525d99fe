import { InstroomError } from '../../models/errors.ts';
import type { SourceMemory } from '../../models/hr-connector.ts';
import type { SettingStore } from '../../models/stores.ts';
import type { Seal } from './create-seal.ts';
import { createTurns, type TurnParts } from './create-turns.ts';

/** What one source remembers, among the settings. Two instances on one database share it, and take turns by the locks there. */
export function createSourceMemory(
  { settings, ...turns }: { settings: Pick<SettingStore, 'get' | 'set'> } & TurnParts,
  seal: () => Promise<Seal>,
  sourceId: string,
): SourceMemory {
  const at = (name: string) => `source-memory:${sourceId}:${name}`;
  const sealedAt = (name: string) => `source-secret:${sourceId}:${name}`;
  return {
    recall: (name) => settings.get(at(name)),
    keep: (name, value) => settings.set(at(name), value),
    recallSecret: async (name) => {
      const closed = await settings.get(sealedAt(name));
      return typeof closed === 'string' ? openOrExplain(await seal(), closed, sourceId) : null;
    },
    keepSecret: async (name, value) => settings.set(sealedAt(name), (await seal()).close(value)),
    alone: createTurns(turns, sourceId),
  };
}

function openOrExplain(seal: Seal, closed: string, sourceId: string): string {
  const text = seal.open(closed);
  if (text !== null) return text;
  throw new InstroomError('configuration', `What the source ${sourceId} remembers was sealed with another key.`, {
    advice:
      'Give INSTROOM_SEAL_KEY (or seal.key in the data folder) back its former value, or connect the source again.',
  });
}

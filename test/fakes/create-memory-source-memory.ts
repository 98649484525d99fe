import type { SourceMemory } from '../../models/hr-connector.ts';

/** What a source remembers for as long as a test lives. */
export function createMemorySourceMemory(): SourceMemory {
  const [values, secrets] = [new Map<string, unknown>(), new Map<string, string>()];
  const turns = new Map<string, Promise<unknown>>();
  return {
    recall: async (name) => values.get(name) ?? null,
    keep: async (name, value) => void values.set(name, structuredClone(value)),
    recallSecret: async (name) => secrets.get(name) ?? null,
    keepSecret: async (name, value) => void secrets.set(name, value),
    alone: (name, work) => {
      const turn = (turns.get(name) ?? Promise.resolve()).then(work, work);
      turns.set(name, turn);
      return turn;
    },
  };
}

import type { SourceMemory } from '../../models/hr-connector.ts';

/** What a source remembers for as long as a test lives. */
export function createMemorySourceMemory(): SourceMemory {
  const [values, secrets] = [new Map<string, unknown>(), new Map<string, string>()];
  return {
    recall: async (name) => values.get(name) ?? null,
    keep: async (name, value) => void values.set(name, structuredClone(value)),
    recallSecret: async (name) => secrets.get(name) ?? null,
    keepSecret: async (name, value) => void secrets.set(name, value),
  };
}

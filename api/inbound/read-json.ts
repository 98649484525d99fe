/** What a body says, or why it cannot be read. */
export type JsonReading = { kind: 'read'; value: unknown } | { kind: 'broken'; text: string };

const deepest = 20;
const dangerous = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a body that strangers wrote: UTF-8 without a wrong byte (a name must not arrive with holes), not deeper than twenty levels,
 * without keys that mean something to JavaScript.
 */
export function readJson(body: Uint8Array): JsonReading {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return { kind: 'broken', text: 'The body is not UTF-8.' };
  }
  try {
    const value: unknown = JSON.parse(text);
    const problem = findProblem(value, deepest);
    return problem === null ? { kind: 'read', value } : { kind: 'broken', text: problem };
  } catch {
    return { kind: 'broken', text: 'The body is not JSON, or not all of it arrived.' };
  }
}

function findProblem(value: unknown, levels: number): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (levels === 0) return `The body is nested deeper than ${deepest} levels.`;
  for (const [key, inner] of Object.entries(value)) {
    if (dangerous.has(key)) return `“${key}” cannot be the name of an attribute.`;
    const problem = findProblem(inner, levels - 1);
    if (problem !== null) return problem;
  }
  return null;
}

import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { Policy } from '../../models/policy.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { checkMeaning } from './check-meaning.ts';
import { compilePolicy } from './compile-policy.ts';
import { type PolicyProblem, problemsOf } from './policy-problem.ts';
import { type FileFinding, readYaml, type YamlReading } from './read-yaml.ts';

/** A policy that can be used, or everything that has to be mended, in the order of the file. */
export type Examination = { kind: 'accepted'; compiled: CompiledPolicy } | { kind: 'refused'; findings: FileFinding[] };

/**
 * Parses and validates the text of `instroom.yaml`, fills in defaults, compiles rules and templates. Keys that cannot be read do not
 * keep the others from being looked at, so that everything is said at once.
 * @param file - `name` is for messages, `folder` is what relative paths start from
 */
export function examinePolicy(text: string, file: { name: string; folder: string }): Examination {
  const reading = readYaml(text, file.name);
  if (reading.kind === 'broken') return { kind: 'refused', findings: reading.findings };
  const { policy, problems, unreadable } = readShape(withPlurals(reading.value));
  if (policy !== null) {
    problems.push(...checkMeaning(policy, { unreadable, says: reading.has }));
    const result = compilePolicy(absolutePaths(policy, file.folder), policyVersionOf(text));
    if (result.kind === 'compiled' && problems.length === 0) return { kind: 'accepted', compiled: result.compiled };
    if (result.kind === 'problems')
      problems.push(...result.problems.filter(({ path }) => !unreadable.has(path[0] ?? '')));
  }
  return { kind: 'refused', findings: locate(problems, reading) };
}

/** A version follows from the text of the file. */
export const policyVersionOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** In place of keys that have to be there and cannot be read, so that the rest can be looked at. */
const placeholders = {
  version: 1,
  domains: ['voorbeeld.nl'],
  sources: [{ id: 'unreadable', connector: 'csv', folder: '.' }],
};

function readShape(value: unknown): { policy: Policy | null; problems: PolicyProblem[]; unreadable: Set<PropertyKey> } {
  const whole = Policy.safeParse(value, { reportInput: true });
  if (whole.success) return { policy: whole.data, problems: [], unreadable: new Set() };
  const problems = problemsOf(whole.error, Policy);
  const unreadable = new Set(problems.map(({ path, key }) => path[0] ?? key ?? ''));
  const rest = Object.entries(value !== null && typeof value === 'object' ? value : {});
  const readable = rest.filter(([key]) => !unreadable.has(key));
  const part = Policy.safeParse({ ...placeholders, ...Object.fromEntries(readable) });
  return { policy: part.success && !Array.isArray(value) ? part.data : null, problems, unreadable };
}

/** `source` and `domain` may be written for one of each. */
function withPlurals(read: unknown): unknown {
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return read;
  const values: Record<string, unknown> = { ...read };
  for (const single of ['source', 'domain']) {
    const plural = `${single}s`;
    if (values[single] === undefined || values[plural] !== undefined) continue;
    values[plural] = [values[single]];
    delete values[single];
  }
  return values;
}

function absolutePaths(policy: Policy, folder: string): Policy {
  const sources = policy.sources.map((source) => {
    if (source.connector !== 'csv' || source.sftp !== undefined) return source;
    return {
      ...source,
      ...(source.folder === undefined ? {} : { folder: resolve(folder, source.folder) }),
      ...(source.file === undefined ? {} : { file: resolve(folder, source.file) }),
    };
  });
  return { ...policy, sources };
}

/** With their lines, in the order of the file; the same thing is said once. */
function locate(problems: readonly PolicyProblem[], reading: Extract<YamlReading, { kind: 'read' }>): FileFinding[] {
  const found = problems.map((problem) => reading.locate(asWritten(problem, reading.has)));
  const distinct = [...new Map(found.map((finding) => [`${finding.line} ${finding.text}`, finding])).values()];
  return distinct.sort((a, b) => a.line - b.line);
}

/** The problem where it stands in the file, when that says `source` or `domain` for one of each. */
function asWritten(problem: PolicyProblem, has: (key: string) => boolean): PolicyProblem {
  const [list, , ...rest] = problem.path;
  const single = list === 'sources' || list === 'domains' ? list.slice(0, -1) : null;
  if (single === null || !has(single)) return problem;
  return { ...problem, path: [single, ...rest], text: problem.text.replace(`${String(list)}.0`, single) };
}

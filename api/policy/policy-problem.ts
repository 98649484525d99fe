import {
  isCollection,
  isMap,
  isScalar,
  type LineCounter,
  type Node,
  type Pair,
  type Document as YamlDocument,
} from 'yaml';
import type { z } from 'zod';
import { nearestWord } from '../../models/texts/nearest-word.ts';

/** Something in the policy that is not accepted, and where it stands, as a path of keys. */
export interface PolicyProblem {
  path: PropertyKey[];
  text: string;
  /** The unknown key itself, when the problem is a key and not a value: its line is the key's own. */
  key?: string;
}

/** What zod found, in words that name what was expected and what was found. */
export function problemsOf(error: z.ZodError): PolicyProblem[] {
  return error.issues.flatMap((issue) => wordIssue(issue));
}

function wordIssue(issue: z.core.$ZodIssue): PolicyProblem[] {
  const path = [...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path,
        key,
        text: `“${key}” is not a key of ${path.length === 0 ? 'a policy' : path.map(String).join('.')}`,
      }));
    case 'invalid_key':
      return [{ path, text: 'is not a known name here' }];
    case 'invalid_type':
      return [
        {
          path,
          text: issue.message.includes('received undefined')
            ? `is missing; expected ${wordType(issue.expected)}`
            : `expected ${wordType(issue.expected)}`,
        },
      ];
    case 'invalid_value':
      return [{ path, text: `expected ${issue.values.map(String).join(', ')}` }];
    case 'invalid_union':
      if (issue.errors.every(([first]) => first?.message.includes('received undefined')))
        return [{ path, text: 'is missing' }];
      return [{ path, text: 'has none of the shapes that are accepted here; see the README' }];
    default:
      return [{ path, text: issue.message }];
  }
}

const types: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

const wordType = (expected: string): string => types[expected] ?? expected;

/** The problem where it stands in the file, when that says `source` or `domain` for one of each. */
export function asWritten(problem: PolicyProblem, document: YamlDocument): PolicyProblem {
  const [list, , ...rest] = problem.path;
  const single = list === 'sources' || list === 'domains' ? list.slice(0, -1) : null;
  if (single === null || !isMap(document.contents) || !document.has(single)) return problem;
  const [plural, written] = [`${String(list)}.0`, single];
  return { ...problem, path: [single, ...rest], text: problem.text.replace(plural, written) };
}

/** "did you mean", from the keys that are accepted where the problem stands. */
export function withHint(problem: PolicyProblem, known: readonly string[]): PolicyProblem {
  const near = problem.key === undefined ? null : nearestWord(problem.key, known);
  return near === null ? problem : { ...problem, text: `${problem.text}; did you mean ${near}` };
}

/** The line of the file where a path stands, counting from 1; the nearest parent's when the path itself is not there. */
export function lineOf(document: YamlDocument, lines: LineCounter, problem: PolicyProblem): number {
  const keys = problem.key === undefined ? problem.path : [...problem.path, problem.key];
  for (let length = keys.length; length > 0; length--) {
    const offset = offsetOf(document, keys.slice(0, length), problem.key !== undefined && length === keys.length);
    if (offset !== null) return lines.linePos(offset).line;
  }
  return 1;
}

function offsetOf(document: YamlDocument, keys: readonly PropertyKey[], wantsKey: boolean): number | null {
  const path = keys.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const pair = parent.items.find(
      (item: Pair) => isScalar(item.key) && String(item.key.value) === String(path[path.length - 1]),
    );
    const node = (wantsKey ? pair?.key : (pair?.value ?? pair?.key)) as Node | null | undefined;
    return node?.range?.[0] ?? null;
  }
  if (!isCollection(parent)) return null;
  const node = document.getIn(path, true) as Node | null | undefined;
  return node?.range?.[0] ?? null;
}

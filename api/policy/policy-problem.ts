import type { z } from 'zod';
import { nearestWord } from '../../models/texts/nearest-word.ts';
import { keysAt, shapesAt } from './schema-at.ts';

/** Something in the policy that is not accepted, and where it stands, as a path of keys. */
export interface PolicyProblem {
  path: PropertyKey[];
  text: string;
  /** The key itself, when the problem is a key and not a value: its line is the key's own. */
  key?: string;
}

/** What zod found, in words that say what was expected, what was found, and what may have been meant. */
export function problemsOf(error: z.ZodError, schema: z.ZodType): PolicyProblem[] {
  return error.issues.flatMap((issue) => wordIssue(issue, schema));
}

function wordIssue(issue: z.core.$ZodIssue, schema: z.ZodType): PolicyProblem[] {
  const path = [...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const place = path.length === 0 ? 'this file' : path.map(String).join('.');
        return { path, key, text: `“${key}” is not a key of ${place}${didYouMean(key, keysAt(schema, path))}` };
      });
    case 'invalid_type':
      return [{ path, text: expected(wordType(issue.expected), issue.input) }];
    case 'invalid_value': {
      const words = issue.values.map(String);
      const near = typeof issue.input === 'string' ? didYouMean(issue.input, words) : '';
      return [{ path, text: `${expected(oneOf(words), issue.input)}${near}` }];
    }
    case 'invalid_union':
      if (issue.discriminator !== undefined) return wordChoice(issue, path);
      return [{ path, text: expected(oneOf([...new Set(shapesAt(schema, path))]), issue.input) }];
    default:
      return [{ path, text: issue.message }];
  }
}

/** A key such as `connector` that says which shape the rest has. */
function wordChoice(issue: z.core.$ZodIssueInvalidUnion, path: PropertyKey[]): PolicyProblem[] {
  const { discriminator = '', input } = issue;
  const words = (issue as { options?: readonly unknown[] }).options?.map(String) ?? [];
  const found = (input as Record<string, unknown> | undefined)?.[discriminator];
  const near = typeof found === 'string' ? didYouMean(found, words) : '';
  return [{ path, text: `${expected(oneOf(words), found)}${near}` }];
}

/** How alike two names of a customer's own must be for one to be a slip of the other: they often share a prefix. */
export const slip = 0.6;

/** “; did you mean …”, or nothing when no known word is near. */
export function didYouMean(word: string, known: readonly string[], least?: number): string {
  const near = nearestWord(word, known, least);
  return near === null ? '' : `; did you mean ${near}`;
}

const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

const expected = (what: string, found: unknown): string =>
  found === undefined ? `is missing; expected ${what}` : `expected ${what}, found ${wordValue(found)}`;

function wordValue(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'keys with values';
  const text = String(value);
  return typeof value === 'string' ? `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”` : text;
}

const types: Readonly<Record<string, string>> = {
  array: 'a list',
  tuple: 'a list',
  object: 'keys with values',
  record: 'keys with values',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

const wordType = (name: string): string => types[name] ?? name;

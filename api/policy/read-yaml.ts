import {
  isCollection,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type Document as YamlDocument,
} from 'yaml';
import type { PolicyProblem } from './policy-problem.ts';

/** Something that somebody has to mend in a file, by its line, counting from 1. */
export interface FileFinding {
  file: string;
  line: number;
  text: string;
}

/** A YAML file after reading: its value, and where in the file a problem stands. Or what is wrong with it as YAML. */
export type YamlReading =
  | { kind: 'read'; value: unknown; has(key: string): boolean; locate(problem: PolicyProblem): FileFinding }
  | { kind: 'broken'; findings: FileFinding[] };

/** Reads the text of a YAML 1.2 file. `file` is its name in messages. */
export function readYaml(text: string, file: string): YamlReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const errors = document.errors.map((error) => ({ file, line: lineAt(error.pos[0]), text: error.message }));
  const broken =
    errors.length > 0
      ? errors
      : findDangling(document).map((found) => ({ file, ...found, line: lineAt(found.offset) }));
  if (broken.length > 0) return { kind: 'broken', findings: broken.map(({ line, text }) => ({ file, line, text })) };
  return {
    kind: 'read',
    value: document.toJS(),
    has: (key) => isMap(document.contents) && document.has(key),
    locate: (problem) => ({ file, line: lineAt(offsetOf(document, problem)), text: wordProblem(problem) }),
  };
}

/** An alias (`*name`) that names nothing is most often text that lacks its quotes, such as a cron pattern. */
function findDangling(document: YamlDocument): { offset: number; text: string }[] {
  const found: { offset: number; text: string }[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== undefined) return;
      const text = `*${alias.source} names nothing; text that begins with an asterisk stands in quotes`;
      found.push({ offset: alias.range?.[0] ?? 0, text });
    },
  });
  return found;
}

function wordProblem({ path, key, text }: PolicyProblem): string {
  return path.length === 0 || key !== undefined ? text : `${path.map(String).join('.')} ${text}`;
}

/** Where a problem stands; the nearest parent when the place itself is not there. */
function offsetOf(document: YamlDocument, problem: PolicyProblem): number {
  const keys = problem.key === undefined ? problem.path : [...problem.path, problem.key];
  for (let length = keys.length; length > 0; length--) {
    const offset = offsetAt(document, keys.slice(0, length), problem.key !== undefined && length === keys.length);
    if (offset !== null) return offset;
  }
  return document.contents?.range?.[0] ?? 0;
}

function offsetAt(document: YamlDocument, keys: readonly PropertyKey[], wantsKey: boolean): number | null {
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

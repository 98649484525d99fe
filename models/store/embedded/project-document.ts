import { asDocument, type Document, isDocument } from './bson.ts';
import { createCommandError, refuse } from './command-error.ts';
import { typeRank, typeRanks } from './compare-values.ts';

interface Tree {
  [name: string]: Tree | true;
}

function buildTree(paths: string[]): Tree {
  const tree: Tree = {};
  for (const path of paths) {
    const parts = path.split('.');
    const last = parts.pop() ?? '';
    let branch = tree;
    for (const part of parts) {
      const next = Object.hasOwn(branch, part) ? branch[part] : undefined;
      if (next === true) throw createCommandError(2, `Path collision at ${path}`);
      branch = next ?? setBranch(branch, part, {});
    }
    if (Object.hasOwn(branch, last)) throw createCommandError(2, `Path collision at ${path}`);
    setBranch(branch, last, true);
  }
  return tree;
}

function setBranch<T extends Tree | true>(tree: Tree, name: string, value: T): T {
  Object.defineProperty(tree, name, { value, enumerable: true, writable: true, configurable: true });
  return value;
}

function branchOf(tree: Tree, name: string): Tree | true | undefined {
  return Object.hasOwn(tree, name) ? tree[name] : undefined;
}

function include(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((one) => include(one, tree)).filter((one) => one !== undefined);
  if (!isDocument(value)) return undefined;
  const kept = Object.entries(value).flatMap(([name, content]) => {
    const branch = branchOf(tree, name);
    const chosen = branch === undefined || branch === true ? branch && content : include(content, branch);
    return chosen === undefined ? [] : [[name, chosen] as const];
  });
  return Object.fromEntries(kept);
}

function exclude(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((one) => exclude(one, tree));
  if (!isDocument(value)) return value;
  const kept = Object.entries(value).flatMap(([name, content]) => {
    const branch = branchOf(tree, name);
    return branch === true ? [] : [[name, branch === undefined ? content : exclude(content, branch)] as const];
  });
  return Object.fromEntries(kept);
}

function readFlag(path: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeRank(value) === typeRanks.number && !path.includes('$')) return Number(value) !== 0;
  throw refuse(`A projection other than including or excluding fields (${path})`);
}

/**
 * A function that keeps or leaves out fields, or undefined where the projection keeps everything. Only inclusion and
 * exclusion are served: operators such as `$slice` are refused.
 */
export function compileProjection(projection: Document): ((document: Document) => Document) | undefined {
  const flags = Object.entries(projection).map(([path, value]) => ({ path, keep: readFlag(path, value) }));
  if (flags.length === 0) return undefined;
  const others = flags.filter(({ path }) => path !== '_id');
  const keepsId = flags.find(({ path }) => path === '_id')?.keep;
  const including = others[0]?.keep ?? keepsId ?? false;
  if (others.some(({ keep }) => keep !== including)) {
    throw createCommandError(2, 'A projection either includes or excludes fields, except for _id');
  }
  const paths = others.map(({ path }) => path);
  if (including ? keepsId !== false : keepsId === false) paths.unshift('_id');
  const tree = buildTree(paths);
  return (document) => asDocument(including ? include(document, tree) : exclude(document, tree));
}

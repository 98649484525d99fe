import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Who may import whom. The most specific room counts. `rooms` are prefixes of our own files, `packages` names of others; `node:` alone
 * means any of Node's own.
 */
const rules: Readonly<Record<string, { rooms: readonly string[]; packages: readonly string[] }>> = {
  models: { rooms: ['models'], packages: ['zod'] },
  'models/texts': { rooms: ['models'], packages: [] },
  'models/store': { rooms: ['models'], packages: ['mongoose', 'mongodb', 'lmdb', 'tsx', 'node:'] },
  cards: {
    rooms: ['models', 'cards'],
    packages: ['adaptivecards-templating', 'adaptive-expressions', 'luxon', 'zod'],
  },
  bot: {
    rooms: ['models', 'cards', 'bot'],
    packages: ['botbuilder', '@microsoft/teams-ai', 'express', 'luxon', 'zod', 'node:'],
  },
  'api/engine': {
    rooms: ['models', 'api/engine'],
    packages: ['adaptive-expressions', 'any-ascii', 'luxon', 're2js', 'node:crypto'],
  },
  'api/policy': {
    rooms: ['models', 'api/engine', 'api/policy'],
    packages: ['yaml', 'zod', 'croner', 'luxon', 'node:'],
  },
  'api/secrets': {
    rooms: ['models', 'api/secrets'],
    packages: ['@azure/identity', '@azure/keyvault-secrets', 'node:'],
  },
  'api/outbound': { rooms: ['models', 'api/outbound'], packages: ['p-limit', 'node:'] },
  'api/connectors': {
    rooms: ['models', 'api/outbound', 'api/connectors'],
    packages: ['csv-parse', 'fast-xml-parser', 'luxon', 'saxes', 'ssh2', 'yauzl', 'zod', 'node:'],
  },
  'api/connectors/scim': {
    rooms: ['models', 'api/inbound/scim', 'api/connectors'],
    packages: ['luxon', 'zod'],
  },
  'api/inbound': { rooms: ['models', 'api/secrets', 'api/inbound'], packages: ['zod', 'node:'] },
  'api/directory': {
    rooms: ['models', 'api/outbound', 'api/directory'],
    packages: ['@azure/identity', '@microsoft/microsoft-graph-client', 'zod', 'node:'],
  },
  'api/sync': {
    rooms: ['models', 'api/engine', 'api/sync'],
    packages: ['croner', 'chokidar', 'luxon', 'node:timers/promises'],
  },
  'api/colleagues': { rooms: ['models', 'api/engine', 'api/colleagues'], packages: [] },
  'api/joiners': {
    rooms: ['models', 'api/engine', 'api/colleagues', 'api/joiners'],
    packages: ['zod', 'node:timers/promises'],
  },
  'api/requests': {
    rooms: ['models', 'api/engine', 'api/colleagues', 'api/requests'],
    packages: ['luxon', 'node:crypto', 'node:timers/promises'],
  },
  'api/source-endings': { rooms: ['models', 'api/source-endings'], packages: ['zod'] },
  'api/write-back': { rooms: ['models', 'api/engine', 'api/write-back'], packages: [] },
  'api/reports': { rooms: ['models', 'api/engine', 'api/reports'], packages: ['luxon', 'zod'] },
  'api/routes': { rooms: ['models', 'api/routes'], packages: ['express', 'zod', 'node:crypto'] },
  'api/sandbox': { rooms: ['models', 'api/sandbox'], packages: ['express', 'fast-xml-parser', 'lmdb', 'zod', 'node:'] },
  demo: { rooms: ['models', 'demo', 'api/engine', 'api/connectors'], packages: ['luxon', 'node:'] },
};

/** The doors of the product: they put the rooms together, so they may know everything. */
const isDoor = (file: string): boolean => /^api\/(?:[^/]+|cli\/.*)$/.test(file);

const topLevel = ['api', 'appPackage', 'bot', 'cards', 'demo', 'docs', 'env', 'infra', 'models', 'test'];
const badFolders = ['src', 'lib', 'utils', 'common', 'types', 'services', 'controllers', 'helpers'];

function* sourceFiles(folder: string): Generator<string> {
  for (const name of readdirSync(join(root, folder))) {
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) yield* sourceFiles(path);
    else if (/\.(ts|mjs)$/.test(name)) yield path;
  }
}

/** What a file imports: statically, by type, by re-export or dynamically. */
function importsOf(text: string): string[] {
  const found = withoutComments(text).matchAll(
    /(?:^|[\n;}])\s*(?:import|export)\b(?:[^'"`;()]*?\bfrom\b)?\s*['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/g,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? '');
}

function ruleOf(file: string): [string, (typeof rules)[string]] | null {
  const rooms = Object.keys(rules).filter((room) => file.startsWith(`${room}/`));
  const room = rooms.sort((a, b) => b.length - a.length)[0];
  const rule = room === undefined ? undefined : rules[room];
  return room === undefined || rule === undefined ? null : [room, rule];
}

/** The offences of one file against the import table. */
function offences(file: string, text: string): string[] {
  const entry = ruleOf(file);
  if (entry === null) return isDoor(file) ? [] : [`${file} is in a room without a rule`];
  const [room, rule] = entry;
  return importsOf(text).flatMap((target) => {
    if (target.startsWith('.')) {
      const path = relative(root, join(root, dirname(file), target));
      return rule.rooms.some((allowed) => path.startsWith(`${allowed}/`))
        ? []
        : [`${file} imports ${path}, and ${room} may not`];
    }
    const allowed = rule.packages.some(
      (name) => target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`),
    );
    return allowed ? [] : [`${file} imports ${target}, and ${room} may not`];
  });
}

/** What must never stand in a pure room: the clock, chance, timers, the environment, the network. */
const impurities = [
  /\bnew Date\b(?!\(\s*[^)\s])/,
  /(?<!\bnew )\bDate\(/,
  /\bDate\.now\b/,
  /\bperformance\.now\b/,
  /\bDateTime\.(now|local|utc)\(\s*\)/,
  /\bMath\.random\b/,
  /\brandom(Bytes|UUID|Int)\b|\bgetRandomValues\b/,
  /\bset(Timeout|Interval|Immediate)\b|\bqueueMicrotask\b/,
  /\bprocess\./,
  /\bfetch\(/,
  /\bconsole\./,
];

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function impuritiesOf(text: string): string[] {
  const code = withoutComments(text);
  return impurities.filter((pattern) => pattern.test(code)).map(String);
}

const hasDefaultExport = (text: string): boolean => /^\s*export default\b|\bas default\b/m.test(withoutComments(text));

const files = ['api', 'bot', 'cards', 'models', 'demo'].flatMap((folder) => [...sourceFiles(folder)]);
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('the architecture', () => {
  it('keeps the import table', () => {
    assert.deepEqual(
      files.flatMap((file) => offences(file, read(file))),
      [],
    );
  });

  it('keeps the engine and the cards pure', () => {
    const pure = files.filter((file) => file.startsWith('api/engine/') || file.startsWith('cards/'));
    assert.deepEqual(
      pure.flatMap((file) => impuritiesOf(read(file)).map((pattern) => `${file}: ${pattern}`)),
      [],
    );
  });

  it('knows mongoose, botbuilder and the Graph client in one room each', () => {
    const homes = {
      mongoose: 'models/store/',
      botbuilder: 'bot/',
      '@microsoft/teams-ai': 'bot/',
      '@microsoft/microsoft-graph-client': 'api/directory/',
    };
    for (const [name, home] of Object.entries(homes)) {
      const strangers = files.filter((file) => !file.startsWith(home) && importsOf(read(file)).includes(name));
      assert.deepEqual(strangers, [], name);
    }
  });

  it('has the top level that was fixed, and no folder that hides what is inside', () => {
    const folders = readdirSync(root).filter(
      (name) => !name.startsWith('.') && statSync(join(root, name)).isDirectory(),
    );
    const strangers = folders.filter(
      (name) => ![...topLevel, 'node_modules', 'data', 'output', 'coverage', 'devTools'].includes(name),
    );
    assert.deepEqual(strangers, []);
    assert.deepEqual(
      files.filter((file) => file.split('/').some((part) => badFolders.includes(part))),
      [],
    );
  });

  it('names files in kebab case and exports by name', () => {
    const isKebab = (part: string) => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(part);
    const odd = [...files, ...sourceFiles('test')].filter((file) => !file.split('/').every(isKebab));
    assert.deepEqual(odd, []);
    assert.deepEqual(
      files.filter((file) => hasDefaultExport(read(file))),
      [],
    );
  });

  it('has no file that nobody could read at one go', () => {
    const linesOf = (file: string): number => read(file).trimEnd().split('\n').length;
    const long = files.filter((file) => linesOf(file) > 250);
    assert.deepEqual(long, []);
  });

  it('notices offences', () => {
    assert.equal(offences('api/engine/x.ts', "import { a } from '../directory/graph/client.ts';").length, 1);
    assert.equal(offences('api/engine/x.ts', "import type { a } from 'mongoose';").length, 1);
    assert.equal(offences('cards/x.ts', "export { a } from '../bot/create-bot.ts';").length, 1);
    assert.equal(offences('models/x.ts', "const a = await import('express');").length, 1);
    assert.equal(offences('bot/x.ts', "import {\n  a,\n  b,\n} from '../api/app.ts';").length, 1);
    for (const line of [
      "import x from 'mongoose';",
      "import'mongoose';",
      "import{a}from'mongoose';",
      'import * as a from "mongoose";',
      "import a, { type b } from 'mongoose';",
      "import type { a } from 'mongoose/types';",
      "export * from 'mongoose';",
      "export type { a } from 'mongoose';",
      "const a = 1; import b from 'mongoose';",
      "type A = import('mongoose').A;",
      'const a = await import(`mongoose`);',
      "const a = require('mongoose');",
      "import { a } from 'luxon'; import { b } from 'mongoose';",
    ]) {
      assert.equal(offences('api/engine/x.ts', line).length, 1, line);
    }
    for (const line of [
      "import { a } from '../../models/plan.ts';\nimport 'node:crypto';",
      "// import x from 'mongoose';",
      "/** import x from 'mongoose' */",
      "export const from = 'mongoose';",
      "const important = 'mongoose';",
    ]) {
      assert.deepEqual(offences('api/engine/x.ts', line), [], line);
    }
    assert.deepEqual(offences('api/helpers/x.ts', ''), ['api/helpers/x.ts is in a room without a rule']);
    assert.deepEqual(offences('api/app.ts', "import x from 'express';"), []);
    for (const line of [
      'const now = new Date();',
      'const now = new Date;',
      'const now = Date();',
      'const at = Date.now();',
      'const at = performance.now();',
      'DateTime.now()',
      'DateTime.utc( )',
      'Math.random()',
      'randomUUID()',
      'setTimeout(f)',
      'process.env',
      'fetch(url)',
      "const link = 'https://example.org'; fetch(link);",
    ]) {
      assert.equal(impuritiesOf(line).length, 1, line);
    }
    assert.deepEqual(impuritiesOf('new Date(given); // Date.now() would be wrong'), []);
    assert.deepEqual(impuritiesOf('DateTime.fromISO(now); hasDate(person)'), []);
    assert.ok(hasDefaultExport('export default 1;') && hasDefaultExport('export { a as default };'));
    assert.ok(!hasDefaultExport('/** export default */ export const a = 1;'));
  });
});

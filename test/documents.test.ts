import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readConfig, variables } from '../api/config.ts';
import { defaultLimits } from '../models/limit.ts';
import { defaultAttributes, Policy } from '../models/policy.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string): string => readFileSync(`${root}${name}`, 'utf8');
const readme = read('README.md');

/** The README's table of the environment, made of the one list that the code has. `UPDATE_DOCS=1` writes it. */
function variablesTable(): string {
  const rows = Object.entries(variables).map(
    ([name, { meaning, without }]) => `| \`${name}\` | ${meaning} | ${without} |`,
  );
  return ['| Variable | Meaning | Without it |', '|---|---|---|', ...rows].join('\n');
}

describe('documents', () => {
  it('the README lists the environment variables as the code has them', () => {
    const between = /(<!-- variables -->\n)[\s\S]*?(<!-- \/variables -->)/;
    const expected = readme.replace(
      between,
      (_all, open: string, close: string) => `${open}${variablesTable()}\n${close}`,
    );
    if (process.env.UPDATE_DOCS === '1') writeFileSync(`${root}README.md`, expected);
    else assert.equal(readme, expected, 'run npm run docs');
  });

  it('every variable that readConfig looks at is in the list, and no other', () => {
    const asked = new Set<string>();
    const spy = new Proxy<Record<string, string | undefined>>(
      {},
      { get: (_target, name) => void asked.add(String(name)) },
    );
    readConfig(spy);
    assert.deepEqual([...asked].sort(), Object.keys(variables).sort());
  });

  it('the README lists the keys of a policy', () => {
    for (const key of Object.keys(Policy.shape)) {
      assert.match(readme, new RegExp(`^\\| \`${key}[\`.]`, 'm'), `the table of policy keys lacks ${key}`);
    }
  });

  it('the README lists the limits and attributes that hold by default', () => {
    for (const [kind, limit] of Object.entries(defaultLimits)) {
      const row = new RegExp(`^\\| \`${kind}\`[^|]*\\| ${limit.share} \\| ${limit.count} \\| ${limit.floor} \\|`, 'm');
      assert.match(readme, row, `the limit of ${kind}`);
    }
    const attributes = /^\| `attributes` .*$/m.exec(readme)?.[0] ?? '';
    for (const attribute of Object.keys(defaultAttributes)) assert.ok(attributes.includes(attribute), attribute);
  });

  it('links between documents lead somewhere', () => {
    for (const document of readdirSync(root).filter((name) => name.endsWith('.md'))) {
      for (const [, target] of read(document).matchAll(/\]\((?!https?:)([^)#]+)/g)) {
        assert.ok(existsSync(`${root}${target}`), `${document} links to ${target}`);
      }
    }
  });

  it('decisions are numbered without a gap', () => {
    const numbers = [...read('DECISIONS.md').matchAll(/^## (\d+)\./gm)].map((match) => Number(match[1]));
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    );
  });
});

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readConfig, variables } from '../api/config.ts';
import { factNames } from '../api/engine/names/person-facts.ts';
import { templateFunctions } from '../api/engine/names/template-functions.ts';
import { goldenSchema } from '../api/policy/golden/golden-schema.ts';
import { policySchema } from '../api/policy/policy-schema.ts';
import { defaultLimits } from '../models/limit.ts';
import { defaultAttributes, Policy } from '../models/policy.ts';
import { policyTable } from './make-policy-table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string): string => readFileSync(`${root}${name}`, 'utf8');

/** The README's table of the environment, made of the one list that the code has. `UPDATE_DOCS=1` writes it. */
function variablesTable(): string {
  const rows = Object.entries(variables).map(
    ([name, { meaning, without }]) => `| \`${name}\` | ${meaning} | ${without} |`,
  );
  return ['| Variable | Meaning | Without it |', '|---|---|---|', ...rows].join('\n');
}

describe('documents', () => {
  for (const [name, table] of Object.entries({ variables: variablesTable(), policy: policyTable() })) {
    it(`the README lists the ${name} as the code has them`, () => {
      const between = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
      const readme = read('README.md');
      const expected = readme.replace(between, (_all, open: string, close: string) => `${open}${table}\n${close}`);
      assert.match(readme, between);
      if (process.env.UPDATE_DOCS === '1') writeFileSync(`${root}README.md`, expected);
      else assert.equal(readme, expected, 'run npm run docs');
    });
  }

  for (const [file, schema] of Object.entries({
    'api/policy/instroom.schema.json': policySchema(),
    'api/policy/golden/golden.schema.json': goldenSchema(),
  })) {
    it(`${file} is the schema that the code has`, () => {
      if (process.env.UPDATE_DOCS === '1') writeFileSync(`${root}${file}`, JSON.stringify(schema));
      else assert.deepEqual(JSON.parse(read(file)), JSON.parse(JSON.stringify(schema)), 'run npm run docs');
    });
  }

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
      assert.match(read('README.md'), new RegExp(`^\\| \`${key}[\`.]`, 'm'), `the table of policy keys lacks ${key}`);
    }
  });

  it('the README lists the names and functions that templates may use', () => {
    const readme = read('README.md');
    const part = readme.slice(readme.indexOf('**Templates**'), readme.indexOf('**Groups**'));
    for (const name of [...factNames, ...templateFunctions]) {
      if (name !== 'n') assert.match(part, new RegExp(`[\\s\`]${name.replace('.', '\\.')}[\\s(\`]`), name);
    }
  });

  it('the README lists the limits and attributes that hold by default', () => {
    for (const [kind, limit] of Object.entries(defaultLimits)) {
      const row = new RegExp(`^\\| \`${kind}\`[^|]*\\| ${limit.share} \\| ${limit.count} \\| ${limit.floor} \\|`, 'm');
      assert.match(read('README.md'), row, `the limit of ${kind}`);
    }
    const attributes = /^\| `attributes` .*$/m.exec(read('README.md'))?.[0] ?? '';
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

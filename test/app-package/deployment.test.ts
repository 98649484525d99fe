import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const placeholders = (text: string) => [...text.matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
const kept = (path: string) => [...read(path).matchAll(/^(\w+)=/gm)].map(([, name = '']) => name);
/** Secrets are named in the comment of the file that has no secrets. */
const secrets = (path: string) => [...read(path).matchAll(/SECRET_\w+/g)].map(([name]) => name);

interface Step {
  uses: string;
  with?: Record<string, unknown>;
  writeToEnvironmentFile?: Record<string, string>;
}
type Recipe = Record<string, unknown> & { provision: Step[] };

const recipes = { 'teamsapp.yml': 'env/.env.dev', 'teamsapp.local.yml': 'env/.env.local' };

describe('the deployment', () => {
  for (const [path, environment] of Object.entries(recipes)) {
    const recipe = parse(read(path)) as Recipe;
    const steps = ['provision', 'deploy', 'publish'].flatMap((part) => (recipe[part] as Step[] | undefined) ?? []);

    it(`knows every placeholder: ${path}`, () => {
      const written = steps.flatMap((step) => Object.values(step.writeToEnvironmentFile ?? {}));
      const known = new Set([...kept(environment), ...secrets(environment), ...written]);
      const used = [...placeholders(read(path)), ...placeholders(read('appPackage/manifest.json'))];
      if (path === 'teamsapp.yml') used.push(...placeholders(read('infra/azure.parameters.json')));
      assert.deepEqual(
        used.filter((name) => !known.has(name)),
        [],
      );
    });

    it(`keeps no secret: ${environment}`, () => {
      const values = [...read(environment).matchAll(/^SECRET_\w+=(.+)$/gm)];
      assert.deepEqual(values, []);
    });
  }

  it('has a place for everything that Azure gives back, and a value for everything that it asks', () => {
    const bicep = read('infra/azure.bicep');
    const outputs = [...bicep.matchAll(/^output (\w+) /gm)].map(([, name = '']) => name);
    assert.deepEqual(
      outputs.filter((name) => !kept('env/.env.dev').includes(name)),
      [],
    );
    const asked = [...bicep.matchAll(/^param (\w+) \w+$/gm)].map(([, name = '']) => name);
    const given = Object.keys((JSON.parse(read('infra/azure.parameters.json')) as { parameters: object }).parameters);
    assert.deepEqual(
      asked.filter((name) => !given.includes(name)),
      [],
    );
  });

  it('gives the app the settings that it reads, with secrets from the vault only', () => {
    const bicep = read('infra/azure.bicep');
    const settings = [...bicep.matchAll(/\{ name: '(\w+)', value: (.+) \}/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    const variables = new Set([...read('README.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = '']) => name));
    const unknown = settings
      .map(([name = '']) => name)
      .filter((name) => !variables.has(name) && !name.startsWith('WEBSITE_'));
    assert.deepEqual(unknown, []);
    for (const name of ['INSTROOM_API_KEY', 'MONGODB_URI'])
      assert.match(settings.find(([key]) => key === name)?.[1] ?? '', /@Microsoft\.KeyVault/, name);
  });

  it('ships every module that it names', () => {
    const modules = [...read('infra/azure.bicep').matchAll(/^module \w+ '\.\/(.+)'/gm)].map(([, path = '']) => path);
    const there = [...readdirSync(join(root, 'infra'), { recursive: true })].map(String);
    assert.deepEqual(
      modules.filter((path) => !there.includes(path)),
      [],
    );
  });
});

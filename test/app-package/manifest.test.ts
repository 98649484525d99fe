import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { readCommand } from '../../bot/read-command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(root, 'appPackage/manifest.json'), 'utf8');
const filled = text
  .replace(/\$\{\{(TEAMS_APP_ID|BOT_ID)\}\}/g, '11111111-1111-4111-8111-111111111111')
  .replaceAll('${{BOT_DOMAIN}}', 'instroom.example')
  .replaceAll('${{APP_NAME_SUFFIX}}', '-dev');
const manifest = JSON.parse(filled);
const dutch = JSON.parse(readFileSync(join(root, 'appPackage/nl.json'), 'utf8'));
/** Commands that are the beginning of a question. */
const needsWho = new Set(['why', 'who', 'waarom', 'wie', 'replace', 'vervang']);
const packagePath = createRequire(import.meta.url).resolve('@microsoft/app-manifest');
const schemas = join(
  packagePath.slice(0, packagePath.indexOf('/build/')),
  `build/json-schemas/teams/v${manifest.manifestVersion}`,
);

function ajv() {
  const made = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(made as never);
  return made;
}

describe('the Teams app', () => {
  it('has a manifest, and texts in Dutch, that Microsoft’s schemas accept', () => {
    for (const [schema, document] of [
      ['MicrosoftTeams', manifest],
      ['MicrosoftTeams.Localization', dutch],
    ] as const) {
      const validate = ajv().compile(JSON.parse(readFileSync(join(schemas, `${schema}.schema.json`), 'utf8')));
      assert.equal(validate(document), true, `${schema}: ${JSON.stringify(validate.errors, null, 2)}`);
    }
    assert.ok(!filled.includes('${{'), 'every placeholder is known');
  });

  it('offers commands that the bot understands, in either language, and as few as older Teams takes', () => {
    for (const [index, list] of manifest.bots[0].commandLists.entries()) {
      assert.ok(list.commands.length <= 10);
      for (const [at, { title, description }] of list.commands.entries()) {
        const path = `bots[0].commandLists[${index}].commands[${at}]`;
        const titles = [title, dutch[`${path}.title`]];
        for (const said of titles) {
          assert.ok(said.length <= 32, said);
          const whole = needsWho.has(said) ? `${said} Jan Finance` : said;
          assert.notEqual(readCommand(whole).command.kind, 'unknown', whole);
        }
        assert.ok(description.length <= 128 && dutch[`${path}.description`].length <= 128, description);
      }
    }
  });

  it('has icons of the sizes that Teams wants', () => {
    const sizeOf = (name: string) => {
      const png = readFileSync(join(root, 'appPackage', name));
      return [png.readUInt32BE(16), png.readUInt32BE(20)];
    };
    assert.deepEqual(sizeOf(manifest.icons.color), [192, 192]);
    assert.deepEqual(sizeOf(manifest.icons.outline), [32, 32]);
  });

  it('keeps the version of the product', () => {
    const product = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.equal(manifest.version, product.version);
  });
});

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

describe('the Teams app', () => {
  it('has a manifest that Microsoft’s schema accepts', () => {
    const packagePath = createRequire(import.meta.url).resolve('@microsoft/app-manifest');
    const folder = packagePath.slice(0, packagePath.indexOf('/build/'));
    const path = join(folder, `build/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`);
    const ajv = new Ajv.default({ strict: false, allErrors: true });
    addFormats.default(ajv as never);
    const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
    assert.equal(validate(manifest), true, JSON.stringify(validate.errors, null, 2));
    assert.ok(!filled.includes('${{'), 'every placeholder is known');
  });

  it('offers commands that the bot understands', () => {
    for (const { title } of manifest.bots[0].commandLists[0].commands) {
      assert.notEqual(readCommand(title).command.kind, 'unknown', title);
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

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { examinePolicy } from '../../../api/policy/examine-policy.ts';
import { goldenSchema } from '../../../api/policy/golden/golden-schema.ts';
import { type JsonSchema, policySchema } from '../../../api/policy/policy-schema.ts';
import { AccountAttribute } from '../../../models/account.ts';
import { LimitKind } from '../../../models/limit.ts';
import { Policy } from '../../../models/policy.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

function compile(schema: JsonSchema): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

/** Every key of a schema by its path, with what the schema says of it. */
function* keysOf(schema: JsonSchema, path: readonly string[] = []): Generator<[string, JsonSchema]> {
  for (const [name, part] of Object.entries(schema.properties ?? {})) {
    yield [[...path, name].join('.'), part as JsonSchema];
    yield* keysOf(part as JsonSchema, [...path, name]);
  }
  const inner = [schema.items, ...(schema.anyOf ?? []), schema.additionalProperties].flat();
  for (const part of inner) if (typeof part === 'object') yield* keysOf(part, path);
  for (const [name, part] of Object.entries(schema.definitions ?? {})) yield* keysOf(part as JsonSchema, [`#${name}`]);
}

describe('the JSON Schema of the policy', () => {
  const accepts = compile(policySchema());

  const files = [
    '../shared/design/instroom.example.yaml',
    '../shared/design/instroom.flat.example.yaml',
    'demo/instroom.yaml',
    'api/policy/starter/en/instroom.yaml',
    'api/policy/starter/nl/instroom.yaml',
  ];
  for (const file of files) {
    it(`accepts ${file}`, function () {
      const path = resolve(root, file);
      if (!existsSync(path)) this.skip();
      accepts(parse(readFileSync(path, 'utf8')));
      assert.deepEqual(accepts.errors, null);
    });
  }

  const least = { version: 1, domain: 'a.nl', source: { id: 'hr', connector: 'csv', folder: './hr' } };
  const role = { id: 'a', when: 'user.mail -ne null', grant: {} };
  const wrong: readonly [string, object][] = [
    ['an unknown key', { ...least, rols: [] }],
    ['an unknown key far inside', { ...least, roles: [{ ...role, grant: { licenses: [] } }] }],
    ['no version', { ...least, version: undefined }],
    ['another version', { ...least, version: 2 }],
    ['no source', { ...least, source: undefined }],
    ['source beside sources', { ...least, sources: [least.source] }],
    ['domain beside domains', { ...least, domains: ['b.nl'] }],
    ['a folder and a file', { ...least, source: { ...least.source, file: 'a.csv', columns: {} } }],
    [
      'a folder with columns',
      { ...least, source: { ...least.source, columns: { personKey: 'A', unitKey: 'B', startDate: 'C' } } },
    ],
    ['a file without columns', { ...least, source: { id: 'hr', connector: 'csv', file: 'a.csv' } }],
    ['an unknown language', { ...least, language: 'de' }],
    ['text where a number should be', { ...least, lifecycle: { deleteDaysAfterEnd: 'many' } }],
    ['a time that is none', { ...least, lifecycle: { enableAt: '25:00' } }],
    ['an unknown attribute', { ...least, attributes: { departement: 'x' } }],
    ['an unknown limit', { ...least, limits: { 'disable-acount': { share: 1, count: 1, floor: 1 } } }],
    ['half a limit', { ...least, limits: { 'disable-account': { share: 1 } } }],
    ['a role without a rule', { ...least, roles: [{ id: 'a', grant: {} }] }],
    ['a licence by group without the group', { ...least, licences: [{ sku: 'SPE_E3', by: 'group' }] }],
    ['a licence direct and by group', { ...least, licences: [{ sku: 'SPE_E3', group: 'sg' }] }],
    ['a separation of three', { ...least, separation: [{ id: 'a', between: [{}, {}, {}] }] }],
    ['nobody to say yes', { ...least, approvals: { run: { by: [] } } }],
  ];
  for (const [what, policy] of wrong) {
    it(`refuses ${what}, as the product does`, () => {
      const plain = JSON.parse(JSON.stringify(policy));
      assert.equal(accepts(plain), false);
      const read = examinePolicy(JSON.stringify(plain), { name: 'instroom.yaml', folder: '/' });
      assert.equal(read.kind, 'refused');
    });
  }

  it('accepts the least, in the singular and in the plural', () => {
    assert.equal(accepts(least), true);
    assert.equal(accepts({ version: 1, domains: ['a.nl'], sources: [least.source] }), true);
  });

  it('names every key, attribute and limit, so that editors offer them', () => {
    const { properties = {} } = policySchema();
    const keysIn = (name: string) => Object.keys((properties[name] as JsonSchema).properties ?? {}).sort();
    assert.deepEqual(Object.keys(properties).sort(), [...Object.keys(Policy.shape), 'domain', 'source'].sort());
    assert.deepEqual(keysIn('attributes'), [...AccountAttribute.options].sort());
    assert.deepEqual(keysIn('limits'), [...LimitKind.options].sort());
  });

  for (const [name, schema] of Object.entries({ policy: policySchema(), golden: goldenSchema() })) {
    it(`says in a few words what every key of a ${name} is`, () => {
      const silent = [...keysOf(schema)].filter(
        ([path, part]) =>
          part.description === undefined &&
          !/^(attributes|limits|expect\.attributes)\.[^.]+$/.test(path.replace('#example.', '')),
      );
      assert.deepEqual(
        silent.map(([path]) => path),
        [],
      );
    });
  }

  it('accepts golden people, one or several, and refuses unknown words', () => {
    const acceptsGolden = compile(goldenSchema());
    const folder = join(root, 'api/policy/starter/en/golden');
    for (const name of ['sales.yaml', 'buyer.yaml']) {
      acceptsGolden(parse(readFileSync(join(folder, name), 'utf8')));
      assert.deepEqual(acceptsGolden.errors, null, name);
    }
    const example = { name: 'a', on: '2026-12-01', person: { employments: [{}] }, expect: { enabled: false } };
    assert.equal(acceptsGolden(example), true);
    assert.equal(acceptsGolden({ ...example, expect: { group: [] } }), false);
    assert.equal(acceptsGolden({ ...example, on: 'tomorrow' }), false);
  });
});

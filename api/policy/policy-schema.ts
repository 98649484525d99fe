import { z } from 'zod';
import { LicencePolicy } from '../../models/entitlements.ts';
import { defaultLimits } from '../../models/limit.ts';
import { defaultAttributes, Policy } from '../../models/policy.ts';
import { CsvColumn, CsvColumns, CsvSource } from '../../models/sources/csv-source.ts';

/** A part of a JSON Schema, draft 7: the draft that editors complete YAML from best. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema of `instroom.yaml`, from the same schemas that read it. It says more than shapes where zod's own checks do: a source
 * has a folder or a file, a licence by group names the group. `source` and `domain` stand for one of each.
 */
export function policySchema(): JsonSchema {
  const { $schema, properties = {}, ...rest } = jsonSchemaOf(Policy);
  const { version = true, sources, domains, ...others } = properties;
  const source = itemOf(sources);
  return {
    ...($schema === undefined ? {} : { $schema }),
    title: 'The policy of Instroom: instroom.yaml',
    ...rest,
    properties: {
      version,
      source: pointTo('source', 'where people come from, when that is one place'),
      sources: { ...(sources as JsonSchema), items: pointTo('source') },
      domain: { ...itemOf(domains), description: 'the verified domain of the tenant, when there is one' },
      domains: domains ?? true,
      ...others,
    },
    required: ['version'],
    allOf: ['source', 'domain'].map((name) => ({ oneOf: [{ required: [name] }, { required: [`${name}s`] }] })),
    definitions: { source, column: inner(CsvColumn) },
  };
}

const itemOf = (list: JsonSchema | boolean | undefined): JsonSchema => (list as JsonSchema).items as JsonSchema;

/** Draft 7 lets nothing stand beside a reference, so the description stands around it. */
const pointTo = (name: string, description?: string): JsonSchema => ({
  ...(description === undefined ? {} : { description }),
  allOf: [{ $ref: `#/definitions/${name}` }],
});

function inner(schema: z.ZodType): JsonSchema {
  const { $schema, ...rest } = jsonSchemaOf(schema);
  return rest;
}

/** The JSON Schema of what people write, with everything in it that editors can use. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-07',
    override: ({ zodSchema, jsonSchema }) => {
      nameKeys(jsonSchema as JsonSchema);
      leaveOutNoise(jsonSchema as JsonSchema);
      if (zodSchema === CsvSource) Object.assign(jsonSchema, folderOrFile);
      if (zodSchema === LicencePolicy) Object.assign(jsonSchema, groupWhenByGroup);
      if (zodSchema === CsvColumns) pointToColumn(jsonSchema as JsonSchema);
    },
  }) as JsonSchema;
}

/** A record whose keys are a list of words becomes an object with these words as properties, so that editors offer them. */
function nameKeys(schema: JsonSchema): void {
  const { propertyNames, additionalProperties: value } = schema;
  const words = (propertyNames as JsonSchema | undefined)?.enum;
  if (propertyNames !== undefined) delete schema.propertyNames;
  if (words === undefined || typeof value !== 'object') return;
  schema.properties = Object.fromEntries(words.map((word) => [String(word), { ...value, ...standing(String(word)) }]));
  schema.additionalProperties = false;
}

/** What holds where the policy does not say otherwise, by the name of an attribute or a limit. */
function standing(word: string): { default?: unknown } {
  const value = { ...defaultAttributes, ...defaultLimits }[word as keyof typeof defaultAttributes];
  return value === undefined ? {} : { default: value };
}

/** Thirty columns have one shape: it is written once. */
function pointToColumn(schema: JsonSchema): void {
  schema.properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, column]) => [
      name,
      pointTo('column', (column as JsonSchema).description),
    ]),
  );
}

/** Empty defaults and the largest whole number tell nobody anything. */
function leaveOutNoise(schema: JsonSchema): void {
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (typeof schema.default === 'object' && JSON.stringify(schema.default).length === 2) delete schema.default;
}

const folderOrFile: JsonSchema = {
  oneOf: [{ required: ['folder'], not: { required: ['columns'] } }, { required: ['file', 'columns'] }],
};

const groupWhenByGroup: JsonSchema = {
  if: { properties: { by: { const: 'group' } }, required: ['by'] },
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
  then: { required: ['group'] },
  else: { not: { required: ['group'] } },
};

import { GoldenExample } from '../../../models/golden.ts';
import { type JsonSchema, jsonSchemaOf } from '../policy-schema.ts';

/** The JSON Schema of a file with golden people: one example or a list of them. */
export function goldenSchema(): JsonSchema {
  const { $schema, ...example } = jsonSchemaOf(GoldenExample);
  const one: JsonSchema = { $ref: '#/definitions/example' };
  return {
    ...($schema === undefined ? {} : { $schema }),
    title: 'Golden people of Instroom: examples that a policy has to get right',
    anyOf: [one, { type: 'array', items: one }],
    definitions: { example },
  };
}

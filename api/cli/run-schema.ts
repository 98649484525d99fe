import { InstroomError } from '../../models/errors.ts';
import { goldenSchema } from '../policy/golden/golden-schema.ts';
import { policySchema } from '../policy/policy-schema.ts';

const schemas = { policy: policySchema, golden: goldenSchema };

/**
 * `instroom schema [of]`: the JSON Schema of the policy, or of golden people, for editors.
 * @returns 0
 * @throws InstroomError `configuration` for the name of anything else
 */
export function runSchema(of: string): number {
  const schema = Object.entries(schemas).find(([name]) => name === of);
  if (schema === undefined)
    throw new InstroomError('configuration', `There is no schema of ${of}.`, { advice: 'Name policy or golden.' });
  process.stdout.write(`${JSON.stringify(schema[1](), null, 2)}\n`);
  return 0;
}

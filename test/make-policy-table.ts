import { type JsonSchema, policySchema } from '../api/policy/policy-schema.ts';
import { defaultAttributes } from '../models/policy.ts';

/** Keys that are tables of their own: one row says enough. */
const whole: readonly string[] = ['attributes', 'limits', 'zones'];

/** The README's table of the keys of a policy, made of the texts that editors show. */
export function policyTable(): string {
  const { properties = {} } = policySchema();
  const rows = Object.entries(properties).flatMap(([key, schema]) =>
    key === 'source' || key === 'domain' ? [] : rowsOf(key, schema as JsonSchema),
  );
  return ['| Key | What it says | Default |', '|---|---|---|', ...rows].join('\n');
}

function rowsOf(key: string, schema: JsonSchema): string[] {
  const inner = whole.includes(key) ? [] : Object.entries(schema.properties ?? {});
  if (inner.length === 0) return [row(key, schema)];
  return inner.map(([name, part]) => row(`${key}.${name}`, part as JsonSchema));
}

function row(key: string, schema: JsonSchema): string {
  const item = schema.items as JsonSchema | undefined;
  const keys = whole.includes(key) ? [] : Object.keys(schema.properties ?? item?.properties ?? {});
  const each = keys.length === 0 ? '' : `: ${item === undefined ? '' : 'a list of '}\`{${keys.join(', ')}}\``;
  const words = schema.enum === undefined ? '' : ` (${schema.enum.map((word) => `\`${String(word)}\``).join(', ')})`;
  const cells = [`\`${key}\``, `${schema.description}${words}${each}`, standing(key, schema)];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function standing(key: string, schema: JsonSchema): string {
  if (['version', 'domains', 'sources'].includes(key)) return 'required';
  if (key === 'attributes') return Object.keys(defaultAttributes).join(', ');
  if (schema.default === undefined) return '';
  return [schema.default]
    .flat()
    .map((value) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``)
    .join(', ');
}

import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { GraphRequest } from '../../../../api/directory/graph/graph-request.ts';

const PLACE = new URL('../../../../../shared/graph-api/openapi-subset.json', import.meta.url);

type Body = { content: Record<string, { schema: object }> };

interface Described {
  paths: Record<string, Record<string, { requestBody?: Body | { $ref: string } }>>;
  components: {
    requestBodies: Record<string, Body>;
    schemas: Record<string, { allOf?: Array<{ $ref?: string; properties?: object }>; properties?: object }>;
  };
}

/**
 * The official description of Graph, or null where it is not at hand. `findFaults` says what is wrong with a request.
 */
export function openGraphDescription(): { findFaults(request: GraphRequest): string[] } | null {
  if (!existsSync(PLACE)) return null;
  const described = JSON.parse(readFileSync(PLACE, 'utf8')) as Described;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'graph', components: described.components });

  function findFaults({ method, url, body }: GraphRequest): string[] {
    const path = Object.keys(described.paths).find((candidate) =>
      toPattern(candidate).test(url.split('?', 1)[0] ?? ''),
    );
    const operation = path === undefined ? undefined : described.paths[path]?.[method.toLowerCase()];
    if (operation === undefined) return [`no ${method} ${url}`];
    const schema = findBody(operation.requestBody, described)?.content['application/json']?.schema;
    if (body === undefined || schema === undefined) return body === undefined ? [] : ['a body that nobody reads'];
    const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"graph#/')));
    const faults = validate(body)
      ? []
      : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
    const known = namesOf(schema, described);
    const unknown = Object.keys(body).filter((name) => !name.includes('@odata.') && known.size > 0 && !known.has(name));
    return [...faults, ...unknown.map((name) => `unknown property ${name}`)];
  }
  return { findFaults };
}

function findBody(body: Body | { $ref: string } | undefined, { components }: Described): Body | undefined {
  return body !== undefined && '$ref' in body ? components.requestBodies[body.$ref.split('/').at(-1) ?? ''] : body;
}

function toPattern(path: string): RegExp {
  const literal = path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${literal}$`);
}

/** A body is a type by name, or its properties written out. */
function namesOf(schema: object, described: Described): Set<string> {
  if ('properties' in schema) return new Set(Object.keys(schema.properties as object));
  return knownNames(JSON.stringify(schema).match(/schemas\/([\w.]+)"/)?.[1] ?? '', described);
}

function knownNames(name: string, described: Described): Set<string> {
  const schema = described.components.schemas[name];
  if (schema === undefined) return new Set();
  const parts = schema.allOf ?? [schema];
  return new Set(
    parts.flatMap((part) => [
      ...Object.keys(part.properties ?? {}),
      ...('$ref' in part && part.$ref !== undefined ? knownNames(part.$ref.split('/').at(-1) ?? '', described) : []),
    ]),
  );
}

import { z } from 'zod';

/** The keys that a schema accepts at a path, for hints. None where anything goes, and where nothing does. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  return [...new Set(schemasAt(schema, path).flatMap(keysOf))];
}

/** The shapes that a schema accepts at a path, in words, such as “text” and “{column, values}”. */
export function shapesAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  return schemasAt(schema, path).map((shape) => {
    if (shape instanceof z.ZodObject) return `{${Object.keys(shape.shape).join(', ')}}`;
    return shape instanceof z.ZodArray ? 'a list' : 'text';
  });
}

/** Several where a value may have one of several shapes. */
function schemasAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly z.ZodType[] {
  let here = unwrap(schema);
  for (const key of path) here = here.flatMap((outer) => inside(outer, key)).flatMap(unwrap);
  return here;
}

function unwrap(schema: z.ZodType): readonly z.ZodType[] {
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(unwrap);
  const isWrapper =
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable;
  return isWrapper ? unwrap(schema.unwrap() as z.ZodType) : [schema];
}

function inside(schema: z.ZodType, key: PropertyKey): readonly z.ZodType[] {
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType];
  if (schema instanceof z.ZodTuple) return [schema.def.items[Number(key)] as z.ZodType | undefined].filter(isThere);
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType];
  return schema instanceof z.ZodObject ? [schema.shape[String(key)] as z.ZodType | undefined].filter(isThere) : [];
}

const isThere = (schema: z.ZodType | undefined): schema is z.ZodType => schema !== undefined;

function keysOf(schema: z.ZodType): readonly string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) return schema.keyType.options.map(String);
  return [];
}

import { XMLBuilder } from 'fast-xml-parser';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressBooleanAttributes: false,
});

/** The text of a document, in the shape in which `readXml` gives one, with prefixes. Values are escaped. */
export const writeXml = (document: Readonly<Record<string, unknown>>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${builder.build(document)}`;

/** An element by its path, or undefined. */
export function findNode(document: unknown, ...path: readonly string[]): unknown {
  let found = document;
  for (const name of path) found = isNode(found) ? found[name] : undefined;
  return found;
}

const isNode = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';

/** Attributes have an @ before their name, in what is read as in what is written. */
const shape = { ignoreAttributes: false, attributeNamePrefix: '@' } as const;

const parser = new XMLParser({
  ...shape,
  // Which prefix stands for which namespace is the sender's choice.
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  jPath: false,
  // With this, references by number are read too. A document type, which could define more, is refused before.
  htmlEntities: true,
  processEntities: { enabled: true, maxExpandedLength: Number.MAX_SAFE_INTEGER },
});

const builder = new XMLBuilder({ ...shape, suppressBooleanAttributes: false });

/**
 * A document as plain objects: elements without prefix, attributes with an @, text under `#text` beside attributes, several elements of
 * one name as a list.
 * @returns null for anything but one well-formed document; also for one with a document type, whatever is in it: no web service of
 * Workday has one, and entities are defined in it
 */
export function readXml(text: string): Readonly<Record<string, unknown>> | null {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return null;
  try {
    if (XMLValidator.validate(text) !== true) return null;
    const document: unknown = parser.parse(text);
    return isNode(document) && Object.keys(document).length === 1 ? document : null;
  } catch {
    return null;
  }
}

/** The text of a document in the same shape. Values are escaped. */
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

import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element: its children by name without prefix, lists where there are several, text where there is nothing else. */
export type XmlElement = { [name: string]: unknown };

// Numbers stay text (an employee number may begin with a zero), and nesting is bounded by the library.
const parser = new XMLParser({
  ignoreAttributes: false,
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
});
const builder = new XMLBuilder({ ignoreAttributes: false, suppressBooleanAttributes: false });

/**
 * What an XML document says. One with a document type is refused, as SOAP does: entities of its own are how a small text becomes a large one, or
 * reads files.
 * @returns null when it is not well-formed, has a document type, or is nested too deeply
 */
export function parseXml(text: string): XmlElement | null {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return null;
  try {
    if (XMLValidator.validate(text) !== true) return null;
    return asElement(parser.parse(text));
  } catch {
    return null;
  }
}

/** A document of elements; `@_name` are attributes, and text is escaped. */
export const buildXml = (document: XmlElement): string =>
  `<?xml version="1.0" encoding="utf-8"?>${String(builder.build(document))}`;

export function asElement(value: unknown): XmlElement | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as XmlElement) : null;
}

/** The elements of one name in another, as a list. */
export function children(parent: XmlElement | null, name: string): XmlElement[] {
  const value = parent?.[name];
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.map(asElement).filter((one) => one !== null);
}

/** The text of an element, without white space around it; nothing when it is empty, missing or nil. */
export function textOf(parent: XmlElement | null, name: string): string | undefined {
  const value = parent?.[name];
  const element = asElement(value);
  if (element !== null && /^(true|1)$/.test(String(element['@_nil'] ?? ''))) return undefined;
  const text = String((element === null ? value : element['#text']) ?? '').trim();
  return text === '' || (element === null && typeof value === 'object') ? undefined : text;
}

import { XMLParser } from 'fast-xml-parser';

/** A request as plain objects without prefixes; null when it is no envelope. */
export interface SoapRequest {
  user: string | null;
  password: string | null;
  /** `Get_Workers` and the like. */
  operation: string;
  version: string | null;
  body: Node;
}

export type Node = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
});

export function readRequest(text: string): SoapRequest | null {
  let document: unknown;
  try {
    document = parser.parse(text);
  } catch {
    return null;
  }
  const token = nodeAt(document, 'Envelope', 'Header', 'Security', 'UsernameToken');
  const bodies = Object.entries(nodeAt(document, 'Envelope', 'Body'));
  const [name, content] = bodies.find(([key]) => key.endsWith('_Request')) ?? [];
  if (name === undefined) return null;
  const body = isNode(content) ? content : {};
  return {
    user: textAt(token, 'Username'),
    password: textAt(token, 'Password'),
    operation: name.replace(/_Request$/, ''),
    version: textAt(body, '@version'),
    body,
  };
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An element that holds others; empty when it is not there. */
export function nodeAt(document: unknown, ...path: readonly string[]): Node {
  let found: unknown = document;
  for (const name of path) found = isNode(found) ? found[name] : undefined;
  return isNode(found) ? found : {};
}

export function textAt(node: Node, name: string): string | null {
  const value = isNode(node[name]) ? (node[name] as Node)['#text'] : node[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export const listAt = (node: Node, name: string): Node[] => [node[name] ?? []].flat().filter(isNode);

import { SaxesParser } from 'saxes';

/** An element: others by name, lists where there are several of one name, attributes with an @, its text under `#text`. */
type XmlNode = { [name: string]: unknown };

/** An element that is being read; one with text alone stays without a node. */
interface Unfinished {
  name: string;
  node: XmlNode | null;
  text: string;
}

/** Answers of web services are some fifteen deep. */
const deepest = 100;

/**
 * A document as plain objects: elements without prefix, attributes with an @, text under `#text` beside attributes, several elements of
 * one name as a list. Text stays text, without white space around it.
 * @returns null for anything but one well-formed document; also for one with a document type, whatever is in it: no web service has one, and
 * entities are defined in it
 */
export function readXml(text: string): Readonly<Record<string, unknown>> | null {
  const document: Unfinished = { name: '', node: null, text: '' };
  const above: Unfinished[] = [];
  let at = document;
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const addText = (piece: string) => {
    at.text += piece;
  };
  parser.on('doctype', () => {
    throw new Error('a document type');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (above.push(at) > deepest) throw new Error('nested too deep');
    at = { name: local(name), node: toNode(attributes), text: '' };
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const inner = at;
    at = above.pop() ?? document;
    at.node ??= {};
    add(at.node, inner.name, contentOf(inner));
  });
  try {
    parser.write(text).close();
  } catch {
    return null;
  }
  return document.node;
}

/** Which prefix stands for which namespace is the sender's choice. */
function local(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

function toNode(attributes: Readonly<Record<string, string>>): XmlNode | null {
  let node: XmlNode | null = null;
  for (const name in attributes) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    node ??= {};
    node[`@${local(name)}`] = attributes[name];
  }
  return node;
}

function contentOf({ node, text }: Unfinished): unknown {
  const trimmed = text.trim();
  if (node === null) return trimmed;
  if (trimmed !== '') node['#text'] = trimmed;
  return node;
}

function add(node: XmlNode, name: string, value: unknown): void {
  if (name === '__proto__') throw new Error('a name that means something else here');
  const known = Object.hasOwn(node, name) ? node[name] : undefined;
  if (known === undefined) node[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else node[name] = [known, value];
}

import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';

/** What is told of a part while it is read: names without their prefix, text whole. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Sheets are six deep. */
const deepest = 60;

/**
 * Reads XML piece by piece. A document type, and with it every entity of one's own, is refused: workbooks have none.
 * Throws for whatever is not well-formed UTF-8 XML, and when the stream breaks.
 */
export async function readXml(stream: Readable, listener: XmlListener): Promise<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let depth = 0;
  parser.on('doctype', () => {
    throw new Error('a document type');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > deepest) throw new Error('nested too deep');
    listener.open?.(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    listener.close?.(local(name));
  });
  if (listener.text !== undefined) parser.on('text', (text) => listener.text?.(text));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of stream as AsyncIterable<Buffer>) parser.write(decoder.decode(chunk, { stream: true }));
  parser.write(decoder.decode()).close();
}

/** Some writers give every name a prefix, as in `x:row`. */
function local(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

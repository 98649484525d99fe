import { decodeDocument } from '../../../models/store/embedded/bson.ts';
import { readIndexKeys } from '../../../models/store/embedded/encode-key.ts';
import { type Engine, entryKey } from '../../../models/store/embedded/open-engine.ts';
import { encodeValue } from '../../../models/store/embedded/order-values.ts';

const everything = 10_000_000;

/** Compares every index, entry by entry, with what the documents of its collection say; nothing is what should come out. */
export function describeIndexFaults(engine: Engine): string[] {
  return engine.listCollections().flatMap(({ namespace, indexes: [primary, ...others] }) => {
    const stored = (storage: number) =>
      engine.range({ start: entryKey(storage), end: entryKey(storage + 1), limit: everything });
    const documents = stored(primary.storage).map(({ value }) => decodeDocument(value));
    return others.flatMap(({ name, storage, fields }) => {
      const wanted = documents.flatMap((document) => {
        const id = encodeValue(document._id);
        return readIndexKeys(document, fields).map(({ bytes }) => entryKey(storage, bytes, id).toString('hex'));
      });
      const present = new Set(stored(storage).map(({ key }) => key.toString('hex')));
      const missing = wanted.filter((key) => !present.has(key)).length;
      const surplus = present.size - (wanted.length - missing);
      return missing + surplus > 0 ? [`${namespace} ${name}: ${missing} entries missing, ${surplus} too many`] : [];
    });
  });
}

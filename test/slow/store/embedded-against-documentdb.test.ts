import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mongoose, { type mongo } from 'mongoose';
import { type EmbeddedStore, startEmbeddedStore } from '../../../models/store/embedded/start-embedded-store.ts';
import { createRandom, type Operation, randomDocument, randomOperation } from './random-operations.ts';

const { EJSON } = mongoose.mongo.BSON;
interface Outcome {
  shown: string[];
  left: string[];
}
type Collection = mongo.Collection<mongo.BSON.Document>;

const seeds = Number(process.env.FUZZ_SEEDS ?? 12);
const firstSeed = Number(process.env.FUZZ_FIRST_SEED ?? 1);
const operationsPerSeed = 120;

function byText(documents: unknown[]): string[] {
  return documents.map((document) => normalise(document)).sort();
}

/** Numbers are compared by value: the engines may differ in whether a whole number is an integer or a double. */
function normalise(value: unknown): string {
  const sorted = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(sorted);
    if (typeof one !== 'object' || one === null || Object.keys(one).some((name) => name.startsWith('$'))) return one;
    return Object.fromEntries(
      Object.entries(one)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, content]) => [name, sorted(content)]),
    );
  };
  return JSON.stringify(sorted(EJSON.serialize(value, { relaxed: true })));
}

async function write(collection: Collection, operation: Operation): Promise<string> {
  const { filter, update = {}, upsert = false, sort } = operation;
  const options = { upsert };
  if (operation.kind === 'delete') return String((await collection.deleteOne(filter)).deletedCount);
  if (operation.kind === 'findAndModify') {
    return normalise(
      await collection.findOneAndUpdate(filter, update, { ...options, sort: sort ?? {}, returnDocument: 'after' }),
    );
  }
  if (operation.many) return String((await collection.updateMany(filter, update, options)).matchedCount);
  const [first] = await collection.find(filter).sort({ _id: 1 }).limit(1).toArray(); // which one is changed must not depend on the engine
  const one = first ? { $and: [{ _id: first._id }, filter] } : filter;
  const { matchedCount, upsertedCount } = await collection.updateOne(one, update, options);
  return `${matchedCount} ${upsertedCount}`;
}

async function read(
  collection: Collection,
  { kind, filter, sort, projection, pipeline }: Operation,
): Promise<string[]> {
  if (kind === 'count') return [String(await collection.countDocuments(filter))];
  if (kind === 'aggregate') return byText(await collection.aggregate(pipeline).toArray());
  const found = collection.find(filter, projection ? { projection } : {});
  if (!sort) return byText(await found.toArray());
  return (await found.sort(sort).toArray()).map((document) => String(document._id));
}

/** What an operation shows and what it leaves behind; an error counts by its being one. */
async function outcome(collection: Collection, operation: Operation): Promise<Outcome> {
  const isRead = ['find', 'count', 'aggregate'].includes(operation.kind);
  let shown: string[];
  try {
    shown = isRead ? await read(collection, operation) : [await write(collection, operation)];
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoServerError)) throw error;
    shown = ['error'];
  }
  return { shown, left: isRead ? [] : byText(await collection.find().toArray()) };
}

describe('The embedded store against DocumentDB', () => {
  let folder: string;
  let store: EmbeddedStore;
  let clients: mongo.MongoClient[] = [];

  before(async function () {
    const uri = process.env.DOCUMENTDB_URI;
    if (!uri) {
      process.stdout.write('      Set DOCUMENTDB_URI to compare the embedded store with DocumentDB.\n');
      return this.skip();
    }
    folder = await mkdtemp(path.join(tmpdir(), 'embedded-'));
    store = await startEmbeddedStore({ folder });
    clients = await Promise.all([store.uri, uri].map((one) => new mongoose.mongo.MongoClient(one).connect()));
  });

  after(async () => {
    for (const client of clients) await client.close();
    await store?.close();
    if (folder) await rm(folder, { recursive: true });
  });

  it(`answers ${seeds * operationsPerSeed} random operations alike`, async function () {
    this.timeout(1_200_000);
    const differences: string[] = [];
    for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
      const random = createRandom(seed);
      const collections = clients.map((client) => client.db('fuzz').collection(`seed${seed}`)) as [
        Collection,
        Collection,
      ];
      const documents = Array.from({ length: 60 }, (_, id) => randomDocument(random, id));
      for (const collection of collections) {
        await collection.deleteMany({});
        await collection.insertMany(
          structuredClone(documents.map((one) => EJSON.stringify(one))).map((one) => EJSON.parse(one)),
        );
      }
      // Indexes on our side only: ours are checked against the other engine's scans, and its index bugs stay out.
      const [ours, theirs] = collections;
      await ours.createIndexes([
        { key: { n: 1 } },
        { key: { s: 1, n: -1 } },
        { key: { tags: 1 } },
        { key: { 'arr.k': 1, s: 1 } },
        { key: { d: -1 } },
        { key: { m: 1 } },
        { key: { 'o.x': 1 } },
      ]);
      for (let at = 0; at < operationsPerSeed; at += 1) {
        const operation = randomOperation(random);
        const [mine, other] = [await outcome(ours, operation), await outcome(theirs, operation)];
        const bothFail = mine.shown[0] === 'error' && other.shown[0] === 'error';
        if (bothFail)
          await copyAll(ours, theirs); // an updateMany keeps what it did before it failed; DocumentDB undoes it
        else if (EJSON.stringify(mine) !== EJSON.stringify(other)) {
          differences.push(`seed ${seed}: ${EJSON.stringify(operation)}\n${describeDifference(mine, other)}`);
          await copyAll(ours, theirs);
        }
      }
      await theirs.drop();
    }
    assert.equal(differences.length, 0, differences.join('\n\n'));
  });
});

function describeDifference(mine: Outcome, other: Outcome): string {
  const only = (a: string[], b: string[]): string => {
    const missing = a.filter((one) => !b.includes(one));
    return (missing.length > 0 ? missing.slice(0, 3) : a.slice(0, 60)).join(' ');
  };
  const shown = `  embedded shows ${only(mine.shown, other.shown)}\n  DocumentDB shows ${only(other.shown, mine.shown)}`;
  return `${shown}\n  embedded leaves ${only(mine.left, other.left)}\n  DocumentDB leaves ${only(other.left, mine.left)}`;
}

async function copyAll(from: Collection, to: Collection): Promise<void> {
  await to.deleteMany({});
  const documents = await from.find({}, { promoteValues: false }).toArray();
  if (documents.length > 0) await to.insertMany(documents);
}

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import mongoose, { type mongo } from 'mongoose';
import { type EmbeddedStore, startEmbeddedStore } from '../../../../models/store/embedded/start-embedded-store.ts';

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const module = new URL('../../../../models/store/embedded/start-embedded-store.ts', import.meta.url).href;

/** Another process that starts the store in a folder, prints what it got, and ends when its input does. */
function startElsewhere(folder: string): { child: ChildProcess; shared: Promise<boolean> } {
  const script = `
    const { startEmbeddedStore } = await import(${JSON.stringify(module)});
    const store = await startEmbeddedStore({ folder: ${JSON.stringify(folder)} });
    process.stdout.write(String(store.shared));
    process.stdin.resume().on('end', () => store.close().then(() => process.exit()));`;
  const child = spawn(process.execPath, ['--import', tsx, '--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('no output to read');
  return { child, shared: once(child.stdout, 'data').then(([text]) => String(text) === 'true') };
}

function socketOf({ uri }: EmbeddedStore): string {
  return decodeURIComponent(new URL(uri).hostname || uri.split('/')[2] || '');
}

describe('start-embedded-store', () => {
  let folder: string;
  let store: EmbeddedStore;
  let client: mongo.MongoClient;
  let database: mongo.Db;

  before(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'embedded-')), 'data');
    store = await startEmbeddedStore({ folder });
    client = await new mongoose.mongo.MongoClient(store.uri).connect();
    database = client.db();
  });
  after(async () => {
    await client.close();
    await store.close();
    await rm(path.dirname(folder), { recursive: true });
  });

  it('keeps its folder to this user', async () => {
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
  });

  it('serves stock mongoose', async () => {
    const connection = await mongoose.createConnection(store.uri).asPromise();
    const schema = new mongoose.Schema({ _id: String, name: String, tags: [String] }, { timestamps: true });
    schema.index({ tags: 1 });
    const Person = connection.model('Person', schema);
    await Person.init();
    await Person.create({ _id: '1', name: 'Ada', tags: ['a'] });
    await Person.updateOne({ _id: '1' }, { name: 'Ada L.' });
    assert.equal((await Person.findById('1').lean())?.name, 'Ada L.');
    await assert.rejects(Person.create({ _id: '1', name: 'Bob' }), {
      code: 11000,
      keyPattern: { _id: 1 },
      keyValue: { _id: '1' },
    });
    assert.equal(await Person.countDocuments({ tags: { $in: ['a'] } }), 1);
    await connection.close();
  });

  it('reads on through many batches, forwards and backwards, with and without an index', async () => {
    const numbers = database.collection('numbers');
    await numbers.createIndex({ n: 1 });
    await numbers.insertMany(
      Array.from({ length: 1500 }, (_, at) => ({ _id: at as never, n: at % 500, tags: [at, at + 1], text: `t${at}` })),
    );
    const ids = async (sort: mongo.Sort) =>
      (await numbers.find().sort(sort).batchSize(70).toArray()).map(({ _id }) => Number(_id));
    const upwards = Array.from({ length: 1500 }, (_, at) => at);
    assert.deepEqual(await ids({ _id: 1 }), upwards);
    assert.deepEqual(await ids({ _id: -1 }), upwards.toReversed());
    const byNumber = (
      await numbers
        .find({ n: { $gte: 10, $lt: 490 } })
        .sort({ n: -1 })
        .toArray()
    ).map(({ n }) => Number(n));
    assert.deepEqual(
      byNumber,
      byNumber.toSorted((a, b) => b - a),
    );
    assert.equal(byNumber.length, 1440);
    assert.deepEqual(
      (await numbers.find().sort({ text: 1 }).skip(2).limit(2).toArray()).map(({ text }) => text),
      ['t10', 't100'],
    );
    await numbers.createIndex({ tags: 1 });
    assert.equal((await numbers.find({ tags: { $gte: 700, $lte: 701 } }).toArray()).length, 3);
  });

  it('does a bulk in order up to its first error, or all of it but the errors', async () => {
    const items = database.collection<{ _id: string }>('items');
    const keys = async () => (await items.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
    const inserts = ['a', 'a', 'b'].map((_id) => ({ insertOne: { document: { _id } } }));
    await assert.rejects(items.bulkWrite(inserts), { code: 11000 });
    assert.deepEqual(await keys(), ['a']);
    await items.deleteMany({});
    await assert.rejects(items.bulkWrite(inserts, { ordered: false }), { code: 11000 });
    assert.deepEqual(await keys(), ['a', 'b']);
  });

  it('counts right when many count at once', async () => {
    const counters = database.collection<{ _id: string; n: number }>('counters');
    await Promise.all(
      Array.from({ length: 40 }, () => counters.findOneAndUpdate({ _id: 'c' }, { $inc: { n: 1 } }, { upsert: true })),
    );
    assert.equal((await counters.findOne({ _id: 'c' }))?.n, 40);
  });

  it('says clearly what it does not serve', async () => {
    const refused: [attempt: () => Promise<unknown>, code: number][] = [
      [() => database.command({ mapReduce: 'x' }), 115],
      [
        () =>
          database
            .collection('x')
            .aggregate([{ $lookup: { from: 'y', as: 'z', pipeline: [] } }])
            .toArray(),
        115,
      ],
      [
        () =>
          database
            .collection('x')
            .find({}, { collation: { locale: 'nl' } })
            .toArray(),
        115,
      ],
      [() => database.collection('x').updateOne({}, [{ $set: { a: 1 } }]), 115],
      [
        () =>
          database
            .collection('x')
            .find({}, { projection: { a: { $slice: 1 } } })
            .toArray(),
        115,
      ],
      [() => database.collection('x').createIndex({ a: 'text' }), 67],
      [
        () =>
          database
            .collection('x')
            .find({ a: { $near: 1 } })
            .toArray(),
        2,
      ],
      [
        () =>
          client.withSession((session) =>
            session.withTransaction(() => database.collection('x').insertOne({}, { session })),
          ),
        263,
      ],
      [() => database.command({ find: 'x', filter: 5 }), 14],
      [() => database.command({ getMore: mongoose.mongo.Long.fromNumber(5), collection: 'x' }), 43],
    ];
    for (const [attempt, code] of refused) await assert.rejects(attempt(), { code });
    const bulk = client.bulkWrite([{ namespace: 'a.b', name: 'insertOne', document: {} }]);
    await assert.rejects(bulk, ({ cause }: Error) =>
      /The command bulkWrite is not served/.test((cause as Error).message),
    );
  });

  it('ends a connection that sends nonsense, and no other', async () => {
    const header = (length: number, opCode: number): Buffer => {
      const bytes = Buffer.alloc(16);
      bytes.writeInt32LE(length, 0);
      bytes.writeInt32LE(opCode, 12);
      return bytes;
    };
    const nonsense = [
      Buffer.alloc(16),
      header(16, 2013),
      header(40, 2013),
      Buffer.concat([header(26, 2013), Buffer.alloc(10, 0xff)]),
      Buffer.concat([header(20, 99), Buffer.alloc(4)]),
    ];
    for (const bytes of nonsense) {
      const socket = connect(socketOf(store));
      socket.on('error', () => undefined).resume();
      socket.end(bytes);
      await once(socket, 'close');
    }
    const socket = connect(socketOf(store));
    socket.write(header(50_000_000, 2013));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    assert.equal(mongoose.mongo.BSON.deserialize(answer.subarray(21)).code, 10334);
    assert.equal((await database.command({ ping: 1 })).ok, 1);
  });

  it('is shared by a second process as long as the first runs, and then free', async function () {
    this.timeout(8000);
    const shared = path.join(path.dirname(folder), 'shared');
    const first = startElsewhere(shared);
    assert.equal(await first.shared, false);
    const second = await startEmbeddedStore({ folder: shared });
    assert.equal(second.shared, true);
    const other = await new mongoose.mongo.MongoClient(second.uri).connect();
    await other.db().collection('a').insertOne({ a: 1 });
    await other.close();
    await second.close();
    first.child.stdin?.end();
    await once(first.child, 'exit');
    const third = await startEmbeddedStore({ folder: shared });
    assert.equal(third.shared, false);
    const again = await new mongoose.mongo.MongoClient(third.uri).connect();
    assert.equal(await again.db().collection('a').countDocuments(), 1);
    await again.close();
    await third.close();
  });

  it('serves a folder whose path is too long for a socket', async () => {
    const deep = path.join(path.dirname(folder), 'x'.repeat(90));
    await mkdir(deep);
    const long = await startEmbeddedStore({ folder: deep });
    const other = await new mongoose.mongo.MongoClient(long.uri).connect();
    assert.equal((await other.db().command({ ping: 1 })).ok, 1);
    assert.equal((await stat(path.dirname(socketOf(long)))).mode & 0o777, 0o700);
    await other.close();
    await long.close();
    await rm(path.dirname(socketOf(long)), { recursive: true });
  });
});

import mongoose, { type mongo } from 'mongoose';
import { startEmbeddedStore } from '../../../models/store/embedded/start-embedded-store.ts';

/**
 * A process that writes to the store in a folder until it is killed. Each line it prints is a write the store has
 * acknowledged: `insert <key>`, `bulk <number>`, `count <by>`, `delete <key>`.
 */
const bulkSize = 300;
const [folder = '', round = '0'] = process.argv.slice(2);

async function writeOnAndOn(database: mongo.Db): Promise<void> {
  const [items, bulks, counters] = ['items', 'bulks', 'counters'].map((name) =>
    database.collection<mongo.BSON.Document>(name),
  ) as [mongo.Collection, mongo.Collection, mongo.Collection];
  await items.createIndexes([{ key: { key: 1 } }, { key: { group: 1, at: -1 } }, { key: { tags: 1 } }]);
  await bulks.createIndexes([{ key: { number: 1 } }, { key: { stamp: 1 } }]);
  const inserting = async (lane: number): Promise<void> => {
    for (let at = 0; ; at += 1) {
      const key = `${round}-${lane}-${at}`;
      await items.insertOne({ key, group: at % 7, at, tags: ['a', `t${at % 5}`] });
      process.stdout.write(`insert ${key}\n`);
      if (at % 4 !== 3) continue;
      await items.deleteOne({ key });
      process.stdout.write(`delete ${key}\n`);
    }
  };
  const bulking = async (): Promise<void> => {
    for (let at = 0; ; at += 1) {
      const stamp = Number(round) * 10_000 + at;
      const upserts = Array.from({ length: bulkSize }, (_, number) => ({
        updateOne: { filter: { number }, update: { $set: { stamp } }, upsert: true },
      }));
      await bulks.bulkWrite(upserts, { ordered: at % 2 === 0 });
      process.stdout.write(`bulk ${stamp}\n`);
    }
  };
  const counting = async (): Promise<void> => {
    for (;;) {
      await counters.updateOne({ name: 'n' }, { $inc: { value: 1 } }, { upsert: true });
      process.stdout.write('count 1\n');
    }
  };
  await Promise.all([inserting(1), inserting(2), inserting(3), bulking(), counting()]);
}

const store = await startEmbeddedStore({ folder });
const client = await new mongoose.mongo.MongoClient(store.uri).connect();
process.stdout.write('ready\n');
await writeOnAndOn(client.db());

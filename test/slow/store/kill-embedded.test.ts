import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import mongoose, { type mongo } from 'mongoose';
import { openEngine } from '../../../models/store/embedded/open-engine.ts';
import { startEmbeddedStore } from '../../../models/store/embedded/start-embedded-store.ts';
import { describeIndexFaults } from './describe-index-faults.ts';

const rounds = Number(process.env.KILL_ROUNDS ?? 24);
const bulkSize = 300;
const writer = fileURLToPath(new URL('./write-until-killed.ts', import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** What the store has acknowledged over all rounds. */
interface Acknowledged {
  inserted: Set<string>;
  deleted: Set<string>;
  bulk: number;
  count: number;
  /** Writes by the counter that may or may not have been done when their process was killed. */
  open: number;
}

function note(seen: Acknowledged, line: string): void {
  const [kind, value = ''] = line.split(' ');
  if (kind === 'insert') seen.inserted.add(value);
  if (kind === 'delete') seen.deleted.add(value);
  if (kind === 'bulk') seen.bulk = Number(value);
  if (kind === 'count') seen.count += 1;
}

async function writeAndKill(folder: string, round: number, seen: Acknowledged): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, ['--import', tsx, writer, folder, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('no output to read');
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => (line === 'ready' ? resolve() : note(seen, line)));
    child.once('exit', () => reject(new Error('the writer ended by itself')));
  });
  await ready;
  await wait(150 + Math.random() * 900);
  child.kill('SIGKILL');
  await once(lines, 'close');
  seen.open += 1;
}

async function checkContent(database: mongo.Db, seen: Acknowledged): Promise<void> {
  const keys = new Set((await database.collection('items').find().toArray()).map(({ key }) => String(key)));
  const lost = [...seen.inserted].filter((key) => !keys.has(key) && !isBeingDeleted(key, seen));
  assert.deepEqual(lost, [], 'acknowledged inserts that are gone');
  assert.deepEqual(
    [...seen.deleted].filter((key) => keys.has(key)),
    [],
    'acknowledged deletes that came back',
  );
  const stamps = [...new Set((await database.collection('bulks').find().toArray()).map(({ stamp }) => stamp))];
  assert.ok(stamps.length <= 1, `half a bulk: ${stamps.join(', ')}`);
  assert.equal(await database.collection('bulks').countDocuments(), stamps.length * bulkSize);
  assert.ok(seen.bulk < 0 || Number(stamps[0]) >= seen.bulk, 'an acknowledged bulk is gone');
  const counter = await database.collection('counters').findOne({ name: 'n' });
  const value = Number(counter?.value ?? 0);
  assert.ok(value >= seen.count && value <= seen.count + seen.open, `counted ${value}, acknowledged ${seen.count}`);
}

/** The writer deletes every fourth key; its delete may have been done without being acknowledged. */
function isBeingDeleted(key: string, { deleted }: Acknowledged): boolean {
  return deleted.has(key) || Number(key.split('-')[2]) % 4 === 3;
}

describe('The embedded store, killed while it writes', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'embedded-'));
  });
  after(() => rm(folder, { recursive: true }));

  it(`loses nothing it acknowledged in ${rounds} rounds`, async function () {
    this.timeout(rounds * 20_000);
    const seen: Acknowledged = { inserted: new Set(), deleted: new Set(), bulk: -1, count: 0, open: 0 };
    for (let round = 1; round <= rounds; round += 1) {
      await writeAndKill(folder, round, seen);
      const store = await startEmbeddedStore({ folder });
      assert.equal(store.shared, false, 'the lock of a killed process does not count');
      const client = await new mongoose.mongo.MongoClient(store.uri).connect();
      await checkContent(client.db(), seen);
      await client.close();
      await store.close();
      const engine = openEngine(folder);
      assert.deepEqual(describeIndexFaults(engine), []);
      await engine.close();
    }
    process.stdout.write(
      `      ${seen.inserted.size} inserts, ${seen.deleted.size} deletes, ${seen.count} counts, last bulk ${seen.bulk}\n`,
    );
    assert.ok(seen.inserted.size > rounds && seen.count > rounds && seen.bulk > 0);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Document } from '../../../../models/store/embedded/bson.ts';
import { runCommand } from '../../../../models/store/embedded/commands/run-command.ts';
import { createCursors } from '../../../../models/store/embedded/cursors.ts';
import { type Engine, openEngine } from '../../../../models/store/embedded/open-engine.ts';
import { sweepExpired } from '../../../../models/store/embedded/sweep-expired.ts';

describe('what the embedded store does by itself', () => {
  let folder: string;
  let engine: Engine;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'embedded-'));
    engine = openEngine(folder);
  });
  after(async () => {
    await engine.close();
    await rm(folder, { recursive: true });
  });

  it('removes documents that are past their time, and only those', async () => {
    const run = (body: Document) => {
      const name = Object.keys(body)[0] ?? '';
      return runCommand({ engine, cursors: createCursors(Date.now) }, { name, database: 'db', body });
    };
    await run({ createIndexes: 'news', indexes: [{ key: { at: 1 }, name: 'at', expireAfterSeconds: 60 }] });
    const at = (seconds: number): Date => new Date(seconds * 1000);
    await run({
      insert: 'news',
      documents: [{ _id: 1, at: at(0) }, { _id: 2, at: at(50) }, { _id: 3 }, { _id: 4, at: 'never' }],
    });
    assert.equal(await sweepExpired(engine, at(59)), 0);
    assert.equal(await sweepExpired(engine, at(61)), 1);
    assert.equal(String(((await run({ distinct: 'news', key: '_id' })) as Document).values), '2,3,4');
  });

  it('closes a cursor that nobody has used for ten minutes', async () => {
    let now = 0;
    const cursors = createCursors(() => now);
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) yield Buffer.alloc(5);
    }
    const { id } = await cursors.open('db.a', endless(), { batchSize: 2, single: false });
    now = 9 * 60_000;
    cursors.closeIdle(now);
    assert.equal((await cursors.next('db.a', id, 3)).documents.length, 3);
    now += 11 * 60_000;
    cursors.closeIdle(now);
    await assert.rejects(cursors.next('db.a', id, 3), { code: 43 });
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockFolder } from '../../../../models/store/embedded/lock-folder.ts';

const silent = async (): Promise<boolean> => false;

describe('lock-folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lock-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function leaveLock(holder: { pid: number; mark: string; released: boolean }): Promise<void> {
    await writeFile(path.join(folder, 'holder.7'), JSON.stringify(holder));
  }

  it('gives the folder to one of many who ask at once, and to the next when it is released', async () => {
    const locks = await Promise.all(Array.from({ length: 20 }, () => lockFolder(folder, silent)));
    const held = locks.filter((lock) => lock.held);
    assert.equal(held.length, 1);
    assert.deepEqual(
      locks.find((lock) => !lock.held),
      { held: false, pid: process.pid },
    );
    if (held[0]?.held) await held[0].release();
    assert.equal((await lockFolder(folder, silent)).held, true);
    assert.equal((await readdir(folder)).length, 1);
  });

  it('follows the lock of a process that is gone', async () => {
    await leaveLock({ pid: 2 ** 22 + 1, mark: '', released: false });
    assert.equal((await lockFolder(folder, silent)).held, true);
  });

  it('follows the lock of a process whose number another one has now', async () => {
    await leaveLock({ pid: process.pid, mark: 'an earlier start', released: false });
    assert.equal((await lockFolder(folder, silent)).held, true);
  });

  it('respects a holder that answers, though its process is not to be seen', async () => {
    await leaveLock({ pid: 2 ** 22 + 1, mark: '', released: false });
    assert.equal((await lockFolder(folder, async () => true)).held, false);
  });
});

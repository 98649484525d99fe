import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSeal } from '../../../api/secrets/create-seal.ts';
import { createSecrets } from '../../../api/secrets/create-secrets.ts';
import { createSourceMemory } from '../../../api/secrets/create-source-memory.ts';
import { findSealKey } from '../../../api/secrets/find-seal-key.ts';
import { createMemoryLocks } from '../../fakes/create-memory-locks.ts';

describe('secrets of sources', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'instroom-secrets-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('come from the environment before a file, and from a file before the key vault', async () => {
    const path = join(folder, 'token');
    await writeFile(path, 'from a file\n');
    const vault = async (name: string) => (name === 'ELSEWHERE' ? null : `vault ${name}`);
    const env: Record<string, string> = { AFAS_TOKEN: ' from the environment ', AFAS_TOKEN_FILE: path };
    assert.equal(await createSecrets(env, vault).read('AFAS_TOKEN'), 'from the environment');
    assert.equal(await createSecrets({ AFAS_TOKEN_FILE: path }, vault).read('AFAS_TOKEN'), 'from a file');
    assert.equal(await createSecrets({}, vault).read('AFAS_TOKEN'), 'vault AFAS_TOKEN');
    assert.equal(await createSecrets({}, vault).find('ELSEWHERE'), null);
  });

  it('that are nowhere are an error that says where they were looked for', async () => {
    await assert.rejects(createSecrets({}, async () => null).read('NMBRS_KEY'), (error: Error & { advice: string }) => {
      assert.match(error.advice, /NMBRS_KEY.*NMBRS_KEY_FILE.*nmbrs-key/);
      return true;
    });
  });

  it('in a file that cannot be read are an error, and not looked for elsewhere', async () => {
    const env = { AFAS_TOKEN_FILE: join(folder, 'not there') };
    await assert.rejects(createSecrets(env, async () => 'another').read('AFAS_TOKEN'), { code: 'configuration' });
  });
});

describe('what a source remembers', () => {
  const openMemory = (values: Map<string, unknown>, key = 'a long key', locks = createMemoryLocks()) => {
    const settings = {
      get: async (name: string) => values.get(name),
      set: async (name: string, value: unknown) => void values.set(name, value),
    };
    const parts = { settings, locks, clock: { now: () => now }, sleep };
    return createSourceMemory(parts, async () => createSeal(key), 'hr');
  };
  let now = new Date('2026-11-24T08:00:00Z');
  const sleep = async (ms: number) => {
    now = new Date(now.getTime() + ms);
    await new Promise(setImmediate);
  };

  it('comes back, apart for each source, and secrets cannot be read in the store', async () => {
    const values = new Map<string, unknown>();
    const memory = openMemory(values);
    await memory.keep('calls', { day: '2026-11-24', count: 3 });
    await memory.keepSecret('token', 'refresh-me');
    assert.deepEqual(await memory.recall('calls'), { day: '2026-11-24', count: 3 });
    assert.equal(await memory.recallSecret('token'), 'refresh-me');
    assert.equal(await memory.recallSecret('other'), null);
    assert.ok(!JSON.stringify([...values]).includes('refresh-me'));
  });

  it('is refused with advice when it was sealed with another key or changed', async () => {
    const values = new Map<string, unknown>();
    await openMemory(values).keepSecret('token', 'refresh-me');
    await assert.rejects(openMemory(values, 'another key').recallSecret('token'), { code: 'configuration' });
    const [name, closed] = [...values][0] as [string, string];
    values.set(name, `${closed.slice(0, -6)}AAAA==`);
    await assert.rejects(openMemory(values).recallSecret('token'), { code: 'configuration' });
  });

  it('changes by turns, over processes, also after one that threw or died', async () => {
    const [values, locks] = [new Map<string, unknown>(), createMemoryLocks()];
    const [one, other] = [openMemory(values, 'a long key', locks), openMemory(values, 'a long key', locks)];
    const addOne = async (memory: typeof one) =>
      memory.alone('count', async () => {
        const count = Number((await memory.recall('count')) ?? 0);
        await sleep(1000);
        await memory.keep('count', count + 1);
      });
    await Promise.all([one, other, one, other].map(addOne));
    assert.equal(await one.recall('count'), 4);
    await assert.rejects(
      one.alone('count', () => Promise.reject(new Error('no'))),
      /no/,
    );
    await locks.lock({ name: 'source:hr:count', owner: 'died', now: now.toISOString(), leaseMs: 60_000 });
    await addOne(other);
    assert.equal(await one.recall('count'), 5);
    await locks.lock({ name: 'source:hr:count', owner: 'endless', now: now.toISOString(), leaseMs: 9e9 });
    await assert.rejects(addOne(one), { code: 'conflict', retryable: true });
  });

  it('is sealed with a key of its own in the data folder, the same at every start, that nobody else may read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'instroom-seal-'));
    try {
      const [first, second] = await Promise.all([
        findSealKey(createSecrets({}, null), folder),
        findSealKey(createSecrets({}, null), folder),
      ]);
      assert.equal(first, second);
      assert.equal(first, await readFile(join(folder, 'seal.key'), 'utf8'));
      assert.ok(first.length >= 32);
      assert.equal((await stat(join(folder, 'seal.key'))).mode & 0o077, 0);
      await writeFile(join(folder, 'seal.key'), '');
      await assert.rejects(findSealKey(createSecrets({}, null), folder), { code: 'configuration' });
      const given = createSecrets({ INSTROOM_SEAL_KEY: 'shared by all instances' }, null);
      assert.equal(await findSealKey(given, folder), 'shared by all instances');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

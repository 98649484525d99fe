import assert from 'node:assert/strict';
import { appendFile, mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parsePolicy } from '../../../../api/policy/read-policy.ts';
import { startSchedule } from '../../../../api/sync/schedule.ts';
import type { RunService } from '../../../../models/ports.ts';
import { CsvSource } from '../../../../models/sources/csv-source.ts';
import { createTempFolder, openSource, systemClock, type TempFolder } from './csv-files.ts';

const columns = { personKey: 'Nr', birthName: 'Naam', startDate: 'Start', unitKey: 'Afd' };
const fileOf = (name: string): string => `Nr;Naam;Start;Afd\n1;${name};2020-01-01;U1\n`;

describe('csv connector, a folder into which files are dropped', () => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await createTempFolder();
  });
  afterEach(() => folder.remove());

  const at = (name: string) => path.join(folder.path, name);
  const open = (settings: { newest?: 'time' | 'name'; marker?: string; file?: string } = {}) =>
    openSource({ columns, ...settings, file: at(settings.file ?? 'people-*.csv') });
  const read = async (settings: Parameters<typeof open>[0] = {}) =>
    (await open(settings).read()).people.map(({ birthName }) => birthName);

  /** Drops a file that was written this many minutes ago. */
  async function drop(name: string, content: string, minutesAgo: number): Promise<void> {
    const then = new Date(Date.now() - minutesAgo * 60_000);
    await writeFile(at(name), content);
    await utimes(at(name), then, then);
  }

  it('takes what was written last, or what comes last by name, where 10 comes after 9', async () => {
    await drop('people-9.csv', fileOf('Nine'), 20);
    await drop('people-10.csv', fileOf('Ten'), 30);
    await drop('people-2.csv', fileOf('Two'), 10);
    await drop('others-99.csv', fileOf('Other'), 1);
    assert.deepEqual(await read(), ['Two']);
    assert.deepEqual(await read({ newest: 'name' }), ['Ten']);
    assert.deepEqual(await read({ file: 'people-?.csv', newest: 'name' }), ['Nine']);
  });

  it('of two that were written at once takes the later by name, and does not mind capitals', async () => {
    const then = new Date(Date.now() - 60_000);
    for (const name of ['people-a.csv', 'PEOPLE-b.CSV']) {
      await writeFile(at(name), fileOf(name));
      await utimes(at(name), then, then);
    }
    assert.deepEqual(await read(), ['PEOPLE-b.CSV']);
  });

  it('never counts a file that is being written by its name, nor a folder', async () => {
    await drop('people-1.csv', fileOf('Whole'), 60);
    await mkdir(at('people-2.csv'));
    const unfinished = [
      'people-3.csv.tmp',
      'people-4.csv.part',
      'people-5.csv.filepart',
      '.people-6.csv',
      '~$people-7.csv',
    ];
    for (const name of unfinished) await drop(name, fileOf('Half'), 1);
    assert.deepEqual(await read({ file: '*people*' }), ['Whole']);
    await rm(at('people-1.csv'));
    await assert.rejects(read(), {
      code: 'hr-unreadable',
      message: `${folder.path} holds no delivery called people-*.csv.`,
      advice: 'What is there is still being written, by its name: rename it when it is whole.',
    });
  });

  it('says that there is no delivery, and that there is no folder', async () => {
    await assert.rejects(read(), {
      code: 'hr-unreadable',
      advice: 'Put the file there, or correct the pattern of the source.',
    });
    await assert.rejects(read({ file: 'none/people-*.csv' }), {
      code: 'hr-unreadable',
      message: `${at('none')} is not there.`,
    });
  });

  it('a delivery that grows while it is watched is busy; when it is renamed into place it is read', async () => {
    await writeFile(at('people-1.csv'), fileOf('One'));
    const reading = openSource({ file: at('people-*.csv'), columns }, { settleMs: 100 }).read();
    await wait(40);
    await appendFile(at('people-1.csv'), '2;Two;2020-01-01;U1\n');
    await assert.rejects(reading, { code: 'hr-busy', retryable: true });
    await writeFile(at('new.tmp'), fileOf('Three'));
    await rename(at('new.tmp'), at('people-2.csv'));
    assert.deepEqual(await read({ newest: 'name' }), ['Three']);
  });

  describe('with a marker', () => {
    it('counts a delivery once the marker lies beside it, under either name', async () => {
      await drop('people-1.csv', fileOf('One'), 30);
      await drop('people-1.csv.done', '', 29);
      await drop('people-2.csv', fileOf('Two'), 10);
      assert.deepEqual(await read({ marker: '.done' }), ['One']);
      await drop('people-2.done', '', 9);
      assert.deepEqual(await read({ marker: '.done' }), ['Two']);
      assert.deepEqual(await read({ marker: '.done', file: '*' }), ['Two'], 'a marker is no delivery');
    });

    it('does not take the marker of the delivery before for that of a new one of the same name', async () => {
      await drop('people.csv.ok', '', 30);
      await drop('people.csv', fileOf('New'), 10);
      const waiting = {
        code: 'hr-busy',
        retryable: true,
        message: `${at('people.csv')} waits for its marker: people.csv.ok is not there yet.`,
      };
      await assert.rejects(read({ marker: '.ok', file: 'people.csv' }), waiting);
      await assert.rejects(read({ marker: '.ok', file: 'people*.csv' }), waiting);
      await drop('people.csv.ok', '', 10);
      assert.deepEqual(await read({ marker: '.ok', file: 'people.csv' }), ['New']);
      await assert.rejects(read({ marker: '.ok', file: 'none.csv' }), {
        code: 'hr-unreadable',
        message: /is not there/,
      });
    });
  });

  it('is watched as a folder; a dropped file asks for a run at once, one that is being written does not', async () => {
    assert.deepEqual(open().watchPaths, [folder.path]);
    const asked: string[] = [];
    const runs = { start: async ({ trigger }: { trigger: string }) => asked.push(trigger) } as unknown as RunService;
    const text = 'version: 1\ndomain: a.nl\nschedule: []\nsource: { id: hr, connector: csv, folder: ./hr }';
    const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
    const schedule = await startSchedule(runs, {
      policy: parsePolicy(text, { name: 'instroom.yaml', folder: '/' }),
      watchPaths: open().watchPaths,
      nextPlanAt: async () => null,
      clock: systemClock,
      logger: quiet,
    });
    try {
      await wait(200);
      for (const name of ['people-1.csv.filepart', '.people.csv', '~$people.csv']) await writeFile(at(name), 'Nr');
      await wait(400);
      assert.deepEqual(asked, []);
      await writeFile(at('people-1.csv.filepart'), fileOf('One'));
      await rename(at('people-1.csv.filepart'), at('people-1.csv'));
      for (let tries = 0; asked.length === 0 && tries < 500; tries++) await wait(10);
      assert.deepEqual(asked, ['file']);
    } finally {
      await schedule.stop();
    }
  });

  it('settings that do not go together are refused, each with its reason', () => {
    const problems = (settings: object): string[] =>
      (CsvSource.safeParse({ id: 'hr', connector: 'csv', ...settings }).error?.issues ?? []).map(
        ({ message }) => message,
      );
    assert.deepEqual(problems({ file: 'a-*.csv', columns, newest: 'name', marker: '.done', sheet: 'Blad1' }), []);
    assert.deepEqual(problems({ file: 'a.csv', columns, newest: 'name' }), [
      'newest goes with a file whose name has * or ? in it',
    ]);
    assert.deepEqual(problems({ file: 'drop-*/a.csv', columns }), [
      '* and ? go in the name of the file, not in that of a folder',
    ]);
    assert.deepEqual(problems({ folder: 'a', sheet: 'Blad1' }), ['marker and sheet go with file']);
    assert.deepEqual(problems({ file: 'a.csv', columns, marker: 'done' }), ['an ending such as .done']);
    const sftp = { host: 'a', user: 'b', password: 'HR_PASSWORD' };
    assert.deepEqual(problems({ folder: '/out', sftp }), []);
    assert.deepEqual(problems({ folder: '/out', sftp: { ...sftp, privateKey: 'HR_KEY' } }), [
      'give either privateKey or password, by the name of its secret',
    ]);
    assert.deepEqual(problems({ folder: '/out', sftp: { host: 'a', user: 'b', passphrase: 'HR_PASSPHRASE' } }), [
      'give either privateKey or password, by the name of its secret',
      'passphrase goes with privateKey',
    ]);
    assert.equal(problems({ folder: '/out', sftp: { ...sftp, hostKey: 'MD5:00' } }).length, 1);
  });
});

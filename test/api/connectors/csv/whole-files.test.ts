import assert from 'node:assert/strict';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { HrReading } from '../../../../models/person.ts';
import { createTempFolder, goodFiles, openSource, type TempFolder } from './csv-files.ts';

describe('csv connector, files that are not whole', () => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await createTempFolder();
    await folder.write(goodFiles);
  });
  afterEach(() => folder.remove());

  const at = (name: string) => path.join(folder.path, name);
  const read = () => openSource({ folder: folder.path }).read();

  it('a file that is missing is named with its whole path and what to do', async () => {
    await rm(at('units.csv'));
    await assert.rejects(read(), {
      code: 'hr-unreadable',
      retryable: false,
      message: `${at('units.csv')} is not there.`,
      advice: 'Put the file there, or correct the path of the source.',
    });
  });

  it('a folder that is missing, and a file that is a folder', async () => {
    await assert.rejects(openSource({ folder: at('elsewhere') }).read(), {
      code: 'hr-unreadable',
      message: `${at('elsewhere/persons.csv')} is not there.`,
    });
    const columns = { personKey: 'a', unitKey: 'b', startDate: 'c' };
    await assert.rejects(openSource({ file: folder.path, columns }).read(), {
      code: 'hr-unreadable',
      message: `${folder.path} is not a file.`,
    });
  });

  it('a file that grows while it is watched is busy; a little later it is read', async () => {
    const connector = openSource({ folder: folder.path }, { settleMs: 100 });
    await writeFile(at('persons.csv'), goodFiles['persons.csv']);
    const reading = connector.read();
    await wait(40);
    await appendFile(at('persons.csv'), 'P4,Dé,,,,Vos,,,,,,\n');
    await assert.rejects(reading, {
      code: 'hr-busy',
      retryable: true,
      message: `${at('persons.csv')} is being written right now.`,
    });
    assert.equal((await connector.read()).people.length, 4);
  });

  it('leaves.csv that appears while the others are watched makes the folder busy', async () => {
    await rm(at('leaves.csv'));
    await writeFile(at('units.csv'), goodFiles['units.csv']);
    const reading = openSource({ folder: folder.path }, { settleMs: 100 }).read();
    await wait(40);
    await writeFile(at('leaves.csv'), goodFiles['leaves.csv']);
    await assert.rejects(reading, { code: 'hr-busy' });
  });

  it('ignores files that are still being written under another name', async () => {
    await writeFile(at('persons.csv.tmp'), 'personKey,na');
    await writeFile(at('leaves.part'), '');
    assert.equal((await read()).people.length, 3);
  });

  it('a last row with too few fields, an open quotation mark, a header without an end', async () => {
    const cuts: Array<[name: keyof typeof goodFiles, content: string, line: number]> = [
      ['employments.csv', `${goodFiles['employments.csv']}E4,P1,1004`, 5],
      ['persons.csv', `${goodFiles['persons.csv']}"P4","D`, 5],
      ['leaves.csv', 'personKey,startDate,endDate,kind', 1],
    ];
    for (const [name, content, line] of cuts) {
      await folder.write({ ...goodFiles, [name]: content });
      await assert.rejects(read(), {
        code: 'hr-unreadable',
        message: `${name} ends in the middle of a row (line ${line}).`,
        advice: `Write the file under another name and rename it to ${at(name)} when it is whole.`,
      });
    }
  });

  it('a quotation mark in the wrong place, which could swallow rows', async () => {
    await folder.write({ 'units.csv': 'unitKey,name\nU1,"Ward\nU2,"Board"\n' });
    await assert.rejects(read(), {
      code: 'hr-unreadable',
      message: 'units.csv has a quotation mark in the wrong place (line 3).',
    });
  });

  it('an empty file, and one that holds zero bytes', async () => {
    await folder.write({ 'persons.csv': '' });
    await assert.rejects(read(), {
      code: 'hr-unreadable',
      message: 'persons.csv is empty, without even a header.',
    });
    await folder.write({ 'persons.csv': Buffer.concat([Buffer.from(goodFiles['persons.csv']), Buffer.alloc(100)]) });
    await assert.rejects(read(), { code: 'hr-unreadable', message: /persons\.csv holds zero bytes/ });
  });

  /**
   * Cut anywhere, a file is refused or gives a beginning of what it said. The one thing that cannot be known is whether
   * the last field of the last row goes on, when the file ends without an end of line.
   */
  for (const name of ['persons.csv', 'employments.csv', 'units.csv', 'leaves.csv'] as const) {
    it(`${name} cut anywhere is refused, or says nothing that it did not say whole`, async () => {
      const bytes = Buffer.from(goodFiles[name]);
      const known = new Set(valuesOf(await read()));
      const lengths = Array.from({ length: Math.ceil(bytes.length / stepBytes) }, (_, index) => index * stepBytes);
      let refused = 0;
      for (const length of lengths) {
        const cut = bytes.subarray(0, length);
        await folder.write({ [name]: cut });
        const reading = await read().catch((error) => {
          assert.equal(error.code, 'hr-unreadable', `${name} cut after ${length} bytes: ${error.stack}`);
          refused++;
          return null;
        });
        assert.deepEqual(
          valuesOf(reading).filter((value) => !known.has(value) && value !== lastFieldOf(cut)),
          [],
          `${name} cut after ${length} bytes`,
        );
      }
      assert.ok(refused > lengths.length / 2, `${refused} of ${lengths.length} refused`);
    });
  }
});

/** Every text that a reading says of people and units. */
function valuesOf(reading: HrReading | null): string[] {
  const things = (reading?.people ?? []).flatMap((person) => [person, ...person.employments, ...person.leaves]);
  return [...things, ...(reading?.units ?? [])].flatMap((thing) =>
    Object.values(thing).filter((value) => typeof value === 'string'),
  );
}

/** Every byte would take three times as long and show no other kind of place. */
const stepBytes = 3;

const lastFieldOf = (cut: Buffer): string => cut.toString().split(/[,\n]/).at(-1) ?? '';

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../api/clock.ts';
import { createConnectorShelf } from '../../../api/open-connectors.ts';
import { examineFolder } from '../../../api/policy/examine-folder.ts';
import { readPolicy } from '../../../api/policy/read-policy.ts';
import { writeStarter } from '../../../api/policy/write-starter.ts';
import { Language, Policy } from '../../../models/policy.ts';
import { noSourcePlace } from '../../fakes/no-source-place.ts';

describe('a first policy', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'instroom-init-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  for (const language of Language.options) {
    it(`holds, with its golden people and its HR files: ${language}`, async () => {
      const place = join(folder, 'new', 'place');
      const files = await writeStarter(place, language);
      const written = (await readdir(place, { recursive: true, withFileTypes: true })).filter((entry) =>
        entry.isFile(),
      );
      assert.equal(written.length, files.length);
      const { compiled, findings, results } = await examineFolder(join(place, 'instroom.yaml'));
      assert.deepEqual(findings, []);
      assert.equal(results.length, 3);
      assert.deepEqual(
        results.flatMap((result) => result.differences),
        [],
      );
      assert.deepEqual([compiled?.policy.language, compiled?.policy.adoption], [language, 'by-decision']);
      assert.ok(compiled);
      const logger = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
      const open = createConnectorShelf({ ...noSourcePlace, clock: systemClock, logger });
      const [connector] = open(compiled);
      const reading = await connector?.read();
      assert.deepEqual([reading?.people.length, reading?.units.length, reading?.setAside], [2, 2, []]);
    });

    it(`shows every block that a policy can have: ${language}`, async () => {
      await writeStarter(folder, language);
      const text = await readFile(join(folder, 'instroom.yaml'), 'utf8');
      const left = Object.keys(Policy.shape).filter(
        (key) => !new RegExp(`^${key.replace(/^(domain|source)s$/, '$1')}:`, 'm').test(text),
      );
      assert.deepEqual(left, ['schedule']);
      assert.match(text, /^# yaml-language-server: \$schema=\.\/instroom\.schema\.json\n/);
    });
  }

  it('says the same in both languages', async () => {
    const shapeOf = async (language: Language) => {
      await writeStarter(join(folder, language), language);
      const { policy } = await readPolicy(join(folder, language, 'instroom.yaml'));
      const { roles, groups, licences, apps, separation, lifecycle, limits } = policy;
      return { counts: [roles, groups, licences, apps, separation].map((list) => list.length), lifecycle, limits };
    };
    assert.deepEqual(await shapeOf('nl'), await shapeOf('en'));
  });

  for (const there of ['instroom.yaml', 'hr/persons.csv', 'golden/mine.yaml', 'golden.schema.json']) {
    it(`is not written over or among what is there: ${there}`, async () => {
      await mkdir(join(folder, 'hr'));
      await mkdir(join(folder, 'golden'));
      await writeFile(join(folder, there), 'mine');
      await assert.rejects(writeStarter(folder, 'en'), /has .* already\. Nothing was written/);
      const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
      assert.equal(files.length, 1);
      assert.equal(await readFile(join(folder, there), 'utf8'), 'mine');
    });
  }
});

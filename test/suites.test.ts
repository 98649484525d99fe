import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => JSON.parse(readFileSync(`${root}/${file}`, 'utf8'));
const folderOf = (glob: string): string => glob.replace(/\/\*.*$/, '');

describe('the suites', () => {
  it('run every test: whatever the unit suite leaves out is run by another', () => {
    const scripts = Object.values<string>(read('package.json').scripts);
    const slow = scripts.flatMap((script) =>
      script.includes('slow.mocharc') ? [...script.matchAll(/"(test\/[^"]+)"/g)].map(([, glob = '']) => glob) : [],
    );
    const run = [...slow, ...read('test/together.mocharc.json').spec].map(folderOf);
    const leftOut: string[] = read('.mocharc.json').ignore.map(folderOf);
    assert.ok(leftOut.length > 1);
    const lost = leftOut.filter((folder) => !run.some((other) => other === folder || other.startsWith(`${folder}/`)));
    assert.deepEqual(lost, []);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInstroom } from './run-instroom.ts';

/** From nothing to a policy with golden people, as somebody at a terminal would go. */
describe('the commands around a policy', function () {
  this.timeout(120_000);
  let folder: string;
  const place = () => join(folder, 'mine');
  const policy = () => join(place(), 'instroom.yaml');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'instroom-policy-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const instroom = (...args: string[]) => runInstroom(args, { INSTROOM_DATA_DIR: join(folder, 'data') });

  async function change(file: string, from: string, to: string): Promise<void> {
    const text = await readFile(file, 'utf8');
    assert.ok(text.includes(from));
    await writeFile(file, text.replace(from, to));
  }

  it('init writes a policy, once', async () => {
    const first = await instroom('init', place(), '--language', 'nl', '--json');
    assert.equal(first.code, 0, first.err);
    assert.ok((JSON.parse(first.out) as { files: string[] }).files.includes('instroom.yaml'));
    const again = await instroom('init', place());
    assert.equal(again.code, 2);
    assert.match(again.err, /Nothing was written/);
    assert.equal((await instroom('init', join(folder, 'other'), '--language', 'de')).code, 2);
  });

  it('check finds everything in order, in the sandbox too', async () => {
    const checked = await instroom('check', '--config', policy(), '--json');
    const { ok, findings } = JSON.parse(checked.out) as { ok: boolean; findings: { what: string; ok: boolean }[] };
    assert.deepEqual(
      findings.filter((finding) => !finding.ok),
      [],
    );
    assert.deepEqual([checked.code, ok], [0, true]);
    assert.deepEqual(
      findings.map(({ what }) => what),
      ['configuration', 'policy', 'golden people', 'store', 'source hr', 'directory'],
    );
  });

  it('test finds golden people as expected', async () => {
    const tested = await instroom('test', '--config', policy());
    assert.equal(tested.code, 0, tested.err);
    assert.match(tested.out, /3 golden people: all as expected\./);
  });

  it('schema prints what editors need', async () => {
    const printed = await instroom('schema');
    assert.equal(printed.code, 0);
    assert.equal(printed.out, await readFile(join(place(), 'instroom.schema.json'), 'utf8'));
    assert.match((await instroom('schema', 'golden')).out, /"expect"/);
    assert.equal((await instroom('schema', 'other')).code, 2);
  });

  it('a policy that breaks golden people fails the test, the check and every run', async () => {
    await change(policy(), 'groups: [sg-verkoop]', 'groups: [sg-vertegenwoordigers]');
    const tested = await instroom('test', '--config', policy(), '--json');
    assert.equal(tested.code, 1);
    const { ok, tests } = JSON.parse(tested.out) as { ok: boolean; tests: { ok: boolean; differences: object[] }[] };
    assert.deepEqual([ok, tests.filter((test) => test.ok).length, tests.length], [false, 2, 3]);
    assert.deepEqual(tests.find((test) => !test.ok)?.differences, [
      { item: 'groups', expected: 'sg-verkoop', got: null, because: 'niets in het beleid geeft sg-verkoop' },
      { item: 'groups', expected: null, got: 'sg-vertegenwoordigers', because: 'rol Verkoop' },
    ]);
    assert.match((await instroom('test', '--config', policy())).out, /✗ een verkoper/);
    assert.match((await instroom('check', '--config', policy())).out, /✗ golden people +line 7 +golden\/verkoop\.yaml/);
    const applied = await instroom('apply', '--config', policy());
    assert.equal(applied.code, 2);
    assert.match(applied.err, /breaks golden people/);
  });

  it('check says every problem at once, each with its line', async () => {
    await change(policy(), 'timeZone: Europe/Amsterdam', 'timeZone: Europe/Amsterdm');
    await change(policy(), 'rename: { when:', 'rename: { wen:');
    const checked = await instroom('check', '--config', policy(), '--json');
    assert.equal(checked.code, 2);
    const { findings } = JSON.parse(checked.out) as {
      findings: { what: string; ok: boolean; line?: number; text: string }[];
    };
    const broken = findings.filter((finding) => !finding.ok);
    const lines = (await readFile(policy(), 'utf8')).split('\n');
    assert.deepEqual(
      broken.map(({ what, line }) => [what, /Amsterdm|wen:/.test(lines[(line ?? 0) - 1] ?? '')]),
      [
        ['policy', true],
        ['policy', true],
      ],
    );
    assert.match(broken.map(({ text }) => text).join('\n'), /did you mean Europe\/Amsterdam[\s\S]*did you mean when/);
    assert.match((await instroom('check', '--config', policy())).out, /To mend: 2\./);
  });

  it('map proposes a source for a file, in words or as one document, and ends with 2 while something is missing', async () => {
    const [whole, part] = [join(folder, 'whole.csv'), join(folder, 'part.csv')];
    await writeFile(
      whole,
      'Personeelsnummer;Roepnaam;Geboortenaam;In dienst;Uit dienst;Afdeling\n1;An;Vos;2020-01-01;;Zorg\n',
    );
    await writeFile(part, 'Personeelsnummer;Roepnaam\n1;An\n');
    const shown = await instroom('map', whole, '--language', 'nl');
    assert.deepEqual([shown.code, shown.err], [0, '']);
    assert.match(shown.out, /Geboortenaam +birthName +de naam/);
    assert.match(shown.out, /\n {6}startDate: In dienst\n/);
    const document = await instroom('map', whole, '--json');
    assert.equal(JSON.parse(document.out).source.columns.unitKey, 'Afdeling');
    assert.equal((await instroom('map', part)).code, 2);
    assert.equal((await instroom('map', join(folder, 'none.csv'))).code, 2);
  });
});

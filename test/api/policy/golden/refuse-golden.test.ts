import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPolicyLoader } from '../../../../api/policy/load-policy.ts';
import { readPolicy } from '../../../../api/policy/read-policy.ts';
import { InstroomError } from '../../../../models/errors.ts';

const policy = `version: 1
domain: voorbeeld.nl
source: { id: hr, connector: csv, folder: ./hr }
roles: [{ id: all, title: Everybody, when: user.employeeType -eq "employee", grant: { groups: [sg-all] } }]
`;

const example = (groups: string, name = 'an employee') => `name: ${name}
on: 2026-12-01
person: { callName: A, birthName: B, employments: [{ startDate: 2020-01-01, unitName: U, country: NL }] }
expect: { groups: [${groups}] }
`;

describe('a policy with golden people beside it', () => {
  let folder: string;
  const path = () => join(folder, 'instroom.yaml');
  const golden = (name: string) => join(folder, 'golden', ...(name === '' ? [] : [name]));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'instroom-golden-'));
    await writeFile(path(), policy);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is read when there are none, and when they come out as expected', async () => {
    assert.equal((await readPolicy(path())).roles.length, 1);
    await mkdir(golden(''));
    await writeFile(golden('a.yaml'), example('sg-all'));
    await writeFile(golden('notes.txt'), 'not an example');
    assert.equal((await readPolicy(path())).roles.length, 1);
  });

  it('is refused when one breaks, with its name, its file and what came out', async () => {
    await mkdir(golden(''));
    await writeFile(golden('a.yaml'), example('sg-all'));
    await writeFile(golden('b.yml'), example('sg-every'));
    await assert.rejects(readPolicy(path()), (error: InstroomError) => {
      assert.ok(error instanceof InstroomError && error.code === 'policy');
      assert.deepEqual(error.message.split('\n'), [
        `${path()} breaks golden people:`,
        '  golden/b.yml line 1: “an employee” comes out otherwise',
        '    groups: expected sg-every, which does not come, because nothing in the policy gives sg-every',
        '    groups: got sg-all, which is not expected, because role Everybody',
      ]);
      return /Nothing was done/.test(error.advice ?? '');
    });
  });

  it('is refused for an example that cannot be read, beside what is wrong with the policy itself', async () => {
    await mkdir(golden(''));
    await writeFile(golden('a.yaml'), example('sg-all').replace('expect:', 'expects:'));
    await writeFile(path(), policy.replace('roles', 'rols'));
    await assert.rejects(readPolicy(path()), (error: InstroomError) => {
      assert.deepEqual(error.message.split('\n').slice(1), [
        '  line 4: “rols” is not a key of this file; did you mean roles',
        '  golden/a.yaml line 1: expect is missing; expected keys with values',
        '  golden/a.yaml line 4: “expects” is not a key of this file; did you mean expect',
      ]);
      return true;
    });
  });

  it('is refused when its golden people are there and cannot be read', async () => {
    await writeFile(golden(''), 'a file in place of the folder');
    await assert.rejects(readPolicy(path()), (error: InstroomError) => {
      assert.match(`${error.message} ${error.advice}`, /golden people in .*golden cannot be read\. Let Instroom read/);
      return error.code === 'policy';
    });
  });

  it('names a few of many that break', async () => {
    await mkdir(golden(''));
    const many = Array.from(
      { length: 12 },
      (_, index) => `- ${example('', `example ${index}`).trimEnd().replaceAll('\n', '\n  ')}\n`,
    );
    await writeFile(golden('a.yaml'), many.join(''));
    await assert.rejects(readPolicy(path()), (error: InstroomError) =>
      /example 4”[\s\S]*… and 7 more$/.test(error.message),
    );
  });

  it('is read once as long as nothing changes, and refused at the next run when an example changes', async () => {
    await mkdir(golden(''));
    await writeFile(golden('a.yaml'), example('sg-all'));
    const load = createPolicyLoader(path());
    const first = await load();
    assert.equal(await load(), first);
    await writeFile(golden('a.yaml'), example('sg-some'));
    await utimes(golden('a.yaml'), 1, 1);
    await assert.rejects(load(), /breaks golden people/);
    await rm(golden('a.yaml'));
    assert.equal((await load()).version, first.version);
    await writeFile(golden('b.yaml'), example('sg-none'));
    await assert.rejects(load(), /golden\/b\.yaml/);
    const refusal = () => load().catch((error: unknown) => error);
    assert.equal(await refusal(), await refusal());
  });
});

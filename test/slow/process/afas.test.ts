import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AfasStandIn, startAfas } from '../../../api/sandbox/hr/afas/start-afas.ts';
import { token } from '../../api/connectors/afas/open-afas.ts';
import { makePerson, makePolicyText, makeUnits } from '../../organisation/make-organisation.ts';
import { runInstroom } from './run-instroom.ts';

describe('the command line of AFAS Profit', function () {
  this.timeout(120_000);
  let folder: string;
  let afas: AfasStandIn;
  let env: Record<string, string>;
  let policy: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'instroom-afas-'));
    afas = await startAfas({ token });
    afas.load({ people: [0, 1, 2].map(makePerson), units: makeUnits() });
    policy = join(folder, 'instroom.yaml');
    await writeFile(
      policy,
      makePolicyText(
        `{ id: hr, connector: afas, participant: "12345", baseUrl: "${afas.baseUrl}", token: AFAS_TOKEN }`,
      ),
    );
    env = { INSTROOM_DATA_DIR: join(folder, 'data'), AFAS_TOKEN: token };
  });
  after(async () => {
    await afas.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('says of the token and of each connector whether they will do, without a directory', async () => {
    const good = await runInstroom(['afas', 'check', '--json', '--config', policy], env);
    assert.equal(good.code, 0, good.out);
    const texts = JSON.parse(good.out).findings.map(({ text }: { text: string }) => text);
    assert.ok(
      texts.some((text: string) => /^Instroom_Persons: \d+ fields\.$/.test(text)),
      good.out,
    );
    assert.ok(!good.out.includes('ABAB'));
  });

  it('says what to mend: a token that is refused, and a policy that does not read AFAS', async () => {
    const refused = await runInstroom(['afas', 'check', '--config', policy], { ...env, AFAS_TOKEN: 'another' });
    assert.equal(refused.code, 2);
    assert.match(refused.out, /401/);
    const other = await runInstroom(['afas', 'check', '--source', 'staff', '--config', policy], env);
    assert.equal(other.code, 2);
    assert.match(other.out, /The policy has no source staff of afas\. It has hr \(afas\)\./);
  });
});

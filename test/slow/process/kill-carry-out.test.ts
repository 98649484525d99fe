import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Sandbox, startSandbox } from '../../../api/sandbox/start-sandbox.ts';
import type { Run } from '../../../models/run.ts';
import { type Main, startMain } from '../../fakes/start-main.ts';
import { type Office, officePolicy, openOffice } from '../../flows/open-office.ts';
import { organisationSeed, writeOrganisation } from '../../organisation/write-organisation.ts';

const [it10, it20] = [10, 20];
const old = {
  id: '33333333-3333-4333-8333-000000000005',
  userPrincipalName: 'oud@voorbeeld.example',
  mailNickname: 'oud',
  displayName: 'Oud',
  department: 'Oud',
  accountEnabled: true,
  employeeId: '100005',
};

/**
 * What was decided is written down before anything follows from it. Here Entra keeps Instroom waiting just then, and the process is killed;
 * another one on the same store carries out what was decided, once.
 */
describe('a kill between a decision and what follows from it', () => {
  let folder: string;
  let sandbox: Sandbox;
  let main: Main;
  let office: Office;
  let policy: string;

  const start = async () => {
    main = await startMain({
      INSTROOM_CONFIG: policy,
      INSTROOM_DATA_DIR: join(folder, 'data'),
      GRAPH_BASE_URL: sandbox.baseUrl,
      LOG_LEVEL: 'silent',
    });
  };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'instroom-kill-'));
    sandbox = await startSandbox({ seed: { ...organisationSeed(), users: [old] } });
    policy = await writeOrganisation(folder, 24);
    await appendFile(policy, `${officePolicy}drift: ask\nadoption: by-decision\n`);
    await start();
    office = await openOffice({ url: () => main.url, sandbox });
    await runOnce();
    await runOnce();
  });
  after(async () => {
    await main.end('SIGTERM');
    await office.close();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function runOnce(): Promise<void> {
    const { id } = (await (await fetch(`${main.url}/api/runs`, { method: 'POST' })).json()) as Run;
    const state = async () => ((await (await fetch(`${main.url}/api/runs/${id}`)).json()) as Run).state;
    while ((await state()) !== 'finished') await sleep(50);
  }

  /** Says yes while Entra answers nobody; kills the process once it waits for Entra with the decision written down, and starts another. */
  async function killAfter(id: string, choice?: string): Promise<void> {
    sandbox.setFaults({ throttled: { every: 1, retryAfterSeconds: 30, path: '/' } });
    const { requests } = sandbox.world.counters();
    await office.approve(it20, id, choice);
    while (sandbox.world.counters().requests === requests) await sleep(20);
    assert.equal((await office.request(id)).state, 'approved', 'nothing has followed from it yet');
    await main.end('SIGKILL');
    sandbox.setFaults({});
    await start();
    assert.equal((await office.ended(id)).state, 'done');
    await runOnce();
  }

  async function eventsOf(personKey: string): Promise<string[]> {
    const story = (await (await fetch(`${main.url}/api/people/${personKey}`)).json()) as { events: { kind: string }[] };
    return story.events.map(({ kind }) => kind);
  }
  const once = async (personKey: string, kinds: readonly string[]) => {
    const events = await eventsOf(personKey);
    for (const kind of kinds) assert.equal(events.filter((one) => one === kind).length, 1, `${kind}: ${events}`);
  };

  it('keeps a change by hand, once', async () => {
    await office.changeByHand(1, { jobTitle: 'By hand' });
    await runOnce();
    const findingId = /"findingId":"([^"]+)"/.exec(await office.say(it10, 'drift'))?.[1];
    const answer = await office.press(it10, 'ask-drift', { findingId });
    await killAfter(/Request (\d+)/.exec(answer)?.[1] ?? answer, 'keep-30');
    assert.equal(office.user(1).properties.jobTitle, 'By hand');
    await once('P1', ['drift-kept', 'request-decided', 'request-carried-out']);
  });

  it('links an account, once', async () => {
    const subject = { kind: 'match', accountId: old.id, address: 'x', evidence: [] };
    const { id } = await office.ask(subject, 'P5');
    await killAfter(id);
    assert.equal(office.user(5).properties.department, 'Unit 5');
    await once('P5', ['account-linked', 'request-decided', 'request-carried-out']);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createColleagues } from '../../../api/colleagues/create-colleagues.ts';
import { createPolicyKeeper, type PolicyKeeper } from '../../../api/policy/create-policy-keeper.ts';
import { createReports } from '../../../api/reports/create-reports.ts';
import { createRequestService } from '../../../api/requests/create-request-service.ts';
import { proposePolicy } from '../../../api/requests/propose-policy.ts';
import type { RequestParts } from '../../../api/requests/request-parts.ts';
import { tendRequests } from '../../../api/requests/tend-requests.ts';
import { AcceptedPolicy, acceptedPolicySetting } from '../../../models/policy-version.ts';
import type { Request } from '../../../models/request.ts';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { answerOf } from './answers.ts';
import { directoryKey, type House, openStreet } from './open-house.ts';
import { usualPolicy } from './organisation.ts';

const head =
  'version: 1\ndomains: [voorbeeld.example]\nsource: { id: hr, connector: csv, folder: ./hr }\nschedule: []\n';
const required = (more = '') => `approvals: { policyChange: { required: true, by: [it], twoAbove: 3${more} } }\n`;
const before = `${head}${required()}${usualPolicy}`;
/** Everybody of Sales gets the vault as well: five people with the head of it. */
const wide = before.replace('groups: [sg-all]', 'groups: [sg-all, sg-vault]');
/** Only Anna, who is a seller. */
const narrow = before.replace('sg-crm, sg-finance,', 'sg-crm, sg-finance, sg-checks,');

describe('a changed policy', () => {
  let house: House;
  let folder: string;
  let keeper: PolicyKeeper;
  let parts: RequestParts;
  eachTestItsHouse(openStreet, async (opened) => {
    house = opened;
    folder = await mkdtemp(join(tmpdir(), 'instroom-policy-'));
    await write(before);
    await start();
    assert.equal((await keeper.load()).policy.approvals.policyChange.required, true);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  let written = 0;
  const write = async (text: string) => {
    // The mark of a file is its time and size: a fresh name and a rename make it another file.
    const fresh = join(folder, `fresh${written++}`);
    await writeFile(fresh, text);
    await rename(fresh, join(folder, 'instroom.yaml'));
  };
  /** As a process does that starts on the same store and folder. */
  const start = async () => {
    const { stores, clock } = house.parts;
    keeper = createPolicyKeeper({
      path: join(folder, 'instroom.yaml'),
      settings: stores.settings,
      audit: stores.audit,
      clock,
    });
    const directory = { identify: () => ({ key: directoryKey, name: 'Test', isSandbox: true }) } as never;
    const reports = createReports({ stores, directory, clock, loadPolicy: keeper.load });
    parts = { ...house.parts, loadPolicy: keeper.load, policies: { ...keeper, compare: reports.compare } };
  };
  const desk = () => ({ ...parts, colleagues: createColleagues(parts) });
  const look = async (times = 1) => {
    for (let time = 0; time < times; time++) {
      await proposePolicy(desk());
      await tendRequests(desk());
    }
  };
  const all = () => house.stores.requests.list({ limit: 50 });
  const answer = (request: Request, who: string, said: 'approve' | 'reject' = 'approve') =>
    createRequestService(parts).decide(
      answerOf(request, who, { answer: said, ...(said === 'reject' ? { reason: 'Not now.' } : {}) }),
    );
  const grantsOfEverybody = async () => (await keeper.load()).policy.roles[0]?.grant.groups;

  it('waits for a yes, with what it would do, and the one in force stays', async () => {
    await write(wide);
    await look(3);
    const [request, ...others] = await all();
    assert.ok(request?.subject.kind === 'policy-change' && others.length === 0);
    assert.deepEqual(await grantsOfEverybody(), ['sg-all']);
    assert.ok(request.subject.people > 3 && request.subject.gaining > 3);
    assert.equal(request.subject.gains[0]?.item, 'sg-vault');
    assert.equal(request.tracks[0]?.stages[0]?.need, 2);
    assert.deepEqual((await keeper.proposal())?.state, 'waiting');
  });

  it('needs two above the size, and then counts, once and for good', async () => {
    await write(wide);
    await look();
    const [request] = (await all()) as [Request];
    assert.equal((await answer(request, 'ivo')).kind, 'decided');
    assert.equal((await answer(request, 'ivo')).kind, 'already-answered');
    assert.deepEqual(await grantsOfEverybody(), ['sg-all']);
    await answer(request, 'iris');
    assert.deepEqual(await grantsOfEverybody(), ['sg-all', 'sg-vault']);
    await start();
    await look(2);
    assert.deepEqual(await grantsOfEverybody(), ['sg-all', 'sg-vault']);
    assert.equal((await all()).length, 1);
    assert.equal(await keeper.proposal(), null);
    const events = await house.stores.audit.list({ limit: 50 });
    assert.deepEqual(
      events
        .filter(({ kind }) => kind === 'policy-loaded')
        .map(({ actor }) => actor.id)
        .sort(),
      ['instroom', 'iris'],
    );
  });

  it('needs one below the size', async () => {
    await write(narrow);
    await look();
    const [request] = (await all()) as [Request];
    assert.ok(request.subject.kind === 'policy-change' && request.subject.people <= 3);
    await answer(request, 'iris');
    assert.equal((await all())[0]?.state, 'done');
    assert.equal((await keeper.compareFile()).kind, 'same');
  });

  it('cannot let itself in by saying that no yes is needed', async () => {
    await write(wide.replace('required: true', 'required: false').replace('by: [it]', 'by: [hr]'));
    await look();
    assert.deepEqual(await grantsOfEverybody(), ['sg-all']);
    const [request] = (await all()) as [Request];
    assert.equal((await answer(request, 'hanna')).kind, 'not-approver');
  });

  it('that was refused is not asked about again, and a newer one is', async () => {
    await write(wide);
    await look();
    await answer(((await all()) as [Request])[0], 'ivo', 'reject');
    await look(3);
    assert.deepEqual(
      (await all()).map(({ state }) => state),
      ['refused'],
    );
    assert.equal((await keeper.proposal())?.state, 'refused');
    await write(narrow);
    await look();
    assert.deepEqual(
      (await all()).map(({ state }) => state),
      ['open', 'refused'],
    );
  });

  it('that is changed again, or changed back, takes its question with it', async () => {
    await write(wide);
    await look();
    await write(narrow);
    house.at('2026-11-26T09:00:00.000Z');
    await look(2);
    assert.deepEqual(
      (await all()).map(({ state }) => state),
      ['open', 'void'],
    );
    const [second] = (await all()) as [Request];
    await write(before);
    house.at('2026-11-28T09:00:00.000Z');
    await look(2);
    assert.deepEqual(
      (await all()).map(({ state }) => state),
      ['void', 'void'],
    );
    assert.equal((await answer(second, 'ivo')).kind, 'over');
    assert.deepEqual(await grantsOfEverybody(), ['sg-all']);
  });

  it('that cannot be used changes nothing and is told to IT once', async () => {
    await write(before.replace('roles:', 'rols:'));
    await look(3);
    assert.deepEqual(await grantsOfEverybody(), ['sg-all']);
    const told = house.news.filter(({ kind }) => kind === 'policy-broken');
    assert.equal(told.length, 1);
    assert.match(JSON.stringify(told), /rols/);
    await start();
    assert.deepEqual(await grantsOfEverybody(), ['sg-all']);
  });

  it('is not put in force by a command that looks at another file beside the server', async () => {
    await write(before.replace('required: true', 'required: false'));
    await house.stores.settings.set(acceptedPolicySetting, null);
    await keeper.load();
    const other = join(folder, 'other.yaml');
    await writeFile(other, wide);
    const { stores, clock } = house.parts;
    const command = createPolicyKeeper({ path: other, settings: stores.settings, audit: stores.audit, clock });
    assert.deepEqual((await command.peek()).policy.roles[0]?.grant.groups, ['sg-all', 'sg-vault']);
    assert.deepEqual(await grantsOfEverybody(), ['sg-all']);
    assert.equal((await keeper.compareFile()).kind, 'same');
    await write(before);
    await keeper.load();
    assert.deepEqual((await command.peek()).policy.roles[0]?.grant.groups, ['sg-all']);
  });

  it('says how to go on when what was accepted can no longer be read', async () => {
    const kept = AcceptedPolicy.parse(await house.stores.settings.get(acceptedPolicySetting));
    await house.stores.settings.set(acceptedPolicySetting, { ...kept, text: before.replace('roles:', 'rols:') });
    await start();
    await assert.rejects(keeper.load(), { code: 'policy', message: /as accepted/, advice: /the version of Instroom/ });
  });

  it('is put in force by the process that comes after one that died between the yes and that', async () => {
    await write(narrow);
    await look();
    const { accept } = parts.policies;
    parts.policies.accept = () => Promise.reject(new Error('the process died'));
    const [request] = (await all()) as [Request];
    await answer(request, 'ivo').catch(() => null);
    parts.policies.accept = accept;
    house.at('2026-11-24T09:00:00.000Z');
    await start();
    await look();
    assert.equal((await all())[0]?.state, 'done');
    assert.equal((await keeper.load()).version, request.subject.kind === 'policy-change' && request.subject.toVersion);
  });

  it('counts at once where the policy in force asks for no yes', async () => {
    await write(wide);
    await look();
    await answer(((await all()) as [Request])[0], 'ivo');
    await answer(((await all()) as [Request])[0], 'iris');
    const free = wide.replace('required: true', 'required: false');
    await write(free);
    await look();
    const [request] = (await all()) as [Request];
    await answer(request, 'ivo');
    await write(free.replace('sg-all, ', ''));
    assert.deepEqual(await grantsOfEverybody(), ['sg-vault']);
  });
});

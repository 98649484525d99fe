import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AfasStandIn, localTime, startAfas } from '../../api/sandbox/hr/afas/start-afas.ts';
import { type Sandbox, startSandbox } from '../../api/sandbox/start-sandbox.ts';
import { enterpriseUser, type ScimUser } from '../../models/scim.ts';
import { startEmbeddedStore } from '../../models/store/embedded/start-embedded-store.ts';
import { openStores } from '../../models/store/open-stores.ts';
import type { Stores } from '../../models/stores.ts';
import { kinds, token } from '../api/connectors/afas/open-afas.ts';
import { type Main, startMain } from '../fakes/start-main.ts';
import { makePerson, makePolicyText, makeUnits } from '../organisation/make-organisation.ts';
import { organisationSeed } from '../organisation/write-organisation.ts';

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
const secrets = {
  SCIM_TOKEN: 'bench-token-of-some-length',
  HR_SECRET: 'bench-secret-of-some-length',
  AFAS_TOKEN: token,
};
const longestWaitMs = 60_000;
const at = '2026-01-01T00:00:00.000Z';

/** The running product, and what the bench holds of it. */
interface Bench {
  main: Main;
  sandbox: Sandbox;
  stores: Stores;
  /** The HR system that is asked, where it is one. */
  afas: AfasStandIn;
  /** Numbers of people who have an account by now. */
  made(): number[];
}

/**
 * From the moment that a change is told, or looked for, to the write in the sandbox, in ms, from outside: the product is a process of its own,
 * and a first load of everybody is under way all the time. Three ways to tell: a SCIM request that changes somebody, one that brings somebody
 * new, and a signed event. And one way to look: a poll of AFAS by changes, from when it is due; the interval comes on top of that.
 * @param count - people in HR
 * @param times - changes of each kind
 */
export async function measureRealtime(count: number, times: number): Promise<Record<string, unknown>[]> {
  const told = await onBench(count, { isPolled: false }, async (bench) => {
    const rows = [];
    for (const [name, change] of Object.entries(changes))
      rows.push(await measure(name, change, { bench, count, times }));
    return rows;
  });
  const polled = await onBench(count, { isPolled: true }, async (bench) => {
    await firstPoll(bench);
    return [await measure('somebody changed, by a poll of AFAS', changeInAfas, { bench, count, times })];
  });
  return [...told, ...polled];
}

async function onBench<Result>(
  count: number,
  { isPolled }: { isPolled: boolean },
  work: (bench: Bench) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'instroom-bench-'));
  const sandbox = await startSandbox({ seed: organisationSeed() });
  // What was entered long ago is in no look at what changed.
  let isOld = true;
  const afas = await startAfas({ token: secrets.AFAS_TOKEN, now: () => (isOld ? new Date(at) : new Date()) });
  if (isPolled)
    afas.load({ people: Array.from({ length: count }, (_, number) => makePerson(number)), units: makeUnits() });
  else await fill(join(folder, 'data', 'store'), count);
  isOld = false;
  const policyPath = join(folder, 'instroom.yaml');
  const webhook = 'webhook: { secrets: [HR_SECRET] }';
  const source = isPolled
    ? `{ id: hr, connector: afas, participant: "12345", token: AFAS_TOKEN, baseUrl: "${afas.baseUrl}", changes: true, kinds: ${JSON.stringify(kinds)}, ${webhook} }`
    : `{ id: hr, connector: scim, tokens: [SCIM_TOKEN], ${webhook} }`;
  await writeFile(policyPath, makePolicyText(source));
  const main = await startMain({
    INSTROOM_CONFIG: policyPath,
    INSTROOM_DATA_DIR: join(folder, 'data'),
    GRAPH_BASE_URL: sandbox.baseUrl,
    ...secrets,
  });
  const engine = await startEmbeddedStore({ folder: join(folder, 'data', 'store') });
  const stores = await openStores({ uri: engine.uri, logger: quiet });
  const made = () => sandbox.world.users().map(({ properties }) => Number(properties.employeeId) - 100_000);
  try {
    const giveUpAt = Date.now() + 10 * 60_000;
    while (made().length < 200 && Date.now() < giveUpAt) await sleep(200);
    return await work({ main, sandbox, stores, afas, made });
  } finally {
    await stores.close();
    await engine.close();
    await main.end('SIGKILL');
    await sandbox.close();
    await afas.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Change = (bench: Bench, person: number, title: string) => Promise<void>;

const changes: Record<string, Change> = {
  'somebody changed, by SCIM': async ({ main }, person, title) => {
    const body = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'title', value: title }],
    };
    await call(main, `/scim/v2/hr/Users/u${person}`, 'PATCH', body);
  },
  'somebody new, by SCIM': async ({ main }, person, title) => {
    await call(main, '/scim/v2/hr/Users', 'POST', toAttributes(500_000 + person, title));
  },
  'somebody changed, by a signed event': async ({ main, stores }, person, title) => {
    const user = await stores.scimUsers.find('hr', `u${person}`);
    if (user === null) throw new Error(`nobody is u${person}`);
    const next = { ...user, version: user.version + 1, attributes: { ...user.attributes, title } };
    await stores.scimUsers.replace(next);
    await sendEvent(main, { id: title, personKeys: [`P${person}`] });
  },
};

/** A poll that is due is one that an event which names nobody asks for. */
const changeInAfas: Change = async ({ main, afas }, person, title) => {
  afas.edit(({ employments }) => {
    const row = employments.find(({ Medewerker }) => Medewerker === numberOf(person));
    if (row === undefined) throw new Error(`nobody has the number ${numberOf(person)}`);
    Object.assign(row, { Functie_omschrijving: title, Gewijzigd_op: localTime(new Date()) });
  });
  await sendEvent(main, { id: title });
};

const numberOf = (person: number): string => makePerson(person).employments[0]?.employeeNumber ?? '';

/** After a start the first poll has nothing to compare with. */
async function firstPoll({ main, afas }: Bench): Promise<void> {
  const before = afas.calls().length;
  await sendEvent(main, { id: 'first' });
  while (afas.calls().length === before) await sleep(100);
  await sleep(3000);
}

async function sendEvent({ url }: Main, event: object): Promise<void> {
  const body = JSON.stringify(event);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secrets.HR_SECRET).update(`${timestamp}.${body}`).digest('hex');
  const headers = { 'instroom-timestamp': timestamp, 'instroom-signature': signature };
  const answer = await fetch(`${url}/hr/hr/events`, { method: 'POST', body, headers });
  if (!answer.ok) throw new Error(`the event was answered with ${answer.status}`);
}

async function measure(
  name: string,
  change: Change,
  { bench, count, times }: { bench: Bench; count: number; times: number },
): Promise<Record<string, unknown>> {
  const known = bench.made().filter((person) => person < count);
  const latencies: number[] = [];
  const answers: number[] = [];
  let lost = 0;
  for (let time = 0; time < times; time += 1) {
    const person = known[Math.floor(((time + 0.5) * known.length) / times)] ?? 0;
    const title = `${name} ${time}`;
    const toldAt = performance.now();
    await change(bench, person, title);
    answers.push(performance.now() - toldAt);
    const isThere = () => bench.sandbox.world.users().some(({ properties }) => properties.jobTitle === title);
    while (!isThere() && performance.now() - toldAt < longestWaitMs) await sleep(5);
    if (isThere()) latencies.push(performance.now() - toldAt);
    else lost += 1;
    await sleep(300);
  }
  const runs = await bench.stores.runs.list({ limit: 9, about: 'everybody', withoutNotes: true });
  const of = (list: number[], share: number): number | null => {
    const sorted = [...list].sort((a, b) => a - b);
    const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
    return value === undefined ? null : Math.round(value);
  };
  return {
    change: name,
    people: count,
    times,
    lost,
    answerP95Ms: of(answers, 0.95),
    p50Ms: of(latencies, 0.5),
    p95Ms: of(latencies, 0.95),
    maxMs: of(latencies, 1),
    everybody: (runs.find(({ state }) => state === 'applying') ?? runs[0])?.state ?? 'none',
  };
}

async function call({ url }: Main, path: string, method: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${secrets.SCIM_TOKEN}`, 'content-type': 'application/scim+json' };
  const answer = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`);
}

function toAttributes(number: number, title: string): ScimUser['attributes'] {
  const { personKey, callName, birthNamePrefix, birthName, employments } = makePerson(number);
  const [employment] = employments;
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterpriseUser],
    externalId: personKey,
    userName: personKey,
    name: { givenName: callName, familyName: [birthNamePrefix, birthName].filter(Boolean).join(' ') },
    userType: employment?.kind === 'intern' ? 'intern' : 'employee',
    title,
    active: true,
    addresses: [{ type: 'work', country: employment?.country }],
    [enterpriseUser]: { employeeNumber: employment?.employeeNumber, department: employment?.unitKey },
  };
}

/** Pushes everybody beforehand: the requests of a hundred thousand people are not what is measured. */
async function fill(folder: string, count: number): Promise<void> {
  const engine = await startEmbeddedStore({ folder });
  const stores = await openStores({ uri: engine.uri, logger: quiet });
  for (let from = 0; from < count; from += 500) {
    const numbers = Array.from({ length: Math.min(500, count - from) }, (_, index) => from + index);
    await Promise.all(
      numbers.map((number) =>
        stores.scimUsers.add({
          sourceId: 'hr',
          id: `u${number}`,
          attributes: toAttributes(number, `Function ${number % 37}`),
          version: 1,
          createdAt: at,
          changedAt: at,
          withdrawnAt: null,
        }),
      ),
    );
  }
  await stores.close();
  await engine.close();
}

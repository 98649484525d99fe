import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { SyncParts } from '../../../api/sync/sync-parts.ts';
import type { HrConnector } from '../../../models/hr-connector.ts';
import type { Person } from '../../../models/person.ts';
import { type ExpressHouse, openExpressHouse, retitle } from '../../api/sync/express/open-express-house.ts';
import { shareEngine } from '../../models/store/share-engine.ts';
import { makePerson } from '../../organisation/make-organisation.ts';
import { worlds } from '../../play-worlds.ts';

const seed = Number(process.env.FC_SEED ?? 20261126);
/** Who is there from the start; the others join, in either source first. */
const atFirst = 3;
const humans = 6;

type Kind = 'hr' | 'planning' | 'everybody';
interface Happening {
  kind: Kind;
  human: number;
  isTold: boolean;
  waitMs: number;
}

/** A source names somebody, or says something else of them, and tells of it or not; or everybody is looked at. */
const happening = fc.record({
  kind: fc.constantFrom<Kind>('hr', 'planning', 'hr', 'planning', 'everybody'),
  human: fc.nat(humans - 1),
  isTold: fc.constantFrom(true, true, true, false),
  waitMs: fc.constantFrom(0, 5, 20, 60, 300),
});

/** Both sources tell of a joiner while everybody is read, one after the other. */
const meeting: Happening[] = [
  { kind: 'hr', human: 4, isTold: false, waitMs: 0 },
  { kind: 'everybody', human: 0, isTold: false, waitMs: 20 },
  { kind: 'planning', human: 4, isTold: true, waitMs: 300 },
  { kind: 'planning', human: 5, isTold: true, waitMs: 0 },
  { kind: 'hr', human: 5, isTold: true, waitMs: 0 },
];

describe('express runs and runs over everybody over two sources, in any order', function () {
  const ownDatabase = shareEngine();
  this.timeout(300_000);

  it('give every human one account, and end where one run over everybody would', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 12 }), async (story) => {
        const policy = 'identity: { sameBy: [employeeNumber] }\n';
        const house = await openExpressHouse({ database: ownDatabase(), people: atFirst, other: 'planning', policy });
        try {
          house.others.push(inPlanning(0));
          await house.apply();
          await play(house, story);
        } finally {
          await house.close();
        }
      }),
      { ...worlds(6), seed, examples: [[meeting]], endOnFailure: true },
    );
  });
});

/** Under another name and key: only the number says who it is. */
const inPlanning = (human: number): Person => ({
  ...makePerson(human),
  personKey: `L${human}`,
  sourceId: 'planning',
  callName: 'Jopie',
  birthName: `Anders${human}`,
});

async function play(house: ExpressHouse, story: readonly Happening[]): Promise<void> {
  const slow = slowed(house.parts);
  const everybody: Promise<unknown>[] = [];
  let isOver = false;
  const express = (async () => {
    while (!isOver) {
      await house.work(slow);
      await sleep(2);
    }
    await house.work(slow);
  })();
  let version = 0;
  for (const { kind, human, isTold, waitMs } of story) {
    version += 1;
    if (kind === 'everybody') everybody.push(house.apply({ owner: `all-${version}` }, slow));
    else {
      const key = happen(house, { kind, human }, version);
      const at = house.parts.clock.now().toISOString();
      const notice = { id: `n${version}`, sourceId: kind, personKeys: [key], at, trigger: 'webhook' as const };
      if (isTold) await house.stores.notices.add(notice);
    }
    await sleep(waitMs);
  }
  await Promise.all(everybody);
  isOver = true;
  await express;
  // Whatever was not told is seen by a run over everybody; what an express run had in hand by the one after it.
  for (let runs = 0; runs < 3; runs++) {
    await house.apply({}, slow);
    await house.work(slow);
  }
  assert.deepEqual((await house.apply()).counts, {});
  const ids = [...house.world.accounts.values()].map(({ attributes }) => attributes.employeeId);
  assert.deepEqual(ids.sort(), [...new Set(ids)].sort(), 'one account for each human');
  const there = new Set([...house.people, ...house.others].map(({ employments }) => employments[0]?.employeeNumber));
  assert.deepEqual(new Set(ids), there);
  assert.deepEqual(await house.stores.identity.doubts(), []);
  for (const person of house.people) {
    const account = [...house.world.accounts.values()].find(
      ({ attributes }) => attributes.employeeId === person.employments[0]?.employeeNumber,
    );
    assert.equal(account?.attributes.jobTitle, person.employments[0]?.functionTitle, person.personKey);
  }
}

/** @returns the key of whoever it is about, in that source */
function happen(house: ExpressHouse, { kind, human }: Pick<Happening, 'kind' | 'human'>, version: number): string {
  const [list, person] = kind === 'hr' ? [house.people, makePerson(human)] : [house.others, inPlanning(human)];
  if (list.every(({ personKey }) => personKey !== person.personKey)) list.push(person);
  retitle(list, person.personKey, `Title ${version}`);
  return person.personKey;
}

/** Sources and a directory that take their time, as those on a network do. */
function slowed(parts: SyncParts): SyncParts {
  const connectorsOf: SyncParts['connectorsOf'] = (policy) =>
    parts.connectorsOf(policy).map(
      (connector): HrConnector => ({
        ...connector,
        read: async () => {
          const reading = await connector.read();
          await sleep(30);
          return reading;
        },
        readPeople: async (keys) => {
          const reading = await (connector as Required<HrConnector>).readPeople(keys);
          await sleep(10);
          return reading;
        },
      }),
    );
  const apply: SyncParts['directory']['apply'] = (ask) =>
    parts.directory.apply({
      ...ask,
      intend: async (operations) => {
        await sleep(ask.lane === 'express' ? 5 : 40);
        return ask.intend(operations);
      },
    });
  return { ...parts, connectorsOf, directory: { ...parts.directory, apply } };
}

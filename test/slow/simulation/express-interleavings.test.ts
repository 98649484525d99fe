import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { makePlan } from '../../../api/sync/make-plan.ts';
import { readWorld } from '../../../api/sync/read-world.ts';
import type { Directory } from '../../../models/ports.ts';
import { type ExpressHouse, openExpressHouse, retitle } from '../../api/sync/express/open-express-house.ts';
import { shareEngine } from '../../models/store/share-engine.ts';
import { worlds } from '../../play-worlds.ts';

const people = 3;
const seed = Number(process.env.FC_SEED ?? 20261126);

type Kind = 'told' | 'untold' | 'everybody';
type Happening = { kind: Kind; person: number; waitMs: number };

/** What happens: somebody changes in HR and it is told, or not; or everybody is looked at. `waitMs`: so long before the next thing. */
const happening = fc.record({
  kind: fc.constantFrom<Kind>('told', 'told', 'untold', 'everybody'),
  person: fc.nat(people - 1),
  waitMs: fc.constantFrom<number>(0, 5, 60, 400),
});

/** A run over everybody reads somebody, and is overtaken by what HR says of them next. */
const overtaking: Happening[] = [
  { kind: 'untold', person: 0, waitMs: 0 },
  { kind: 'everybody', person: 0, waitMs: 400 },
  { kind: 'told', person: 0, waitMs: 60 },
];

describe('express runs and runs over everybody, in any order', function () {
  const ownDatabase = shareEngine();
  this.timeout(180_000);

  it('never write what HR said before over what it said later, and end where one run over everybody would', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 10 }), async (story) => {
        const house = await openExpressHouse({ database: ownDatabase(), people });
        try {
          await house.apply();
          await play(house, story);
        } finally {
          await house.close();
        }
      }),
      { ...worlds(4), seed, examples: [[overtaking]], endOnFailure: true },
    );
  });
});

async function play(house: ExpressHouse, story: readonly { kind: string; person: number; waitMs: number }[]) {
  const watched = { ...house.parts, directory: watch(house) };
  const everybody: Promise<unknown>[] = [];
  let isOver = false;
  const express = (async () => {
    while (!isOver) {
      await house.work(watched);
      await sleep(2);
    }
    await house.work(watched);
  })();
  let version = 0;
  for (const { kind, person, waitMs } of story) {
    if (kind === 'everybody') everybody.push(house.apply({ owner: `all-${++version}` }, watched));
    else retitle(house.people, `P${person}`, `Title ${++version}`);
    if (kind === 'told') await house.tell(`P${person}`);
    await sleep(waitMs);
  }
  await Promise.all(everybody);
  isOver = true;
  await express;
  // Whatever was not told is seen by a run over everybody; what an express run had in hand by the one after it.
  await house.apply({}, watched);
  await house.apply({}, watched);
  for (const person of house.people)
    assert.equal(house.titleOf(person.personKey), person.employments[0]?.functionTitle, person.personKey);
  const policy = await house.parts.loadPolicy();
  const now = house.parts.clock.now().toISOString();
  const left = await makePlan(await readWorld(house.parts, policy), policy, now);
  assert.deepEqual(
    left.operations.map(({ sentence }) => sentence),
    [],
  );
}

/** The directory, slow as a network is, with an eye on what is written: titles are numbered in the order in which HR wrote them. */
function watch({ parts, stores, world }: ExpressHouse): Directory {
  let packs = 0;
  const newest = new Map<string, number>();
  const numberOf = (title: string | null | undefined) => Number(/^Title (\d+)$/.exec(title ?? '')?.[1] ?? 0);
  return {
    ...parts.directory,
    read: async (ask) => {
      await sleep(3);
      return parts.directory.read(ask);
    },
    async *apply(ask) {
      const intend: typeof ask.intend = async (operations) => {
        // Every other run over everybody is so slow that express runs are faster between its plan and its writing.
        if (ask.lane !== 'express' && packs++ % 2 === 0) {
          await sleep(600);
          for (let tries = 0; tries < 200 && (await stores.notices.list(1)).length > 0; tries++) await sleep(10);
        }
        const leftOut = await ask.intend(operations);
        await sleep(4);
        return leftOut;
      };
      for await (const results of parts.directory.apply({ ...ask, intend })) {
        for (const { stampedPersonKey, attributes } of world.accounts.values()) {
          const number = numberOf(attributes.jobTitle);
          const before = newest.get(stampedPersonKey ?? '') ?? 0;
          assert.ok(number >= before, `${stampedPersonKey}: ${number} was written over ${before}`);
          newest.set(stampedPersonKey ?? '', number);
        }
        yield results;
      }
    },
  };
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { planPeople } from '../../api/engine/plan-people.ts';
import type { PlanInput } from '../../api/engine/survey-world.ts';
import { parsePolicy } from '../../api/policy/read-policy.ts';
import type { Account, Application } from '../../models/account.ts';
import { emptyLedger } from '../../models/ledger.ts';
import { makeGroup } from '../api/engine/make-input.ts';
import { applyOperations } from '../fakes/apply-operations.ts';
import { mergeLedger } from '../fakes/merge-ledger.ts';
import { compareDay } from './compare-day.ts';
import { type Expected, expectDay } from './expect.ts';
import { type HrDay, makeHistory } from './make-history.ts';
import { appName, appRoleNames, groupNames, seats, skuNames } from './simulation-offers.ts';
import { watchAddresses } from './watch-addresses.ts';

const app: Application = {
  id: 'sp-crm',
  appId: 'app-crm',
  displayName: appName,
  roles: appRoleNames.map((name) => ({ id: `role-${name}`, value: name, displayName: name })),
  assignments: [],
  syncJob: null,
};

function foundWorld(day: HrDay): PlanInput {
  const text = readFileSync(new URL('instroom.yaml', import.meta.url), 'utf8');
  const skus = skuNames.map((name) => ({ skuId: `sku-${name}`, skuPartNumber: name, seats, free: seats }));
  return {
    ...inputOf(day),
    policy: parsePolicy(text, { name: 'instroom.yaml', folder: '/policy' }),
    setAside: [],
    links: new Map(),
    ownership: new Map(),
    ledger: emptyLedger,
    directory: {
      accounts: [],
      deletedAccounts: [],
      groups: groupNames.map((name) => makeGroup(name)),
      applications: [app],
      skus,
    },
  };
}

const inputOf = ({ now, people, units, grants, urgentExits }: HrDay) => ({ now, people, units, grants, urgentExits });

/** What was deleted longer ago than Entra keeps it is gone. */
function agedBin({ deletedAccounts, ...directory }: PlanInput['directory'], now: string): PlanInput['directory'] {
  const isKept = ({ deletedAt }: Account) => Date.parse(now) - Date.parse(deletedAt ?? now) <= 30 * 86_400_000;
  return { ...directory, deletedAccounts: deletedAccounts.filter(isKept) };
}

function applied(world: PlanInput): PlanInput {
  const draft = planPeople(world);
  return {
    ...world,
    directory: applyOperations(world.directory, draft.operations, world.now),
    ledger: mergeLedger(world.ledger, draft.ledger),
  };
}

/** Plays days in memory and gives every line in which a day went otherwise than expected. */
function play(options: Parameters<typeof makeHistory>[0]): string[] {
  let world: PlanInput | null = null;
  let expected = new Map<string, Expected>();
  const strangers = watchAddresses();
  const lines: string[] = [];
  for (const day of makeHistory(options)) {
    const before: PlanInput = world ?? foundWorld(day);
    world = applied({ ...before, ...inputOf(day), directory: agedBin(before.directory, day.now) });
    expected = expectDay(expected, day);
    const { operations } = planPeople(world);
    const wrong = [
      ...compareDay(expected, world.directory),
      ...strangers([...world.directory.accounts, ...world.directory.deletedAccounts]),
      ...operations.map(({ sentence }) => `planned again: ${sentence}`),
    ];
    lines.push(...wrong.map((line) => `${day.day} ${line}`));
    if (lines.length > 0) break;
  }
  return lines;
}

describe('a simulated organisation', function () {
  this.timeout(60_000);

  // Summer time ends on another day in Amsterdam than in Los Angeles; Auckland has it all the while.
  for (const seed of seedsToPlay())
    it(`is after each of thirty days what HR and the policy say, and then at rest (seed ${seed})`, () => {
      const lines = play({ people: 120, days: 30, firstDay: '2026-10-12', seed, activity: 6 });
      assert.deepEqual(lines, []);
    });
});

/** `SIMULATION_SEEDS` plays that many histories. */
function seedsToPlay(): number[] {
  return Array.from({ length: Number(process.env.SIMULATION_SEEDS ?? 2) }, (_, index) => index + 1);
}

import assert from 'node:assert/strict';
import type { DirectoryMirror } from '../../models/account.ts';
import type { Operation } from '../../models/plan.ts';
import { apply, type DirectoryBench, find, kindsOf, picture } from './directory-bench.ts';

/** The apps that the bench has. */
const apps = ['Salesforce', "o'reilly"];

/** What the parts of the contract do again and again, with the bench that is open at the time. */
export function createSteps(open: () => DirectoryBench) {
  const at = (local: string) => `${local}@${open().domain}`;
  const findAccount = async (local: string) =>
    find((await open().look()).accounts, (account) => account.userPrincipalName === at(local));
  const findGroup = async (name: string) => find((await open().look()).groups, (group) => group.name === name);
  const findApp = async (name: string) => find((await open().look()).applications, (app) => app.name === name);
  const readAll = (previous: DirectoryMirror | null = null) =>
    open().directory.read({ groups: ['sg-staff'], applications: apps, licences: true, previous });
  const about = async (local: string) => ({ personKey: `hr:${local}`, accountId: (await findAccount(local)).id });
  const run = async (...operations: Operation[]) => {
    const { results } = await apply(open().directory, operations);
    return { kinds: kindsOf(results, operations), results };
  };
  /** Carries these out and sees that going on from before comes to the same as reading everything. */
  const followed = async (work: () => Promise<unknown>) => {
    const before = (await readAll()).mirror;
    await work();
    const next = await readAll(before);
    assert.equal(next.changes.kind, 'delta');
    assert.deepEqual(picture(next.mirror), picture((await readAll()).mirror));
    return next;
  };
  return { at, findAccount, findGroup, findApp, readAll, about, run, followed };
}

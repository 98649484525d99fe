import { type CutItems, cutAccess } from './cut-access.ts';
import { nameOfCatalogue, namesIn } from './named-item.ts';
import { type HeldAccess, learnKeys, readAccess } from './read-access.ts';
import type { RequestDesk } from './request-desk.ts';

/** The access of somebody who is away, cut for one stand-in, as everything is now. */
export async function readCut(ask: { absentKey: string; standInKey: string }, desk: RequestDesk): Promise<CutItems> {
  const { policy } = await desk.loadPolicy();
  const absent = await readAccess(ask.absentKey, desk);
  const standIn = await readAccess(ask.standInKey, desk);
  const namesOf = ({ byPolicy, byGrant }: HeldAccess) => [...byPolicy, ...byGrant].map(({ name }) => name);
  const keyOf = await learnKeys(
    [
      ...namesOf(absent),
      ...namesOf(standIn),
      ...policy.catalogue.map(nameOfCatalogue),
      ...policy.separation.flatMap(({ between }) => between.flatMap(namesIn)),
    ],
    desk,
  );
  return cutAccess(absent, standIn, { ...policy, keyOf });
}

/** Whether somebody has something already: by policy, by a grant in force, or, for a group, as a member of it. */
export async function hasAlready(personKey: string, item: Parameters<typeof nameOfCatalogue>[0], desk: RequestDesk) {
  const name = nameOfCatalogue(item);
  const access = await readAccess(personKey, desk);
  const held = [...access.byPolicy, ...access.byGrant].map((entry) => entry.name);
  const keyOf = await learnKeys([name, ...held], desk);
  if (held.some((other) => keyOf(other) === keyOf(name))) return true;
  if (name.kind !== 'group') return false;
  const account = await desk.stores.accounts.findByPersonKey(desk.directoryKey, personKey);
  const groups = account === null ? [] : await desk.stores.accounts.groupsOf(desk.directoryKey, account.id);
  return groups.some(({ id }) => `group ${id}` === keyOf(name));
}

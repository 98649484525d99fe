import type { Connection } from 'mongoose';
import type { AccountAttribute } from '../account.ts';
import type { SettingStore } from '../stores.ts';
import { keepEach } from './keep-each.ts';
import { openCollection } from './open-collection.ts';
import { batchSize, writeInBatches } from './write-in-batches.ts';

interface StoredLink {
  _id: string;
  directory: string;
  personKey: string;
  accountId: string;
  /** What was accepted as ours, and of which account: it says nothing of another one. Null or missing: everything is ours. */
  owned?: { accountId: string; attributes: AccountAttribute[] } | null;
}

type Link = Pick<StoredLink, 'accountId' | 'owned'>;

/** Everybody's links in one directory, by person key. */
interface AllLinks {
  byPerson: ReadonlyMap<string, Link>;
  links: ReadonlyMap<string, string>;
  ownership: ReadonlyMap<string, AccountAttribute[]>;
}

type LinksChange = readonly { personKey: string; link: Link }[];

/** Whose account is whose, as made or accepted, and what of it is ours. */
export interface LinkCollection {
  load(directory: string): Promise<ReadonlyMap<string, string>>;
  loadOwnership(directory: string): Promise<ReadonlyMap<string, AccountAttribute[]>>;
  accountOf(directory: string, personKey: string): Promise<string | null>;
  ownerOf(directory: string, accountId: string): Promise<string | null>;
  save(
    directory: string,
    links: ReadonlyMap<string, string>,
    owns?: ReadonlyMap<string, readonly AccountAttribute[] | null>,
  ): Promise<void>;
}

export async function openLinks(connection: Connection, settings: SettingStore): Promise<LinkCollection> {
  const links = await openCollection<StoredLink>(connection, 'links', {
    fields: { directory: String, personKey: String, accountId: String, owned: Object },
    indexes: [
      { fields: { directory: 1 }, answers: 'all links of a directory (load)' },
      { fields: { accountId: 1, directory: 1 }, answers: 'whose an account is (ownerOf)' },
    ],
  });
  const kept = keepEach<AllLinks, LinksChange>({
    settings,
    name: 'links',
    read: async (directory) => {
      const found = new Map<string, Link>();
      for await (const { personKey, accountId, owned = null } of links.find({ directory }).batchSize(batchSize))
        found.set(personKey, { accountId, owned });
      return toAllLinks(found);
    },
    follow: ({ byPerson }, changes) => {
      const next = new Map(byPerson);
      for (const change of changes)
        for (const { personKey, link } of change) next.set(personKey, { ...next.get(personKey), ...link });
      return toAllLinks(next);
    },
  });
  const write = async (directory: string, change: LinksChange): Promise<void> => {
    const operations = change.map(({ personKey, link }) => ({
      updateOne: {
        filter: { _id: `${directory}|${personKey}` },
        update: { $set: { directory, personKey, ...link } },
        upsert: true,
      },
    }));
    await writeInBatches(links, operations);
  };
  return {
    load: async (directory) => (await kept(directory).whole()).links,
    loadOwnership: async (directory) => (await kept(directory).whole()).ownership,
    accountOf: async (directory, personKey) =>
      (await links.findOne({ _id: `${directory}|${personKey}` }))?.accountId ?? null,
    ownerOf: async (directory, accountId) => (await links.findOne({ accountId, directory }))?.personKey ?? null,
    save: async (directory, changed, owns) => {
      if (changed.size === 0) return;
      const change = Array.from(changed, ([personKey, accountId]) => ({
        personKey,
        link: { accountId, ...ownedOf(accountId, owns?.get(personKey)) },
      }));
      await kept(directory).change(() => write(directory, change), change);
    },
  };
}

function toAllLinks(byPerson: ReadonlyMap<string, Link>): AllLinks {
  const links = new Map<string, string>();
  const ownership = new Map<string, AccountAttribute[]>();
  for (const [personKey, { accountId, owned }] of byPerson) {
    links.set(personKey, accountId);
    if (owned?.accountId === accountId) ownership.set(personKey, owned.attributes);
  }
  return { byPerson, links, ownership };
}

/** What to write down of the ownership of an account; nothing where nothing was said. */
function ownedOf(accountId: string, attributes: readonly AccountAttribute[] | null | undefined): Pick<Link, 'owned'> {
  if (attributes === undefined) return {};
  return { owned: attributes === null ? null : { accountId, attributes: [...attributes] } };
}

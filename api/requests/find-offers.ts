import type { Offer } from '../../models/access-desk.ts';
import type { CatalogueItem } from '../../models/approvals.ts';
import { askedOfCatalogue, nameOfCatalogue, textOfName } from './named-item.ts';
import { learnKeys, readAccess } from './read-access.ts';
import type { RequestDesk } from './request-desk.ts';

/** Of somebody's open requests so many are looked through. */
const mostOpen = 200;

/** What somebody may ask for and fits a text, best first; `total` counts them all. */
export async function findOffers(
  ask: { personKey: string; text: string; limit: number },
  desk: RequestDesk,
): Promise<{ offers: Offer[]; total: number }> {
  const { policy } = await desk.loadPolicy();
  const text = ask.text.trim().toLowerCase();
  const ranked = policy.catalogue
    .filter(({ requestable }) => requestable)
    .flatMap((entry) => {
      const rank = rankOf(entry, text);
      return rank === null ? [] : [{ entry, rank }];
    })
    .sort((a, b) => a.rank - b.rank || (titleOf(a.entry) < titleOf(b.entry) ? -1 : 1));
  const shown = ranked.slice(0, ask.limit).map(({ entry }) => entry);
  return { offers: await offersOf(ask.personKey, shown, desk), total: ranked.length };
}

/** One thing of the catalogue; null when it is not there or may not be asked for. */
export async function findOffer(personKey: string, catalogueId: string, desk: RequestDesk): Promise<Offer | null> {
  const { policy } = await desk.loadPolicy();
  const entry = policy.catalogue.find(({ id, requestable }) => id === catalogueId && requestable);
  const [offer] = entry === undefined ? [] : await offersOf(personKey, [entry], desk);
  return offer ?? null;
}

const titleOf = (entry: CatalogueItem): string => askedOfCatalogue(entry).title.toLowerCase();

/** 0 for what begins with the text, then titles, names and descriptions that hold it; null for what does not. */
function rankOf(entry: CatalogueItem, text: string): number | null {
  const title = titleOf(entry);
  if (title.startsWith(text)) return 0;
  const texts = [title, `${entry.id} ${textOfName(nameOfCatalogue(entry))}`, entry.description ?? ''];
  const found = texts.findIndex((one) => one.toLowerCase().includes(text));
  return found === -1 ? null : found + 1;
}

async function offersOf(personKey: string, entries: readonly CatalogueItem[], desk: RequestDesk): Promise<Offer[]> {
  const { policy } = await desk.loadPolicy();
  const { byPolicy, byGrant } = await readAccess(personKey, desk);
  const held = [...byPolicy, ...byGrant].map(({ name }) => name);
  const keyOf = await learnKeys([...held, ...entries.map(nameOfCatalogue)], desk);
  const account = await desk.stores.accounts.findByPersonKey(desk.directoryKey, personKey);
  const groups = account === null ? [] : await desk.stores.accounts.groupsOf(desk.directoryKey, account.id);
  const has = new Set([...held.map(keyOf), ...groups.map(({ id }) => `group ${id}`)]);
  const open = await desk.stores.requests.list({
    limit: mostOpen,
    states: ['open', 'approved'],
    forPersonKey: personKey,
  });
  const asked = new Set(open.flatMap(({ subject }) => (subject.kind === 'exception' ? [subject.item.key] : [])));
  return entries.map((entry) => ({
    id: entry.id,
    item: askedOfCatalogue(entry),
    description: entry.description ?? null,
    maxDays: entry.maxDays,
    breakGlass: entry.breakGlass,
    approval: entry.approval ?? policy.approvals.exception,
    standing: has.has(keyOf(nameOfCatalogue(entry))) ? 'has-it' : asked.has(entry.id) ? 'asked' : 'free',
  }));
}

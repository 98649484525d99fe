import type { CatalogueItem } from '../../models/approvals.ts';
import type { Why, WhyItem } from '../../models/desk.ts';
import { inTurns } from '../../models/in-turns.ts';
import { nearestWords } from '../../models/texts/nearest-word.ts';
import { createExplainer } from '../engine/outlook/explain-person.ts';
import type { KnownWorld } from './known-world.ts';

const nearestCount = 3;

/**
 * Why somebody has what they have, or only what is named: by part of its name, or by its title in the catalogue.
 * @returns null when nobody has that key
 */
export async function explainWhy(
  ask: { personKey: string; item?: string; on?: string },
  world: KnownWorld,
): Promise<Why | null> {
  const { personKey, item, on } = ask;
  const explained = await (on === undefined
    ? world.explain(personKey)
    : inTurns(createExplainer({ ...world.input, now: on })(personKey)));
  if (explained === null) return null;
  const all = explained.items;
  const items = item === undefined ? all : pickItems(all, item, world.input.policy.policy.catalogue);
  return {
    personKey,
    name: explained.person.name,
    on: explained.on,
    readAt: world.readAt,
    phase: explained.phase,
    address: explained.account?.userPrincipalName ?? null,
    items: items.map(({ reasons, ...rest }) => ({
      ...rest,
      reasons: reasons.map(({ kind, text }) => ({ kind, text })),
    })),
    nearest: item === undefined || items.length > 0 ? [] : nearestItems(all, item),
    notes: explained.notes.map(({ text }) => text),
    nextChangeAt: explained.nextChangeAt,
  };
}

function pickItems<Entry extends Pick<WhyItem, 'item' | 'has' | 'wants'>>(
  items: readonly Entry[],
  asked: string,
  catalogue: readonly CatalogueItem[],
): Entry[] {
  const wanted = asked.toLowerCase();
  const names = catalogue
    .filter(({ id, title }) => id.toLowerCase() === wanted || title?.toLowerCase().includes(wanted))
    .flatMap(({ group, licence, app }) => group ?? licence ?? app?.app ?? [])
    .map((name) => name.toLowerCase());
  const holds = ({ item, has, wants }: Entry) => {
    const text = [item, ...(isAccess(item) ? [has, wants] : [])].join('\n').toLowerCase();
    return [wanted, ...names].some((name) => text.includes(name));
  };
  const picked = items.filter(holds);
  const access = picked.filter(({ item }) => isAccess(item));
  return access.length > 0 ? access : picked;
}

/** A group, licence or app, as the engine calls it. */
const isAccess = (item: string): boolean => /^(group|licence|app) /.test(item);

function nearestItems(items: readonly { item: string }[], asked: string): string[] {
  const names = items.map(({ item }) => item.replace(/^(group|licence|app) /, ''));
  return nearestWords(asked, names, { count: nearestCount });
}

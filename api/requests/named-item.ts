import type { CatalogueItem } from '../../models/approvals.ts';
import type { AppRoleName, Entitlements } from '../../models/entitlements.ts';
import type { AskedItem } from '../../models/request.ts';

/** One thing as a policy names it. */
export type ItemName =
  | { kind: 'group'; group: string }
  | { kind: 'licence'; licence: string }
  | { kind: 'app'; app: AppRoleName };

/** Tells things apart whatever they are called: a group has several names. */
export type KeyOf = (name: ItemName) => string;

export function namesIn({ groups, licences, apps }: Entitlements): ItemName[] {
  return [
    ...groups.map((group) => ({ kind: 'group' as const, group })),
    ...licences.map((licence) => ({ kind: 'licence' as const, licence })),
    ...apps.map((app) => ({ kind: 'app' as const, app })),
  ];
}

export function nameOfCatalogue({ group, licence, app }: CatalogueItem): ItemName {
  if (group !== undefined) return { kind: 'group', group };
  if (licence !== undefined) return { kind: 'licence', licence };
  if (app !== undefined) return { kind: 'app', app };
  throw new Error('a catalogue item names nothing');
}

/** How people call it when nobody gave it a title. */
export function textOfName(name: ItemName): string {
  if (name.kind === 'group') return name.group;
  return name.kind === 'licence' ? name.licence : `${name.app.app}, ${name.app.role}`;
}

/** An item of the catalogue as it is asked for. */
export function askedOfCatalogue(entry: CatalogueItem): AskedItem {
  const name = nameOfCatalogue(entry);
  return { ...askedOf(name), key: entry.id, title: entry.title ?? textOfName(name), owners: [...entry.owners] };
}

/** Something that the catalogue does not name, as it is asked for: nobody owns it but IT. */
export function askedOf(name: ItemName): AskedItem {
  return {
    key: `${name.kind}:${textOfName(name)}`.toLowerCase(),
    title: textOfName(name),
    kind: name.kind,
    group: name.kind === 'group' ? name.group : null,
    licence: name.kind === 'licence' ? name.licence : null,
    app: name.kind === 'app' ? name.app : null,
    owners: [],
  };
}

import { firstDayCard } from '../../cards/first-day-card.ts';
import { joinerStateCard } from '../../cards/joiner-state-card.ts';
import { manyJoinersCard } from '../../cards/many-joiners-card.ts';
import type { Reader } from '../../cards/reader.ts';
import type { Card } from '../../cards/sheet.ts';
import type { FirstDay, JoinerDigest, JoinerState } from '../../models/joiner.ts';
import { joinerTexts } from '../../models/texts/joiner-texts.ts';

const at = '2026-11-24T08:12:00.000Z';
const hostile = 'Sanne ](http://x) <at>Boss</at> **Vries**';
const account = {
  userPrincipalName: 'sanne.de.vries@voorbeeld.nl',
  enabled: false,
  groups: 4,
  licences: 1,
  verifiedAt: at,
};
/** Of whom all is there, before the first day. */
export const readyJoiner: JoinerState = {
  personKey: 'P1',
  name: hostile,
  startsOn: '2026-12-01',
  unitName: 'Wijkteam Noord',
  managerName: 'Carla van den Brink',
  missing: [],
  pending: [],
  heldByRun: null,
  account,
  ready: true,
  change: 'new',
  formerStartsOn: null,
  fixUrl: 'https://hr.example/people/P1',
  edition: 1,
};
const missing: JoinerState['missing'] = [
  { kind: 'name' },
  { kind: 'unit' },
  { kind: 'manager' },
  { kind: 'manager-account', name: hostile },
  { kind: 'country' },
  { kind: 'zone' },
  { kind: 'licence', text: `No seat of SPE_E3 is free for ${hostile}.` },
  { kind: 'other', text: hostile },
  { kind: 'it', text: `Sanne shares ${hostile}` },
  { kind: 'entra' },
];
const firstDay: FirstDay = {
  personKey: 'P1',
  name: hostile,
  startsOn: '2026-11-24',
  userPrincipalName: 'sanne.de.vries@voorbeeld.nl',
  verifiedAt: at,
  pass: { kind: 'offered' },
};
const revealed = { ...firstDay, pass: { kind: 'revealed' as const, by: hostile, at } };

const many: JoinerDigest = {
  startsUntil: '2026-12-04',
  ready: 20,
  preparing: 3,
  lackingCount: 120,
  lacking: Array.from({ length: 40 }, (_, index) => ({
    name: hostile,
    startsOn: '2026-12-01',
    missing: 1 + (index % 3),
  })),
  edition: 1,
};

/** Everything that a card about a joiner can be. */
export const joinerCards: Readonly<Record<string, (reader: Reader) => Card>> = {
  'joiner-ready-state': (reader) => joinerStateCard(readyJoiner, reader),
  'joiner-signs-in': (reader) =>
    joinerStateCard({ ...readyJoiner, change: 'news', account: { ...account, enabled: true } }, reader),
  'joiner-missing': (reader) =>
    joinerStateCard(
      { ...readyJoiner, missing, ready: false, account: null, unitName: null, managerName: null },
      reader,
    ),
  'joiner-for-it': (reader) =>
    joinerStateCard({ ...readyJoiner, missing: [{ kind: 'entra' }], pending: [hostile], ready: false }, reader),
  'joiner-prepared': (reader) =>
    joinerStateCard({ ...readyJoiner, ready: false, account: null, pending: Array(30).fill(hostile) }, reader),
  'joiner-held': (reader) =>
    joinerStateCard({ ...readyJoiner, ready: false, pending: [`Add ${hostile} to sg-a.`], heldByRun: '42' }, reader),
  'joiner-in-part': (reader) =>
    joinerStateCard(
      { ...readyJoiner, ready: false, pending: ['Add Sanne to sg-a.'], account: { ...account, enabled: true } },
      reader,
    ),
  'joiner-many': (reader) => manyJoinersCard(many, reader),
  'joiner-many-ready': (reader) => manyJoinersCard({ ...many, lackingCount: 0, lacking: [] }, reader),
  'joiner-moved': (reader) =>
    joinerStateCard({ ...readyJoiner, change: 'moved', formerStartsOn: '2026-11-30' }, reader),
  'joiner-withdrawn': (reader) => joinerStateCard({ ...readyJoiner, change: 'withdrawn' }, reader),
  'joiner-unlisted': (reader) => joinerStateCard({ ...readyJoiner, change: 'unlisted' }, reader),
  'first-day': (reader) => firstDayCard(firstDay, reader),
  'first-day-without-pass': (reader) => firstDayCard({ ...firstDay, pass: null }, reader),
  'first-day-pass': (reader) =>
    firstDayCard(revealed, reader, { pass: { code: 'A*b_c-9x', endsAt: at, usableOnce: true } }),
  'first-day-revealed': (reader) => firstDayCard(revealed, reader),
  'first-day-notice': (reader) =>
    firstDayCard(firstDay, reader, {
      notice: joinerTexts(reader.language).passRefused('permission', 'Authorization_RequestDenied'),
    }),
};

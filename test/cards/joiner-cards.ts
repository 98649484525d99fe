import { firstDayCard } from '../../cards/first-day-card.ts';
import { joinerStateCard } from '../../cards/joiner-state-card.ts';
import type { Reader } from '../../cards/reader.ts';
import type { Card } from '../../cards/sheet.ts';
import type { FirstDay, JoinerState } from '../../models/joiner.ts';
import { joinerTexts } from '../../models/texts/joiner-texts.ts';

const at = '2026-11-24T08:12:00.000Z';
const hostile = 'Sanne ](http://x) <at>Boss</at> **Vries**';
const account = {
  userPrincipalName: 'sanne.de.vries@voorbeeld.nl',
  enabled: false,
  hasManager: true,
  groups: 4,
  licences: 1,
  verifiedAt: at,
};
const ready: JoinerState = {
  personKey: 'P1',
  name: hostile,
  startsOn: '2026-12-01',
  unitName: 'Wijkteam Noord',
  managerName: 'Carla van den Brink',
  missing: [],
  account,
  ready: true,
  change: 'new',
  formerStartsOn: null,
  fixUrl: 'https://hr.example/people/P1',
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

/** Everything that a card about a joiner can be. */
export const joinerCards: Readonly<Record<string, (reader: Reader) => Card>> = {
  'joiner-ready-state': (reader) => joinerStateCard(ready, reader),
  'joiner-signs-in': (reader) =>
    joinerStateCard({ ...ready, change: 'news', account: { ...account, enabled: true } }, reader),
  'joiner-missing': (reader) =>
    joinerStateCard({ ...ready, missing, ready: false, account: null, unitName: null, managerName: null }, reader),
  'joiner-prepared': (reader) => joinerStateCard({ ...ready, ready: false, account: null }, reader),
  'joiner-moved': (reader) => joinerStateCard({ ...ready, change: 'moved', formerStartsOn: '2026-11-30' }, reader),
  'joiner-withdrawn': (reader) => joinerStateCard({ ...ready, change: 'withdrawn' }, reader),
  'joiner-unlisted': (reader) => joinerStateCard({ ...ready, change: 'unlisted' }, reader),
  'first-day': (reader) => firstDayCard(firstDay, reader),
  'first-day-without-pass': (reader) => firstDayCard({ ...firstDay, pass: null }, reader),
  'first-day-pass': (reader) =>
    firstDayCard(revealed, reader, { pass: { code: 'A*b_c-9x', endsAt: at, usableOnce: true } }),
  'first-day-revealed': (reader) => firstDayCard(revealed, reader),
  'first-day-notice': (reader) =>
    firstDayCard(firstDay, reader, { notice: joinerTexts(reader.language).passFailed('…') }),
};

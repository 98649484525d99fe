import type { Language } from '../policy.ts';

/** What can be changed, as people call it; `name` is the attribute, group, licence, role or rule. */
export type SlotFamily =
  | 'existence'
  | 'attribute'
  | 'enabled'
  | 'manager'
  | 'name'
  | 'member'
  | 'licence'
  | 'app-role'
  | 'rule';

/** One value for a sentence; true and false are said as yes and no. */
export type SpokenValue = string | boolean | null;

/** What is said about taking operations back. `who` is the address of an account. Sentences end with a full stop. */
export interface UndoTexts {
  deleteAgain(who: string): string;
  restore(who: string): string;
  changeBack(who: string, changes: readonly { name: string; before: SpokenValue; after: SpokenValue }[]): string;
  enable(who: string): string;
  disable(who: string): string;
  setManager(who: string, manager: string): string;
  removeManager(who: string): string;
  addMember(who: string, group: string): string;
  removeMember(who: string, group: string): string;
  assignLicence(who: string, sku: string): string;
  removeLicence(who: string, sku: string): string;
  assignAppRole(who: string, app: string, role: string): string;
  removeAppRole(who: string, app: string, role: string): string;
  rename(who: string, address: string): string;
  setRule(group: string, rule: string): string;
  /** The reason of an inverse: what it takes back. */
  undoes(sentence: string): string;

  sessionsEnded: string;
  provisioned(app: string): string;
  membersLost(group: string): string;
  noAccount: string;
  managerUnknown: string;
  managerGone: string;
  purged: string;
  isProtected: string;
  isSynced: string;
  notOurs: string;
  unseen(what: string): string;
  drifted(what: string, was: SpokenValue, now: SpokenValue): string;
  /** What a slot is called in such a sentence. */
  slot(family: SlotFamily, name: string): string;

  needsYes(operations: number): string;
  release: string;
}

const speak = (value: SpokenValue, words: { yes: string; no: string; nothing: string }): string => {
  if (value === null) return words.nothing;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return `“${value}”`;
};
const english = (value: SpokenValue) => speak(value, { yes: 'yes', no: 'no', nothing: 'nothing' });
const dutch = (value: SpokenValue) => speak(value, { yes: 'ja', no: 'nee', nothing: 'leeg' });

const en: UndoTexts = {
  deleteAgain: (who) =>
    `Delete account ${who} again; whoever signed in since finds what they made for 30 days in the recycle bin only.`,
  restore: (who) =>
    `Take account ${who} back from the recycle bin; Entra gives it its memberships and licences of that time back.`,
  changeBack: (who, changes) =>
    `Change ${who} back: ${changes.map((c) => `${c.name} from ${english(c.before)} to ${english(c.after)}`).join(', ')}.`,
  enable: (who) => `Enable account ${who} again.`,
  disable: (who) => `Disable account ${who} again.`,
  setManager: (who, manager) => `Make ${manager} the manager of ${who} again.`,
  removeManager: (who) => `Remove the manager of ${who} again.`,
  addMember: (who, group) => `Add ${who} to ${group} again.`,
  removeMember: (who, group) => `Remove ${who} from ${group} again.`,
  assignLicence: (who, sku) => `Assign licence ${sku} to ${who} again.`,
  removeLicence: (who, sku) => `Take licence ${sku} from ${who} again.`,
  assignAppRole: (who, app, role) => `Give ${who} the role ${role} in ${app} again.`,
  removeAppRole: (who, app, role) => `Take the role ${role} in ${app} from ${who} again.`,
  rename: (who, address) => `Give ${who} the address ${address} back.`,
  setRule: (group, rule) => `Give ${group} the membership rule ${rule} back.`,
  undoes: (sentence) => `takes back: ${sentence}`,

  sessionsEnded: 'Sessions that were ended stay ended; people sign in again.',
  provisioned: (app) => `What ${app} made of it stays there; it follows when the role goes.`,
  membersLost: (group) =>
    `Entra emptied ${group} when it got a membership rule; who was in it before is not known any more.`,
  noAccount: 'It is not known which account this was about.',
  managerUnknown: 'It is not known which account the manager has.',
  managerGone: 'The former manager has no account any more.',
  purged: 'The account is no longer in the recycle bin: after 30 days Entra deletes it for good.',
  isProtected: 'The account is protected and is never written.',
  isSynced: 'The account comes from on-premises Active Directory now and is never written.',
  notOurs: 'It was so already when the run came to it, so it is not known whose doing it was.',
  unseen: (what) => `${what} cannot be seen, so nothing is changed.`,
  drifted: (what, was, now) =>
    `${what} was left as ${english(was)} and is ${english(now)} now; somebody changed it since.`,
  slot: (family, name) =>
    ({
      existence: 'The account in use',
      attribute: name,
      enabled: 'Enabled',
      manager: 'The manager',
      name,
      member: `Membership of ${name}`,
      licence: `Licence ${name}`,
      'app-role': `Role ${name}`,
      rule: `The membership rule of ${name}`,
    })[family],

  needsYes: (operations) => `Undo of ${operations} operations. Somebody must say yes to it.`,
  release: 'Run the same command with --yes.',
};

const nl: UndoTexts = {
  deleteAgain: (who) =>
    `Verwijder account ${who} weer; wie intussen heeft ingelogd vindt wat er gemaakt is nog 30 dagen in de prullenbak.`,
  restore: (who) =>
    `Haal account ${who} terug uit de prullenbak; Entra geeft het de lidmaatschappen en licenties van toen terug.`,
  changeBack: (who, changes) =>
    `Zet ${who} terug: ${changes.map((c) => `${c.name} van ${dutch(c.before)} naar ${dutch(c.after)}`).join(', ')}.`,
  enable: (who) => `Schakel account ${who} weer in.`,
  disable: (who) => `Schakel account ${who} weer uit.`,
  setManager: (who, manager) => `Maak ${manager} weer leidinggevende van ${who}.`,
  removeManager: (who) => `Haal de leidinggevende van ${who} weer weg.`,
  addMember: (who, group) => `Voeg ${who} weer toe aan ${group}.`,
  removeMember: (who, group) => `Haal ${who} weer uit ${group}.`,
  assignLicence: (who, sku) => `Ken licentie ${sku} weer toe aan ${who}.`,
  removeLicence: (who, sku) => `Trek licentie ${sku} van ${who} weer in.`,
  assignAppRole: (who, app, role) => `Geef ${who} weer de rol ${role} in ${app}.`,
  removeAppRole: (who, app, role) => `Neem ${who} de rol ${role} in ${app} weer af.`,
  rename: (who, address) => `Geef ${who} het adres ${address} terug.`,
  setRule: (group, rule) => `Geef ${group} de lidmaatschapsregel ${rule} terug.`,
  undoes: (sentence) => `draait terug: ${sentence}`,

  sessionsEnded: 'Beëindigde sessies blijven beëindigd; mensen loggen opnieuw in.',
  provisioned: (app) => `Wat ${app} ervan maakte blijft daar; het volgt als de rol weggaat.`,
  membersLost: (group) =>
    `Entra maakte ${group} leeg toen die een lidmaatschapsregel kreeg; wie er eerder in zat is niet meer bekend.`,
  noAccount: 'Het is niet bekend om welk account dit ging.',
  managerUnknown: 'Het is niet bekend welk account de leidinggevende heeft.',
  managerGone: 'De vorige leidinggevende heeft geen account meer.',
  purged: 'Het account ligt niet meer in de prullenbak: na 30 dagen verwijdert Entra het voorgoed.',
  isProtected: 'Het account is beschermd en wordt nooit geschreven.',
  isSynced: 'Het account komt nu uit de lokale Active Directory en wordt nooit geschreven.',
  notOurs: 'Het was al zo toen de run eraan toe kwam, dus het is niet bekend wie het deed.',
  unseen: (what) => `${what} is niet te zien, dus er verandert niets.`,
  drifted: (what, was, now) =>
    `${what} was achtergelaten als ${dutch(was)} en is nu ${dutch(now)}; iemand heeft het intussen gewijzigd.`,
  slot: (family, name) =>
    ({
      existence: 'Het account in gebruik',
      attribute: name,
      enabled: 'Ingeschakeld',
      manager: 'De leidinggevende',
      name,
      member: `Lidmaatschap van ${name}`,
      licence: `Licentie ${name}`,
      'app-role': `Rol ${name}`,
      rule: `De lidmaatschapsregel van ${name}`,
    })[family],

  needsYes: (operations) => `Terugdraaien van ${operations} bewerkingen. Iemand moet daar ja tegen zeggen.`,
  release: 'Geef dezelfde opdracht met --yes.',
};

const catalogue: Readonly<Record<Language, UndoTexts>> = { en, nl };

export function undoTexts(language: Language): UndoTexts {
  return catalogue[language];
}

import type { AccountAttribute } from '../account.ts';
import type { Language } from '../policy.ts';
import { type AccessTexts, accessTexts } from './access-texts.ts';
import { type AdoptionTexts, adoptionTexts } from './adoption-texts.ts';

/** One changed attribute, for a sentence. */
export interface ChangedValue {
  attribute: AccountAttribute;
  before: string | null;
  after: string | null;
}

/** What a plan says to people: sentences of operations, reasons, notes and verdicts. Dates are `YYYY-MM-DD`. */
export interface PlanTexts extends AccessTexts, AdoptionTexts {
  createAccount(who: string, address: string, enabled: boolean, startsOn: string): string;
  updateAccount(who: string, changes: readonly ChangedValue[]): string;
  enableAccount(who: string): string;
  disableAccount(who: string): string;
  deleteAccount(who: string): string;
  restoreAccount(who: string): string;
  setManager(who: string, managerName: string, formerName: string | null): string;
  removeManager(who: string, formerName: string | null): string;
  linkAccount(who: string): string;

  startsOn(date: string): string;
  hasStarted(date: string): string;
  lastDayWas(date: string): string;
  noLongerActive: string;
  goneForDays(days: number): string;
  preparedDays(days: number): string;
  hrSays(attribute: AccountAttribute, value: string | null): string;
  managerIs(name: string): string;
  managerHasNoAccount(name: string): string;
  noManager: string;
  headOf(unit: string): string;
  roleGives(title: string): string;
  ruleMatches(rule: string): string;
  grantGives(reason: string): string;
  noLongerEntitled(group: string): string;
  accessEnded(date: string): string;
  matchedByEmployeeId(employeeId: string): string;
  matchedByLink: string;
  inRecycleBin: string;

  waitsFor(who: string, missing: readonly string[]): string;
  missingName: string;
  missingStartDate: string;
  missingUnit: string;
  unknownUnit(unitKey: string): string;
  missingEmployment: string;
  absent(address: string): string;
  outOfScope(who: string): string;
  candidate(who: string, address: string): string;
  ambiguous(who: string, addresses: readonly string[]): string;
  contested(who: string, address: string): string;
  sharedNumber(who: string, employeeId: string): string;
  protectedAccount(who: string, address: string): string;
  syncedAccount(who: string, address: string): string;
  unknownManager(who: string, managerPersonKey: string): string;
  unclearManager(who: string, managerName: string): string;
  ownManager(who: string): string;
  unknownHead(who: string, unit: string, headPersonKey: string): string;
  unknownGroup(group: string): string;
  ambiguousGroup(group: string, count: number): string;
  unwritableGroup(group: string, barrier: 'dynamic' | 'role-assignable' | 'synced' | 'mail-enabled'): string;
  valueTooLong(who: string, attribute: AccountAttribute, length: number, most: number): string;
  badUsageLocation(who: string, value: string): string;
  noAddress(who: string): string;
  inactive(who: string): string;
}

const quoted = (value: string | null, nothing: string): string => (value === null ? nothing : `“${value}”`);

const en: PlanTexts = {
  ...accessTexts.en,
  ...adoptionTexts.en,
  createAccount: (who, address, enabled, startsOn) =>
    enabled
      ? `Create account ${address} for ${who}.`
      : `Create account ${address} for ${who}, disabled until ${startsOn}.`,
  updateAccount: (who, changes) =>
    `Change ${who}: ${changes.map((c) => `${c.attribute} from ${quoted(c.before, 'nothing')} to ${quoted(c.after, 'nothing')}`).join(', ')}.`,
  enableAccount: (who) => `Enable the account of ${who}.`,
  disableAccount: (who) => `Disable the account of ${who}.`,
  deleteAccount: (who) => `Delete the account of ${who} (30 days in the recycle bin).`,
  restoreAccount: (who) => `Take the account of ${who} back from the recycle bin.`,
  setManager: (who, managerName, formerName) =>
    formerName === null
      ? `Make ${managerName} the manager of ${who}.`
      : `Make ${managerName} the manager of ${who}, instead of ${formerName}.`,
  removeManager: (who, formerName) =>
    formerName === null ? `Remove the manager of ${who}.` : `Remove ${formerName} as the manager of ${who}.`,
  linkAccount: (who) => `Mark the account of ${who} as kept by Instroom.`,

  startsOn: (date) => `starts on ${date}`,
  hasStarted: (date) => `in service since ${date}`,
  lastDayWas: (date) => `last day in service was ${date}`,
  noLongerActive: 'HR says: not active',
  goneForDays: (days) => `left more than ${days} days ago`,
  preparedDays: (days) => `accounts are made ${days} days before the first day`,
  hrSays: (attribute, value) => `${attribute} is ${quoted(value, 'empty')} in HR`,
  managerIs: (name) => `${name} is the manager in HR`,
  managerHasNoAccount: (name) => `the manager in HR, ${name}, has no account`,
  noManager: 'HR knows no manager',
  headOf: (unit) => `head of ${unit}`,
  roleGives: (title) => `role ${title}`,
  ruleMatches: (rule) => `membership rule ${rule}`,
  grantGives: (reason) => `granted: ${reason}`,
  noLongerEntitled: (group) => `no role, rule or grant gives ${group} any more`,
  accessEnded: (date) => `access ended after the last day, ${date}`,
  matchedByEmployeeId: (employeeId) => `employeeId ${employeeId} is the same`,
  matchedByLink: 'this match was accepted',
  inRecycleBin: 'the former account is in the recycle bin',

  waitsFor: (who, missing) => `${who} waits: ${missing.join(', ')}.`,
  missingName: 'the name is missing',
  missingStartDate: 'the start date is missing',
  missingUnit: 'the unit is missing',
  unknownUnit: (unitKey) => `unit ${unitKey} is not in the list of units`,
  missingEmployment: 'there is no employment',
  absent: (address) => `The person of ${address} is no longer in the HR list. That alone is no exit: nothing is done.`,
  outOfScope: (who) => `${who} is outside the scope of the policy; the account is left alone.`,
  candidate: (who, address) =>
    `${who} may be the owner of ${address}, which Instroom does not keep. No account is made until somebody accepts or rejects the match with instroom adopt.`,
  ambiguous: (who, addresses) =>
    `${who} matches more than one account (${addresses.join(', ')}); nothing is done until it is clear which one.`,
  contested: (who, address) =>
    `${address} of ${who} is linked to more than one person; nothing is done until it is clear whose it is.`,
  sharedNumber: (who, employeeId) =>
    `${who} shares employee number ${employeeId} with somebody else in HR; nothing is done until that is mended.`,
  protectedAccount: (who, address) => `${address} of ${who} is protected and left alone.`,
  syncedAccount: (who, address) => `${address} of ${who} is synced from on-premises Active Directory and left alone.`,
  unknownManager: (who, key) => `The manager of ${who}, ${key}, is not in the HR list; the manager is left as it is.`,
  unclearManager: (who, managerName) =>
    `It is not clear which account the manager of ${who}, ${managerName}, has; the manager is left as it is.`,
  ownManager: (who) => `${who} is their own manager in HR; the manager is left as it is.`,
  unknownHead: (who, unit, key) =>
    `The head of ${unit}, ${key}, is not in the HR list; the manager of ${who} is left as it is.`,
  unknownGroup: (group) => `Group ${group} is not in Entra; nobody is added. Make the group, or change the policy.`,
  ambiguousGroup: (group, count) =>
    `There are ${count} groups called ${group}; nobody is added. Use the object id in the policy.`,
  unwritableGroup: (group, barrier) =>
    `Members of ${group} are left alone: ${
      {
        dynamic: 'Entra fills it by a rule',
        'role-assignable': 'it can hold directory roles',
        synced: 'it is synced from on-premises Active Directory',
        'mail-enabled': 'it is a distribution or mail-enabled security group, which Graph cannot change',
      }[barrier]
    }.`,
  valueTooLong: (who, attribute, length, most) =>
    `${attribute} of ${who} has ${length} characters and Entra takes ${most}; it is not written.`,
  badUsageLocation: (who, value) =>
    `usageLocation of ${who} must be a two-letter country code, not “${value}”; it is not written.`,
  noAddress: (who) =>
    `No free address can be made for ${who} from the naming rules; add a candidate with \${n}, or mend the name.`,
  inactive: (who) => `${who} is not active in HR and has no end date: disabled, but never deleted by itself.`,
};

const nl: PlanTexts = {
  ...accessTexts.nl,
  ...adoptionTexts.nl,
  createAccount: (who, address, enabled, startsOn) =>
    enabled
      ? `Maak account ${address} voor ${who}.`
      : `Maak account ${address} voor ${who}, uitgeschakeld tot ${startsOn}.`,
  updateAccount: (who, changes) =>
    `Wijzig ${who}: ${changes.map((c) => `${c.attribute} van ${quoted(c.before, 'leeg')} naar ${quoted(c.after, 'leeg')}`).join(', ')}.`,
  enableAccount: (who) => `Schakel het account van ${who} in.`,
  disableAccount: (who) => `Schakel het account van ${who} uit.`,
  deleteAccount: (who) => `Verwijder het account van ${who} (30 dagen in de prullenbak).`,
  restoreAccount: (who) => `Haal het account van ${who} terug uit de prullenbak.`,
  setManager: (who, managerName, formerName) =>
    formerName === null
      ? `Maak ${managerName} leidinggevende van ${who}.`
      : `Maak ${managerName} leidinggevende van ${who}, in plaats van ${formerName}.`,
  removeManager: (who, formerName) =>
    formerName === null
      ? `Haal de leidinggevende van ${who} weg.`
      : `Haal ${formerName} weg als leidinggevende van ${who}.`,
  linkAccount: (who) => `Merk het account van ${who} als beheerd door Instroom.`,

  startsOn: (date) => `begint op ${date}`,
  hasStarted: (date) => `in dienst sinds ${date}`,
  lastDayWas: (date) => `laatste dag in dienst was ${date}`,
  noLongerActive: 'HR zegt: niet actief',
  goneForDays: (days) => `meer dan ${days} dagen geleden vertrokken`,
  preparedDays: (days) => `accounts worden ${days} dagen voor de eerste dag gemaakt`,
  hrSays: (attribute, value) => `${attribute} is ${quoted(value, 'leeg')} in HR`,
  managerIs: (name) => `${name} is leidinggevende in HR`,
  managerHasNoAccount: (name) => `de leidinggevende in HR, ${name}, heeft geen account`,
  noManager: 'HR kent geen leidinggevende',
  headOf: (unit) => `hoofd van ${unit}`,
  roleGives: (title) => `rol ${title}`,
  ruleMatches: (rule) => `lidmaatschapsregel ${rule}`,
  grantGives: (reason) => `toegekend: ${reason}`,
  noLongerEntitled: (group) => `geen rol, regel of toekenning geeft nog ${group}`,
  accessEnded: (date) => `toegang eindigde na de laatste dag, ${date}`,
  matchedByEmployeeId: (employeeId) => `employeeId ${employeeId} is gelijk`,
  matchedByLink: 'deze koppeling is aanvaard',
  inRecycleBin: 'het eerdere account ligt in de prullenbak',

  waitsFor: (who, missing) => `${who} wacht: ${missing.join(', ')}.`,
  missingName: 'de naam ontbreekt',
  missingStartDate: 'de begindatum ontbreekt',
  missingUnit: 'de afdeling ontbreekt',
  unknownUnit: (unitKey) => `afdeling ${unitKey} staat niet in de lijst van afdelingen`,
  missingEmployment: 'er is geen dienstverband',
  absent: (address) =>
    `De persoon van ${address} staat niet meer in de HR-lijst. Dat alleen is geen uitdiensttreding: er gebeurt niets.`,
  outOfScope: (who) => `${who} valt buiten het bereik van het beleid; het account blijft zoals het is.`,
  candidate: (who, address) =>
    `${who} is misschien de eigenaar van ${address}, dat Instroom niet beheert. Er wordt geen account gemaakt tot iemand de koppeling aanvaardt of afwijst met instroom adopt.`,
  ambiguous: (who, addresses) =>
    `${who} past bij meer dan één account (${addresses.join(', ')}); er gebeurt niets tot duidelijk is welk.`,
  contested: (who, address) =>
    `${address} van ${who} is aan meer dan één persoon gekoppeld; er gebeurt niets tot duidelijk is van wie het is.`,
  sharedNumber: (who, employeeId) =>
    `${who} deelt personeelsnummer ${employeeId} met iemand anders in HR; er gebeurt niets tot dat hersteld is.`,
  protectedAccount: (who, address) => `${address} van ${who} is beschermd en blijft zoals het is.`,
  syncedAccount: (who, address) => `${address} van ${who} komt uit de lokale Active Directory en blijft zoals het is.`,
  unknownManager: (who, key) =>
    `De leidinggevende van ${who}, ${key}, staat niet in de HR-lijst; de leidinggevende blijft zoals die is.`,
  unclearManager: (who, managerName) =>
    `Het is niet duidelijk welk account de leidinggevende van ${who}, ${managerName}, heeft; de leidinggevende blijft zoals die is.`,
  ownManager: (who) => `${who} is volgens HR de eigen leidinggevende; de leidinggevende blijft zoals die is.`,
  unknownHead: (who, unit, key) =>
    `Het hoofd van ${unit}, ${key}, staat niet in de HR-lijst; de leidinggevende van ${who} blijft zoals die is.`,
  unknownGroup: (group) =>
    `Groep ${group} staat niet in Entra; niemand wordt toegevoegd. Maak de groep, of wijzig het beleid.`,
  ambiguousGroup: (group, count) =>
    `Er zijn ${count} groepen met de naam ${group}; niemand wordt toegevoegd. Gebruik het object-id in het beleid.`,
  unwritableGroup: (group, barrier) =>
    `Leden van ${group} blijven zoals ze zijn: ${
      {
        dynamic: 'Entra vult de groep met een regel',
        'role-assignable': 'de groep kan beheerdersrollen dragen',
        synced: 'de groep komt uit de lokale Active Directory',
        'mail-enabled': 'het is een distributiegroep of beveiligingsgroep met e-mail, en die kan Graph niet wijzigen',
      }[barrier]
    }.`,
  valueTooLong: (who, attribute, length, most) =>
    `${attribute} van ${who} heeft ${length} tekens en Entra neemt er ${most}; het wordt niet geschreven.`,
  badUsageLocation: (who, value) =>
    `usageLocation van ${who} moet een landcode van twee letters zijn, niet “${value}”; het wordt niet geschreven.`,
  noAddress: (who) =>
    `Met de naamregels is geen vrij adres te maken voor ${who}; voeg een kandidaat met \${n} toe, of herstel de naam.`,
  inactive: (who) =>
    `${who} is niet actief in HR en heeft geen einddatum: uitgeschakeld, maar nooit vanzelf verwijderd.`,
};

const catalogue: Readonly<Record<Language, PlanTexts>> = { en, nl };

export function planTexts(language: Language): PlanTexts {
  return catalogue[language];
}

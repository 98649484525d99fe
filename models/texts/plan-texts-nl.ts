import { accessTexts } from './access-texts.ts';
import { adoptionTexts } from './adoption-texts.ts';
import type { PlanTexts } from './plan-texts.ts';
import { quoteValue } from './quote-value.ts';

export const planTextsNl: PlanTexts = {
  ...accessTexts.nl,
  ...adoptionTexts.nl,
  createAccount: (who, address, enabled, startsOn) =>
    enabled
      ? `Maak account ${address} voor ${who}.`
      : `Maak account ${address} voor ${who}, uitgeschakeld tot ${startsOn}.`,
  updateAccount: (who, changes) =>
    `Wijzig ${who}: ${changes.map((c) => `${c.attribute} van ${quoteValue(c.before, 'leeg')} naar ${quoteValue(c.after, 'leeg')}`).join(', ')}.`,
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
  hrSays: (attribute, value, sources = []) =>
    `${attribute} is ${quoteValue(value, 'leeg')} in HR${sources.length === 0 ? '' : ` (${sources.join(', ')})`}`,
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

import type { Language } from '../policy.ts';

/** What a plan says of addresses that are given out and follow a changed name. Dates are `YYYY-MM-DD`. */
export interface AddressTexts {
  renameAccount(who: string, before: string, after: string): string;
  nameIsNow(name: string): string;
  renameAtOnce: string;
  renameOnDay(date: string): string;
  renameAccepted: string;
  renameUnfinished: string;

  proposedOnDay(who: string, before: string, after: string, date: string): string;
  proposedForChoice(who: string, before: string, after: string): string;
  noNewAddress(who: string, current: string): string;
  aliasMissing(who: string, former: string, command: string): string;
  unknownDomain(who: string, domain: string | null, domains: readonly string[]): string;
}

const en: AddressTexts = {
  renameAccount: (who, before, after) => `Change the address of ${who} from ${before} to ${after}.`,
  nameIsNow: (name) => `HR: the name is now ${name}`,
  renameAtOnce: 'The policy lets the address follow a changed name at once',
  renameOnDay: (date) => `The change was announced for ${date}`,
  renameAccepted: 'The person said yes to the new address',
  renameUnfinished: 'The change was decided before and has not been carried out yet',

  proposedOnDay: (who, before, after, date) =>
    `The name of ${who} has changed: the address ${before} becomes ${after} on ${date}.`,
  proposedForChoice: (who, before, after) =>
    `The name of ${who} has changed: the address ${before} can become ${after}, once the person says yes.`,
  noNewAddress: (who, current) =>
    `The name of ${who} has changed, and the naming rules give no free address for it; ${current} stays. Add a candidate with \${n}, or mend the name.`,
  aliasMissing: (who, former, command) =>
    `Mail to ${former}, the former address of ${who}, does not arrive any more: it is no alias, and only Exchange can make it one. In Exchange Online PowerShell: ${command}`,
  unknownDomain: (who, domain, domains) =>
    `No address for ${who}: names.domain gives ${domain === null ? 'nothing' : `“${domain}”`}, and that has to be ${domains.join(' or ')}.`,
};

const nl: AddressTexts = {
  renameAccount: (who, before, after) => `Wijzig het adres van ${who} van ${before} in ${after}.`,
  nameIsNow: (name) => `HR: de naam is nu ${name}`,
  renameAtOnce: 'Het beleid laat het adres een gewijzigde naam meteen volgen',
  renameOnDay: (date) => `De wijziging was aangekondigd voor ${date}`,
  renameAccepted: 'De persoon heeft ja gezegd tegen het nieuwe adres',
  renameUnfinished: 'De wijziging was al besloten en is nog niet uitgevoerd',

  proposedOnDay: (who, before, after, date) =>
    `De naam van ${who} is gewijzigd: het adres ${before} wordt ${after} op ${date}.`,
  proposedForChoice: (who, before, after) =>
    `De naam van ${who} is gewijzigd: het adres ${before} kan ${after} worden, zodra de persoon ja zegt.`,
  noNewAddress: (who, current) =>
    `De naam van ${who} is gewijzigd, en de naamregels geven er geen vrij adres voor; ${current} blijft. Voeg een kandidaat met \${n} toe, of herstel de naam.`,
  aliasMissing: (who, former, command) =>
    `E-mail aan ${former}, het vorige adres van ${who}, komt niet meer aan: het is geen alias, en alleen Exchange kan dat ervan maken. In Exchange Online PowerShell: ${command}`,
  unknownDomain: (who, domain, domains) =>
    `Geen adres voor ${who}: names.domain geeft ${domain === null ? 'niets' : `“${domain}”`}, en dat moet ${domains.join(' of ')} zijn.`,
};

/** Texts about addresses, by language. */
export const addressTexts: Readonly<Record<Language, AddressTexts>> = { en, nl };

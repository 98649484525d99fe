import type { OperationKind } from '../plan.ts';
import type { Language } from '../policy.ts';

/** The kinds of operation that give or take one named thing. */
export type ItemOperationKind = Extract<
  OperationKind,
  | 'add-member'
  | 'remove-member'
  | 'assign-licence'
  | 'remove-licence'
  | 'assign-app-role'
  | 'remove-app-role'
  | 'provision-app'
>;

/** What a plan says of groups, licences, apps, grants, leave and separation. Instants are ISO 8601 in UTC, shown to the minute. */
export interface AccessTexts {
  changeItem(kind: ItemOperationKind, who: string, what: string): string;
  revokeSessions(who: string): string;
  setMembershipRule(group: string, processing: 'on' | 'paused', isSame: boolean): string;

  lastWorkingDayWas(date: string): string;
  urgentExit(reason: string): string;
  onLeave: string;
  handedOver(role: string, until: string): string;
  approvedBy(by: string, at: string): string;
  about(who: string, text: string): string;

  unknownLicence(name: string): string;
  licenceNeedsLocation(who: string, licence: string): string;
  noSeat(who: string, licence: string): string;
  seatsMissing(licence: string, count: number): string;
  fewSeats(licence: string, count: number): string;
  unknownApp(name: string): string;
  ambiguousApp(name: string, count: number): string;
  unknownAppRole(app: string, role: string, offered: readonly string[]): string;
  separationRefused(title: string): string;
  separationKeptOlder(title: string): string;
  grantLostGround(reason: string): string;
  parked(who: string, count: number): string;

  /** When an item would end by itself, or what would have to change. */
  endsAt(instant: string): string;
  endsAfter(date: string): string;
  endsWithRole(titles: readonly string[]): string;
  endsWithRule: string;
  endsWithHr: string;
  alreadyEnding: string;
  handMade: string;
  decidedBy(rule: string, part: string, version: string): string;
  leftAsItIs: string;
  nothingGivesIt: string;
}

const minute = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;
const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

const en: AccessTexts = {
  changeItem: (kind, who, what) => {
    switch (kind) {
      case 'add-member':
        return `Add ${who} to ${what}.`;
      case 'remove-member':
        return `Remove ${who} from ${what}.`;
      case 'assign-licence':
        return `Give ${who} licence ${what}.`;
      case 'remove-licence':
        return `Take licence ${what} from ${who}.`;
      case 'assign-app-role':
        return `Give ${who} the app role ${what}.`;
      case 'remove-app-role':
        return `Take the app role ${what} from ${who}.`;
      case 'provision-app':
        return `Have ${what} make the account of ${who} at once.`;
    }
  },
  revokeSessions: (who) => `End all sessions of ${who}.`,
  setMembershipRule: (group, processing, isSame) => {
    if (processing === 'paused') return `Pause the membership rule of ${group} while many accounts change.`;
    return isSame
      ? `Let Entra work the membership rule of ${group} again.`
      : `Give ${group} the membership rule of the policy.`;
  },

  lastWorkingDayWas: (date) => `last working day was ${date}`,
  urgentExit: (reason) => `urgent exit: ${reason}`,
  onLeave: 'on leave, and the policy disables the account meanwhile',
  handedOver: (role, until) => `role ${role} was lost and is kept for handing over until ${minute(until)}`,
  approvedBy: (by, at) => `approved by ${by} on ${minute(at)}`,
  about: (who, text) => `${who}: ${text}`,

  unknownLicence: (name) =>
    `Licence ${name} is not among those of the tenant; nobody gets it. Buy it, or change the policy.`,
  licenceNeedsLocation: (who, licence) =>
    `${who} waits for licence ${licence}: Entra needs a usageLocation first, which follows from the country in HR.`,
  noSeat: (who, licence) => `${who} waits for licence ${licence}: no seat is free.`,
  seatsMissing: (licence, count) =>
    `Licence ${licence} is short of ${many(count, 'seat', 'seats')}: buy more, or free some.`,
  fewSeats: (licence, count) => `Licence ${licence} has ${many(count, 'free seat', 'free seats')} left after this.`,
  unknownApp: (name) => `App ${name} is not in Entra; nobody gets a role in it. Add the app, or change the policy.`,
  ambiguousApp: (name, count) =>
    `There are ${count} apps called ${name}; nobody gets a role in it. Name the servicePrincipal under apps in the policy.`,
  unknownAppRole: (app, role, offered) => `App ${app} has no role ${role}; it offers ${offered.join(', ')}.`,
  separationRefused: (title) => `${title} may not go together; neither is given until somebody decides.`,
  separationKeptOlder: (title) =>
    `${title} may not go together; what was there first stays and the other is not given.`,
  grantLostGround: (reason) => `the leave behind “${reason}” is no longer in HR, so it gives nothing`,
  parked: (who, count) =>
    `${who} is on leave and keeps in touch: ${many(count, 'right is', 'rights are')} parked until the return.`,

  endsAt: (instant) => `ends on ${minute(instant)}`,
  endsAfter: (date) => `ends after ${date}, the end of the employment`,
  endsWithRole: (titles) => `ends when ${titles.join(' and ')} no longer applies`,
  endsWithRule: 'ends when the membership rule no longer holds',
  endsWithHr: 'changes when HR says something else',
  alreadyEnding: 'nothing gives it any more: it goes with the next run',
  handMade: 'not given by Instroom: it stays until somebody takes it away',
  decidedBy: (rule, part, version) => `${rule}: ${part}, policy version ${version}`,
  leftAsItIs: 'what is there is left as it is',
  nothingGivesIt: 'no role, rule or grant gives it any more',
};

const nl: AccessTexts = {
  changeItem: (kind, who, what) => {
    switch (kind) {
      case 'add-member':
        return `Voeg ${who} toe aan ${what}.`;
      case 'remove-member':
        return `Haal ${who} uit ${what}.`;
      case 'assign-licence':
        return `Geef ${who} licentie ${what}.`;
      case 'remove-licence':
        return `Neem licentie ${what} van ${who} terug.`;
      case 'assign-app-role':
        return `Geef ${who} de app-rol ${what}.`;
      case 'remove-app-role':
        return `Neem de app-rol ${what} van ${who} terug.`;
      case 'provision-app':
        return `Laat ${what} het account van ${who} meteen aanmaken.`;
    }
  },
  revokeSessions: (who) => `Beëindig alle sessies van ${who}.`,
  setMembershipRule: (group, processing, isSame) => {
    if (processing === 'paused') return `Zet de lidmaatschapsregel van ${group} stil terwijl veel accounts wijzigen.`;
    return isSame
      ? `Laat Entra de lidmaatschapsregel van ${group} weer uitvoeren.`
      : `Geef ${group} de lidmaatschapsregel van het beleid.`;
  },

  lastWorkingDayWas: (date) => `laatste werkdag was ${date}`,
  urgentExit: (reason) => `spoedvertrek: ${reason}`,
  onLeave: 'met verlof, en het beleid schakelt het account zolang uit',
  handedOver: (role, until) => `rol ${role} is vervallen en blijft voor overdracht tot ${minute(until)}`,
  approvedBy: (by, at) => `goedgekeurd door ${by} op ${minute(at)}`,
  about: (who, text) => `${who}: ${text}`,

  unknownLicence: (name) =>
    `Licentie ${name} heeft de tenant niet; niemand krijgt die. Koop hem, of wijzig het beleid.`,
  licenceNeedsLocation: (who, licence) =>
    `${who} wacht op licentie ${licence}: Entra heeft eerst een usageLocation nodig, en die volgt uit het land in HR.`,
  noSeat: (who, licence) => `${who} wacht op licentie ${licence}: er is geen plaats vrij.`,
  seatsMissing: (licence, count) =>
    `Licentie ${licence} komt ${many(count, 'plaats', 'plaatsen')} tekort: koop er bij, of maak er vrij.`,
  fewSeats: (licence, count) =>
    `Licentie ${licence} heeft hierna nog ${many(count, 'vrije plaats', 'vrije plaatsen')}.`,
  unknownApp: (name) =>
    `App ${name} staat niet in Entra; niemand krijgt er een rol in. Voeg de app toe, of wijzig het beleid.`,
  ambiguousApp: (name, count) =>
    `Er zijn ${count} apps met de naam ${name}; niemand krijgt er een rol in. Noem de servicePrincipal onder apps in het beleid.`,
  unknownAppRole: (app, role, offered) => `App ${app} heeft geen rol ${role}; wel ${offered.join(', ')}.`,
  separationRefused: (title) => `${title} gaat niet samen; geen van beide wordt gegeven tot iemand beslist.`,
  separationKeptOlder: (title) =>
    `${title} gaat niet samen; wat er het eerst was blijft en het andere wordt niet gegeven.`,
  grantLostGround: (reason) => `het verlof achter “${reason}” staat niet meer in HR, dus het geeft niets`,
  parked: (who, count) =>
    `${who} is met verlof en houdt contact: ${many(count, 'recht is', 'rechten zijn')} geparkeerd tot de terugkeer.`,

  endsAt: (instant) => `eindigt op ${minute(instant)}`,
  endsAfter: (date) => `eindigt na ${date}, het einde van het dienstverband`,
  endsWithRole: (titles) => `eindigt als ${titles.join(' en ')} niet meer geldt`,
  endsWithRule: 'eindigt als de lidmaatschapsregel niet meer geldt',
  endsWithHr: 'wijzigt als HR iets anders zegt',
  alreadyEnding: 'niets geeft het nog: het gaat weg met de volgende run',
  handMade: 'niet door Instroom gegeven: het blijft tot iemand het weghaalt',
  decidedBy: (rule, part, version) => `${rule}: ${part}, beleidsversie ${version}`,
  leftAsItIs: 'wat er is blijft zoals het is',
  nothingGivesIt: 'geen rol, regel of toekenning geeft het nog',
};

export const accessTexts: Readonly<Record<Language, AccessTexts>> = { en, nl };

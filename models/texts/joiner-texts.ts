import type { MissingFact } from '../joiner.ts';
import type { Language } from '../policy.ts';

/** What cards about joiners say. What comes from people or systems is escaped before it is put in. */
export interface JoinerTexts {
  startsTitle(name: string, date: string): string;
  withdrawnTitle(name: string): string;
  unlistedTitle(name: string): string;
  ready(instant: string): string;
  canSignIn(instant: string): string;
  missingCount(count: number): string;
  inPreparation: string;
  withdrawn(date: string): string;
  unlisted(date: string): string;
  moved(from: string, to: string): string;
  unit: string;
  manager: string;
  account: string;
  access: string;
  accessCounts(groups: number, licences: number): string;
  noAccount: string;
  none: string;
  missingHeading: string;
  missing(fact: MissingFact): string;
  nextHeading: string;
  nextMissing: string;
  nextPreparation: string;
  nextReady(date: string): string;
  fix: string;
  firstDayTitle(name: string): string;
  firstDayIntro(name: string): string;
  verified: string;
  passOffer(name: string): string;
  revealPass: string;
  revealedBy(name: string, instant: string): string;
  passHeading: string;
  passOnce: string;
  passUntil(instant: string): string;
  passHelp: string;
  passLost: string;
  notManager: string;
  notToday: string;
  noPassAccount: string;
  passOff: string;
  passFailed(why: string): string;
}

const english: JoinerTexts = {
  startsTitle: (name, date) => `${name} starts on ${date}`,
  withdrawnTitle: (name) => `${name} does not start after all`,
  unlistedTitle: (name) => `${name} is no longer in HR's list`,
  ready: (instant) => `Ready: read back from Entra on ${instant}`,
  canSignIn: (instant) => `Can sign in: read back from Entra on ${instant}`,
  missingCount: (count) => (count === 1 ? 'One thing is missing' : `${count} things are missing`),
  inPreparation: 'Nothing is missing in HR; the account is being prepared',
  withdrawn: (date) => `HR has no first day on ${date} any more`,
  unlisted: (date) => `First day ${date}. This alone is no exit: nothing is taken away.`,
  moved: (from, to) => `The first day moved from ${from} to ${to}.`,
  unit: 'Unit',
  manager: 'Manager',
  account: 'Account',
  access: 'Access',
  accessCounts: (groups, licences) => `${groups} groups, ${licences} licences`,
  noAccount: 'not there yet',
  none: 'none',
  missingHeading: 'What is missing',
  missing: (fact) => {
    switch (fact.kind) {
      case 'name':
        return 'a call name and a surname';
      case 'unit':
        return 'the department or unit';
      case 'manager':
        return 'a manager: neither the employment nor the unit names one';
      case 'manager-account':
        return `a manager who can sign in: ${fact.name} has no account that is enabled`;
      case 'country':
        return 'the country of work, which licences need';
      case 'zone':
        return 'the place of work, from which the time zone follows';
      case 'entra':
        return 'something that Entra refused; IT sees it under “errors”';
      default:
        return fact.text;
    }
  },
  nextHeading: 'What happens next',
  nextMissing: 'Fill it in in HR; Instroom sees it at its next look, and this card changes by itself.',
  nextPreparation: 'Nothing to do. You hear when the account is ready.',
  nextReady: (date) => `Nothing to do. The account is enabled on ${date}.`,
  fix: 'Open in HR',
  firstDayTitle: (name) => `Today is the first day of ${name}`,
  firstDayIntro: (name) => `${name} can sign in. The account was read back from Entra and is enabled.`,
  verified: 'Verified',
  passOffer: (name) =>
    `With a Temporary Access Pass ${name} signs in for the first time. You can reveal it once, today only; read it out in person.`,
  revealPass: 'Reveal access pass',
  revealedBy: (name, instant) => `The access pass was revealed by ${name} on ${instant}.`,
  passHeading: 'Temporary Access Pass',
  passOnce: 'It works for one sign-in.',
  passUntil: (instant) => `It works until ${instant}.`,
  passHelp: 'Only you see it, and only now: it is not kept anywhere. Sign in at https://aka.ms/mysecurityinfo.',
  passLost: 'Lost it, or never saw it? Ask IT for a new one; it cannot be shown again.',
  notManager: 'Only the manager of this colleague, or who stands in for them today, can reveal the pass.',
  notToday: 'The pass can only be revealed on the first day.',
  noPassAccount: 'This colleague has no account that can sign in yet. Try again when the card says so, or ask IT.',
  passOff: 'Access passes are not in use here. Ask IT how your colleague signs in for the first time.',
  passFailed: (why) => `No pass was made: ${why} You can try again; if it goes on, ask IT.`,
};

const dutch: JoinerTexts = {
  startsTitle: (name, date) => `${name} begint op ${date}`,
  withdrawnTitle: (name) => `${name} begint toch niet`,
  unlistedTitle: (name) => `${name} staat niet meer in de lijst van HR`,
  ready: (instant) => `Klaar: teruggelezen uit Entra op ${instant}`,
  canSignIn: (instant) => `Kan aanmelden: teruggelezen uit Entra op ${instant}`,
  missingCount: (count) => (count === 1 ? 'Er ontbreekt één ding' : `Er ontbreken ${count} dingen`),
  inPreparation: 'In HR ontbreekt niets; het account wordt voorbereid',
  withdrawn: (date) => `HR heeft geen eerste werkdag op ${date} meer`,
  unlisted: (date) => `Eerste werkdag ${date}. Dit alleen is geen vertrek: er wordt niets afgenomen.`,
  moved: (from, to) => `De eerste werkdag verschoof van ${from} naar ${to}.`,
  unit: 'Afdeling',
  manager: 'Manager',
  account: 'Account',
  access: 'Toegang',
  accessCounts: (groups, licences) => `${groups} groepen, ${licences} licenties`,
  noAccount: 'is er nog niet',
  none: 'geen',
  missingHeading: 'Wat er ontbreekt',
  missing: (fact) => {
    switch (fact.kind) {
      case 'name':
        return 'een roepnaam en een achternaam';
      case 'unit':
        return 'de afdeling';
      case 'manager':
        return 'een leidinggevende: het dienstverband en de afdeling noemen er geen';
      case 'manager-account':
        return `een leidinggevende die kan aanmelden: ${fact.name} heeft geen account dat aan staat`;
      case 'country':
        return 'het land van werken, dat licenties nodig hebben';
      case 'zone':
        return 'de plaats van werken, waaruit de tijdzone volgt';
      case 'entra':
        return 'iets dat Entra weigerde; IT ziet het onder “fouten”';
      default:
        return fact.text;
    }
  },
  nextHeading: 'Hoe het verder gaat',
  nextMissing: 'Vul het aan in HR; Instroom ziet het bij de volgende ronde en deze kaart verandert vanzelf.',
  nextPreparation: 'Je hoeft niets te doen. Je hoort het als het account klaar is.',
  nextReady: (date) => `Je hoeft niets te doen. Het account gaat aan op ${date}.`,
  fix: 'Openen in HR',
  firstDayTitle: (name) => `Vandaag is de eerste dag van ${name}`,
  firstDayIntro: (name) => `${name} kan aanmelden. Het account is teruggelezen uit Entra en staat aan.`,
  verified: 'Gecontroleerd',
  passOffer: (name) =>
    `Met een tijdelijke toegangspas meldt ${name} zich voor het eerst aan. Je kunt hem één keer tonen, alleen vandaag; lees hem persoonlijk voor.`,
  revealPass: 'Toegangspas tonen',
  revealedBy: (name, instant) => `De toegangspas is getoond door ${name} op ${instant}.`,
  passHeading: 'Tijdelijke toegangspas',
  passOnce: 'Hij werkt voor één keer aanmelden.',
  passUntil: (instant) => `Hij werkt tot ${instant}.`,
  passHelp: 'Alleen jij ziet hem, en alleen nu: hij wordt nergens bewaard. Aanmelden op https://aka.ms/mysecurityinfo.',
  passLost: 'Kwijt, of nooit gezien? Vraag IT om een nieuwe; deze kan niet nog eens worden getoond.',
  notManager: 'Alleen de leidinggevende van deze collega, of wie die vandaag vervangt, kan de pas tonen.',
  notToday: 'De pas kan alleen op de eerste dag worden getoond.',
  noPassAccount:
    'Deze collega heeft nog geen account dat kan aanmelden. Probeer het als de kaart dat zegt, of vraag IT.',
  passOff: 'Toegangspassen zijn hier niet in gebruik. Vraag IT hoe je collega zich voor het eerst aanmeldt.',
  passFailed: (why) => `Er is geen pas gemaakt: ${why} Je kunt het nog eens proberen; blijft het zo, vraag dan IT.`,
};

export function joinerTexts(language: Language): JoinerTexts {
  return language === 'nl' ? dutch : english;
}

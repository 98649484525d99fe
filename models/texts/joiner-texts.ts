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
  /** The account is on already, but not all is there. */
  signsInAlready: string;
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
  pendingHeading: string;
  nextHeading: string;
  nextMissing: string;
  /** All that is missing is for IT to see to. */
  nextForIt: string;
  nextPreparation: string;
  nextHeld(runId: string): string;
  nextUnlisted: string;
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
  passProtected: string;
  passInHand: string;
  passSlow: string;
  passBusy: string;
  passUnclear: string;
  /** Entra said no: what to do. `said` is Entra's own text, for IT. */
  passRefused(why: 'permission' | 'policy' | 'other', said: string): string;
  manyTitle(count: number, until: string): string;
  manyIntro: string;
  manyReady: string;
  manyPreparing: string;
  manyLacking: string;
  manyLine(name: string, date: string, missing: number): string;
}

const english: JoinerTexts = {
  startsTitle: (name, date) => `${name} starts on ${date}`,
  withdrawnTitle: (name) => `${name} does not start after all`,
  unlistedTitle: (name) => `${name} is no longer in HR's list`,
  ready: (instant) => `Ready: read back from Entra on ${instant}`,
  canSignIn: (instant) => `Can sign in: read back from Entra on ${instant}`,
  missingCount: (count) => (count === 1 ? 'One thing is missing' : `${count} things are missing`),
  inPreparation: 'Nothing is missing in HR; the account is being prepared',
  signsInAlready: 'Can sign in already; something is still being prepared',
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
  pendingHeading: 'Still to be done in Entra',
  nextHeading: 'What happens next',
  nextMissing: 'Fill it in in HR; Instroom sees it at its next look, and this card changes by itself.',
  nextForIt: 'This is for IT to see to, who find it under “waiting” and “errors”. This card changes by itself.',
  nextPreparation: 'Nothing to do. You hear when the account is ready.',
  nextHeld: (runId) => `IT has to say yes first, to run ${runId}. You hear when the account is ready.`,
  nextUnlisted: 'If they start all the same, put them back in HR. If not, end the employment there.',
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
  passProtected: 'IT looks after this account itself, so no pass can be revealed here. Ask IT for one.',
  passInHand:
    'A pass is being made just now. If nobody sees one in a few minutes, ask IT for a new one: they make it in Entra.',
  passSlow: 'Entra takes too long. If a pass was made, it is taken away. Try again in a minute.',
  passBusy: 'Many passes are asked for just now and none was made. Try again in a minute.',
  passUnclear: 'Entra gave no clear answer. If a pass was made, it was taken away. Try again; if it goes on, ask IT.',
  passRefused: (why, said) => {
    const what = {
      permission:
        'Instroom may not make a pass for this account. Tell IT: it needs the permission UserAuthenticationMethod.ReadWrite.All, and administrators get theirs by hand.',
      policy:
        'Entra allows no such pass for this colleague. Tell IT: see Authentication methods, Temporary Access Pass, in Entra, and joiners.accessPass in the policy.',
      other: 'Entra made no pass. Try again; if it goes on, tell IT.',
    };
    return `${what[why]} Entra said: ${said}`;
  },
  manyTitle: (count, until) => `${count} people start by ${until}`,
  manyIntro: 'So many came at once that they are together here. From now on each has a card when something changes.',
  manyReady: 'Ready',
  manyPreparing: 'Being prepared',
  manyLacking: 'Something is missing',
  manyLine: (name, date, missing) => `${name}, ${date}: ${missing === 1 ? '1 thing' : `${missing} things`}`,
};

const dutch: JoinerTexts = {
  startsTitle: (name, date) => `${name} begint op ${date}`,
  withdrawnTitle: (name) => `${name} begint toch niet`,
  unlistedTitle: (name) => `${name} staat niet meer in de lijst van HR`,
  ready: (instant) => `Klaar: teruggelezen uit Entra op ${instant}`,
  canSignIn: (instant) => `Kan aanmelden: teruggelezen uit Entra op ${instant}`,
  missingCount: (count) => (count === 1 ? 'Er ontbreekt één ding' : `Er ontbreken ${count} dingen`),
  inPreparation: 'In HR ontbreekt niets; het account wordt voorbereid',
  signsInAlready: 'Kan al aanmelden; er wordt nog iets voorbereid',
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
  pendingHeading: 'Nog te doen in Entra',
  nextHeading: 'Hoe het verder gaat',
  nextMissing: 'Vul het aan in HR; Instroom ziet het bij de volgende ronde en deze kaart verandert vanzelf.',
  nextForIt: 'Dit is voor IT; die vindt het onder “wie wacht” en “fouten”. Deze kaart verandert vanzelf.',
  nextPreparation: 'Je hoeft niets te doen. Je hoort het als het account klaar is.',
  nextHeld: (runId) => `IT moet eerst akkoord geven, op run ${runId}. Je hoort het als het account klaar is.`,
  nextUnlisted: 'Begint deze collega toch, zet die dan terug in HR. Zo niet, beëindig het dienstverband daar.',
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
  passProtected: 'IT beheert dit account zelf, dus hier kan geen pas worden getoond. Vraag IT erom.',
  passInHand:
    'Er wordt op dit moment een pas gemaakt. Ziet niemand er na een paar minuten een, vraag IT dan om een nieuwe: die maken ze in Entra.',
  passSlow:
    'Entra doet er te lang over. Is er een pas gemaakt, dan wordt die weggehaald. Probeer het over een minuut nog eens.',
  passBusy: 'Er worden nu veel passen gevraagd en er is er geen gemaakt. Probeer het over een minuut nog eens.',
  passUnclear:
    'Entra gaf geen duidelijk antwoord. Is er een pas gemaakt, dan is die weggehaald. Probeer het nog eens; blijft het zo, vraag dan IT.',
  passRefused: (why, said) => {
    const what = {
      permission:
        'Instroom mag voor dit account geen pas maken. Meld het IT: daarvoor is het recht UserAuthenticationMethod.ReadWrite.All nodig, en beheerders krijgen hun pas met de hand.',
      policy:
        'Entra staat zo’n pas voor deze collega niet toe. Meld het IT: zie Verificatiemethoden, Tijdelijke toegangspas, in Entra, en joiners.accessPass in het beleid.',
      other: 'Entra maakte geen pas. Probeer het nog eens; blijft het zo, meld het dan IT.',
    };
    return `${what[why]} Entra zei: ${said}`;
  },
  manyTitle: (count, until) => `${count} mensen beginnen uiterlijk ${until}`,
  manyIntro:
    'Het zijn er zoveel tegelijk dat ze hier bij elkaar staan. Voortaan krijgt ieder een kaart als er iets verandert.',
  manyReady: 'Klaar',
  manyPreparing: 'In voorbereiding',
  manyLacking: 'Er ontbreekt iets',
  manyLine: (name, date, missing) => `${name}, ${date}: ${missing === 1 ? '1 ding' : `${missing} dingen`}`,
};

export function joinerTexts(language: Language): JoinerTexts {
  return language === 'nl' ? dutch : english;
}

import type { JoinerTexts } from './joiner-texts.ts';

export const joinerTextsNl: JoinerTexts = {
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
  accessCounts: (groups, licences) =>
    `${groups} ${groups === 1 ? 'groep' : 'groepen'}, ${licences} ${licences === 1 ? 'licentie' : 'licenties'}`,
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
    'Er wordt net een toegangspas gemaakt. Heeft na vijf minuten niemand er een gezien, druk dan opnieuw: dan komt er een andere.',
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

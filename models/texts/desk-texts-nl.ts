import type { DeskTexts } from './desk-texts.ts';

export const deskTextsNl: DeskTexts = {
  heldBack: (sentence, until) => `Tegengehouden tot ${until} UTC, want vertrekkers zijn bevroren: ${sentence}`,
  whyTitle: (name) => `Wat ${name} heeft, en waarom`,
  asOf: (on, readAt) => `Hoe het is op ${on}, volgens wat er op ${readAt} uit Entra ID is gelezen.`,
  phase: 'Stand',
  phases: {
    unknown: 'onbekend: er ontbreken gegevens',
    early: 'nog niet begonnen',
    'before-start': 'wordt klaargezet',
    active: 'aan het werk',
    'between-ends': 'laatste werkdag is voorbij',
    ended: 'dienstverband is afgelopen',
    inactive: 'niet actief',
  },
  nextChange: 'Verandert vanzelf',
  has: 'heeft het',
  hasNot: 'heeft het niet',
  wouldGet: 'heeft het nog niet, en hoort het te krijgen',
  wouldLose: 'heeft het, en hoort het niet te hebben',
  noSuchItem: (name, item) => `${name} heeft “${item}” niet en hoort het ook niet te hebben.`,
  nothingHeld: (name) => `${name} heeft niets waar Instroom van weet.`,
  didYouMean: (names) => `Bedoel je ${names}?`,
  askWhich: (item) =>
    `Vraag het nog eens met de sleutel, zoals ${item === null ? 'waarom P0001' : `waarom P0001 ${item}`}.`,
  sayWho: 'Zeg over wie het gaat, zoals “waarom Jansen Finance”.',
  neverRead: 'Er is nog niets gelezen. Wacht tot de eerste run klaar is.',
  aboutYou: 'HR kent je niet onder dit account, dus Instroom geeft je niets.',

  waitingTitle: (count) => (count === 1 ? 'Eén ding wacht op iemand' : `${count} dingen wachten op iemand`),
  nothingWaits: 'Er wacht niemand en niets.',
  waitingKinds: { person: 'Mensen die op gegevens wachten', run: 'Runs die op een ja wachten', request: 'Aanvragen' },
  owner: 'wacht op',
  since: (age) => `al ${age}`,
  roles: { it: 'de IT-desk', hr: 'HR', security: 'beveiliging' },
  days: (count) => (count === 1 ? '1 dag' : `${count} dagen`),

  errorsTitle: (count) => (count === 1 ? 'Eén ding mislukt' : `${count} dingen mislukken`),
  noErrors: 'Niets van wat de afgelopen week is geprobeerd, mislukt nog.',
  errorFacts: (count, runs, at) => `${count} keer, in ${runs}, laatst ${at}`,
  whatToDo: 'Wat te doen',
  advice: {
    'directory-unreachable':
      'Entra gaf geen antwoord. Kijk naar het netwerk en https://status.cloud.microsoft en probeer het opnieuw.',
    'directory-refused': 'Entra weigert het. Kijk naar de rechten van de app en naar wat Entra hierboven zegt.',
    'directory-incomplete': 'Entra gaf een half antwoord. Probeer het opnieuw.',
    'hr-unreadable': 'Herstel de bron die genoemd wordt; er is niets geschreven.',
    policy: 'Herstel instroom.yaml: instroom check zegt waar.',
    configuration: 'Herstel de instellingen van Instroom.',
    store: 'De database geeft geen antwoord. Kijk ernaar en probeer het opnieuw.',
    'provisioning-failed': 'Kijk in het provisioning-logboek van de app in het Entra-beheercentrum.',
  },
  anyAdvice: 'Herstel wat Entra noemt en probeer het opnieuw.',
  retry: 'Nu opnieuw proberen',
  retried: (run) => `Run ${run} probeert het opnieuw. Schrijf “run ${run}” om te zien hoe het ging.`,
  retryPaused: 'Instroom staat stil, dus er wordt niets geprobeerd. Schrijf eerst “hervat”.',

  forecastTitle: (days) => (days === 1 ? 'Wat vandaag brengt' : `Wat de komende ${days} dagen brengen`),
  quietDays: (days) =>
    `Volgens wat HR nu zegt verandert er in ${days === 1 ? '1 dag' : `${days} dagen`} niets vanzelf.`,
  joiners: 'Beginnen',
  movers: 'Veranderen van plek',
  leavers: 'Vertrekken',
  expiries: 'Toegang die verloopt',
  shortages: 'Licenties die tekortkomen',
  shortage: (licence, seats, short, from) => `${licence}: ${short} te weinig van ${seats} vanaf ${from}`,
  day: 'Dag',
  people: 'Wie',
  tooManyDays: (most) => `Ik kan 1 tot ${most} dagen vooruitkijken.`,

  changedPolicy: 'Gewijzigd beleid',
  policyStates: {
    waiting: (since, id) => `wacht sinds ${since} op een ja${id === '' ? '' : ` (aanvraag ${id})`}; geldt nog niet.`,
    refused: (since, id) => `geweigerd op ${since} (aanvraag ${id}); geldt niet.`,
    broken: (since) => `is sinds ${since} niet te gebruiken; het geldende beleid blijft.`,
    unasked: () => 'wacht, en er is niemand om te vragen.',
  },
  pausedTitle: 'Instroom staat stil',
  alreadyPaused: 'Instroom stond al stil',
  pausedIntro:
    'Er begint geen run vanzelf en wat is goedgekeurd gaat niet naar buiten. Spoedvertrek gaat door. Schrijf “hervat” om verder te gaan.',
  pausedBy: (name, at) => `door ${name}, ${at}`,
  paused: 'Stilgezet',
  resumedTitle: 'Instroom gaat verder',
  resumedIntro: 'Wat wachtte wordt opgepakt, en er wordt opnieuw naar HR gekeken.',
  notPaused: 'Instroom stond niet stil.',
  pauseHint: 'Reden',

  frozen: 'Vertrekkers worden tegengehouden',
  frozenUntil: (at) => `tot ${at}`,
  freezeAsked: (id) => `Aanvraag ${id}: vertrekkers tegenhouden`,
  freezeAskedIntro: (until) =>
    `Tot ${until} zou er niets worden weggehaald bij mensen die vertrekken, behalve bij spoedvertrek. Eerst moet iemand anders van de IT-desk ja zeggen.`,
  freezeReason: (until) => `Vertrekkers tegenhouden tot ${until}`,
  unknownDay: (day) =>
    `Ik weet niet welke dag “${day}” is. Schrijf een weekdag, “morgen”, “over 3 dagen” of 2026-12-01.`,
  pastDay: (day) => `${day} ligt niet in de toekomst.`,
  unfrozen: 'Vertrekkers gaan weer, vanaf de run die nu begint.',
  notFrozen: 'Vertrekkers worden niet tegengehouden.',
  alreadyAsked: 'Dit kan niet worden gevraagd:',

  undoTitle: (run) => `Run ${run} terugdraaien?`,
  undoIntro: (count) =>
    count === 1
      ? 'Er zou één wijziging worden gedaan. Er is nog niets gebeurd.'
      : `Er zouden ${count} wijzigingen worden gedaan. Er is nog niets gebeurd.`,
  undoNothing: 'Er is niets terug te draaien.',
  undoWould: 'Wat er zou gebeuren',
  undoRefused: 'Wat niet terug te draaien is',
  undoSettled: (count) => `${count} al zoals het was`,
  undo: 'Terugdraaien',
  undone: (run, undoRun) => `Run ${run} is teruggedraaid door run ${undoRun}.`,
  undoChanged: 'Het zou inmiddels iets anders doen. Er is niets gedaan; kijk nog eens.',

  driftTitle: (count) => (count === 1 ? 'Eén wijziging met de hand' : `${count} wijzigingen met de hand`),
  noDrift: 'Er is niets met de hand gewijzigd van wat Instroom beheert.',
  driftIntro: 'Als niemand anders beslist, zet de volgende run dit terug. Druk om het te laten beslissen.',
  driftBy: (name, at) =>
    ['Gewijzigd', name === null ? '' : `door ${name}`, at ?? ''].filter((part) => part !== '').join(' '),
  decide: 'Laat beslissen',
  driftAsked: (id) => `Aanvraag ${id} vraagt wat ermee moet gebeuren.`,
  driftGone: 'Deze wijziging staat niet meer open.',
};

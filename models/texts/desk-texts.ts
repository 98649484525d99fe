import type { Language } from '../policy.ts';

/** What the IT desk is told. What comes from people or systems is escaped before it is put in. */
export interface DeskTexts {
  heldBack(sentence: string, until: string): string;

  whyTitle(name: string): string;
  asOf(on: string, readAt: string): string;
  phase: string;
  phases: Readonly<Record<string, string>>;
  nextChange: string;
  has: string;
  hasNot: string;
  wouldGet: string;
  wouldLose: string;
  noSuchItem(name: string, item: string): string;
  nothingHeld(name: string): string;
  didYouMean(names: string): string;
  askWhich(item: string | null): string;
  sayWho: string;
  neverRead: string;
  aboutYou: string;

  waitingTitle(count: number): string;
  nothingWaits: string;
  waitingKinds: Readonly<Record<'person' | 'run' | 'request', string>>;
  owner: string;
  since(age: string): string;
  roles: Readonly<Record<string, string>>;
  days(count: number): string;

  errorsTitle(count: number): string;
  noErrors: string;
  errorFacts(count: number, runs: string, at: string): string;
  whatToDo: string;
  advice: Readonly<Record<string, string>>;
  anyAdvice: string;
  retry: string;
  retried(run: string): string;
  retryPaused: string;

  forecastTitle(days: number): string;
  quietDays(days: number): string;
  joiners: string;
  movers: string;
  leavers: string;
  expiries: string;
  shortages: string;
  shortage(licence: string, seats: number, short: number, from: string): string;
  day: string;
  people: string;
  tooManyDays(most: number): string;

  changedPolicy: string;
  policyStates: Readonly<
    Record<'waiting' | 'refused' | 'broken' | 'unasked', (since: string, requestId: string) => string>
  >;
  pausedTitle: string;
  alreadyPaused: string;
  pausedIntro: string;
  pausedBy(name: string, at: string): string;
  paused: string;
  resumedTitle: string;
  resumedIntro: string;
  notPaused: string;
  pauseHint: string;

  frozen: string;
  frozenUntil(at: string): string;
  freezeAsked(id: string): string;
  freezeAskedIntro(until: string): string;
  freezeReason(until: string): string;
  unknownDay(day: string): string;
  pastDay(day: string): string;
  unfrozen: string;
  notFrozen: string;
  alreadyAsked: string;

  undoTitle(run: string): string;
  undoIntro(count: number): string;
  undoNothing: string;
  undoWould: string;
  undoRefused: string;
  undoSettled(count: number): string;
  undo: string;
  undone(run: string, undoRun: string): string;
  undoStarted(run: string): string;
  undoChanged: string;

  driftTitle(count: number): string;
  noDrift: string;
  driftIntro: string;
  driftBy(name: string | null, at: string | null): string;
  decide: string;
  driftAsked(id: string): string;
  driftGone: string;
}

const en: DeskTexts = {
  heldBack: (sentence, until) => `Held back until ${until} UTC, because leavers are frozen: ${sentence}`,
  whyTitle: (name) => `What ${name} has, and why`,
  asOf: (on, readAt) => `How it is at ${on}, from what was read of Entra ID at ${readAt}.`,
  phase: 'State',
  phases: {
    unknown: 'unknown: data is missing',
    early: 'not begun yet',
    'before-start': 'being prepared',
    active: 'at work',
    'between-ends': 'last working day is over',
    ended: 'employment has ended',
    inactive: 'not active',
  },
  nextChange: 'Changes by itself',
  has: 'has it',
  hasNot: 'does not have it',
  wouldGet: 'does not have it yet, and should',
  wouldLose: 'has it, and should not',
  noSuchItem: (name, item) => `${name} neither has nor should have “${item}”.`,
  nothingHeld: (name) => `${name} has nothing that Instroom knows of.`,
  didYouMean: (names) => `Did you mean ${names}?`,
  askWhich: (item) => `Ask again with the key, such as ${item === null ? 'why P0001' : `why P0001 ${item}`}.`,
  sayWho: 'Say whom it is about, such as “why Jansen Finance”.',
  neverRead: 'Nothing was read yet. Wait for the first run to end.',
  aboutYou: 'HR does not know you under this account, so Instroom gives you nothing.',

  waitingTitle: (count) => (count === 1 ? 'One thing waits for somebody' : `${count} things wait for somebody`),
  nothingWaits: 'Nobody and nothing waits.',
  waitingKinds: { person: 'People who wait for data', run: 'Runs that wait for a yes', request: 'Requests' },
  owner: 'waits for',
  since: (age) => `for ${age}`,
  roles: { it: 'the IT desk', hr: 'HR', security: 'security' },
  days: (count) => (count === 1 ? '1 day' : `${count} days`),

  errorsTitle: (count) => (count === 1 ? 'One thing fails' : `${count} things fail`),
  noErrors: 'Nothing that was tried in the last week still fails.',
  errorFacts: (count, runs, at) => `${count === 1 ? 'once' : `${count} times`}, in ${runs}, last ${at}`,
  whatToDo: 'What to do',
  advice: {
    'directory-unreachable':
      'Entra did not answer. Check the network and https://status.cloud.microsoft, then try again.',
    'directory-refused': 'Entra refuses it. Check the permissions of the app and what Entra says above.',
    'directory-incomplete': 'Entra gave half an answer. Try again.',
    'hr-unreadable': 'Mend the source that is named; nothing was written.',
    policy: 'Mend instroom.yaml: instroom check says where.',
    configuration: 'Mend the settings of Instroom.',
    store: 'The database does not answer. Check it, then try again.',
    'provisioning-failed': 'Look at the provisioning log of the app in the Entra admin center.',
  },
  anyAdvice: 'Mend what Entra names, then try again.',
  retry: 'Try again now',
  retried: (run) => `Run ${run} tries again. Write “run ${run}” to see how it went.`,
  retryPaused: 'Instroom is paused, so nothing is tried. Write “resume” first.',

  forecastTitle: (days) => (days === 1 ? 'What today brings' : `What the next ${days} days bring`),
  quietDays: (days) => `By what HR says today nothing changes by itself in ${days === 1 ? '1 day' : `${days} days`}.`,
  joiners: 'Joiners',
  movers: 'Movers',
  leavers: 'Leavers',
  expiries: 'Access that expires',
  shortages: 'Licences that run short',
  shortage: (licence, seats, short, from) => `${licence}: ${short} short of ${seats} from ${from}`,
  day: 'Day',
  people: 'Who',
  tooManyDays: (most) => `I can look ahead from 1 to ${most} days.`,

  changedPolicy: 'Changed policy',
  policyStates: {
    waiting: (since, id) => `waits for a yes since ${since}${id === '' ? '' : ` (request ${id})`}; not in force.`,
    refused: (since, id) => `refused on ${since} (request ${id}); not in force.`,
    broken: (since) => `cannot be used since ${since}; the one in force stays.`,
    unasked: () => 'waits, and nobody can be asked.',
  },
  pausedTitle: 'Instroom is paused',
  alreadyPaused: 'Instroom was paused already',
  pausedIntro:
    'No run starts by itself and nothing that was approved goes out. Urgent exits go on. Write “resume” to go on.',
  pausedBy: (name, at) => `by ${name}, ${at}`,
  paused: 'Paused',
  resumedTitle: 'Instroom goes on',
  resumedIntro: 'What waited is taken up, and HR is looked at once more.',
  notPaused: 'Instroom was not paused.',
  pauseHint: 'Reason',

  frozen: 'Leavers are held back',
  frozenUntil: (at) => `until ${at}`,
  freezeAsked: (id) => `Request ${id}: hold leavers back`,
  freezeAskedIntro: (until) =>
    `Until ${until} nothing would be taken away from people who leave, urgent exits excepted. Somebody else of the IT desk has to say yes first.`,
  freezeReason: (until) => `Hold leavers back until ${until}`,
  unknownDay: (day) => `I do not know which day “${day}” is. Write a weekday, “tomorrow”, “in 3 days” or 2026-12-01.`,
  pastDay: (day) => `${day} is not in the future.`,
  unfrozen: 'Leavers go again, from the run that starts now.',
  notFrozen: 'Leavers are not held back.',
  alreadyAsked: 'This cannot be asked:',

  undoTitle: (run) => `Take back run ${run}?`,
  undoIntro: (count) =>
    count === 1
      ? 'One change would be made. Nothing has been done yet.'
      : `${count} changes would be made. Nothing has been done yet.`,
  undoNothing: 'There is nothing to take back.',
  undoWould: 'What would be done',
  undoRefused: 'What cannot be taken back',
  undoSettled: (count) => `${count} already as before`,
  undo: 'Take it back',
  undone: (run, undoRun) => `Run ${run} was taken back by run ${undoRun}.`,
  undoStarted: (run) => `Run ${run} is being taken back. Write “runs” to see how it goes.`,
  undoChanged: 'It would do something else by now. Nothing was done; look again.',

  driftTitle: (count) => (count === 1 ? 'One change by hand' : `${count} changes by hand`),
  noDrift: 'Nothing that Instroom manages was changed by hand.',
  driftIntro: 'Unless somebody decides otherwise, the next run puts these back. Press to have it decided.',
  driftBy: (name, at) =>
    ['Changed', name === null ? '' : `by ${name}`, at ?? ''].filter((part) => part !== '').join(' '),
  decide: 'Have it decided',
  driftAsked: (id) => `Request ${id} asks what should become of it.`,
  driftGone: 'This change is not open any more.',
};

const nl: DeskTexts = {
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
  undoStarted: (run) => `Run ${run} wordt teruggedraaid. Schrijf “runs” om te zien hoe het gaat.`,
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

const texts: Readonly<Record<Language, DeskTexts>> = { en, nl };

export function deskTexts(language: Language): DeskTexts {
  return texts[language];
}

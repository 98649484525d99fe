import type { PersonKind } from '../person.ts';
import type { OperationKind } from '../plan.ts';
import type { Language } from '../policy.ts';
import type { Run } from '../run.ts';

/** What cards and the bot's answers say. What comes from people or systems is escaped before it is put in. */
export interface CardTexts {
  sandbox: string;
  seconds(count: number): string;
  minutes(count: number): string;
  hours(count: number): string;
  andMore(count: number): string;
  states: Readonly<Record<Run['state'], string>>;
  triggers: Readonly<Record<Run['trigger'], string>>;
  /** Work by kind, before a number; true before and after it is done. */
  kinds: Readonly<Record<OperationKind, string>>;
  operations(count: number): string;
  unknown: string;

  statusTitle(directory: string): string;
  statusGood: string;
  statusWaiting(count: number): string;
  statusBlocked(count: number): string;
  statusFailed: string;
  neverRun: string;
  lastRun: string;
  people: string;
  accounts: string;
  waitingForApproval: string;
  blocked: string;
  peopleWaiting: string;
  source(id: string): string;
  sourceRead(at: string, people: number): string;
  lag(duration: string): string;
  recentRuns: string;
  changed: string;
  failed: string;
  skipped: string;
  notDoneYet: string;

  run: string;
  runTitle(id: string): string;
  runsTitle: string;
  state: string;
  askedBy: string;
  askedAt: string;
  finishedAt: string;
  result: string;
  resultCounts(done: number, already: number, failed: number, skipped: number): string;
  whatHappens: string;
  whatHappened: string;
  why: string;
  nothingToDo: string;
  problem: string;
  notes(count: number): string;

  approvalTitle(id: string): string;
  approvalIntro: string;
  whyAsked: string;
  effect: string;
  approve: string;
  reject: string;
  reasonLabel: string;
  reasonPlaceholder: string;
  approvedBy(name: string, at: string): string;
  rejectedBy(name: string, at: string): string;
  supersededBy(id: string | null): string;
  givenReason: string;
  decision: string;

  changesTitle(id: string, count: number): string;
  blockedTitle(id: string): string;
  blockedIntro: string;
  failedTitle(id: string): string;
  failedIntro: string;

  joinerTitle(name: string): string;
  joinerIntro(name: string, date: string): string;
  account: string;
  enabled: string;
  disabledUntilStart: string;
  disabled: string;
  manager: string;
  groups: string;
  none: string;
  verified: string;

  personKinds: Readonly<Record<PersonKind, string>>;
  noAccount: string;
  unit: string;
  jobTitle: string;
  employment: string;
  from(start: string, end: string | null): string;
  waitsFor: string;
  events: string;
  severalPeople(text: string): string;
  severalPeopleIntro: string;
  nobody(text: string): string;

  helpTitle: string;
  helpIntro: string;
  helpIt: readonly string[];
  helpHr: readonly string[];
  helpAll: readonly string[];
  welcome: string;
  notUnderstood: string;
  notKnown: string;
  onlyIt: string;
  onlyItOrHr: string;
  onlyItDecides: string;
  onlyInPrivate: string;
  noSuchRun(id: string): string;
  alreadyDecided: string;
  notWaiting: string;
  planChanged: string;
  badAction: string;
  fault: string;
}

const en: CardTexts = {
  sandbox: 'SANDBOX: a rehearsal, not your real Entra ID',
  seconds: (count) => (count === 1 ? '1 second' : `${count} seconds`),
  minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
  hours: (count) => (count === 1 ? '1 hour' : `${count} hours`),
  andMore: (count) => `… and ${count} more`,
  states: {
    waiting: 'waiting to start',
    planning: 'reading and planning',
    'awaiting-approval': 'waits for approval',
    blocked: 'blocked',
    applying: 'being applied',
    finished: 'finished',
    failed: 'failed',
    rejected: 'rejected',
    superseded: 'overtaken by a newer run',
  },
  triggers: {
    start: 'the start of Instroom',
    schedule: 'the schedule',
    file: 'a changed file',
    api: 'the API',
    button: 'a button',
    cli: 'the command line',
    webhook: 'a notice from HR',
    clock: 'a date that came',
    undo: 'an undo',
  },
  kinds: {
    'create-account': 'Create accounts',
    'update-account': 'Change accounts',
    'enable-account': 'Enable accounts',
    'disable-account': 'Disable accounts',
    'delete-account': 'Delete accounts',
    'restore-account': 'Restore accounts',
    'set-manager': 'Set managers',
    'remove-manager': 'Remove managers',
    'add-member': 'Add group memberships',
    'remove-member': 'Remove group memberships',
    'assign-licence': 'Assign licences',
    'remove-licence': 'Remove licences',
    'assign-app-role': 'Assign app roles',
    'remove-app-role': 'Remove app roles',
    'revoke-sessions': 'Revoke sessions',
    'set-membership-rule': 'Set membership rules',
    'rename-account': 'Change addresses',
    'provision-app': 'Provision people in apps',
  },
  operations: (count) => (count === 1 ? '1 change' : `${count} changes`),
  unknown: 'unknown',

  statusTitle: (directory) => `How things stand: ${directory}`,
  statusGood: 'All is well: the last run ended in good order and nothing waits for you.',
  statusWaiting: (count) =>
    count === 1 ? 'One run waits for your approval.' : `${count} runs wait for your approval.`,
  statusBlocked: (count) =>
    count === 1
      ? 'One run is blocked: its source looks incomplete.'
      : `${count} runs are blocked: a source looks incomplete.`,
  statusFailed: 'The last run failed.',
  neverRun: 'Nothing has run yet.',
  lastRun: 'Last run',
  people: 'People in HR',
  accounts: 'Accounts in Entra',
  waitingForApproval: 'Waiting for approval',
  blocked: 'Blocked',
  peopleWaiting: 'People waiting for data',
  source: (id) => `Source ${id}`,
  sourceRead: (at, people) => `read ${at}, ${people} people`,
  lag: (duration) => `change to Entra in ${duration}`,
  recentRuns: 'The last runs',
  changed: 'changed',
  failed: 'failed',
  skipped: 'skipped: what it rests on failed',
  notDoneYet: 'not done yet',

  run: 'Run',
  runTitle: (id) => `Run ${id}`,
  runsTitle: 'The last runs',
  state: 'State',
  askedBy: 'Asked for by',
  askedAt: 'Asked for at',
  finishedAt: 'Ended at',
  result: 'Result',
  resultCounts: (done, already, failed, skipped) =>
    `${done} done, ${already} already so, ${failed} failed, ${skipped} skipped`,
  whatHappens: 'What would happen',
  whatHappened: 'What happened',
  why: 'Verdict',
  nothingToDo: 'There was nothing to do.',
  problem: 'What went wrong',
  notes: (count) => (count === 1 ? '1 thing was left alone' : `${count} things were left alone`),

  approvalTitle: (id) => `Run ${id} needs your approval`,
  approvalIntro: 'Nothing has been written to Entra ID yet.',
  whyAsked: 'Why you are asked',
  effect: 'What would happen',
  approve: 'Approve',
  reject: 'Reject',
  reasonLabel: 'Reason (optional)',
  reasonPlaceholder: 'Kept with the decision',
  approvedBy: (name, at) => `Approved by ${name}, ${at}`,
  rejectedBy: (name, at) => `Rejected by ${name}, ${at}`,
  supersededBy: (id) =>
    id === null
      ? 'Overtaken: the plan is no longer what it was'
      : `Overtaken by run ${id}: the plan is no longer what it was`,
  givenReason: 'Reason',
  decision: 'Decision',

  changesTitle: (id, count) => `Run ${id} made ${count === 1 ? '1 change' : `${count} changes`} in Entra ID`,
  blockedTitle: (id) => `Run ${id} is blocked`,
  blockedIntro:
    'Nothing was written. Mend the source; the next run looks again. Or release it with a reason through the API or the command line.',
  failedTitle: (id) => `Run ${id} failed`,
  failedIntro: 'What was not written stays to be done; the next run starts from how things are.',

  joinerTitle: (name) => `${name} is ready to start`,
  joinerIntro: (name, date) => `${name} starts on ${date}. This was read back from Entra ID.`,
  account: 'Account',
  enabled: 'enabled',
  disabledUntilStart: 'disabled until the first day',
  disabled: 'disabled',
  manager: 'Manager',
  groups: 'Groups',
  none: 'none',
  verified: 'Read back at',

  personKinds: {
    employee: 'employee',
    contingent: 'contingent worker',
    external: 'external worker',
    intern: 'intern',
    other: 'other',
  },
  noAccount: 'no account',
  unit: 'Unit',
  jobTitle: 'Function',
  employment: 'Employment',
  from: (start, end) => (end === null ? `from ${start}` : `from ${start} to ${end}`),
  waitsFor: 'To be mended or decided',
  events: 'What happened',
  severalPeople: (text) => `Several people fit “${text}”`,
  severalPeopleIntro: 'Ask again with the key in front of the name, such as who P0001.',
  nobody: (text) => `Nobody in HR fits “${text}”. Try a surname, a person key or an employee number.`,

  helpTitle: 'What you can ask',
  helpIntro: 'Write one of these, in English or Dutch.',
  helpIt: [
    '**status**: how things stand',
    '**runs**: the last runs',
    '**run 42**: one run, what it did and why',
    '**who Jansen**: a person, their account and what happened',
    '**why Jansen Finance**: why somebody has something, or has not',
    '**waiting**: who and what waits, for whom and since when',
    '**errors**: what fails, and what to do about it',
    '**forecast 30**: what the coming days bring',
    '**drift**: what was changed by hand',
    '**undo 42**: what taking a run back would do',
    '**pause** and **resume**: nothing goes out for now, and on again',
    '**freeze leavers until Monday** and **unfreeze**: leavers keep what they have',
  ],
  helpHr: ['**who Jansen**: a person, their account and what happened'],
  helpAll: [
    '**request**: ask for access for a while',
    '**replace**: arrange who stands in for somebody',
    '**my requests** and **to decide**: what you asked for, and what waits for you',
    '**who am I**: what Instroom knows of you',
    '**what do I have**: your access, and why',
    '**help**: this card',
  ],
  welcome:
    'Welcome to Instroom. I keep Entra ID in step with HR and tell you what needs your attention. Write help to see what you can ask.',
  notUnderstood: 'I did not understand that. Write help to see what you can ask.',
  notKnown: 'I do not know you: your account is not in the directory that Instroom reads.',
  onlyIt: 'Only the IT desk can ask this. Write help to see what you can ask.',
  onlyItOrHr: 'Only the IT desk and HR can ask about others. Write “who am I” for what Instroom knows of you.',
  onlyInPrivate: 'This is about people. Ask me in our own chat, not where others read along.',
  onlyItDecides: 'Only the IT desk can decide this. Nothing was done.',
  noSuchRun: (id) => `There is no run ${id}.`,
  alreadyDecided: 'This was decided already. Nothing was done with your answer.',
  notWaiting: 'This run no longer waits for a decision. Nothing was done.',
  planChanged: 'The plan has changed since this card was sent. Nothing was done; look at the newest run.',
  badAction: 'This card cannot be read any more. Nothing was done; ask for the run again.',
  fault: 'Something went wrong on our side. Please look at how things stand before you try again.',
};

const nl: CardTexts = {
  sandbox: 'SANDBOX: een oefening, niet je echte Entra ID',
  seconds: (count) => (count === 1 ? '1 seconde' : `${count} seconden`),
  minutes: (count) => (count === 1 ? '1 minuut' : `${count} minuten`),
  hours: (count) => `${count} uur`,
  andMore: (count) => `… en nog ${count}`,
  states: {
    waiting: 'wacht op zijn beurt',
    planning: 'leest en plant',
    'awaiting-approval': 'wacht op goedkeuring',
    blocked: 'geblokkeerd',
    applying: 'wordt uitgevoerd',
    finished: 'klaar',
    failed: 'mislukt',
    rejected: 'afgewezen',
    superseded: 'ingehaald door een nieuwere run',
  },
  triggers: {
    start: 'het starten van Instroom',
    schedule: 'het schema',
    file: 'een gewijzigd bestand',
    api: 'de API',
    button: 'een knop',
    cli: 'de opdrachtregel',
    webhook: 'een bericht van HR',
    clock: 'een datum die aanbrak',
    undo: 'het terugdraaien van een run',
  },
  kinds: {
    'create-account': 'Accounts maken',
    'update-account': 'Accounts wijzigen',
    'enable-account': 'Accounts inschakelen',
    'disable-account': 'Accounts uitschakelen',
    'delete-account': 'Accounts verwijderen',
    'restore-account': 'Accounts terughalen',
    'set-manager': 'Leidinggevenden instellen',
    'remove-manager': 'Leidinggevenden weghalen',
    'add-member': 'Groepslidmaatschappen toevoegen',
    'remove-member': 'Groepslidmaatschappen weghalen',
    'assign-licence': 'Licenties toekennen',
    'remove-licence': 'Licenties intrekken',
    'assign-app-role': 'App-rollen toekennen',
    'remove-app-role': 'App-rollen intrekken',
    'revoke-sessions': 'Sessies beëindigen',
    'set-membership-rule': 'Lidmaatschapsregels instellen',
    'rename-account': 'Adressen wijzigen',
    'provision-app': 'Mensen in apps aanmaken',
  },
  operations: (count) => (count === 1 ? '1 wijziging' : `${count} wijzigingen`),
  unknown: 'onbekend',

  statusTitle: (directory) => `Hoe het ervoor staat: ${directory}`,
  statusGood: 'Alles in orde: de laatste run is goed afgelopen en er wacht niets op je.',
  statusWaiting: (count) =>
    count === 1 ? 'Er wacht één run op je goedkeuring.' : `Er wachten ${count} runs op je goedkeuring.`,
  statusBlocked: (count) =>
    count === 1
      ? 'Eén run is geblokkeerd: de bron lijkt onvolledig.'
      : `${count} runs zijn geblokkeerd: een bron lijkt onvolledig.`,
  statusFailed: 'De laatste run is mislukt.',
  neverRun: 'Er is nog niets uitgevoerd.',
  lastRun: 'Laatste run',
  people: 'Mensen in HR',
  accounts: 'Accounts in Entra',
  waitingForApproval: 'Wacht op goedkeuring',
  blocked: 'Geblokkeerd',
  peopleWaiting: 'Mensen die op gegevens wachten',
  source: (id) => `Bron ${id}`,
  sourceRead: (at, people) => `gelezen ${at}, ${people} mensen`,
  lag: (duration) => `wijziging in Entra na ${duration}`,
  recentRuns: 'De laatste runs',
  changed: 'gewijzigd',
  failed: 'mislukt',
  skipped: 'overgeslagen: waar dit op rust is mislukt',
  notDoneYet: 'nog niet gedaan',

  run: 'Run',
  runTitle: (id) => `Run ${id}`,
  runsTitle: 'De laatste runs',
  state: 'Stand',
  askedBy: 'Gevraagd door',
  askedAt: 'Gevraagd op',
  finishedAt: 'Afgelopen op',
  result: 'Uitkomst',
  resultCounts: (done, already, failed, skipped) =>
    `${done} gedaan, ${already} al zo, ${failed} mislukt, ${skipped} overgeslagen`,
  whatHappens: 'Wat er zou gebeuren',
  whatHappened: 'Wat er gebeurde',
  why: 'Oordeel',
  nothingToDo: 'Er was niets te doen.',
  problem: 'Wat er misging',
  notes: (count) => (count === 1 ? '1 ding is gelaten zoals het is' : `${count} dingen zijn gelaten zoals ze zijn`),

  approvalTitle: (id) => `Run ${id} heeft je goedkeuring nodig`,
  approvalIntro: 'Er is nog niets in Entra ID geschreven.',
  whyAsked: 'Waarom je dit krijgt',
  effect: 'Wat er zou gebeuren',
  approve: 'Goedkeuren',
  reject: 'Afwijzen',
  reasonLabel: 'Reden (mag leeg)',
  reasonPlaceholder: 'Wordt bij het besluit bewaard',
  approvedBy: (name, at) => `Goedgekeurd door ${name}, ${at}`,
  rejectedBy: (name, at) => `Afgewezen door ${name}, ${at}`,
  supersededBy: (id) =>
    id === null
      ? 'Ingehaald: het plan is niet meer wat het was'
      : `Ingehaald door run ${id}: het plan is niet meer wat het was`,
  givenReason: 'Reden',
  decision: 'Besluit',

  changesTitle: (id, count) => `Run ${id} deed ${count === 1 ? '1 wijziging' : `${count} wijzigingen`} in Entra ID`,
  blockedTitle: (id) => `Run ${id} is geblokkeerd`,
  blockedIntro:
    'Er is niets geschreven. Herstel de bron; de volgende run kijkt opnieuw. Of geef vrij met een reden, via de API of de opdrachtregel.',
  failedTitle: (id) => `Run ${id} is mislukt`,
  failedIntro: 'Wat niet geschreven is, blijft te doen; de volgende run gaat uit van hoe het dan is.',

  joinerTitle: (name) => `${name} kan beginnen`,
  joinerIntro: (name, date) => `${name} begint op ${date}. Dit is teruggelezen uit Entra ID.`,
  account: 'Account',
  enabled: 'ingeschakeld',
  disabledUntilStart: 'uitgeschakeld tot de eerste dag',
  disabled: 'uitgeschakeld',
  manager: 'Leidinggevende',
  groups: 'Groepen',
  none: 'geen',
  verified: 'Teruggelezen op',

  personKinds: {
    employee: 'werknemer',
    contingent: 'flexkracht',
    external: 'externe medewerker',
    intern: 'stagiair',
    other: 'anders',
  },
  noAccount: 'geen account',
  unit: 'Afdeling',
  jobTitle: 'Functie',
  employment: 'Dienstverband',
  from: (start, end) => (end === null ? `vanaf ${start}` : `van ${start} tot en met ${end}`),
  waitsFor: 'Te herstellen of te beslissen',
  events: 'Wat er gebeurde',
  severalPeople: (text) => `Meer dan één persoon past bij “${text}”`,
  severalPeopleIntro: 'Vraag het nog eens met de sleutel die voor de naam staat, zoals wie is P0001.',
  nobody: (text) =>
    `Niemand in HR past bij “${text}”. Probeer een achternaam, een persoonssleutel of een personeelsnummer.`,

  helpTitle: 'Wat je kunt vragen',
  helpIntro: 'Schrijf een van deze, in het Nederlands of Engels.',
  helpIt: [
    '**status**: hoe het ervoor staat',
    '**runs**: de laatste runs',
    '**run 42**: één run, wat die deed en waarom',
    '**wie is Jansen**: een persoon, het account en wat er gebeurde',
    '**waarom heeft Jansen toegang tot Finance**: waarom iemand iets wel of niet heeft',
    '**wie wacht er**: wie en wat er wacht, op wie en hoe lang al',
    '**fouten**: wat er mislukt, en wat eraan te doen is',
    '**vooruitblik 30**: wat de komende dagen brengen',
    '**drift**: wat er met de hand is gewijzigd',
    '**draai run 42 terug**: wat terugdraaien zou doen',
    '**zet stop** en **hervat**: er gaat even niets naar buiten, en weer wel',
    '**bevries vertrekkers tot maandag** en **ontdooi**: vertrekkers houden wat ze hebben',
  ],
  helpHr: ['**wie is Jansen**: een persoon, het account en wat er gebeurde'],
  helpAll: [
    '**aanvragen**: vraag toegang voor een tijd',
    '**vervang**: regel wie iemand vervangt',
    '**mijn aanvragen** en **te beslissen**: wat je vroeg, en wat op jou wacht',
    '**wie ben ik**: wat Instroom van je weet',
    '**wat heb ik**: je toegang, en waarom',
    '**hulp**: deze kaart',
  ],
  welcome:
    'Welkom bij Instroom. Ik houd Entra ID gelijk met HR en vertel je wat je aandacht nodig heeft. Schrijf hulp om te zien wat je kunt vragen.',
  notUnderstood: 'Dat heb ik niet begrepen. Schrijf hulp om te zien wat je kunt vragen.',
  notKnown: 'Ik ken je niet: je account staat niet in de directory die Instroom leest.',
  onlyIt: 'Alleen de IT-desk kan dit vragen. Schrijf hulp om te zien wat je kunt vragen.',
  onlyItOrHr:
    'Alleen de IT-desk en HR kunnen naar anderen vragen. Schrijf “wie ben ik” voor wat Instroom van jou weet.',
  onlyInPrivate: 'Dit gaat over mensen. Vraag het me in onze eigen chat, niet waar anderen meelezen.',
  onlyItDecides: 'Alleen de IT-desk kan hierover beslissen. Er is niets gedaan.',
  noSuchRun: (id) => `Er is geen run ${id}.`,
  alreadyDecided: 'Hierover is al beslist. Met je antwoord is niets gedaan.',
  notWaiting: 'Deze run wacht niet meer op een besluit. Er is niets gedaan.',
  planChanged: 'Het plan is veranderd sinds deze kaart werd gestuurd. Er is niets gedaan; bekijk de nieuwste run.',
  badAction: 'Deze kaart is niet meer te lezen. Er is niets gedaan; vraag de run opnieuw op.',
  fault: 'Er ging iets mis aan onze kant. Kijk hoe het ervoor staat voor je het nog eens probeert.',
};

const catalogue: Readonly<Record<Language, CardTexts>> = { en, nl };

export function cardTexts(language: Language): CardTexts {
  return catalogue[language];
}

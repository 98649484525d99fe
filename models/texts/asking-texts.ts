import type { Language } from '../policy.ts';

/** What people read when something cannot be asked for or carried out: why, and what to do. Days are `YYYY-MM-DD`. */
export interface AskingTexts {
  unknownAsker: string;
  notForYou(kind: string): string;
  unknownPerson(key: string): string;
  hasLeft(name: string): string;
  noReason: string;
  tooMany(most: number): string;
  sameOpen(id: string): string;
  nobodyToAsk: string;
  notInCatalogue(title: string): string;
  notRequestable(title: string): string;
  noBreakGlass(title: string): string;
  hasAlready(name: string, title: string): string;
  neverForStandIn(title: string): string;
  noItems: string;
  badDate(day: string): string;
  endsBeforeStart(startsOn: string, endsOn: string): string;
  isPast(endsOn: string): string;
  tooFarAhead(startsOn: string): string;
  tooLong(title: string, most: number): string;
  samePerson: string;
  unknownLeave: string;
  grantGone: string;
  notLonger(endsOn: string): string;
  alreadyOut(name: string): string;
  runNotWaiting(runId: string): string;
  driftGone: string;
  accountGone: string;
  badFreeze: string;

  runMoved(runId: string): string;
  notDone(kind: string): string;
  requesterGone: string;
  leaveWithdrawn: string;
  policyMoved: string;
  policyFileChanged: string;
  partlyUnanswered: string;
  sameAskedTwice: string;
  putInPolicy(yaml: string): string;
}

const en: AskingTexts = {
  unknownAsker: 'Your account is not known here or is disabled. Ask IT to look at it.',
  notForYou: () => 'This is not for you to ask. Ask the manager, HR or IT to do it.',
  unknownPerson: (key) => `HR does not name ${key}. Choose somebody from the list, or ask HR to add them.`,
  hasLeft: (name) => `${name} does not work here now, so nothing can be given. Ask HR whether the dates are right.`,
  noReason: 'Say why, in a sentence: whoever decides has to know.',
  tooMany: (most) => `You have ${most} open requests. Withdraw one, or wait until one is decided.`,
  sameOpen: (id) => `The same is asked already: request ${id} is open. Nudge that one, or withdraw it first.`,
  nobodyToAsk: 'There is nobody who may say yes to this. Ask IT to name more approvers in the policy.',
  notInCatalogue: (title) => `${title} is not in the catalogue. Choose something from the list, or ask IT to add it.`,
  notRequestable: (title) => `${title} cannot be asked for. Ask IT how it is given.`,
  noBreakGlass: (title) => `${title} is never given at once. Ask for it in the usual way, from today if need be.`,
  hasAlready: (name, title) => `${name} has ${title} already. If it ends too soon, extend it instead.`,
  neverForStandIn: (title) => `${title} is never given to this stand-in. Leave it out, or choose somebody else.`,
  noItems: 'There is nothing to give. Choose at least one thing.',
  badDate: (day) => `${day} is not a day. Write it as YYYY-MM-DD.`,
  endsBeforeStart: (startsOn, endsOn) =>
    `It would end on ${endsOn}, before it starts on ${startsOn}. Choose a later end.`,
  isPast: (endsOn) => `${endsOn} is over. Choose a day from today on.`,
  tooFarAhead: (startsOn) => `${startsOn} is more than a year ahead. Ask again when it is nearer.`,
  tooLong: (title, most) =>
    `${title} is given for at most ${most} days. Choose an earlier end; it can be extended later.`,
  samePerson: 'Somebody cannot stand in for themselves. Choose a colleague.',
  unknownLeave: 'HR no longer has this leave. Look at the dates in HR, or start without a leave.',
  grantGone: 'This access has ended or is not there. Ask for it anew.',
  notLonger: (endsOn) => `It runs until ${endsOn} already. Choose a later day.`,
  alreadyOut: (name) => `An urgent exit of ${name} is in force already.`,
  runNotWaiting: (runId) => `Run ${runId} does not wait for this any more. Look at the newest run.`,
  driftGone: 'This change is no longer there to decide on. Look at the list of drift again.',
  accountGone: 'This account or person is no longer there, or they belong together already.',
  badFreeze: 'Choose a moment from now until 31 days ahead.',
  runMoved: (runId) => `Run ${runId} moved on before the answer came.`,
  notDone: (kind) => `This could not be carried out (${kind}).`,
  requesterGone: 'Whoever it was for no longer works here.',
  leaveWithdrawn: 'HR withdrew the leave.',
  policyMoved: 'The policy was changed again.',
  policyFileChanged: 'The file of the policy was changed.',
  partlyUnanswered: 'Part of it was not answered in time and is not given.',
  sameAskedTwice: 'The same was asked at the same moment.',
  putInPolicy: (yaml) => `Put this in the policy:\n${yaml}`,
};

const nl: AskingTexts = {
  unknownAsker: 'Je account is hier niet bekend of is uitgeschakeld. Vraag IT ernaar te kijken.',
  notForYou: () => 'Dit is niet aan jou om te vragen. Vraag het de leidinggevende, HR of IT.',
  unknownPerson: (key) => `HR noemt ${key} niet. Kies iemand uit de lijst, of vraag HR die toe te voegen.`,
  hasLeft: (name) => `${name} werkt hier nu niet, dus er is niets te geven. Vraag HR of de datums kloppen.`,
  noReason: 'Zeg in een zin waarom: wie beslist, moet dat weten.',
  tooMany: (most) => `Je hebt ${most} open aanvragen. Trek er een in, of wacht tot er een beslist is.`,
  sameOpen: (id) => `Hetzelfde is al gevraagd: aanvraag ${id} loopt. Herinner daaraan, of trek die eerst in.`,
  nobodyToAsk: 'Er is niemand die hier ja op mag zeggen. Vraag IT meer beslissers in het beleid te noemen.',
  notInCatalogue: (title) =>
    `${title} staat niet in de catalogus. Kies iets uit de lijst, of vraag IT het toe te voegen.`,
  notRequestable: (title) => `${title} is niet aan te vragen. Vraag IT hoe het gegeven wordt.`,
  noBreakGlass: (title) =>
    `${title} wordt nooit meteen gegeven. Vraag het op de gewone manier, zo nodig vanaf vandaag.`,
  hasAlready: (name, title) => `${name} heeft ${title} al. Eindigt het te vroeg, vraag dan om verlenging.`,
  neverForStandIn: (title) => `${title} gaat nooit naar deze vervanger. Laat het weg, of kies iemand anders.`,
  noItems: 'Er is niets te geven. Kies ten minste één ding.',
  badDate: (day) => `${day} is geen dag. Schrijf die als JJJJ-MM-DD.`,
  endsBeforeStart: (startsOn, endsOn) =>
    `Het zou eindigen op ${endsOn}, voor het begin op ${startsOn}. Kies een later einde.`,
  isPast: (endsOn) => `${endsOn} is voorbij. Kies een dag vanaf vandaag.`,
  tooFarAhead: (startsOn) => `${startsOn} ligt meer dan een jaar vooruit. Vraag het dichter bij de tijd.`,
  tooLong: (title, most) =>
    `${title} wordt voor ten hoogste ${most} dagen gegeven. Kies een eerder einde; verlengen kan later.`,
  samePerson: 'Niemand vervangt zichzelf. Kies een collega.',
  unknownLeave: 'HR heeft dit verlof niet meer. Kijk naar de datums in HR, of begin zonder verlof.',
  grantGone: 'Deze toegang is geëindigd of bestaat niet. Vraag het opnieuw aan.',
  notLonger: (endsOn) => `Het loopt al tot en met ${endsOn}. Kies een latere dag.`,
  alreadyOut: (name) => `Een dringend vertrek van ${name} is al van kracht.`,
  runNotWaiting: (runId) => `Run ${runId} wacht hier niet meer op. Kijk naar de nieuwste run.`,
  driftGone: 'Over deze wijziging valt niets meer te beslissen. Bekijk de lijst opnieuw.',
  accountGone: 'Dit account of deze persoon is er niet meer, of ze horen al bij elkaar.',
  badFreeze: 'Kies een moment vanaf nu, ten hoogste 31 dagen vooruit.',
  runMoved: (runId) => `Run ${runId} was al verder toen het antwoord kwam.`,
  notDone: (kind) => `Dit kon niet worden uitgevoerd (${kind}).`,
  requesterGone: 'Voor wie het was, werkt hier niet meer.',
  leaveWithdrawn: 'HR heeft het verlof ingetrokken.',
  policyMoved: 'Het beleid is opnieuw gewijzigd.',
  policyFileChanged: 'Het bestand van het beleid is gewijzigd.',
  partlyUnanswered: 'Een deel is niet op tijd beantwoord en wordt niet gegeven.',
  sameAskedTwice: 'Hetzelfde werd op hetzelfde moment gevraagd.',
  putInPolicy: (yaml) => `Zet dit in het beleid:\n${yaml}`,
};

const catalogue: Readonly<Record<Language, AskingTexts>> = { en, nl };

export function askingTexts(language: Language): AskingTexts {
  return catalogue[language];
}

import { adoptionTexts, wordMatchProblem } from './adoption-texts.ts';
import { identityTexts, wordIdentityProblem } from './identity-texts.ts';
import type { RemarkTexts } from './remark-texts.ts';

export const remarkTextsNl: RemarkTexts = {
  'unknown-asker': () => 'Je account is hier niet bekend of is uitgeschakeld. Vraag IT ernaar te kijken.',
  'not-for-you': () => 'Dit is niet aan jou om te vragen. Vraag het de leidinggevende, HR of IT.',
  'no-reason': () => 'Zeg in een zin waarom: wie beslist, moet dat weten.',
  'too-many': ({ most }) => `Je hebt ${most} open aanvragen. Trek er een in, of wacht tot er een beslist is.`,
  'same-open': ({ requestId }) =>
    `Hetzelfde is al gevraagd: aanvraag ${requestId} loopt. Herinner daaraan, of trek die eerst in.`,
  'nobody-to-ask': () => 'Er is niemand die hier ja op mag zeggen. Vraag IT meer beslissers in het beleid te noemen.',
  'unknown-person': ({ personKey }) =>
    `HR noemt ${personKey} niet. Kies iemand uit de lijst, of vraag HR die toe te voegen.`,
  'has-left': ({ name }) => `${name} werkt hier nu niet, dus er is niets te geven. Vraag HR of de datums kloppen.`,
  'already-out': ({ name }) => `Een dringend vertrek van ${name} is al van kracht.`,
  'gainer-gone': () => 'Voor wie het was, werkt hier niet meer.',
  'same-person': () => 'Niemand vervangt zichzelf. Kies een collega.',
  'unknown-leave': () => 'HR heeft dit verlof niet meer. Kijk naar de datums in HR, of begin zonder verlof.',
  'leave-withdrawn': () => 'HR heeft het verlof ingetrokken.',
  'not-in-catalogue': ({ title }) =>
    `${title} staat niet in de catalogus. Kies iets uit de lijst, of vraag IT het toe te voegen.`,
  'not-requestable': ({ title }) => `${title} is niet aan te vragen. Vraag IT hoe het gegeven wordt.`,
  'never-at-once': ({ title }) =>
    `${title} wordt nooit meteen gegeven. Vraag het op de gewone manier, zo nodig vanaf vandaag.`,
  'never-for-stand-in': ({ title }) => `${title} gaat nooit naar deze vervanger. Laat het weg, of kies iemand anders.`,
  'has-already': ({ name, title }) => `${name} heeft ${title} al. Eindigt het te vroeg, vraag dan om verlenging.`,
  'no-items': () => 'Er is niets te geven. Kies ten minste één ding.',
  'grant-gone': () => 'Deze toegang is geëindigd of bestaat niet. Vraag het opnieuw aan.',
  'partly-unanswered': () => 'Een deel is niet op tijd beantwoord en wordt niet gegeven.',
  'bad-date': ({ day }) => `${day} is geen dag. Schrijf die als JJJJ-MM-DD.`,
  'ends-before-start': ({ startsOn, endsOn }) =>
    `Het zou eindigen op ${endsOn}, voor het begin op ${startsOn}. Kies een later einde.`,
  'is-past': ({ endsOn }) => `${endsOn} is voorbij. Kies een dag vanaf vandaag.`,
  'not-longer': ({ endsOn }) => `Het loopt al tot en met ${endsOn}. Kies een latere dag.`,
  'too-far-ahead': ({ startsOn }) => `${startsOn} ligt meer dan een jaar vooruit. Vraag het dichter bij de tijd.`,
  'too-long': ({ title, most }) =>
    `${title} wordt voor ten hoogste ${most} dagen gegeven. Kies een eerder einde; verlengen kan later.`,
  'bad-freeze': () => 'Kies een moment vanaf nu, ten hoogste 31 dagen vooruit.',
  'freeze-over': () => 'Het moment tot wanneer vertrekkers zouden worden tegengehouden, is voorbij.',
  'run-not-waiting': ({ runId }) => `Run ${runId} wacht hier niet meer op. Kijk naar de nieuwste run.`,
  'run-moved': ({ runId }) => `Run ${runId} was al verder toen het antwoord kwam.`,
  'may-not-release': ({ runId }) => `Wie ja zei, mag run ${runId} niet vrijgeven. Vraag het opnieuw.`,
  'nothing-to-release': ({ runId }) => `Daarmee zou er van run ${runId} niets naar buiten gaan.`,
  'policy-moved': () => 'Het beleid is opnieuw gewijzigd.',
  'drift-gone': () => 'Over deze wijziging valt niets meer te beslissen. Bekijk de lijst opnieuw.',
  'cannot-keep': ({ operation }) =>
    operation === 'enable-account'
      ? 'Dat iemand met de hand is uitgeschakeld, is niet als toekenning te houden; meld een dringend vertrek, of laat HR het dienstverband beëindigen.'
      : `Wat ${operation} terugzet, is niet een tijd te houden: laat HR of het beleid het zeggen.`,
  'no-rule': ({ operation }) => `Wat ${operation} terugzet, volgt niet uit een regel: laat HR het zeggen.`,
  'not-in-policy': ({ what }) =>
    `Geen rol of groep in het beleid geeft ${what}; het komt van een toekenning. Beëindig de toekenning.`,
  'put-in-policy': ({ yaml }) => `Zet dit in het beleid:\n${yaml}`,
  'account-gone': () => 'Dit account of deze persoon is er niet meer, of ze horen al bij elkaar.',
  'bad-match': ({ problems }) => problems.map((problem) => wordMatchProblem(problem, adoptionTexts.nl)).join(' '),
  'doubt-gone': () => 'Over deze twee bestaat geen twijfel meer. Bekijk de lijst opnieuw: instroom identity.',
  'bad-identity': ({ problems }) => problems.map((problem) => wordIdentityProblem(problem, identityTexts.nl)).join(' '),
};

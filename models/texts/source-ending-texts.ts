import type { SourceEnding } from '../hr-connector.ts';
import type { Language } from '../policy.ts';

/** What cards say of a source of which the token or consent ends. Ids are escaped before they are put in. */
export interface SourceEndingTexts {
  /** `days`: whole days left; 0: today; less: it has ended. */
  endingTitle(what: SourceEnding['what'], days: number): string;
  /** What happens then, and what to do. */
  endingIntro(what: SourceEnding['what'], sourceId: string): string;
  goesOnTitle: Readonly<Record<SourceEnding['what'], string>>;
  source: string;
  endsOn: string;
}

/** Of `may` nobody knows for sure. */
const inDays = (days: number, may: boolean): string => {
  if (days < 0) return may ? 'may have ended' : 'has ended';
  const ends = may ? 'may end' : 'ends';
  return days === 0 ? `${ends} today` : `${ends} in ${days} ${days === 1 ? 'day' : 'days'}`;
};

const whatEnds: Readonly<Record<SourceEnding['what'], string>> = {
  'afas-token': 'The token for AFAS',
  'nmbrs-unused': 'The consent to read Nmbrs',
  'nmbrs-age': 'The consent to read Nmbrs',
  'nmbrs-soap': 'SOAP, by which Nmbrs is read,',
};

const english: SourceEndingTexts = {
  endingTitle: (what, days) => `${whatEnds[what]} ${inDays(days, what === 'nmbrs-age')}`,
  endingIntro: (what, sourceId) =>
    ({
      'afas-token':
        'After that AFAS cannot be read: joiners get no account and leavers keep theirs. Make a new token in Profit and put it into the secret that the source names.',
      'nmbrs-unused': `Nothing has been read with it for weeks. Is Instroom paused? Let it read again, or have somebody consent anew: instroom nmbrs connect --source ${sourceId}`,
      'nmbrs-age': `Nmbrs does not say whether its days count from the last use or from when it was given. To be sure, have somebody consent anew: instroom nmbrs connect --source ${sourceId}`,
      'nmbrs-soap':
        'Move to REST: register an app in the developer portal of Nmbrs, set api: rest for the source, and consent with instroom nmbrs connect.',
    })[what],
  goesOnTitle: {
    'afas-token': 'AFAS has a token that lasts',
    'nmbrs-unused': 'The consent to read Nmbrs is in use again',
    'nmbrs-age': 'The consent to read Nmbrs goes on',
    'nmbrs-soap': 'Nmbrs is not read by SOAP any more',
  },
  source: 'Source',
  endsOn: 'Last day',
};

const inDaysNl = (days: number, may: boolean): string => {
  const perhaps = may ? ' mogelijk' : '';
  if (days < 0) return `is${perhaps} verlopen`;
  return `verloopt${perhaps} ${days === 0 ? 'vandaag' : `over ${days} ${days === 1 ? 'dag' : 'dagen'}`}`;
};

const whatEndsNl: Readonly<Record<SourceEnding['what'], string>> = {
  'afas-token': 'Het token voor AFAS',
  'nmbrs-unused': 'De toestemming om Nmbrs te lezen',
  'nmbrs-age': 'De toestemming om Nmbrs te lezen',
  'nmbrs-soap': 'SOAP, waarmee Nmbrs wordt gelezen,',
};

const dutch: SourceEndingTexts = {
  endingTitle: (what, days) => `${whatEndsNl[what]} ${inDaysNl(days, what === 'nmbrs-age')}`,
  endingIntro: (what, sourceId) =>
    ({
      'afas-token':
        'Daarna is AFAS niet te lezen: wie begint krijgt geen account en wie weggaat houdt het. Maak in Profit een nieuw token en zet het in het geheim dat de bron noemt.',
      'nmbrs-unused': `Er is al weken niets mee gelezen. Staat Instroom op pauze? Laat het weer lezen, of laat iemand opnieuw toestemming geven: instroom nmbrs connect --source ${sourceId}`,
      'nmbrs-age': `Nmbrs zegt niet of de dagen tellen vanaf het laatste gebruik of vanaf de dag dat ze is gegeven. Laat voor de zekerheid iemand opnieuw toestemming geven: instroom nmbrs connect --source ${sourceId}`,
      'nmbrs-soap':
        'Stap over op REST: registreer een app in de ontwikkelaarsportal van Nmbrs, zet api: rest bij de bron en geef toestemming met instroom nmbrs connect.',
    })[what],
  goesOnTitle: {
    'afas-token': 'AFAS heeft een token dat blijft gelden',
    'nmbrs-unused': 'De toestemming om Nmbrs te lezen is weer in gebruik',
    'nmbrs-age': 'De toestemming om Nmbrs te lezen loopt door',
    'nmbrs-soap': 'Nmbrs wordt niet meer met SOAP gelezen',
  },
  source: 'Bron',
  endsOn: 'Laatste dag',
};

export function sourceEndingTexts(language: Language): SourceEndingTexts {
  return language === 'nl' ? dutch : english;
}

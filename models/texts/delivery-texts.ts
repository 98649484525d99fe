import type { Language } from '../policy.ts';

/** What cards about the bringing of cards say, and plain notices. What comes from people or systems is escaped before it is put in. */
export interface DeliveryTexts {
  digestTitle(count: number): string;
  digestIntro: string;
  digestHeading: string;
  unreachableTitle(name: string): string;
  unreachableIntro(isDeputy: boolean): string;
  about: string;
  why: string;
  reasons: Readonly<Record<string, string>>;
  request(id: string): string;
  otherNews: string;
  /** In place of a card that does not fit. */
  tooLarge: string;
  policyBrokenTitle: string;
  policyBrokenIntro: string;
  toMend: string;
}

const english: DeliveryTexts = {
  digestTitle: (count) => `${count} things to know`,
  digestIntro: 'Several things happened in a short time, so here they are together.',
  digestHeading: 'What happened',
  unreachableTitle: (name) => `${name} could not be reached in Teams`,
  unreachableIntro: (isDeputy) =>
    isDeputy
      ? 'You stand in for them: please see to it, or tell them.'
      : 'Please tell them, or help them to get Instroom in Teams.',
  about: 'About',
  why: 'Why',
  reasons: {
    blocked: 'they have blocked Instroom, or an administrator has',
    uninstalled: 'they have removed Instroom',
    'not-installed': 'they do not have Instroom in Teams',
    refused: 'Teams refused the message',
    silent: 'Teams did not take the message for three days',
  },
  request: (id) => `request ${id}`,
  otherNews: 'a message',
  tooLarge: 'There is more to this than fits into one message. Send “to decide” for what waits for you, or “help”.',
  policyBrokenTitle: 'The changed policy cannot be used',
  policyBrokenIntro: 'The policy in force stays as it is. Mend the file: Instroom looks at it again by itself.',
  toMend: 'To mend',
};

const dutch: DeliveryTexts = {
  digestTitle: (count) => `${count} dingen om te weten`,
  digestIntro: 'Er gebeurde in korte tijd het een en ander; hier staat het bij elkaar.',
  digestHeading: 'Wat er gebeurde',
  unreachableTitle: (name) => `${name} is in Teams niet te bereiken`,
  unreachableIntro: (isDeputy) =>
    isDeputy
      ? 'Je vervangt deze collega: pak het op, of geef het door.'
      : 'Geef het door, of help deze collega aan Instroom in Teams.',
  about: 'Waarover',
  why: 'Waarom',
  reasons: {
    blocked: 'Instroom is geblokkeerd, door de collega zelf of door een beheerder',
    uninstalled: 'de collega heeft Instroom verwijderd',
    'not-installed': 'de collega heeft Instroom niet in Teams',
    refused: 'Teams weigerde het bericht',
    silent: 'Teams nam het bericht drie dagen lang niet aan',
  },
  request: (id) => `aanvraag ${id}`,
  otherNews: 'een bericht',
  tooLarge: 'Dit past niet in één bericht. Stuur ‘te beslissen’ voor wat op je wacht, of ‘hulp’.',
  policyBrokenTitle: 'Het gewijzigde beleid is niet te gebruiken',
  policyBrokenIntro:
    'Het geldende beleid blijft zoals het is. Herstel het bestand: Instroom kijkt er vanzelf opnieuw naar.',
  toMend: 'Te herstellen',
};

export function deliveryTexts(language: Language): DeliveryTexts {
  return language === 'nl' ? dutch : english;
}

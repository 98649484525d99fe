import type { Language } from '../policy.ts';

/** What is said about letting a part of a held run go. */
export interface ReleaseTexts {
  mayGo: string;
  mayGoHint: string;
  released: string;
  heldBackTitle: string;
  heldBack: string;
  heldBackCount(count: number): string;
  nothingReleased: string;
}

const catalogue: Readonly<Record<Language, ReleaseTexts>> = {
  en: {
    mayGo: 'What may go when you approve',
    mayGoHint: 'What you leave out waits: the next run looks at it again and asks if it has to.',
    released: 'Let go',
    heldBackTitle: 'Held back',
    heldBack: 'held back by the decision',
    heldBackCount: (count) => `${count === 1 ? '1 change waits' : `${count} changes wait`} for the next run`,
    nothingReleased: 'Nothing of what is ticked can go by itself. Nothing was done; tick more, or press Reject.',
  },
  nl: {
    mayGo: 'Wat er door mag als je goedkeurt',
    mayGoHint: 'Wat je weglaat, wacht: de volgende run kijkt er opnieuw naar en vraagt het zo nodig nog eens.',
    released: 'Vrijgegeven',
    heldBackTitle: 'Vastgehouden',
    heldBack: 'vastgehouden door het besluit',
    heldBackCount: (count) =>
      `${count === 1 ? '1 wijziging wacht' : `${count} wijzigingen wachten`} op de volgende run`,
    nothingReleased:
      'Niets van wat is aangevinkt kan alleen door. Er is niets gedaan; vink meer aan, of druk op Afwijzen.',
  },
};

export function releaseTexts(language: Language): ReleaseTexts {
  return catalogue[language];
}

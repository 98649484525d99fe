import type { Language } from '../policy.ts';

/** What runs say about operations that they did not carry out. */
export interface RunTexts {
  heldBack: string;
}

const en: RunTexts = {
  heldBack: 'Held back by whoever approved the rest; it comes again with the next look at HR and Entra.',
};

const nl: RunTexts = {
  heldBack: 'Vastgehouden door wie de rest heeft goedgekeurd; het komt terug bij de volgende blik op HR en Entra.',
};

export const runTexts = (language: Language): RunTexts => ({ en, nl })[language];

import type { Language } from '../policy.ts';

/** Why Instroom asks for a yes to a changed policy: it was not somebody who asked. */
export const policyFileChanged: Readonly<Record<Language, string>> = {
  en: 'The file of the policy was changed.',
  nl: 'Het bestand van het beleid is gewijzigd.',
};

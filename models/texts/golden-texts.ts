import type { Language } from '../policy.ts';

/** What is said about golden people whom a policy gets wrong. */
export interface GoldenTexts {
  /** `near` is what may have been meant. */
  nothingGives(name: string, near: string | null): string;
  /** The only rules that would give it do not hold. */
  rulesDoNotHold(rules: readonly string[]): string;
  noAccount: string;
  fromTemplate(template: string): string;
  noTemplate: string;
  noManager: string;
  throughGroup(group: string): string;
  noReason: string;
  /** One difference, without its reason. */
  lacks(item: string, name: string): string;
  hasBesides(item: string, name: string): string;
  otherwise(item: string, expected: string, got: string): string;
  nothing: string;
  yesOrNo(value: boolean): string;
  because: string;
}

const en: GoldenTexts = {
  nothingGives: (name, near) => `nothing in the policy gives ${name}${near === null ? '' : `; did you mean ${near}`}`,
  rulesDoNotHold: (rules) => `no rule that gives it holds: ${rules.join('; ')}`,
  noAccount: 'there is no account on this day',
  fromTemplate: (template) => `the template is ${template}`,
  noTemplate: 'the policy does not write it',
  noManager: 'HR names no manager',
  throughGroup: (group) => `comes through ${group}`,
  noReason: 'nothing asks for it',
  lacks: (item, name) => `${item}: expected ${name}, which does not come`,
  hasBesides: (item, name) => `${item}: got ${name}, which is not expected`,
  otherwise: (item, expected, got) => `${item}: expected ${expected}, got ${got}`,
  nothing: 'nothing',
  yesOrNo: (value) => (value ? 'yes' : 'no'),
  because: 'because',
};

const nl: GoldenTexts = {
  nothingGives: (name, near) => `niets in het beleid geeft ${name}${near === null ? '' : `; bedoelt u ${near}`}`,
  rulesDoNotHold: (rules) => `geen regel die het geeft gaat op: ${rules.join('; ')}`,
  noAccount: 'er is op deze dag geen account',
  fromTemplate: (template) => `het sjabloon is ${template}`,
  noTemplate: 'het beleid schrijft dit niet',
  noManager: 'HR noemt geen leidinggevende',
  throughGroup: (group) => `komt via ${group}`,
  noReason: 'niets vraagt erom',
  lacks: (item, name) => `${item}: verwacht ${name}, maar dat komt niet`,
  hasBesides: (item, name) => `${item}: kreeg ${name}, en dat is niet verwacht`,
  otherwise: (item, expected, got) => `${item}: verwacht ${expected}, kreeg ${got}`,
  nothing: 'niets',
  yesOrNo: (value) => (value ? 'ja' : 'nee'),
  because: 'want',
};

export const goldenTexts = (language: Language): GoldenTexts => ({ en, nl })[language];

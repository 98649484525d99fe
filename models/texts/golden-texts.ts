import type { Language } from '../policy.ts';

/** What is said about golden people whom a policy gets wrong. */
export interface GoldenTexts {
  nothingGives(name: string): string;
  /** The only rules that would give it do not hold. */
  rulesDoNotHold(rules: readonly string[]): string;
  noAccount: string;
  fromTemplate(template: string): string;
  noTemplate: string;
  noManager: string;
  throughGroup(group: string): string;
  noReason: string;
}

const en: GoldenTexts = {
  nothingGives: (name) => `nothing in the policy gives ${name}`,
  rulesDoNotHold: (rules) => `does not hold here: ${rules.join('; ')}`,
  noAccount: 'there is no account on this day',
  fromTemplate: (template) => `the template is ${template}`,
  noTemplate: 'the policy does not write it',
  noManager: 'HR names no manager',
  throughGroup: (group) => `comes through ${group}`,
  noReason: 'nothing asks for it',
};

const nl: GoldenTexts = {
  nothingGives: (name) => `niets in het beleid geeft ${name}`,
  rulesDoNotHold: (rules) => `gaat hier niet op: ${rules.join('; ')}`,
  noAccount: 'er is op deze dag geen account',
  fromTemplate: (template) => `het sjabloon is ${template}`,
  noTemplate: 'het beleid schrijft dit niet',
  noManager: 'HR noemt geen leidinggevende',
  throughGroup: (group) => `komt via ${group}`,
  noReason: 'niets vraagt erom',
};

export const goldenTexts = (language: Language): GoldenTexts => ({ en, nl })[language];

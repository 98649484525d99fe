import type { AccountAttribute } from '../account.ts';
import type { Language } from '../policy.ts';
import type { AccessTexts } from './access-texts.ts';
import type { AdoptionTexts } from './adoption-texts.ts';
import { planTextsEn } from './plan-texts-en.ts';
import { planTextsNl } from './plan-texts-nl.ts';

/** One changed attribute, for a sentence. */
export interface ChangedValue {
  attribute: AccountAttribute;
  before: string | null;
  after: string | null;
}

/** What a plan says to people: sentences of operations, reasons, notes and verdicts. Dates are `YYYY-MM-DD`. */
export interface PlanTexts extends AccessTexts, AdoptionTexts {
  createAccount(who: string, address: string, enabled: boolean, startsOn: string): string;
  updateAccount(who: string, changes: readonly ChangedValue[]): string;
  enableAccount(who: string): string;
  disableAccount(who: string): string;
  deleteAccount(who: string): string;
  restoreAccount(who: string): string;
  setManager(who: string, managerName: string, formerName: string | null): string;
  removeManager(who: string, formerName: string | null): string;
  linkAccount(who: string): string;

  startsOn(date: string): string;
  hasStarted(date: string): string;
  lastDayWas(date: string): string;
  noLongerActive: string;
  goneForDays(days: number): string;
  preparedDays(days: number): string;
  /** `sources`: which of several sources say so. */
  hrSays(attribute: AccountAttribute, value: string | null, sources?: readonly string[]): string;
  managerIs(name: string): string;
  managerHasNoAccount(name: string): string;
  noManager: string;
  headOf(unit: string): string;
  roleGives(title: string): string;
  ruleMatches(rule: string): string;
  grantGives(reason: string): string;
  noLongerEntitled(group: string): string;
  accessEnded(date: string): string;
  matchedByEmployeeId(employeeId: string): string;
  matchedByLink: string;
  inRecycleBin: string;

  waitsFor(who: string, missing: readonly string[]): string;
  missingName: string;
  missingStartDate: string;
  missingUnit: string;
  unknownUnit(unitKey: string): string;
  missingEmployment: string;
  absent(address: string): string;
  outOfScope(who: string): string;
  candidate(who: string, address: string): string;
  ambiguous(who: string, addresses: readonly string[]): string;
  contested(who: string, address: string): string;
  sharedNumber(who: string, employeeId: string): string;
  protectedAccount(who: string, address: string): string;
  syncedAccount(who: string, address: string): string;
  unknownManager(who: string, managerPersonKey: string): string;
  unclearManager(who: string, managerName: string): string;
  ownManager(who: string): string;
  unknownHead(who: string, unit: string, headPersonKey: string): string;
  unknownGroup(group: string): string;
  ambiguousGroup(group: string, count: number): string;
  unwritableGroup(group: string, barrier: 'dynamic' | 'role-assignable' | 'synced' | 'mail-enabled'): string;
  valueTooLong(who: string, attribute: AccountAttribute, length: number, most: number): string;
  badUsageLocation(who: string, value: string): string;
  noAddress(who: string): string;
  inactive(who: string): string;
}

const catalogue: Readonly<Record<Language, PlanTexts>> = { en: planTextsEn, nl: planTextsNl };

export function planTexts(language: Language): PlanTexts {
  return catalogue[language];
}

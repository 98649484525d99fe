import { accessTexts } from './access-texts.ts';
import { adoptionTexts } from './adoption-texts.ts';
import type { PlanTexts } from './plan-texts.ts';
import { quoteValue } from './quote-value.ts';

export const planTextsEn: PlanTexts = {
  ...accessTexts.en,
  ...adoptionTexts.en,
  createAccount: (who, address, enabled, startsOn) =>
    enabled
      ? `Create account ${address} for ${who}.`
      : `Create account ${address} for ${who}, disabled until ${startsOn}.`,
  updateAccount: (who, changes) =>
    `Change ${who}: ${changes.map((c) => `${c.attribute} from ${quoteValue(c.before, 'nothing')} to ${quoteValue(c.after, 'nothing')}`).join(', ')}.`,
  enableAccount: (who) => `Enable the account of ${who}.`,
  disableAccount: (who) => `Disable the account of ${who}.`,
  deleteAccount: (who) => `Delete the account of ${who} (30 days in the recycle bin).`,
  restoreAccount: (who) => `Take the account of ${who} back from the recycle bin.`,
  setManager: (who, managerName, formerName) =>
    formerName === null
      ? `Make ${managerName} the manager of ${who}.`
      : `Make ${managerName} the manager of ${who}, instead of ${formerName}.`,
  removeManager: (who, formerName) =>
    formerName === null ? `Remove the manager of ${who}.` : `Remove ${formerName} as the manager of ${who}.`,
  linkAccount: (who) => `Mark the account of ${who} as kept by Instroom.`,

  startsOn: (date) => `starts on ${date}`,
  hasStarted: (date) => `in service since ${date}`,
  lastDayWas: (date) => `last day in service was ${date}`,
  noLongerActive: 'HR says: not active',
  goneForDays: (days) => `left more than ${days} days ago`,
  preparedDays: (days) => `accounts are made ${days} days before the first day`,
  hrSays: (attribute, value, sources = []) =>
    `${attribute} is ${quoteValue(value, 'empty')} in HR${sources.length === 0 ? '' : ` (${sources.join(', ')})`}`,
  managerIs: (name) => `${name} is the manager in HR`,
  managerHasNoAccount: (name) => `the manager in HR, ${name}, has no account`,
  noManager: 'HR knows no manager',
  headOf: (unit) => `head of ${unit}`,
  roleGives: (title) => `role ${title}`,
  ruleMatches: (rule) => `membership rule ${rule}`,
  grantGives: (reason) => `granted: ${reason}`,
  noLongerEntitled: (group) => `no role, rule or grant gives ${group} any more`,
  accessEnded: (date) => `access ended after the last day, ${date}`,
  matchedByEmployeeId: (employeeId) => `employeeId ${employeeId} is the same`,
  matchedByLink: 'this match was accepted',
  inRecycleBin: 'the former account is in the recycle bin',

  waitsFor: (who, missing) => `${who} waits: ${missing.join(', ')}.`,
  missingName: 'the name is missing',
  missingStartDate: 'the start date is missing',
  missingUnit: 'the unit is missing',
  unknownUnit: (unitKey) => `unit ${unitKey} is not in the list of units`,
  missingEmployment: 'there is no employment',
  absent: (address) => `The person of ${address} is no longer in the HR list. That alone is no exit: nothing is done.`,
  outOfScope: (who) => `${who} is outside the scope of the policy; the account is left alone.`,
  candidate: (who, address) =>
    `${who} may be the owner of ${address}, which Instroom does not keep. No account is made until somebody accepts or rejects the match with instroom adopt.`,
  ambiguous: (who, addresses) =>
    `${who} matches more than one account (${addresses.join(', ')}); nothing is done until it is clear which one.`,
  contested: (who, address) =>
    `${address} of ${who} is linked to more than one person; nothing is done until it is clear whose it is.`,
  sharedNumber: (who, employeeId) =>
    `${who} shares employee number ${employeeId} with somebody else in HR; nothing is done until that is mended.`,
  protectedAccount: (who, address) => `${address} of ${who} is protected and left alone.`,
  syncedAccount: (who, address) => `${address} of ${who} is synced from on-premises Active Directory and left alone.`,
  unknownManager: (who, key) => `The manager of ${who}, ${key}, is not in the HR list; the manager is left as it is.`,
  unclearManager: (who, managerName) =>
    `It is not clear which account the manager of ${who}, ${managerName}, has; the manager is left as it is.`,
  ownManager: (who) => `${who} is their own manager in HR; the manager is left as it is.`,
  unknownHead: (who, unit, key) =>
    `The head of ${unit}, ${key}, is not in the HR list; the manager of ${who} is left as it is.`,
  unknownGroup: (group) => `Group ${group} is not in Entra; nobody is added. Make the group, or change the policy.`,
  ambiguousGroup: (group, count) =>
    `There are ${count} groups called ${group}; nobody is added. Use the object id in the policy.`,
  unwritableGroup: (group, barrier) =>
    `Members of ${group} are left alone: ${
      {
        dynamic: 'Entra fills it by a rule',
        'role-assignable': 'it can hold directory roles',
        synced: 'it is synced from on-premises Active Directory',
        'mail-enabled': 'it is a distribution or mail-enabled security group, which Graph cannot change',
      }[barrier]
    }.`,
  valueTooLong: (who, attribute, length, most) =>
    `${attribute} of ${who} has ${length} characters and Entra takes ${most}; it is not written.`,
  badUsageLocation: (who, value) =>
    `usageLocation of ${who} must be a two-letter country code, not “${value}”; it is not written.`,
  noAddress: (who) =>
    `No free address can be made for ${who} from the naming rules; add a candidate with \${n}, or mend the name.`,
  inactive: (who) => `${who} is not active in HR and has no end date: disabled, but never deleted by itself.`,
};

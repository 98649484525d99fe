import { adoptionTexts, wordMatchProblem } from './adoption-texts.ts';
import { identityTexts, wordIdentityProblem } from './identity-texts.ts';
import type { RemarkTexts } from './remark-texts.ts';

export const remarkTextsEn: RemarkTexts = {
  'unknown-asker': () => 'Your account is not known here or is disabled. Ask IT to look at it.',
  'not-for-you': () => 'This is not for you to ask. Ask the manager, HR or IT to do it.',
  'no-reason': () => 'Say why, in a sentence: whoever decides has to know.',
  'too-many': ({ most }) => `You have ${most} open requests. Withdraw one, or wait until one is decided.`,
  'same-open': ({ requestId }) =>
    `The same is asked already: request ${requestId} is open. Nudge that one, or withdraw it first.`,
  'nobody-to-ask': () => 'There is nobody who may say yes to this. Ask IT to name more approvers in the policy.',
  'unknown-person': ({ personKey }) =>
    `HR does not name ${personKey}. Choose somebody from the list, or ask HR to add them.`,
  'has-left': ({ name }) =>
    `${name} does not work here now, so nothing can be given. Ask HR whether the dates are right.`,
  'already-out': ({ name }) => `An urgent exit of ${name} is in force already.`,
  'gainer-gone': () => 'Whoever it was for no longer works here.',
  'same-person': () => 'Somebody cannot stand in for themselves. Choose a colleague.',
  'unknown-leave': () => 'HR no longer has this leave. Look at the dates in HR, or start without a leave.',
  'leave-withdrawn': () => 'HR withdrew the leave.',
  'not-in-catalogue': ({ title }) =>
    `${title} is not in the catalogue. Choose something from the list, or ask IT to add it.`,
  'not-requestable': ({ title }) => `${title} cannot be asked for. Ask IT how it is given.`,
  'never-at-once': ({ title }) =>
    `${title} is never given at once. Ask for it in the usual way, from today if need be.`,
  'never-for-stand-in': ({ title }) =>
    `${title} is never given to this stand-in. Leave it out, or choose somebody else.`,
  'has-already': ({ name, title }) => `${name} has ${title} already. If it ends too soon, extend it instead.`,
  'no-items': () => 'There is nothing to give. Choose at least one thing.',
  'grant-gone': () => 'This access has ended or is not there. Ask for it anew.',
  'partly-unanswered': () => 'Part of it was not answered in time and is not given.',
  'bad-date': ({ day }) => `${day} is not a day. Write it as YYYY-MM-DD.`,
  'ends-before-start': ({ startsOn, endsOn }) =>
    `It would end on ${endsOn}, before it starts on ${startsOn}. Choose a later end.`,
  'is-past': ({ endsOn }) => `${endsOn} is over. Choose a day from today on.`,
  'not-longer': ({ endsOn }) => `It runs until ${endsOn} already. Choose a later day.`,
  'too-far-ahead': ({ startsOn }) => `${startsOn} is more than a year ahead. Ask again when it is nearer.`,
  'too-long': ({ title, most }) =>
    `${title} is given for at most ${most} days. Choose an earlier end; it can be extended later.`,
  'bad-freeze': () => 'Choose a moment from now until 31 days ahead.',
  'freeze-over': () => 'The moment until which leavers were to be held back has passed.',
  'run-not-waiting': ({ runId }) => `Run ${runId} does not wait for this any more. Look at the newest run.`,
  'run-moved': ({ runId }) => `Run ${runId} moved on before the answer came.`,
  'may-not-release': ({ runId }) => `Whoever said yes may not release run ${runId}. Ask it anew.`,
  'nothing-to-release': ({ runId }) => `Nothing of run ${runId} would go out by that.`,
  'policy-moved': () => 'The policy was changed again.',
  'drift-gone': () => 'This change is no longer there to decide on. Look at the list of drift again.',
  'cannot-keep': ({ operation }) =>
    operation === 'enable-account'
      ? 'That somebody is disabled by hand cannot be kept as a grant; declare an urgent exit, or let HR end the employment.'
      : `What ${operation} puts back cannot be kept for a while: let HR or the policy say it.`,
  'no-rule': ({ operation }) => `What ${operation} puts back does not follow from a rule: let HR say it.`,
  'not-in-policy': ({ what }) =>
    `No role or group of the policy gives ${what}; it comes by a grant. End the grant instead.`,
  'put-in-policy': ({ yaml }) => `Put this in the policy:\n${yaml}`,
  'account-gone': () => 'This account or person is no longer there, or they belong together already.',
  'bad-match': ({ problems }) => problems.map((problem) => wordMatchProblem(problem, adoptionTexts.en)).join(' '),
  'doubt-gone': () => 'These two are no longer in doubt. Look at the list again: instroom identity.',
  'bad-identity': ({ problems }) => problems.map((problem) => wordIdentityProblem(problem, identityTexts.en)).join(' '),
};

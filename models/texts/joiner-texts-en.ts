import type { JoinerTexts } from './joiner-texts.ts';

export const joinerTextsEn: JoinerTexts = {
  startsTitle: (name, date) => `${name} starts on ${date}`,
  withdrawnTitle: (name) => `${name} does not start after all`,
  unlistedTitle: (name) => `${name} is no longer in HR's list`,
  ready: (instant) => `Ready: read back from Entra on ${instant}`,
  canSignIn: (instant) => `Can sign in: read back from Entra on ${instant}`,
  missingCount: (count) => (count === 1 ? 'One thing is missing' : `${count} things are missing`),
  inPreparation: 'Nothing is missing in HR; the account is being prepared',
  signsInAlready: 'Can sign in already; something is still being prepared',
  withdrawn: (date) => `HR has no first day on ${date} any more`,
  unlisted: (date) => `First day ${date}. This alone is no exit: nothing is taken away.`,
  moved: (from, to) => `The first day moved from ${from} to ${to}.`,
  unit: 'Unit',
  manager: 'Manager',
  account: 'Account',
  access: 'Access',
  accessCounts: (groups, licences) =>
    `${groups} ${groups === 1 ? 'group' : 'groups'}, ${licences} ${licences === 1 ? 'licence' : 'licences'}`,
  noAccount: 'not there yet',
  none: 'none',
  missingHeading: 'What is missing',
  missing: (fact) => {
    switch (fact.kind) {
      case 'name':
        return 'a call name and a surname';
      case 'unit':
        return 'the department or unit';
      case 'manager':
        return 'a manager: neither the employment nor the unit names one';
      case 'manager-account':
        return `a manager who can sign in: ${fact.name} has no account that is enabled`;
      case 'country':
        return 'the country of work, which licences need';
      case 'zone':
        return 'the place of work, from which the time zone follows';
      case 'entra':
        return 'something that Entra refused; IT sees it under “errors”';
      default:
        return fact.text;
    }
  },
  pendingHeading: 'Still to be done in Entra',
  nextHeading: 'What happens next',
  nextMissing: 'Fill it in in HR; Instroom sees it at its next look, and this card changes by itself.',
  nextForIt: 'This is for IT to see to, who find it under “waiting” and “errors”. This card changes by itself.',
  nextPreparation: 'Nothing to do. You hear when the account is ready.',
  nextHeld: (runId) => `IT has to say yes first, to run ${runId}. You hear when the account is ready.`,
  nextUnlisted: 'If they start all the same, put them back in HR. If not, end the employment there.',
  nextReady: (date) => `Nothing to do. The account is enabled on ${date}.`,
  fix: 'Open in HR',
  firstDayTitle: (name) => `Today is the first day of ${name}`,
  firstDayIntro: (name) => `${name} can sign in. The account was read back from Entra and is enabled.`,
  verified: 'Verified',
  passOffer: (name) =>
    `With a Temporary Access Pass ${name} signs in for the first time. You can reveal it once, today only; read it out in person.`,
  revealPass: 'Reveal access pass',
  revealedBy: (name, instant) => `The access pass was revealed by ${name} on ${instant}.`,
  passHeading: 'Temporary Access Pass',
  passOnce: 'It works for one sign-in.',
  passUntil: (instant) => `It works until ${instant}.`,
  passHelp: 'Only you see it, and only now: it is not kept anywhere. Sign in at https://aka.ms/mysecurityinfo.',
  passLost: 'Lost it, or never saw it? Ask IT for a new one; it cannot be shown again.',
  notManager: 'Only the manager of this colleague, or who stands in for them today, can reveal the pass.',
  notToday: 'The pass can only be revealed on the first day.',
  noPassAccount: 'This colleague has no account that can sign in yet. Try again when the card says so, or ask IT.',
  passOff: 'Access passes are not in use here. Ask IT how your colleague signs in for the first time.',
  passProtected: 'IT looks after this account itself, so no pass can be revealed here. Ask IT for one.',
  passInHand:
    'A pass is being made just now. If nobody has seen one in five minutes, press again: another is made then.',
  passSlow: 'Entra takes too long. If a pass was made, it is taken away. Try again in a minute.',
  passBusy: 'Many passes are asked for just now and none was made. Try again in a minute.',
  passUnclear: 'Entra gave no clear answer. If a pass was made, it was taken away. Try again; if it goes on, ask IT.',
  passRefused: (why, said) => {
    const what = {
      permission:
        'Instroom may not make a pass for this account. Tell IT: it needs the permission UserAuthenticationMethod.ReadWrite.All, and administrators get theirs by hand.',
      policy:
        'Entra allows no such pass for this colleague. Tell IT: see Authentication methods, Temporary Access Pass, in Entra, and joiners.accessPass in the policy.',
      other: 'Entra made no pass. Try again; if it goes on, tell IT.',
    };
    return `${what[why]} Entra said: ${said}`;
  },
  manyTitle: (count, until) => `${count} people start by ${until}`,
  manyIntro: 'So many came at once that they are together here. From now on each has a card when something changes.',
  manyReady: 'Ready',
  manyPreparing: 'Being prepared',
  manyLacking: 'Something is missing',
  manyLine: (name, date, missing) => `${name}, ${date}: ${missing === 1 ? '1 thing' : `${missing} things`}`,
};

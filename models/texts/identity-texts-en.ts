import type { IdentityTexts } from './identity-texts.ts';

const said = (left: string, right: string): string => `${left} and ${right}`;

export const identityTextsEn: IdentityTexts = {
  sameKey: (personKey, sources) =>
    `${personKey}: ${sources.join(' and ')} both have this person. If keys mean the same there, say identity.sameBy: [personKey] in the policy; if the sources count their people alike, give one of them a prefix under identity.prefixes.`,
  setAsideAsWhole: (text, sourceId) => `${text} This person waits as a whole until ${sourceId} is mended.`,
  namedNoMore: (who, record, other) =>
    `${record} is no longer in its source, and ${who} is still in another. That is no exit: what the source said last still counts. When it is over, say so in the source, or take it off this person: instroom identity --two ${record}=${other}.`,
  doubt: (left, right, because, waits) =>
    `${left} and ${right} may be one person: ${because} ${waits === null ? 'Both stay as they are' : `${waits} gets no account`} until somebody decides.`,
  howToSay: (left, right) => `instroom identity --same ${left}=${right}, or --two ${left}=${right}.`,
  reasons: {
    rivals: 'a stated key is the same, and more than one record of a source has it.',
    'keys-disagree': 'one stated key is the same and another is not.',
    'two-accounts': 'a stated key is the same, and both have an account.',
    parted: 'a third record is the same as both, and these were said to be two.',
    'looks-alike': 'they have one name and more in common, and no stated key says so.',
  },
  likeness: {
    personKey: 'key',
    employeeNumber: 'employee number',
    workEmail: 'work address',
    phone: 'phone',
    name: 'name',
  },
  isSame: (facts) => `the same: ${facts}`,
  differs: (facts) => `different: ${facts}`,
  hindrances: {
    'two-accounts': 'both have an account; delete the one that is not used any more in Entra first',
    'one-source': 'one source would have this person twice; mend that there',
    parted: 'one of them was said to be somebody else than the other; take that back first',
  },
  saidSame: (left, right) => `${said(left, right)} are one person.`,
  saidTwo: (left, right) => `${said(left, right)} are two people.`,
  forgotten: (left, right) => `What was said of ${said(left, right)} is taken back.`,
  unknownRecord: (text, nearest) =>
    `No source has ${text}${nearest === null ? '' : `; did you mean ${nearest}`}. Name a record as SOURCE/KEY.`,
  oneSource: (left, right) => `${said(left, right)} are of one source, which has to say itself who is who.`,
  saidTwice: (left, right) => `Two things are said of ${said(left, right)}.`,
  neverSaid: (left, right) => `Nobody has said anything of ${said(left, right)}.`,
  twoOfASource: (left, right, sourceId) =>
    `${said(left, right)} cannot be one person: ${sourceId} would have that person twice.`,
  partedBefore: (left, right) =>
    `${said(left, right)} were said to be two people, so what is the same as both cannot be. Take that back first.`,
  twoAccounts: (left, right, keys) =>
    `${said(left, right)} have an account each (${keys.join(', ')}). Delete the one that is not used any more in Entra, then say it again.`,
};

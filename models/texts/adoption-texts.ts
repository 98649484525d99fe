import type { CounterEvidenceKind, EvidenceKind } from '../adoption.ts';
import type { MatchProblem } from '../match-problem.ts';
import type { Language } from '../policy.ts';

/** What people read of accounts that wait to be accepted. `who` is a person as sentences name them; addresses are those of accounts. */
export interface AdoptionTexts {
  /** The note of somebody whose account waits for a decision. */
  proposal(who: string, address: string, personKey: string): string;
  evidence: Readonly<Record<EvidenceKind, string>>;
  counterEvidence: Readonly<Record<CounterEvidenceKind, string>>;
  linkAccepted(who: string, address: string, attributes: readonly string[] | null): string;
  matchRejected(who: string, address: string): string;

  /** Why a match cannot be accepted. */
  isGuest(address: string): string;
  isSynced(address: string): string;
  isProtected(address: string): string;
  unknownPerson(text: string, nearest: string | null): string;
  unknownAccount(text: string, nearest: string | null): string;
  severalAccounts(text: string, addresses: readonly string[]): string;
  hasAccount(who: string, address: string): string;
  isSomebodys(address: string, owner: string): string;
  chooseOne(who: string, addresses: readonly string[]): string;
  fitsOthers(who: string, address: string, others: readonly string[]): string;
  nothingProposed(who: string): string;
  twoPeople(address: string, people: readonly string[]): string;
  twoAccounts(who: string, addresses: readonly string[]): string;
  acceptedAndRejected(who: string, address: string): string;
}

const list = (items: readonly string[]): string => items.join(', ');

const en: AdoptionTexts = {
  proposal: (who, address, personKey) =>
    `${address} may be the account of ${who}, and it was there before Instroom. Nothing is written to it and no other account is made until somebody decides: instroom adopt --accept ${personKey}=${address}, or --reject ${personKey}=${address}.`,
  evidence: {
    mark: 'our mark',
    'employee-id': 'employeeId',
    'work-address': 'work address',
    'naming-address': 'address by the naming rules',
    name: 'name',
    phone: 'phone',
    manager: 'manager',
    department: 'department',
    'job-title': 'job title',
  },
  counterEvidence: {
    'other-employee-id': 'another employeeId',
    'other-name': 'another name',
    guest: 'a guest',
    synced: 'synced from on-premises',
    disabled: 'disabled',
    'has-left': 'left, but enabled',
    'in-recycle-bin': 'in the recycle bin',
  },
  linkAccepted: (who, address, attributes) =>
    attributes === null
      ? `${address} was accepted as the account of ${who}.`
      : `${address} was accepted as the account of ${who}; ours are ${list(attributes)}.`,
  matchRejected: (who, address) => `${address} is not the account of ${who}.`,

  isGuest: (address) => `${address} is a guest, and guests are never taken over.`,
  isSynced: (address) =>
    `${address} is synced from on-premises Active Directory and can only be written there; link it after the sync has ended.`,
  isProtected: (address) => `${address} is protected by the policy and is never taken over.`,
  unknownPerson: (text, nearest) =>
    `Nobody in HR has the key ${text}${nearest === null ? '' : `; did you mean ${nearest}`}.`,
  unknownAccount: (text, nearest) =>
    `There is no account ${text} in Entra${nearest === null ? '' : `; did you mean ${nearest}`}.`,
  severalAccounts: (text, addresses) =>
    `${text} is an address of several accounts: ${list(addresses)}. Name one by its object id.`,
  hasAccount: (who, address) => `${who} has an account already: ${address}.`,
  isSomebodys: (address, owner) => `${address} is the account of ${owner}.`,
  chooseOne: (who, addresses) => `Several accounts fit ${who}: ${list(addresses)}. Say which one, as PERSON=ADDRESS.`,
  fitsOthers: (who, address, others) =>
    `${address} fits ${list(others)} as well as ${who}. Say it in full, as PERSON=ADDRESS.`,
  nothingProposed: (who) => `No account is proposed for ${who}. Name one, as PERSON=ADDRESS.`,
  twoPeople: (address, people) => `${address} cannot be the account of several people: ${list(people)}.`,
  twoAccounts: (who, addresses) => `${who} cannot have several accounts: ${list(addresses)}.`,
  acceptedAndRejected: (who, address) => `${address} of ${who} is both accepted and rejected.`,
};

const nl: AdoptionTexts = {
  proposal: (who, address, personKey) =>
    `${address} is mogelijk het account van ${who}, en het was er al vóór Instroom. Er wordt niets in geschreven en geen ander account gemaakt tot iemand beslist: instroom adopt --accept ${personKey}=${address}, of --reject ${personKey}=${address}.`,
  evidence: {
    mark: 'ons merkteken',
    'employee-id': 'employeeId',
    'work-address': 'werkadres',
    'naming-address': 'adres volgens de naamregels',
    name: 'naam',
    phone: 'telefoon',
    manager: 'leidinggevende',
    department: 'afdeling',
    'job-title': 'functie',
  },
  counterEvidence: {
    'other-employee-id': 'een ander employeeId',
    'other-name': 'een andere naam',
    guest: 'een gast',
    synced: 'uit de lokale Active Directory',
    disabled: 'uitgeschakeld',
    'has-left': 'uit dienst, maar ingeschakeld',
    'in-recycle-bin': 'in de prullenbak',
  },
  linkAccepted: (who, address, attributes) =>
    attributes === null
      ? `${address} is aanvaard als het account van ${who}.`
      : `${address} is aanvaard als het account van ${who}; van ons zijn ${list(attributes)}.`,
  matchRejected: (who, address) => `${address} is niet het account van ${who}.`,

  isGuest: (address) => `${address} is een gast, en gasten worden nooit overgenomen.`,
  isSynced: (address) =>
    `${address} komt uit de lokale Active Directory en is alleen daar te wijzigen; koppel het als de synchronisatie is beëindigd.`,
  isProtected: (address) => `${address} is beschermd door het beleid en wordt nooit overgenomen.`,
  unknownPerson: (text, nearest) =>
    `Niemand in HR heeft de sleutel ${text}${nearest === null ? '' : `; bedoelde je ${nearest}`}.`,
  unknownAccount: (text, nearest) =>
    `Er is geen account ${text} in Entra${nearest === null ? '' : `; bedoelde je ${nearest}`}.`,
  severalAccounts: (text, addresses) =>
    `${text} is een adres van meer accounts: ${list(addresses)}. Noem er een met het object-id.`,
  hasAccount: (who, address) => `${who} heeft al een account: ${address}.`,
  isSomebodys: (address, owner) => `${address} is het account van ${owner}.`,
  chooseOne: (who, addresses) => `Meer accounts passen bij ${who}: ${list(addresses)}. Zeg welk, als PERSOON=ADRES.`,
  fitsOthers: (who, address, others) =>
    `${address} past net zo goed bij ${list(others)} als bij ${who}. Zeg het voluit, als PERSOON=ADRES.`,
  nothingProposed: (who) => `Voor ${who} is geen account voorgesteld. Noem er een, als PERSOON=ADRES.`,
  twoPeople: (address, people) => `${address} kan niet het account van meer mensen zijn: ${list(people)}.`,
  twoAccounts: (who, addresses) => `${who} kan niet meer accounts hebben: ${list(addresses)}.`,
  acceptedAndRejected: (who, address) => `${address} van ${who} is zowel aanvaard als afgewezen.`,
};

export const adoptionTexts: Readonly<Record<Language, AdoptionTexts>> = { en, nl };

/** Why a match cannot be accepted, in the language of these texts. */
export function wordMatchProblem(problem: MatchProblem, texts: AdoptionTexts): string {
  switch (problem.kind) {
    case 'guest':
      return texts.isGuest(problem.address);
    case 'synced':
      return texts.isSynced(problem.address);
    case 'protected':
      return texts.isProtected(problem.address);
    case 'unknown-person':
      return texts.unknownPerson(problem.text, problem.nearest);
    case 'unknown-account':
      return texts.unknownAccount(problem.text, problem.nearest);
    case 'several-accounts':
      return texts.severalAccounts(problem.text, problem.addresses);
    case 'has-account':
      return texts.hasAccount(problem.who, problem.address);
    case 'is-somebodys':
      return texts.isSomebodys(problem.address, problem.owner);
    case 'choose-one':
      return texts.chooseOne(problem.who, problem.addresses);
    case 'fits-others':
      return texts.fitsOthers(problem.who, problem.address, problem.others);
    case 'nothing-proposed':
      return texts.nothingProposed(problem.who);
    case 'two-people':
      return texts.twoPeople(problem.address, problem.people);
    case 'two-accounts':
      return texts.twoAccounts(problem.who, problem.addresses);
    case 'accepted-and-rejected':
      return texts.acceptedAndRejected(problem.who, problem.address);
  }
}

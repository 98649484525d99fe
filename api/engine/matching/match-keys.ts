import anyAscii from 'any-ascii';
import type { Account } from '../../../models/account.ts';
import type { Person, Unit } from '../../../models/person.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import type { Standing } from '../life/judge-standing.ts';
import { composeNames } from '../names/compose-names.ts';
import { firstAddress } from '../names/desired-names.ts';
import { personFacts } from '../names/person-facts.ts';
import { numbersOf } from './numbers-of.ts';

/** By what people and accounts are brought together, in one text each: what kind of key it is and its value in a plain form. */
export type KeyKind = 'employee-id' | 'work-address' | 'naming-address' | 'name' | 'phone';
export interface MatchKey {
  kind: KeyKind;
  key: string;
  /** As it was written. */
  said: string;
}

/** Letters that German and Nordic names are written with in two ways: Müller is Muller to one system and Mueller to another. */
const spelledOut = Object.entries({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', å: 'aa', ø: 'oe', æ: 'ae' });

/** The words of a name in every plain spelling, in one order, so that “Vries, Sanne de” is “Sanne de Vries”. */
function foldName(name: string): string[] {
  // Most names are plain already, and there are a great many of them.
  if (/^[ -~]*$/.test(name)) return [sortWords(name)];
  const composed = name.normalize('NFC').toLowerCase();
  const other = spelledOut.reduce((text, [letter, written]) => text.replaceAll(letter, written), composed);
  return composed === other
    ? [sortWords(anyAscii(composed))]
    : [composed, other].map((text) => sortWords(anyAscii(text)));
}

/** An apostrophe is part of a word: O'Brien is OBrien in many a system. */
function sortWords(plain: string): string {
  const words = plain
    .toLowerCase()
    .replace(/['`]/g, '')
    .match(/[a-z0-9]+/g);
  return words === null ? '' : words.sort().join(' ');
}

/** The names that somebody may go by: call name or given names, with the own surname, the partner's or both, with or without prefixes. */
export function namesOf(person: Person): string[] {
  const { callName, givenName, birthName, birthNamePrefix, partnerName, partnerNamePrefix } = person;
  const [firstGiven] = givenName?.split(/\s+/) ?? [];
  const calls = new Set([callName, givenName, firstGiven].filter((name) => name !== undefined));
  const surnames = new Set<string>();
  for (const [birth, partner] of [
    [birthName, partnerName],
    [prefixed(birthNamePrefix, birthName), prefixed(partnerNamePrefix, partnerName)],
  ]) {
    if (birth !== undefined) surnames.add(birth);
    if (partner !== undefined) surnames.add(partner);
    if (birth !== undefined && partner !== undefined) surnames.add(`${birth} ${partner}`);
  }
  return [...calls].flatMap((call) => [...surnames].map((surname) => `${call} ${surname}`));
}

const prefixed = (prefix: string | undefined, name: string | undefined): string | undefined =>
  name === undefined || prefix === undefined ? name : `${prefix} ${name}`;

/** Every plain spelling of these names, each once; names without a letter of any script are none. */
export function nameKeysOf(names: readonly string[]): string[] {
  const keys: string[] = [];
  for (const name of names) for (const key of foldName(name)) if (key !== '' && !keys.includes(key)) keys.push(key);
  return keys;
}

/** The names that stand on an account; what stands behind a bar or in parentheses is no part of a name. */
export function accountNames({ attributes }: Account): string[] {
  const { displayName, givenName, surname } = attributes;
  const names = displayName ? [displayName.replace(/\(.*?\)|\|.*$/g, ' ')] : [];
  if (givenName && surname) names.push(`${givenName} ${surname}`);
  return names;
}

/** Words that belong to nobody in particular. */
const prefixWords: ReadonlySet<string> = new Set(
  'aan af al bij da de del den der di do dos du el het in la le op te ten ter tot uit van von vom voor zu zum zur'.split(
    ' ',
  ),
);

/** Whether the names on an account could be this person's at all: they have a name in common, or one side has none. */
export function mayBeNamesOf(person: Person, names: readonly string[]): boolean {
  const { callName, givenName, birthName, partnerName } = person;
  const own = tellingWords([callName, givenName, birthName, partnerName].filter((name) => name !== undefined));
  const others = tellingWords(names);
  return own.size === 0 || others.size === 0 || [...others].some((word) => own.has(word));
}

const tellingWords = (names: readonly string[]): Set<string> =>
  new Set(
    nameKeysOf(names)
      .flatMap((key) => key.split(' '))
      .filter((word) => word.length > 1 && !prefixWords.has(word)),
  );

/** The last nine digits, which are the same with and without country code or zero; null for what is too short to say anything. */
export function phoneKey(phone: string): string | null {
  const digits = phone.replace(/\(0\)|\D/g, '');
  return digits.length < 8 ? null : digits.slice(-9);
}

/** Aliases as Exchange writes them (`smtp:`), sign-in name and mail, in lower case. */
export function addressesOf({ userPrincipalName, mail, proxyAddresses }: Account): string[] {
  const aliases = proxyAddresses.map((proxy) => proxy.replace(/^smtp:/i, ''));
  return [
    ...new Set([userPrincipalName, ...(mail === null ? [] : [mail]), ...aliases].map((one) => one.toLowerCase())),
  ];
}

const localPart = (address: string): string => address.slice(0, address.lastIndexOf('@'));

/** Tells what an account can be found by. A key may be told more than once. */
export function eachAccountKey(account: Account, tell: (kind: KeyKind, key: string) => void): void {
  const { employeeId, mobilePhone, businessPhone } = account.attributes;
  if (employeeId) tell('employee-id', employeeId.toLowerCase());
  // Whoever is in the recycle bin is only found by what is surely theirs.
  if (account.deletedAt !== null) return;
  for (const address of addressesOf(account)) {
    tell('work-address', address);
    tell('naming-address', localPart(address));
  }
  for (const key of nameKeysOf(accountNames(account))) tell('name', key);
  for (const phone of [mobilePhone, businessPhone]) {
    const key = phone ? phoneKey(phone) : null;
    if (key !== null) tell('phone', key);
  }
}

/** What to look for somebody's account by. */
export function personKeys(
  person: Person,
  standing: Standing,
  around: { policy: CompiledPolicy; units: ReadonlyMap<string, Unit> },
): MatchKey[] {
  const { workEmail, mobilePhone, workPhone } = person;
  const keys: MatchKey[] = numbersOf(person).map((number) => ({ kind: 'employee-id', key: number, said: number }));
  if (workEmail !== undefined) keys.push({ kind: 'work-address', key: workEmail.toLowerCase(), said: workEmail });
  for (const address of ruledAddresses(person, standing, around))
    keys.push({ kind: 'naming-address', key: localPart(address), said: address });
  const names = new Map(namesOf(person).flatMap((said) => nameKeysOf([said]).map((key) => [key, said] as const)));
  for (const [key, said] of names) keys.push({ kind: 'name', key, said });
  for (const phone of new Set([mobilePhone, workPhone])) {
    const key = phone === undefined ? null : phoneKey(phone);
    if (phone !== undefined && key !== null) keys.push({ kind: 'phone', key, said: phone });
  }
  return keys;
}

/** The first address that each naming rule gives, whoever may have it. */
function ruledAddresses(
  person: Person,
  { primary: employment }: Standing,
  { policy, units }: { policy: CompiledPolicy; units: ReadonlyMap<string, Unit> },
): Set<string> {
  const names = composeNames(person);
  if (names === null || employment === null) return new Set();
  const unit = units.get(employment.unitKey ?? '') ?? null;
  const facts = personFacts({ person, employment, unit, names });
  const addresses = policy.policy.domains
    .slice(0, 1)
    .flatMap((domain) =>
      policy.userPrincipalNames.flatMap(
        (rule) => firstAddress([rule], facts, domain, policy.policy.names.maxLength) ?? [],
      ),
    );
  return new Set(addresses);
}

import type { AccountAttribute } from '../../../models/account.ts';
import type { GoldenDifference, GoldenExpectation } from '../../../models/golden.ts';
import type { GoldenTexts } from '../../../models/texts/golden-texts.ts';
import { nearestWord } from '../../../models/texts/nearest-word.ts';
import type { CompiledPolicy } from '../../engine/compiled-policy.ts';
import { listGiven, wordApp } from '../given-items.ts';
import { slip } from '../policy-problem.ts';
import type { GoldenOutcome, Got } from './golden-outcome.ts';

interface Around {
  outcome: GoldenOutcome;
  policy: CompiledPolicy;
  texts: GoldenTexts;
}

/** Everything that came out otherwise than expected, with why. What the example does not name is not looked at. */
export function compareGolden(expect: GoldenExpectation, around: Around): GoldenDifference[] {
  const { outcome } = around;
  const { account } = outcome;
  const made = account?.because ?? whyNoAccount(around);
  return [
    ...compareValue('enabled', [expect.enabled, account?.enabled ?? false], made),
    ...compareValue('address', [expect.address, account?.address ?? null], made),
    ...Object.entries(expect.attributes ?? {}).flatMap(([attribute, value]) =>
      compareAttribute(attribute as AccountAttribute, value, around),
    ),
    ...compareValue('manager', [expect.manager, outcome.manager?.personKey ?? null], whyManager(around)),
    ...compareList('groups', [expect.groups, outcome.groups], around),
    ...compareList('licences', [expect.licences, outcome.licences], around),
    ...compareList('apps', [expect.apps?.map(wordApp), outcome.apps], around),
    ...compareNotes(expect.notes, around),
  ];
}

type Value = string | boolean | null;

function compareValue(item: string, [expected, got]: [Value | undefined, Value], because: string): GoldenDifference[] {
  const same = typeof expected === 'string' && item === 'address' ? expected.toLowerCase() === got : expected === got;
  return expected === undefined || same ? [] : [{ item, expected, got, because }];
}

function compareAttribute(attribute: AccountAttribute, expected: Value, around: Around): GoldenDifference[] {
  const { outcome, policy, texts } = around;
  const value = outcome.account?.attributes[attribute];
  const got = value === undefined || value === null ? null : String(value);
  const template = policy.attributes.find((entry) => entry.attribute === attribute)?.template.text;
  const written = template === undefined ? texts.noTemplate : texts.fromTemplate(template);
  const because = outcome.account === null ? whyNoAccount(around) : [written, ...noteTexts(outcome)].join('; ');
  return compareValue(`attributes.${attribute}`, [expected, got], because);
}

type List = 'groups' | 'licences' | 'apps';

/** Names are compared ignoring case, as the directory does. */
function compareList(
  item: List,
  [expected, got]: [readonly string[] | undefined, Got],
  around: Around,
): GoldenDifference[] {
  if (expected === undefined) return [];
  const wanted = new Set(expected.map((name) => name.toLowerCase()));
  const came = new Set([...got.keys()].map((name) => name.toLowerCase()));
  const missing = expected.filter((name) => !came.has(name.toLowerCase()));
  const extra = [...got].filter(([name]) => !wanted.has(name.toLowerCase()));
  return [
    ...missing.map((name) => ({ item, expected: name, got: null, because: whyMissing(item, name, around) })),
    ...extra.map(([name, because]) => ({ item, expected: null, got: name, because: because || around.texts.noReason })),
  ];
}

function compareNotes(expected: readonly string[] | undefined, { outcome, texts }: Around): GoldenDifference[] {
  if (expected === undefined) return [];
  const kinds = new Set(outcome.notes.map((note) => note.kind));
  const missing = expected.filter((kind) => !kinds.has(kind));
  const extra = outcome.notes.filter((note) => !expected.includes(note.kind));
  return [
    ...missing.map((kind) => ({ item: 'notes', expected: kind, got: null, because: texts.noReason })),
    ...extra.map(({ kind, text }) => ({ item: 'notes', expected: null, got: kind, because: text })),
  ];
}

/** Why somebody does not get what the example expects: nobody could, no rule holds, or something stands in the way. */
function whyMissing(item: List, name: string, around: Around): string {
  const { outcome, policy, texts } = around;
  const given = listGiven(policy.policy);
  const known = item === 'apps' ? given.apps.map(wordApp) : given[item];
  if (!known.some((other) => other.toLowerCase() === name.toLowerCase()))
    return texts.nothingGives(name, nearestWord(name, known, slip));
  if (outcome.account === null) return whyNoAccount(around);
  const rules = rulesThatGive(item, name, policy);
  return (
    [...noteTexts(outcome), ...(rules.length === 0 ? [] : [texts.rulesDoNotHold(rules)])].join('; ') || texts.noReason
  );
}

function rulesThatGive(item: List, name: string, { policy }: CompiledPolicy): string[] {
  const isIt = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
  const carried = policy.licences
    .filter((licence) => item === 'groups' && isIt(licence.group ?? ''))
    .map(({ sku }) => sku);
  const roles = policy.roles.filter(({ grant }) => {
    const names = item === 'apps' ? grant.apps.map(wordApp) : grant[item];
    return names.some(isIt) || grant.licences.some((sku) => carried.includes(sku));
  });
  const groups = item === 'groups' ? policy.groups.filter(({ id }) => isIt(id)) : [];
  return [
    ...roles.map((role) => `roles.${role.id} (${role.when})`),
    ...groups.map((group) => `groups.${group.id} (${group.membershipRule})`),
  ];
}

function whyManager(around: Around): string {
  const { outcome, texts } = around;
  if (outcome.account === null) return whyNoAccount(around);
  return outcome.manager?.because ?? (noteTexts(outcome).join('; ') || texts.noManager);
}

const whyNoAccount = ({ outcome, texts }: Around): string => [texts.noAccount, ...noteTexts(outcome)].join('; ');

const noteTexts = (outcome: GoldenOutcome): string[] => outcome.notes.map((note) => note.text);

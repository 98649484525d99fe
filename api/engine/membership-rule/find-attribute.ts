import { nearestWord } from '../../../models/texts/nearest-word.ts';
import { adviseOnMemberOf } from './advise-on-member-of.ts';
import { RuleError, type Token, UnsupportedRuleError } from './read-tokens.ts';
import {
  planAttributes,
  type RuleAttribute,
  ruleAttributeNames,
  ruleAttributes,
  ruleNamesOfFacts,
} from './rule-attributes.ts';
import { showToken, type TokenReader } from './token-reader.ts';

/** What a comparison is about: the account, or inside `-any (…)` and `-all (…)` an item of a list of texts or of plans. */
export type Scope = 'user' | 'text' | 'plan';

const expected: Readonly<Record<Scope, string>> = {
  user: 'an attribute such as user.department',
  text: '_, which stands for each value of the list',
  plan: 'assignedPlan.servicePlanId, assignedPlan.service or assignedPlan.capabilityStatus',
};

/** Attributes of Graph that Entra's rules do not know, and what to do instead. */
const unknownToEntra: ReadonlyMap<string, string> = new Map([
  ['costcenter', 'write it to an extension attribute and use that'],
  ['division', 'write it to an extension attribute and use that'],
  ['manager', 'the rule for one manager is: Direct Reports for "<object id of the manager>"'],
  ['managerid', 'the rule for one manager is: Direct Reports for "<object id of the manager>"'],
]);

/**
 * Takes the attribute that a comparison begins with.
 * @throws RuleError for what is no attribute, and for attributes that cannot be evaluated, with the reason
 */
export function findAttribute(reader: TokenReader, scope: Scope): RuleAttribute {
  const token = reader.take();
  if (token.kind !== 'word') throw new RuleError(`expected ${expected[scope]}, not ${showToken(token)}`, token.at);
  const lower = token.value.toLowerCase();
  if (scope === 'user') return findUserAttribute(lower, token, reader);
  if (scope === 'text' && lower === '_') return { name: '_', fact: '_', type: 'text' };
  const part = lower.startsWith('assignedplan.') ? planAttributes.get(lower.slice('assignedplan.'.length)) : undefined;
  if (scope === 'plan' && part !== undefined) return { ...part, name: `assignedPlan.${part.name}` };
  throw new RuleError(`expected ${expected[scope]}, not ${token.value}`, token.at);
}

function findUserAttribute(lower: string, token: Token & { kind: 'word' }, reader: TokenReader): RuleAttribute {
  const { value: name, at } = token;
  if (lower.startsWith('device.'))
    throw new UnsupportedRuleError('rules about devices cannot be evaluated for people', at);
  const bare = lower.replace(/^user\./, '');
  if (bare === 'memberof') throw refuseMemberOf(at, reader);
  if (bare === 'extensionattribute15') {
    throw new UnsupportedRuleError('extensionAttribute15 holds the mark of Instroom, so a rule cannot rest on it', at);
  }
  if (lower === '_' || lower.startsWith('assignedplan.')) {
    throw new RuleError(`${name} stands inside -any (…) or -all (…) only`, at);
  }
  if (lower.startsWith('user.')) {
    const attribute = ruleAttributes.get(bare) ?? findExtension(name.slice('user.'.length), at);
    if (attribute !== undefined) return attribute;
  }
  const instead = unknownToEntra.get(bare);
  if (instead !== undefined) throw new RuleError(`Entra's rules do not know ${name}; ${instead}`, at);
  const near = ruleNamesOfFacts.get(bare) ?? nearestWord(bare, ruleAttributeNames);
  throw new RuleError(`${name} is not an attribute of a user${near === null ? '' : `; did you mean user.${near}`}`, at);
}

function refuseMemberOf(at: number, reader: TokenReader): RuleError {
  const reason =
    'memberOf rules are not evaluated: who is in those groups is what Instroom works out itself, in the same run';
  return new UnsupportedRuleError(reason, at, adviseOnMemberOf(reader));
}

/** A custom extension property: the id of its application without hyphens, then its name as Graph spells it. */
function findExtension(name: string, at: number): RuleAttribute | undefined {
  if (!/^extension_/i.test(name)) return undefined;
  if (/^extension_[0-9a-f]{32}_\w+$/i.test(name)) return { name, fact: name, type: 'text' };
  throw new RuleError(
    `${name} is not the name of a custom extension property: expected extension_, 32 hexadecimal digits (the application's id without hyphens), _ and a name`,
    at,
  );
}

import type { Note, Operation } from '../../../models/plan.ts';
import type { DynamicGroup } from '../compiled-policy.ts';
import { ruleAttributes } from '../membership-rule/rule-attributes.ts';
import { buildOperation } from '../operation-builder.ts';
import type { World } from '../survey-world.ts';
import { findGroups } from './resolve-groups.ts';

/** More changed accounts than this at once, of attributes that a rule rests on, are no time to let Entra work that rule. */
const riskyChanges = 100;

/**
 * The operations that give dynamic groups the rule the policy says. While many accounts change in what such a rule asks for, its working is
 * paused before the first change and resumed after the last, so that nobody falls out of the group half-way.
 * @see https://learn.microsoft.com/graph/api/resources/group#properties (membershipRuleProcessingState)
 */
export function planDynamicGroups(
  planned: readonly Operation[],
  world: World,
): { operations: Operation[]; notes: Note[] } {
  const operations: Operation[] = [];
  const notes: Note[] = [];
  for (const wanted of world.input.policy.dynamicGroups) {
    const found = findGroups(wanted.group, world.input.directory.groups);
    const [group] = found;
    const say = (kind: Note['kind'], text: string) => notes.push({ kind, personKey: null, text });
    if (group === undefined) say('unknown-group', world.texts.unknownGroup(wanted.group));
    else if (found.length > 1) say('unknown-group', world.texts.ambiguousGroup(wanted.group, found.length));
    else if (group.barrier !== null && group.barrier !== 'dynamic')
      say('unwritable-group', world.texts.unwritableGroup(wanted.group, group.barrier));
    else operations.push(...bringRule(wanted, group, { isRisky: isRisky(wanted, planned), world }));
  }
  return { operations, notes };
}

type FoundGroup = World['input']['directory']['groups'][number];

function bringRule(
  wanted: DynamicGroup,
  group: FoundGroup,
  { isRisky: risky, world }: { isRisky: boolean; world: World },
): Operation[] {
  const isSame = group.membershipRule === wanted.membershipRule;
  if (isSame && group.ruleProcessing === 'on' && !risky) return [];
  const set = (processing: 'on' | 'paused', before: FoundGroup['ruleProcessing']): Operation =>
    buildOperation({
      kind: 'set-membership-rule',
      personKey: null,
      target: { accountId: null, userPrincipalName: '', groupId: group.id, groupName: group.displayName },
      before: { dynamic: group.barrier === 'dynamic', membershipRule: group.membershipRule, processing: before },
      after: { dynamic: true, membershipRule: wanted.membershipRule, processing },
      identity: [group.id, wanted.membershipRule, processing],
      sentence: world.texts.setMembershipRule(group.displayName, processing, isSame),
      reasons: [
        { kind: 'policy', text: world.texts.ruleMatches(wanted.membershipRule), source: `groups.${wanted.group}` },
      ],
    });
  if (!risky || group.barrier !== 'dynamic') return [set('on', group.ruleProcessing)];
  return [set('paused', group.ruleProcessing), set('on', 'paused')];
}

/** Operations that change what a rule may ask for. An account that is made belongs nowhere yet. */
const changingKinds: readonly Operation['kind'][] = [
  'update-account',
  'rename-account',
  'disable-account',
  'enable-account',
];

function isRisky({ membershipRule }: DynamicGroup, planned: readonly Operation[]): boolean {
  const asked = factsOf(membershipRule);
  const changes = planned.filter(
    ({ kind, after }) => changingKinds.includes(kind) && Object.keys({ ...after }).some((name) => asked.has(name)),
  );
  return changes.length > riskyChanges;
}

/** What a rule asks for, as accounts name it: Entra's rules call some attributes otherwise. Rules that cannot be evaluated have them, too. */
function factsOf(membershipRule: string): ReadonlySet<string> {
  const names = [...membershipRule.matchAll(/\buser\.(\w+)/gi)].map(([, name = '']) => name.toLowerCase());
  return new Set(names.flatMap((name) => ruleAttributes.get(name)?.fact ?? []));
}

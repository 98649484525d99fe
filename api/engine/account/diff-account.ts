import type { Account, AccountAttribute, AccountAttributes } from '../../../models/account.ts';
import type { Operation, Reason } from '../../../models/plan.ts';
import type { ChangedValue } from '../../../models/texts/plan-texts.ts';
import type { MatchedBy } from '../matching/match-accounts.ts';
import { textOf } from '../names/text-of.ts';
import { buildOperation } from '../operation-builder.ts';
import type { World } from '../survey-world.ts';
import type { DesiredAccount } from './desire-account.ts';
import { targetOf } from './subject.ts';

/** The operations that make an account that is not there yet. It is made enabled when the first day has come. */
export function createAccount(
  desired: DesiredAccount,
  names: { address: string; mailNickname: string; mail?: string },
  world: World,
): Operation[] {
  const { person, standing, enabled } = desired;
  const who = world.nameOf(person.personKey);
  const { address, mailNickname, mail } = names;
  const after = {
    userPrincipalName: address,
    mailNickname,
    ...(mail === undefined ? {} : { mail }),
    accountEnabled: enabled,
    ...desired.attributes,
  };
  return [
    buildOperation({
      kind: 'create-account',
      personKey: person.personKey,
      target: { accountId: null, userPrincipalName: address },
      before: null,
      after,
      identity: [after],
      sentence: world.texts.createAccount(who, address, enabled, textOf(standing.startsOn)),
      reasons: startReasons(desired, world),
    }),
  ];
}

/** The operations that bring an account that is there to what is wanted: its attributes and whether it is enabled. */
export function diffAccount(
  desired: DesiredAccount,
  current: { kind: 'keep' | 'restore'; account: Account; linkedBy: MatchedBy },
  world: World,
): Operation[] {
  const { account } = current;
  if (desired.deleted) return [deleteAccount(desired, account, world)];
  const operations: Operation[] = [];
  if (current.kind === 'restore') operations.push(restoreAccount(desired, account, world));
  operations.push(...updateAccount(desired, current, world));
  if (desired.enabled && !account.accountEnabled) operations.push(switchAccount(desired, account, world));
  if (!desired.enabled && account.accountEnabled)
    operations.push(switchAccount(desired, account, world), ...revokeSessions(desired, account, world));
  return operations;
}

/** Who is shut out is signed out as well: tokens live on otherwise. https://learn.microsoft.com/graph/api/user-revokesigninsessions */
function revokeSessions(desired: DesiredAccount, account: Account, world: World): Operation[] {
  if (!world.input.policy.policy.lifecycle.revokeSessionsOnExit) return [];
  return [
    buildOperation({
      kind: 'revoke-sessions',
      personKey: desired.person.personKey,
      target: targetOf({ account }),
      before: null,
      after: { sessionsRevoked: true },
      identity: [],
      sentence: world.texts.revokeSessions(world.nameOf(desired.person.personKey)),
      reasons: enabledReasons(desired, world),
    }),
  ];
}

function restoreAccount(desired: DesiredAccount, account: Account, world: World): Operation {
  return buildOperation({
    kind: 'restore-account',
    personKey: desired.person.personKey,
    target: targetOf({ account }),
    before: { deletedAt: account.deletedAt },
    after: { deletedAt: null },
    identity: [account.id],
    sentence: world.texts.restoreAccount(world.nameOf(desired.person.personKey)),
    reasons: [...startReasons(desired, world), { kind: 'match', text: world.texts.inRecycleBin, source: null }],
  });
}

function deleteAccount(desired: DesiredAccount, account: Account, world: World): Operation {
  const days = world.input.policy.policy.lifecycle.deleteDaysAfterEnd;
  return buildOperation({
    kind: 'delete-account',
    personKey: desired.person.personKey,
    target: targetOf({ account }),
    before: {
      accountEnabled: account.accountEnabled,
      ...account.attributes,
      managerId: account.managerId,
      items: [...world.held.of(account.id)].sort(),
    },
    after: null,
    identity: [],
    sentence: world.texts.deleteAccount(world.nameOf(desired.person.personKey)),
    reasons: [
      ...endReasons(desired, world),
      { kind: 'clock', text: world.texts.goneForDays(days), source: 'lifecycle.deleteDaysAfterEnd' },
    ],
  });
}

function switchAccount(desired: DesiredAccount, account: Account, world: World): Operation {
  const { enabled, person } = desired;
  const who = world.nameOf(person.personKey);
  return buildOperation({
    kind: enabled ? 'enable-account' : 'disable-account',
    personKey: person.personKey,
    target: targetOf({ account }),
    before: { accountEnabled: account.accountEnabled },
    after: { accountEnabled: enabled },
    identity: [],
    sentence: enabled ? world.texts.enableAccount(who) : world.texts.disableAccount(who),
    reasons: enabledReasons(desired, world),
  });
}

function updateAccount(
  desired: DesiredAccount,
  current: { account: Account; linkedBy: MatchedBy },
  world: World,
): Operation[] {
  const written = listChanges(desired.attributes, current.account.attributes);
  if (written.length === 0 && current.linkedBy !== 'employeeId') return [];
  const changes = written.filter((change) => change.before !== change.after);
  const who = world.nameOf(desired.person.personKey);
  const before = Object.fromEntries(written.map((change) => [change.attribute, change.before]));
  const after: Record<string, unknown> = Object.fromEntries(written.map((change) => [change.attribute, change.after]));
  const reasons: Reason[] = changes.map(({ attribute, after: value }) => ({
    kind: 'hr',
    text: world.texts.hrSays(attribute, value),
    source: `attributes.${attribute}`,
  }));
  // A link needs no mark: where the mark cannot be kept, asking for it at every run would never come to rest.
  const adopts = current.linkedBy === 'employeeId' && !current.account.stampTaken;
  if (adopts) {
    before.stampedPersonKey = null;
    after.stampedPersonKey = desired.person.personKey;
    reasons.push({
      kind: 'match',
      text: world.texts.matchedByEmployeeId(textOf(current.account.attributes.employeeId)),
      source: null,
    });
  }
  if (changes.length === 0 && !adopts) return [];
  return [
    buildOperation({
      kind: 'update-account',
      personKey: desired.person.personKey,
      target: targetOf({ account: current.account }),
      before,
      after,
      identity: [after],
      sentence: changes.length === 0 ? world.texts.linkAccount(who) : world.texts.updateAccount(who, changes),
      reasons,
    }),
  ];
}

/** Graph replaces these two together: leaving one out of the request clears it. */
const pairs: Readonly<Partial<Record<AccountAttribute, AccountAttribute>>> = {
  costCenter: 'division',
  division: 'costCenter',
};

const noChanges: readonly ChangedValue[] = [];

function isAsWanted(wanted: AccountAttributes, actual: AccountAttributes): boolean {
  for (const name in wanted) {
    const attribute = name as AccountAttribute;
    const value = wanted[attribute];
    if (value !== undefined && value !== (actual[attribute] ?? null)) return false;
  }
  return true;
}

/** The changes that have to be written, with the other half of what goes together. */
function listChanges(wanted: AccountAttributes, actual: AccountAttributes): readonly ChangedValue[] {
  if (isAsWanted(wanted, actual)) return noChanges;
  const changes: ChangedValue[] = [];
  for (const name in wanted) {
    const attribute = name as AccountAttribute;
    const after = wanted[attribute];
    const before = actual[attribute] ?? null;
    if (after !== undefined && after !== before) changes.push({ attribute, before, after });
  }
  for (const { attribute } of [...changes]) {
    const other = pairs[attribute];
    const kept = other === undefined ? null : (actual[other] ?? null);
    if (other !== undefined && kept !== null && !changes.some((change) => change.attribute === other)) {
      changes.push({ attribute: other, before: kept, after: kept });
    }
  }
  return changes;
}

/** Why an account is let in or shut out. */
export function enabledReasons(desired: DesiredAccount, world: World): Reason[] {
  const { phase, urgent, leave } = desired.standing;
  if (urgent !== null) return [{ kind: 'policy', text: world.texts.urgentExit(urgent.reason), source: urgent.by }];
  if (phase === 'active' && leave === 'disabled')
    return [{ kind: 'policy', text: world.texts.onLeave, source: 'leave' }];
  const hasLeft = phase === 'ended' || phase === 'inactive' || phase === 'between-ends';
  return hasLeft ? endReasons(desired, world) : startReasons(desired, world);
}

function startReasons(desired: DesiredAccount, world: World): Reason[] {
  const { startsOn, phase } = desired.standing;
  if (startsOn === null) return [];
  if (phase === 'active') return [{ kind: 'hr', text: world.texts.hasStarted(startsOn), source: 'startDate' }];
  const days = world.input.policy.policy.lifecycle.createDaysBeforeStart;
  return [
    { kind: 'hr', text: world.texts.startsOn(startsOn), source: 'startDate' },
    { kind: 'policy', text: world.texts.preparedDays(days), source: 'lifecycle.createDaysBeforeStart' },
  ];
}

/** Why access or an account goes. */
export function endReasons(desired: DesiredAccount, world: World): Reason[] {
  const { endedOn, phase } = desired.standing;
  if (phase === 'inactive') return [{ kind: 'hr', text: world.texts.noLongerActive, source: 'active' }];
  const day = textOf(endedOn);
  return phase === 'between-ends'
    ? [{ kind: 'hr', text: world.texts.lastWorkingDayWas(day), source: 'lastWorkingDay' }]
    : [{ kind: 'hr', text: world.texts.lastDayWas(day), source: 'endDate' }];
}

import type { Account } from '../../models/account.ts';
import type { JoinerState, VerifiedAccount } from '../../models/joiner.ts';
import type { Note } from '../../models/plan.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { plainName } from '../engine/names/compose-names.ts';
import type { Joiner } from './find-joiners.ts';
import type { JoinerParts } from './joiner-parts.ts';
import { judgeMissing } from './judge-missing.ts';

/** What the newest plan says, looked up once for all joiners. */
export interface PlanWords {
  notesOf(personKey: string): readonly Note[];
  hasFailed(personKey: string): boolean;
}

const lookedAt = 20;
const mostFailures = 10_000;

/** The notes of the newest plan, and whom Entra refused something since. */
export async function readPlanWords({ stores }: Pick<JoinerParts, 'stores'>): Promise<PlanWords> {
  const recent = await stores.runs.list({ limit: lookedAt });
  const newest = recent.find(({ plannedAt }) => plannedAt !== null);
  const notes = new Map<string, Note[]>();
  for (const note of newest?.notes ?? []) {
    const key = note.personKey ?? '';
    notes.set(key, [...(notes.get(key) ?? []), note]);
  }
  const since = newest?.plannedAt ?? null;
  const failures = since === null ? [] : await stores.runs.failures(since, mostFailures);
  const failed = new Set(failures.map(({ operation }) => operation.personKey));
  return { notesOf: (key) => notes.get(key) ?? [], hasFailed: (key) => failed.has(key) };
}

/** A joiner as far as the stores know, with the account as it was read back; `account` is null when there is none. */
export async function describeJoiner(
  joiner: Joiner,
  around: { account: Account | null; words: PlanWords; policy: CompiledPolicy },
  parts: JoinerParts,
): Promise<Omit<JoinerState, 'change' | 'formerStartsOn'>> {
  const { person, standing, startsOn } = joiner;
  const { account, words } = around;
  const { policy } = around.policy;
  const { personKey } = person;
  const unitKey = standing.primary?.unitKey;
  const unit = unitKey === undefined ? null : await parts.stores.people.findUnit(unitKey);
  const manager = await parts.colleagues.managerOf({ personKey, managerId: account?.managerId ?? null });
  const surroundings = { unit, manager, notes: words.notesOf(personKey), hasFailures: words.hasFailed(personKey) };
  const missing = judgeMissing(joiner, surroundings, policy);
  const verified = account === null ? null : await verify(account, parts);
  return {
    personKey,
    name: plainName(person),
    startsOn,
    unitName: unit?.name ?? null,
    managerName: manager?.name ?? null,
    missing,
    account: verified,
    ready: missing.length === 0 && verified?.hasManager === true,
    fixUrl: fixUrl(joiner, policy.joiners.fixUrl),
  };
}

async function verify(account: Account, parts: JoinerParts): Promise<VerifiedAccount> {
  const groups = await parts.stores.accounts.groupsOf(parts.directoryKey, account.id);
  return {
    userPrincipalName: account.userPrincipalName,
    enabled: account.accountEnabled,
    hasManager: account.managerId !== null,
    groups: groups.length,
    licences: account.licences.length,
    verifiedAt: parts.clock.now().toISOString(),
  };
}

function fixUrl({ person, standing }: Joiner, template: string | undefined): string | null {
  const number = standing.primary?.employeeNumber;
  if (template === undefined || (number === undefined && template.includes('{employeeNumber}'))) return null;
  return template
    .replaceAll('{personKey}', encodeURIComponent(person.personKey))
    .replaceAll('{employeeNumber}', encodeURIComponent(number ?? ''));
}

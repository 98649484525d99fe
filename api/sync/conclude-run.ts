import { DateTime } from 'luxon';
import type { JoinerReady } from '../../models/news.ts';
import type { Run } from '../../models/run.ts';
import { createCalendars } from '../engine/life/calendar.ts';
import { judgeStanding } from '../engine/life/judge-standing.ts';
import { plainName } from '../engine/names/compose-names.ts';
import type { AppliedRun } from './apply-run.ts';
import { runEvent, system } from './audit-run.ts';
import { mustFind } from './plan-run.ts';
import { refreshMirror } from './read-world.ts';
import { settleRun } from './settle-run.ts';
import type { SyncParts } from './sync-parts.ts';

/** With more joiners than this in one run HR gets no card for each: it is a first load, and the page lists them. */
const mostJoinerCards = 10;

/** Somebody counts as a joiner until this many days after the first day. */
const joinerDays = 7;

/**
 * Ends an applied run: writes down how it went, reads new accounts back from Entra, and tells people. The run has ended when it is
 * written down; whoever cannot be told does not change that.
 */
export async function concludeRun(applied: AppliedRun, parts: SyncParts): Promise<Run> {
  if (applied.run.state !== 'applying') {
    await parts.notifier.tell({ kind: 'run-decided', run: applied.run });
    return applied.run;
  }
  const at = parts.clock.now().toISOString();
  const results = await parts.stores.runs.countResults(applied.run.id);
  const changed = await parts.stores.runs.change(applied.run.id, ['applying'], {
    state: 'finished',
    finishedAt: at,
    results,
  });
  const run = changed ?? (await mustFind(applied.run.id, parts));
  const { done, already, failed, skipped } = run.results;
  const held = run.held === undefined ? '' : ` (${run.held} held back)`;
  const text = `${done} done, ${already} already so, ${failed} failed, ${skipped} skipped${held}.`;
  await parts.stores.audit.append([runEvent('run-finished', run, { at, actor: system, text })]);
  await settleRun(run, parts);
  parts.logger.info({ runId: run.id, ...run.results }, 'run finished');
  if (applied.applied.length > 0) await refreshMirror(parts, applied.prepared.policy);
  await tell({ ...applied, run }, parts);
  return run;
}

async function tell(applied: AppliedRun, parts: SyncParts): Promise<void> {
  const { run } = applied;
  if (run.decision !== null) await parts.notifier.tell({ kind: 'run-decided', run });
  if (applied.applied.length === 0) return;
  await parts.notifier.tell({ kind: 'run-changed-entra', run, operations: applied.applied });
  for (const joiner of await findReadyJoiners(applied, parts))
    await parts.notifier.tell({ kind: 'joiner-ready', run, joiner });
}

/** Joiners whose account was made or enabled by this run, as read back from Entra after it. */
async function findReadyJoiners(applied: AppliedRun, parts: SyncParts): Promise<JoinerReady[]> {
  const { run, prepared } = applied;
  const { policy } = prepared.policy;
  const calendars = createCalendars(run.now ?? run.askedAt, policy);
  const judging = { calendars, lifecycle: policy.lifecycle, leave: policy.leave, urgentExits: new Map() };
  const oldest = DateTime.fromISO(calendars.usual.today).minus({ days: joinerDays }).toFormat('yyyy-MM-dd');
  const keys = new Set(
    applied.applied.filter((operation) => operation.kind === 'create-account').map((operation) => operation.personKey),
  );
  const joiners = prepared.world.people.flatMap((person) => {
    const startsOn = keys.has(person.personKey) ? judgeStanding(person, judging).startsOn : null;
    return startsOn !== null && startsOn >= oldest ? [{ person, startsOn }] : [];
  });
  if (joiners.length === 0 || joiners.length > mostJoinerCards) return [];
  const results = new Map((await parts.stores.runs.operations(run.id)).map((entry) => [entry.operation.id, entry]));
  const succeeded = (id: string) => ['done', 'already'].includes(results.get(id)?.result?.kind ?? '');
  const ids = applied.applied.flatMap(({ kind, personKey, id }) => {
    const accountId = kind === 'create-account' && succeeded(id) ? results.get(id)?.result?.accountId : null;
    return accountId ? [[personKey, accountId] as const] : [];
  });
  const accountIds = new Map(ids);
  const accounts = new Map(
    (await parts.directory.readBack([...accountIds.values()])).map((account) => [account.id, account]),
  );
  return joiners.flatMap(({ person, startsOn }) => {
    const account = accounts.get(accountIds.get(person.personKey) ?? '');
    if (account === undefined) return [];
    const own = applied.applied.filter(
      (operation) => operation.personKey === person.personKey && succeeded(operation.id),
    );
    const manager = own.find((operation) => operation.kind === 'set-manager')?.after?.managerName;
    return [
      {
        personKey: person.personKey,
        name: plainName(person),
        userPrincipalName: account.userPrincipalName,
        startsOn,
        accountEnabled: account.accountEnabled,
        managerName: account.managerId !== null && typeof manager === 'string' ? manager : null,
        groupNames: own.flatMap(({ kind, target }) =>
          kind === 'add-member' && target.groupName ? [target.groupName] : [],
        ),
        verifiedAt: parts.clock.now().toISOString(),
      },
    ];
  });
}

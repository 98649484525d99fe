import type { AuditKind } from '../../models/audit.ts';
import type { UrgentExit, UrgentExitOutcome, UrgentExitService } from '../../models/grant.ts';
import type { Person } from '../../models/person.ts';
import type { RunService } from '../../models/ports.ts';
import type { Actor } from '../../models/run.ts';
import type { SyncParts } from './sync-parts.ts';

type ExitParts = Pick<SyncParts, 'stores' | 'clock'> & { runs: Pick<RunService, 'start'> };
type Ask = Parameters<UrgentExitService['ask']>[0];

/**
 * Writes urgent exits down and asks for an express run, which shuts them out at once beside whatever run is under way, and for a run over
 * everybody, which does the rest. Asking again for somebody who must be out already changes nothing but asks for both once more, so that a
 * process that died in between is made good.
 */
export function createUrgentExits(parts: ExitParts): UrgentExitService {
  return {
    ask: (ask) => askExit(ask, parts),
    lift: (ask) => liftExit(ask, parts),
  };
}

async function askExit(ask: Ask, parts: ExitParts): Promise<UrgentExitOutcome> {
  const { personKey, reason, by } = ask;
  const person = await parts.stores.people.find(personKey);
  if (person === null) return { kind: 'unknown-person' };
  const [known] = await exitsOf(personKey, parts);
  const fromAt = parts.clock.now().toISOString();
  const exit: UrgentExit = known ?? { personKey, fromAt, liftedAt: null, reason, by: by.name };
  if (known === undefined) await parts.stores.grants.saveUrgentExit(exit);
  await record('urgent-exit', exit, { at: exit.fromAt, by, reason: exit.reason }, parts);
  await tellExpress(person, by, parts);
  return { kind: 'in-force', exit, isNew: known === undefined, run: await askForRun(by, parts) };
}

async function liftExit(ask: Ask, parts: ExitParts): Promise<UrgentExitOutcome> {
  const { personKey, reason, by } = ask;
  const known = await exitsOf(personKey, parts);
  if (known.length === 0)
    return { kind: (await parts.stores.people.find(personKey)) === null ? 'unknown-person' : 'not-in-force' };
  const liftedAt = parts.clock.now().toISOString();
  const exits = known.map((exit) => ({ ...exit, liftedAt }));
  for (const exit of exits) {
    await record('urgent-exit-lifted', exit, { at: liftedAt, by, reason }, parts);
    await parts.stores.grants.saveUrgentExit(exit);
  }
  return { kind: 'lifted', exits, run: await askForRun(by, parts) };
}

async function exitsOf(personKey: string, parts: ExitParts): Promise<UrgentExit[]> {
  return (await parts.stores.grants.urgentExits()).filter((exit) => exit.personKey === personKey);
}

async function tellExpress({ personKey, sourceId }: Person, by: Actor, { stores, clock }: ExitParts): Promise<void> {
  const at = clock.now().toISOString();
  const id = `urgent-exit:${personKey}:${at}`;
  await stores.notices.add({ id, sourceId, personKeys: [personKey], at, trigger: triggerOf(by), isUrgent: true });
}

const askForRun = (by: Actor, parts: ExitParts): ReturnType<RunService['start']> =>
  parts.runs.start({ trigger: triggerOf(by), by });

const triggerOf = ({ kind }: Actor) => (kind === 'cli' || kind === 'api' ? kind : 'button');

/** One fact for each exit and one for its end, whoever records it again. */
async function record(
  kind: AuditKind,
  exit: UrgentExit,
  fact: { at: string; by: Actor; reason: string },
  parts: ExitParts,
): Promise<void> {
  await parts.stores.audit.append([
    {
      id: `${kind}:${exit.personKey}:${exit.fromAt}`,
      at: fact.at,
      kind,
      actor: fact.by,
      runId: null,
      personKey: exit.personKey,
      operationId: null,
      text: fact.reason,
    },
  ]);
}

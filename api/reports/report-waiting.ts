import type { WaitingEntry, WaitingReport } from '../../models/desk.ts';
import type { Note } from '../../models/plan.ts';
import type { Policy } from '../../models/policy.ts';
import type { Clock } from '../../models/ports.ts';
import type { Request } from '../../models/request.ts';
import type { Run } from '../../models/run.ts';
import type { Stores } from '../../models/stores.ts';

/** Notes that mean that somebody waits for a person to mend or decide something. */
export const waitingKinds: readonly Note['kind'][] = [
  'waiting',
  'set-aside',
  'candidate',
  'proposal',
  'ambiguous',
  'no-address',
  'same-person',
];

/** What HR has to mend; the rest is for IT to decide. */
const forHr: readonly Note['kind'][] = ['waiting', 'set-aside'];

/** As many as a card could show, with room to spare. */
const most = 100;
const lookedAt = 20;

/** Everybody and everything that waits for somebody, with who that is and since when. The oldest first. */
export async function reportWaiting(parts: {
  stores: Stores;
  clock: Clock;
  loadPolicy(): Promise<{ policy: Pick<Policy, 'approvals'> }>;
}): Promise<WaitingReport> {
  const { runs, requests } = parts.stores;
  const [recent, held, open, { policy }] = await Promise.all([
    runs.list({ limit: lookedAt, about: 'everybody' }),
    runs.list({ limit: most, states: ['awaiting-approval', 'blocked'], withoutNotes: true }),
    requests.list({ limit: most, states: ['open'] }),
    parts.loadPolicy(),
  ]);
  const people = waitingPeople(recent);
  const entries = [
    ...people,
    ...held.map((run) => waitingRun(run, policy.approvals.run.by)),
    ...open.map(waitingRequest),
  ];
  return {
    at: parts.clock.now().toISOString(),
    entries: entries.sort((a, b) => ((a.since ?? '9') < (b.since ?? '9') ? -1 : 1)).slice(0, most),
    counts: { person: people.length, run: held.length, request: open.length },
  };
}

/** Who waits by the newest plan, since the oldest of the runs before it that said the same without a break. */
function waitingPeople(recent: readonly Run[]): WaitingEntry[] {
  const planned = recent.filter(({ plannedAt }) => plannedAt !== null);
  const notes = planned.map(({ notes: all, plannedAt }) => ({
    plannedAt,
    texts: new Set(all.map((note) => `${note.kind} ${note.personKey}`)),
  }));
  return (planned[0]?.notes ?? [])
    .filter((note) => waitingKinds.includes(note.kind))
    .map((note) => {
      let since: string | null = null;
      for (const { plannedAt, texts } of notes) {
        if (!texts.has(`${note.kind} ${note.personKey}`)) break;
        since = plannedAt;
      }
      const owners = [forHr.includes(note.kind) ? 'hr' : 'it'];
      return { kind: 'person', id: note.personKey ?? '', text: note.text, owners, since };
    });
}

function waitingRun(run: Run, by: readonly string[]): WaitingEntry {
  const text = run.verdict?.reasons[0] ?? '';
  return { kind: 'run', id: run.id, text, owners: [...by], since: run.plannedAt ?? run.askedAt };
}

function waitingRequest(request: Request): WaitingEntry {
  const stages = request.tracks.flatMap((track) => track.stages.filter(({ state }) => state === 'open'));
  const owners = [...new Set(stages.flatMap(({ approvers }) => approvers.map(({ name }) => name)))];
  const text = [request.forName, request.reason].filter((part) => part).join(': ');
  return { kind: 'request', id: request.id, text, owners, since: request.askedAt };
}

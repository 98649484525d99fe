import { InstroomError } from '../../../models/errors.ts';
import type { FreshPerson } from '../../../models/fresh-person.ts';
import { inTurns } from '../../../models/in-turns.ts';
import type { Person } from '../../../models/person.ts';
import type { Run, RunTrigger, SomePeople } from '../../../models/run.ts';
import { recordId } from '../../../models/same-people.ts';
import type { CompiledPolicy } from '../../engine/compiled-policy.ts';
import { planFew } from '../../engine/few/plan-few.ts';
import { readIdentityRules } from '../../engine/identity/identity-rules.ts';
import { createOwnerOf } from '../../engine/identity/known-records.ts';
import { runEvent, system } from '../audit-run.ts';
import { newRun } from '../create-run-service.ts';
import type { PreparedRun } from '../plan-run.ts';
import { waitUntilFree } from '../write-guard.ts';
import { type Around, carryOut, noMore, planOf } from './carry-out.ts';
import { type EndedExpress, endFailed, leaveToAll } from './end-express.ts';
import type { ExpressParts } from './express-parts.ts';
import { type ExpressPerson, lookAround } from './express-world.ts';
import { findTooEarly } from './find-too-early.ts';
import { whyNot } from './judge-express.ts';
import { type ReadAsk, type ReadFresh, readFresh } from './read-fresh.ts';
import { shutOutNow } from './shut-out-now.ts';

/** What was told, to be looked at in one express run. */
export interface ExpressAsk {
  people: readonly SomePeople[];
  trigger: RunTrigger;
  /** When the first of it was told, by source (instants). */
  toldAt: ReadonlyMap<string, string>;
  /** They are to be shut out: HR is not asked, and nothing else is done. */
  isUrgent: boolean;
}

/** How it ended. `later`: the records that could not be looked at because a run over everybody is writing about their people, or meets them. */
export interface ExpressOutcome extends EndedExpress {
  later: ReadonlySet<string>;
}

/** Somebody else may take an address between planning and writing it down; then it is planned again. */
const mostPlans = 3;

/**
 * One express run from beginning to end: takes people in hand, so that no run over everybody writes about them any more, reads them, plans
 * them and writes what may go out by itself. What may not, or cannot be told from some people alone, is left to a run over everybody.
 * @throws InstroomError `hr-busy` when a source is being written just now; whatever `holdOn` throws
 */
export async function runExpress(
  ask: ExpressAsk,
  parts: ExpressParts,
  holdOn: () => Promise<void>,
): Promise<ExpressOutcome> {
  const run = await addRun(ask, parts);
  try {
    const policy = await parts.loadPolicy();
    const inHand = await takeInHand(run, ask, { policy, parts });
    const tooEarly = ask.isUrgent ? [] : await findTooEarly(inHand, policy, parts);
    await parts.stores.freshPeople.letGo(tooEarly);
    const due = inHand.filter((one) => !tooEarly.includes(one));
    const keys = due.map(({ personKey }) => personKey);
    const busy = new Set(await waitUntilFree(keys, parts));
    const isBusy = ({ personKey }: FreshPerson) => busy.has(personKey);
    const later = new Set([...tooEarly, ...due.filter(isBusy)].map(recordId));
    const mine = leaveOut(ask.people, later);
    const held = inHand.filter((one) => !later.has(recordId(one)));
    const around = { run, parts, holdOn };
    const outcome = ask.isUrgent
      ? await shutOutNow(mine, around)
      : await lookAndWrite({ people: mine, inHand: held, toldAt: ask.toldAt }, policy, around);
    return { ...outcome, later };
  } catch (error) {
    return { ...(await endFailed(run, error, parts)), later: new Set() };
  } finally {
    await parts.stores.freshPeople.end(run.id, parts.clock.now().toISOString());
  }
}

async function addRun({ people, trigger }: ExpressAsk, { stores, clock }: ExpressParts): Promise<Run> {
  const at = clock.now().toISOString();
  const scope = people.map(({ sourceId, personKeys }) => ({ sourceId, personKeys: [...personKeys] }));
  const asked = newRun({ trigger, by: system, at });
  const run = await stores.runs.add({ ...asked, state: 'planning', startedAt: at, scope });
  await stores.audit.append([runEvent('run-asked', run, { at, actor: system, text: `Asked for by ${trigger}.` })]);
  return run;
}

/** Whose records these are is known by what was written down; an urgent exit names people by their keys here. */
async function takeInHand(
  run: Run,
  { people, isUrgent }: ExpressAsk,
  { policy, parts: { stores } }: { policy: CompiledPolicy; parts: ExpressParts },
): Promise<FreshPerson[]> {
  const ownerOf = createOwnerOf(await stores.identity.links(), readIdentityRules(policy.policy));
  const nothing = { runId: run.id, readAt: null, endedAt: null, person: null, setAside: null };
  const inHand = people.flatMap(({ sourceId, personKeys }) =>
    personKeys.map((recordKey): FreshPerson => {
      const personKey = isUrgent ? recordKey : ownerOf({ sourceId, recordKey });
      return { sourceId, recordKey, personKey, ...nothing };
    }),
  );
  await stores.freshPeople.save(inHand);
  return inHand;
}

const leaveOut = (people: readonly SomePeople[], later: ReadonlySet<string>): SomePeople[] =>
  people
    .map(({ sourceId, personKeys }) => ({
      sourceId,
      personKeys: personKeys.filter((recordKey) => !later.has(recordId({ sourceId, recordKey }))),
    }))
    .filter(({ personKeys }) => personKeys.length > 0);

async function lookAndWrite(ask: ReadAsk, policy: CompiledPolicy, around: Around): Promise<EndedExpress> {
  const { run, parts } = around;
  const read = await readFresh(ask, policy, around);
  if (read === null) return leaveToAll(run, 'Who is who only a run over everybody tells.', parts);
  for (let tries = 1; ; tries += 1) {
    try {
      return await planAndWrite(read, policy, around);
    } catch (error) {
      const isTaken = error instanceof InstroomError && error.code === 'conflict';
      if (!isTaken || tries === mostPlans) throw error;
      // Throws when it was not an address but the lock that somebody else has.
      await around.holdOn();
    }
  }
}

async function planAndWrite(
  { people, known, sources }: ReadFresh,
  policy: CompiledPolicy,
  around: Around,
): Promise<EndedExpress> {
  const { run, parts } = around;
  const now = parts.clock.now().toISOString();
  const looked = await lookAround(people, policy, { parts, now });
  if (typeof looked === 'string') return leaveToAll(run, looked, parts, sources);
  const planned = await inTurns(
    planFew(
      people.map(({ personKey }) => personKey),
      looked.input,
    ),
  );
  const { draft } = planned;
  const reason = await whyNot(draft, looked, { policy, parts });
  if (reason !== null) return leaveToAll(run, reason, parts, sources);
  const world = { ...looked.world, links: planned.around.links };
  const mirror = { ...world.directory.mirror, accounts: [...planned.around.directory.accounts] };
  const prepared: PreparedRun = {
    ...noMore,
    plan: { ...planOf(draft), verdict: { kind: 'auto', reasons: [], refusals: [] } },
    ledger: draft.ledger,
    policy,
    world: { ...world, directory: { ...world.directory, mirror } },
  };
  const isChanged = draft.operations.length > 0 || people.some((one) => !isSame(one, known.get(one.personKey)));
  const ended = await carryOut(prepared, { sources, ledger: prepared.ledger }, around);
  return { run: ended, next: ended.results.failed > 0 ? 'run' : isChanged ? 'follow-up' : 'nothing' };
}

const isSame = ({ person }: ExpressPerson, known: Person | undefined): boolean =>
  JSON.stringify(person) === JSON.stringify(known ?? null);

import { inTurns } from '../../../models/in-turns.ts';
import type { SomePeople } from '../../../models/run.ts';
import { planFew } from '../../engine/few/plan-few.ts';
import { releasePart } from '../../engine/limits/release-part.ts';
import { countOperations } from '../../engine/plan-people.ts';
import { exitDecision, urgentPart } from '../decide-urgent-exits.ts';
import type { PreparedRun } from '../plan-run.ts';
import { type Around, carryOut, noMore, planOf } from './carry-out.ts';
import { type EndedExpress, leaveToAll } from './end-express.ts';
import { type ExpressPerson, lookAround } from './express-world.ts';

/**
 * Shuts out people with an urgent exit in force beside whatever run is under way, from what is known of them and from their accounts as they
 * are in Entra now: HR is not asked, no limit holds, and nothing else of them is touched. The run over everybody that was asked for does the
 * rest, and does it all where only it can tell.
 */
export async function shutOutNow(people: readonly SomePeople[], around: Around): Promise<EndedExpress> {
  const { run, parts } = around;
  const now = parts.clock.now().toISOString();
  const policy = await parts.loadPolicy();
  const known = await asKnown(people, around);
  const looked = await lookAround(known, policy, { parts, now });
  if (typeof looked === 'string') return leaveToAll(run, looked, parts);
  const keys = known.map(({ personKey }) => personKey);
  const { draft, around: narrow } = await inTurns(planFew(keys, looked.input));
  const mirror = { ...looked.world.directory.mirror, accounts: [...narrow.directory.accounts] };
  const world = { ...looked.world, links: narrow.links, directory: { ...looked.world.directory, mirror } };
  const whole: PreparedRun['plan'] = { ...planOf(draft), verdict: { kind: 'auto', reasons: [], refusals: [] } };
  const release = urgentPart({ plan: whole, world });
  const operations = release === null ? [] : releasePart(whole.operations, release).released;
  const plan = { ...whole, operations, counts: countOperations(operations), notes: [] };
  const urgentExits = world.urgentExits.filter(({ personKey }) => keys.includes(personKey));
  const { release: _, ...decision } = exitDecision({ plan, world: { ...world, urgentExits } }, {}, now);
  const prepared: PreparedRun = { ...noMore, plan, ledger: draft.ledger, policy, world };
  const beside = { sources: [], ledger: null, ...(operations.length === 0 ? {} : { decision }) };
  const ended = await carryOut(prepared, beside, around);
  return { run: ended, next: ended.results.failed > 0 ? 'run' : 'nothing' };
}

/** These people as they were read last, those too whom HR names no more. An urgent exit names them by their keys here. */
async function asKnown(people: readonly SomePeople[], { parts }: Around): Promise<ExpressPerson[]> {
  const found = await Promise.all(
    people.flatMap(({ personKeys }) => personKeys.map((personKey) => parts.stores.people.find(personKey))),
  );
  return found.flatMap((person) => (person === null ? [] : [{ personKey: person.personKey, person, setAside: null }]));
}

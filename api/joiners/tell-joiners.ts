import type { Account } from '../../models/account.ts';
import type { JoinerState } from '../../models/joiner.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { describeJoiner, readPlanWords } from './describe-joiner.ts';
import { findJoiners, type Joiner } from './find-joiners.ts';
import { findMissedJoiners } from './find-missed-joiners.ts';
import { type FollowedJoiner, loadFollowed, saveFollowed } from './followed-joiners.ts';
import type { JoinerParts } from './joiner-parts.ts';
import { tellFirstDay } from './tell-first-day.ts';

/**
 * Tells HR how far every joiner is: once, and again when something changes that is worth hearing; and managers, when somebody of theirs
 * can sign in on the first day. "Ready" is said of what was read back from Entra just now, and of nothing else. What was told is
 * written down afterwards: who dies in between tells it again, which the outbox knows by its letter.
 */
export async function tellJoiners(parts: JoinerParts): Promise<void> {
  const policy = await parts.loadPolicy();
  const now = parts.clock.now().toISOString();
  const followed = await loadFollowed(parts.stores.settings);
  const joiners = findJoiners(await parts.roster.everybody(), policy.policy, now).filter(
    // Somebody who started before anybody was told of them is no news any more.
    ({ person, hasStarted, isFirstDay }) => !hasStarted || isFirstDay || followed.has(person.personKey),
  );
  const words = await readPlanWords(parts);
  const accounts = await readBackAccounts(joiners, parts);
  const next = new Map<string, FollowedJoiner>();
  for (const joiner of joiners) {
    const { personKey } = joiner.person;
    const before = followed.get(personKey) ?? null;
    const account = accounts.get(personKey) ?? null;
    const described = await describeJoiner(joiner, { account, words, policy }, parts);
    const state: JoinerState = { ...described, ...changeSince(before, described) };
    if (state.change !== 'same') await tellHr(state, parts);
    const firstDayTold = await firstDay(joiner, { state, before, policy }, parts);
    next.set(personKey, { name: state.name, startsOn: state.startsOn, mark: markOf(state), firstDayTold });
  }
  for (const { personKey, before, state } of await findMissedJoiners(followed, next, parts)) {
    if (state === null) next.set(personKey, before);
    else await tellHr(state, parts);
  }
  await saveFollowed(parts.stores.settings, next);
}

/** The accounts of these joiners as Entra has them now, by person key; read in one go. */
async function readBackAccounts(joiners: readonly Joiner[], parts: JoinerParts): Promise<Map<string, Account>> {
  const known = await Promise.all(
    joiners.map(async ({ person: { personKey } }) => {
      const account = await parts.stores.accounts.findByPersonKey(parts.directoryKey, personKey);
      return account === null ? [] : [[account.id, personKey] as const];
    }),
  );
  const keys = new Map(known.flat());
  if (keys.size === 0) return new Map();
  const accounts = await parts.directory.readBack([...keys.keys()]);
  return new Map(accounts.map((account) => [keys.get(account.id) ?? '', account]));
}

type Described = Omit<JoinerState, 'change' | 'formerStartsOn'>;

function changeSince(before: FollowedJoiner | null, state: Described): Pick<JoinerState, 'change' | 'formerStartsOn'> {
  if (before === null) return { change: 'new', formerStartsOn: null };
  if (before.startsOn !== state.startsOn) return { change: 'moved', formerStartsOn: before.startsOn };
  return { change: before.mark === markOf(state) ? 'same' : 'news', formerStartsOn: null };
}

/** Everything that is worth hearing, in a line. */
function markOf({ startsOn, missing, ready, account }: Described): string {
  const lacks = missing.map((fact) => [fact.kind, 'text' in fact ? fact.text : 'name' in fact ? fact.name : '']);
  return JSON.stringify([startsOn, lacks, ready, account?.enabled ?? null]);
}

async function tellHr(joiner: JoinerState, { notifier }: JoinerParts): Promise<void> {
  await notifier.tell({ kind: 'joiner-readiness', joiner, to: { role: 'hr' } });
}

/** Whether the manager has been told by now that somebody starts today and can sign in. */
async function firstDay(
  joiner: Joiner,
  { state, before, policy }: { state: JoinerState; before: FollowedJoiner | null; policy: CompiledPolicy },
  parts: JoinerParts,
): Promise<boolean> {
  if (before?.firstDayTold === true && before.startsOn === joiner.startsOn) return true;
  if (!joiner.isFirstDay || state.account?.enabled !== true) return false;
  return tellFirstDay(state, state.account, { policy }, parts);
}

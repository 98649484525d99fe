import type { JoinerState } from '../../models/joiner.ts';
import type { Described } from './describe-joiner.ts';
import type { FollowedJoiner } from './followed-joiners.ts';

/** A joiner compared with what was told; `change` is null when the card that is there says it all. */
export interface Compared {
  change: JoinerState['change'] | null;
  formerStartsOn: string | null;
  /** To be remembered; whoever is greeted is put in later. */
  followed: Omit<FollowedJoiner, 'greeter'>;
}

/**
 * What is new about a joiner. Once somebody was told that the account is ready, small things that a later plan still wants only change the
 * card: nobody should hear "ready" at every run.
 */
export function compareJoiner(before: FollowedJoiner | null, now: Described): Compared {
  const { name, startsOn, missing, ready } = now;
  const wasReady = before?.isReadyTold === true && before.startsOn === startsOn && missing.length === 0;
  const isReadyTold = ready || wasReady;
  const mark = markOf(now, isReadyTold);
  const shown = shownOf(now);
  const followed = { name, startsOn, mark, shown, isReadyTold };
  if (before === null) return { change: 'new', formerStartsOn: null, followed };
  if (before.startsOn !== startsOn) return { change: 'moved', formerStartsOn: before.startsOn, followed };
  if (before.mark !== mark) return { change: 'news', formerStartsOn: null, followed };
  return { change: before.shown === shown ? null : 'same', formerStartsOn: null, followed };
}

/** Everything that is worth hearing, in a line. */
function markOf({ startsOn, missing, account }: Described, isReadyTold: boolean): string {
  const lacks = missing.map((fact) => [fact.kind, 'text' in fact ? fact.text : 'name' in fact ? fact.name : '']);
  return JSON.stringify([startsOn, lacks, isReadyTold, account?.enabled ?? null]);
}

/** All that the card says, but for when it was read. */
const shownOf = ({ account, ...rest }: Described): string =>
  JSON.stringify([rest, account === null ? null : { ...account, verifiedAt: '' }]);

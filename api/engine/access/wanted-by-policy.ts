import { earlier, nextMoment, whatChanges } from '../life/next-moment.ts';
import type { World } from '../survey-world.ts';
import { accessSubject } from './access-subject.ts';
import type { Wanted } from './items.ts';

/** What somebody has by policy, and the next moment (epoch ms) at which that changes by itself; null when never. */
export interface WantedByPolicy {
  wanted: Wanted;
  next: number | null;
}

const nothing: WantedByPolicy = { wanted: new Map(), next: null };

/** Answers what somebody has by policy alone: no grants, no hand-over, nothing parked. Asked of people who are stood in for, so of few. */
export function createWantedByPolicy(world: World): (personKey: string) => WantedByPolicy {
  const known = new Map<string, WantedByPolicy>();
  return (personKey) => {
    const answer = known.get(personKey) ?? askPolicy(personKey, world);
    known.set(personKey, answer);
    return answer;
  };
}

function askPolicy(personKey: string, world: World): WantedByPolicy {
  const dossier = world.dossierOf(personKey);
  if (dossier === undefined) return nothing;
  const { person, standing, match } = dossier;
  const next = nextMoment(person, standing, whatChanges(world));
  if (standing.phase !== 'active') return { ...nothing, next };
  const account = match.kind === 'linked' ? match.account : null;
  const address = account?.userPrincipalName ?? '';
  const access = world.policyAccess.accessOf(accessSubject(dossier, { world, account, address }));
  return { wanted: access.wanted, next: earlier(next, access.next) };
}

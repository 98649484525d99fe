import { accessSubject } from './access-subject.ts';
import type { Wanted } from './items.ts';
import type { World } from './survey-world.ts';

const nothing: Wanted = new Map();

/** Answers what somebody has by policy alone: no grants, no hand-over, nothing parked. Asked of people who are stood in for, so of few. */
export function createWantedByPolicy(world: World): (personKey: string) => Wanted {
  const known = new Map<string, Wanted>();
  return (personKey) => {
    const before = known.get(personKey);
    if (before !== undefined) return before;
    const person = world.people.get(personKey);
    const standing = world.standings.get(personKey);
    const match = world.matches.of(personKey);
    const account = match.kind === 'linked' ? match.account : null;
    const wanted =
      person === undefined || standing?.phase !== 'active'
        ? nothing
        : world.policyAccess.accessOf(
            accessSubject(person, standing, { world, account, address: account?.userPrincipalName ?? '' }),
          ).wanted;
    known.set(personKey, wanted);
    return wanted;
  };
}

import type { Account } from '../../../models/account.ts';
import type { Person } from '../../../models/person.ts';
import type { Note } from '../../../models/plan.ts';
import { lazily } from '../lazily.ts';
import { namePerson } from '../names/compose-names.ts';
import type { World } from '../survey-world.ts';
import { type MatchProposal, proposeMatches } from './propose-matches.ts';

/**
 * Where matches are for somebody to decide, nobody gets a second account while one that is likely theirs is there.
 * @param proposals - where they have been worked out already
 * @returns the note for somebody who has to wait for a decision, null for whoever may get an account
 */
export function createHoldBack(world: World, proposals?: readonly MatchProposal[]): (person: Person) => Note | null {
  if (world.input.policy.policy.adoption !== 'by-decision') return () => null;
  const likely = lazily(() => {
    const worthwhile = (proposals ?? proposeMatches(world)).filter(({ confidence }) => confidence !== 'possible');
    // The best of each person comes first, so it is set last.
    return new Map(worthwhile.reverse().map(({ person, account }) => [person, account]));
  });
  return (person) => {
    const account = likely().get(person);
    return account === undefined ? null : proposalNote(person, account, world);
  };
}

/** That an account waits for somebody's yes or no, and how to say it. */
export function proposalNote(person: Person, account: Account, world: World): Note {
  const { personKey } = person;
  const text = world.texts.proposal(namePerson(person), account.userPrincipalName, personKey);
  return { kind: 'proposal', personKey, text };
}

import type { DirectoryMirror } from '../../models/account.ts';
import type { Person } from '../../models/person.ts';
import { mapSteps, type Steps } from '../../models/steps.ts';
import { type Judging, judgeStanding, type Standing } from './life/judge-standing.ts';
import { type Match, type Matches, matchSteps } from './matching/match-accounts.ts';
import type { PlanInput } from './survey-world.ts';

/** What is known of one person before anything is decided, together: it is asked for everybody, and one look-up finds all of it. */
export interface Dossier {
  person: Person;
  /** Its number in the order of person keys. */
  place: number;
  standing: Standing;
  match: Match;
}

export interface Dossiers {
  /** In the order of person keys, whatever the order of the input. */
  all: readonly Dossier[];
  /** Of somebody whom HR names. */
  of(personKey: string): Dossier | undefined;
  matches: Matches;
}

export function* openDossiers(
  input: PlanInput,
  around: { judging: Judging; deletedAccounts: DirectoryMirror['deletedAccounts'] },
): Steps<Dossiers> {
  const people = [...input.people].sort((a, b) => (a.personKey < b.personKey ? -1 : 1));
  const standings = yield* mapSteps(people, (person) => judgeStanding(person, around.judging));
  const found = yield* matchSteps({
    people,
    accounts: input.directory.accounts,
    deletedAccounts: around.deletedAccounts,
    links: input.links,
    hasEnded: (index) => standings[index]?.phase === 'ended',
    adoption: input.policy.policy.adoption,
    isRejected: (personKey, accountId) => input.rejections?.get(personKey)?.has(accountId) ?? false,
  });
  const byKey = new Map<string, Dossier>();
  const all = people.map((person, place): Dossier => {
    const dossier = { person, place, standing: standings[place] as Standing, match: found.inOrder[place] as Match };
    byKey.set(person.personKey, dossier);
    return dossier;
  });
  return {
    all,
    of: (personKey) => byKey.get(personKey),
    matches: {
      of: (personKey) => byKey.get(personKey)?.match ?? found.ofStranger(personKey),
      ownerOf: found.ownerOf,
    },
  };
}

import type { DateTime } from 'luxon';
import type { Account } from '../../../models/account.ts';
import type { Person } from '../../../models/person.ts';
import { type PlanInput, surveyWorld, type World } from '../survey-world.ts';
import { imagineAccount } from './imagine-account.ts';
import { type PersonState, peopleStates } from './people-states.ts';

interface Today {
  input: PlanInput;
  world: World;
  /** How everybody stood before that moment. */
  states: ReadonlyMap<string, PersonState>;
}

/** How somebody stands before and after a day. */
export interface Foreseen {
  before: PersonState;
  after: PersonState;
}

/**
 * How some people stand at another moment, in the order of person keys: a world of them alone, with those they stand in for and the accounts they have by then, so that
 * a day costs no more than the people it concerns.
 */
export function foreseeStates(befores: readonly PersonState[], at: DateTime, today: Today): Foreseen[] {
  if (befores.length === 0) return [];
  const { input, world } = today;
  const wanted = new Map(befores.map((state) => [state.person.personKey, state]));
  const followed = input.grants.flatMap(({ personKey, follows }) =>
    wanted.has(personKey) && follows !== null ? [follows.personKey] : [],
  );
  const people = [...new Set([...wanted.keys(), ...followed])].flatMap((key) => world.dossierOf(key)?.person ?? []);
  const accounts = people.flatMap((person) => accountOf(person, today) ?? []);
  const { directory } = input;
  const later = surveyWorld({
    ...input,
    now: new Date(at.toMillis()).toISOString(),
    people,
    setAside: [],
    links: new Map(accounts.map(({ owner, account }) => [owner, account.id])),
    directory: {
      ...directory,
      accounts: accounts.map(({ account }) => account),
      deletedAccounts: [],
      groups: directory.groups.map((group) => ({ ...group, memberIds: null })),
      applications: directory.applications.map((application) => ({ ...application, assignments: [] })),
    },
  });
  return [...peopleStates(later)].flatMap((after) => {
    const before = wanted.get(after.person.personKey);
    return before === undefined ? [] : [{ before, after }];
  });
}

/** The account somebody has, or will have been given by then. */
function accountOf({ personKey }: Person, { world, states }: Today): { owner: string; account: Account } | null {
  const match = world.matches.of(personKey);
  if (match.kind === 'linked' || match.kind === 'deleted')
    return { owner: personKey, account: { ...match.account, deletedAt: null } };
  const known = { id: `expected ${personKey}`, userPrincipalName: '', accountEnabled: false };
  return states.get(personKey)?.managed ? { owner: personKey, account: imagineAccount(personKey, known) } : null;
}

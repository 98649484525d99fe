import type { CompiledPolicy } from '../../api/engine/compiled-policy.ts';
import type { JoinedPeople } from '../../api/engine/identity/join-people.ts';
import type { PlanInput } from '../../api/engine/survey-world.ts';
import { parsePolicy } from '../../api/policy/read-policy.ts';
import { inNewKeys } from '../../api/sync/keep-joined.ts';
import type { AccountAttribute } from '../../models/account.ts';
import type { SetAside, Unit } from '../../models/person.ts';
import { readDirectory } from './read-directory.ts';
import { readGrant, readLedger, readUrgentExit } from './read-grants.ts';
import { readPerson } from './read-people.ts';
import type { Changes, Row, Situation } from './scenario.ts';
import { policyText, usualUnits } from './usual-world.ts';

type ReadPolicy = (policy: Situation['policy']) => CompiledPolicy;

/** Reads policies, each text once: many scenarios share one. */
export function createPolicyReader(): ReadPolicy {
  const known = new Map<string, CompiledPolicy>();
  return (policy) => {
    const text = policyText(policy);
    const compiled = known.get(text) ?? parsePolicy(text, { name: 'scenario', folder: '/' });
    known.set(text, compiled);
    return compiled;
  };
}

/** The input of a plan from the words of a scenario. */
export function readInput(
  situation: Partial<Situation> & { now: string },
  readPolicy: ReadPolicy,
  joined?: JoinedPeople,
): PlanInput {
  const people = joined?.readings.flatMap((reading) => reading.people) ?? (situation.people ?? []).map(readPerson);
  const units =
    joined?.readings.flatMap((reading) => reading.units) ?? ((situation.units ?? usualUnits) as unknown as Unit[]);
  const ownership = Object.entries(situation.ownership ?? {});
  return {
    now: situation.now,
    policy: readPolicy(situation.policy),
    people,
    units,
    setAside: joined?.readings.flatMap((reading) => reading.setAside) ?? (situation.setAside ?? []).map(readSetAside),
    ...(joined === undefined ? {} : { joined }),
    grants: inNewKeys((situation.grants ?? []).map(readGrant), joined?.formerKeys ?? new Map()),
    urgentExits: inNewKeys((situation.urgentExits ?? []).map(readUrgentExit), joined?.formerKeys ?? new Map()),
    ownership: new Map(ownership.map(([key, names]) => [key, names as AccountAttribute[]])),
    ledger: readLedger(situation.ledger ?? {}),
    directory: readDirectory(situation, { people, units }),
    links: new Map(Object.entries(situation.links ?? {})),
  };
}

const readSetAside = (personKey: string): SetAside => ({
  personKey,
  reason: 'conflicting-rows',
  text: 'rows contradict',
  where: 'persons.csv',
});

/** The situation of a next day. */
export function withChanges(
  before: Partial<Situation>,
  { gone = [], people, sources, ...rest }: Changes,
): Partial<Situation> {
  const absent = new Set(gone.map(String));
  const changed = new Map((people ?? []).map((row) => [String(row.key), row]));
  const stay = (before.people ?? []).map((row): Row => {
    const change = changed.get(String(row.key));
    changed.delete(String(row.key));
    return { ...row, ...change };
  });
  const all = [...stay, ...changed.values()].filter((row) => !absent.has(String(row.key)));
  const bySource = before.sources === undefined ? {} : { sources: { ...before.sources, ...sources } };
  return { ...before, ...rest, ...bySource, people: all };
}

import { describeProposals } from '../../api/engine/matching/describe-proposals.ts';
import { proposeMatches } from '../../api/engine/matching/propose-matches.ts';
import { planPeople } from '../../api/engine/plan-people.ts';
import { surveyWorld } from '../../api/engine/survey-world.ts';
import { parsePolicy } from '../../api/policy/read-policy.ts';
import type { Account } from '../../models/account.ts';
import { emptyLedger } from '../../models/ledger.ts';
import { carryOut, makeGroups, makePerson, makePolicyText, makeUnits } from '../organisation/make-organisation.ts';

/**
 * The first start of an organisation of as many people as the first argument says, with an account for everybody and no link yet: one in
 * three has an employee number on the account, one in three only name and address, the rest only a name and a department. Prints one JSON
 * line. Run in a process of its own, so that the memory is its own.
 */
const count = Number(process.argv[2]);
const text = makePolicyText('{ id: hr, connector: csv, folder: ./hr }');
const policy = parsePolicy(`${text}adoption: by-decision\n`, { name: 'bench', folder: '/' });
const groups = makeGroups();
const base = {
  now: '2026-11-24T08:00:00Z',
  policy,
  people: Array.from({ length: count }, (_, index) => makePerson(index)),
  units: makeUnits(),
  setAside: [],
  grants: [],
  urgentExits: [],
  ownership: new Map(),
  ledger: emptyLedger,
  links: new Map<string, string>(),
};
const empty = { accounts: [], deletedAccounts: [], groups, applications: [], skus: [] };
const accounts = carryOut(planPeople({ ...base, directory: empty }), groups).map(forget);
const input = { ...base, directory: { ...empty, accounts } };

const startedAt = performance.now();
const world = surveyWorld(input);
const surveyMs = performance.now() - startedAt;
const proposals = proposeMatches(world);
const proposeMs = performance.now() - startedAt - surveyMs;
const { counts } = describeProposals(proposals, null, world);
const describeMs = performance.now() - startedAt - surveyMs - proposeMs;
const planFrom = performance.now();
planPeople(input);
const planMs = performance.now() - planFrom;
process.stdout.write(
  `${JSON.stringify({
    people: count,
    ...counts,
    surveyMs: Math.round(surveyMs),
    proposeMs: Math.round(proposeMs),
    describeMs: Math.round(describeMs),
    planMs: Math.round(planMs),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  })}\n`,
);

/** An account as it was before Instroom. */
function forget(account: Account, index: number): Account {
  const { displayName = null, department = null, employeeId = null } = account.attributes;
  const attributes = { displayName, department: 'Old department', employeeId };
  const before = { ...account, stampedPersonKey: null, managerId: null };
  if (index % 3 === 0) return { ...before, attributes };
  if (index % 3 === 1) return { ...before, attributes: { displayName } };
  return { ...before, userPrincipalName: `u${index}@voorbeeld.example`, attributes: { displayName, department } };
}

import { explainPerson } from '../../api/engine/outlook/explain-person.ts';
import { planPeople } from '../../api/engine/plan-people.ts';
import { parsePolicy } from '../../api/policy/read-policy.ts';
import { emptyLedger } from '../../models/ledger.ts';
import { makeLargeGroups, makeLargePolicyText } from '../organisation/make-large-policy.ts';
import { carryOut, makePerson, makeUnits } from '../organisation/make-organisation.ts';

/**
 * Plans an organisation of as many people as the first argument says: once into an empty directory, then with nothing changed, the
 * middle of three; then explains people as `instroom explain` does after reading: somebody with an account, the middle of nine people
 * spread over the organisation, and the first of them, before anything is warm. Prints one JSON line. Run in a process of its own, so that the memory is its own.
 */
const count = Number(process.argv[2]);
const source = '{ id: hr, connector: csv, folder: ./hr }';
const policy = parsePolicy(makeLargePolicyText(source), { name: 'bench', folder: '/' });
const people = Array.from({ length: count }, (_, index) => makePerson(index));
const groups = makeLargeGroups();
const base = {
  now: '2026-11-24T08:00:00Z',
  policy,
  people,
  units: makeUnits(),
  setAside: [],
  grants: [],
  urgentExits: [],
  ownership: new Map(),
  ledger: emptyLedger,
  links: new Map<string, string>(),
};

const { firstMs, operations, peakMb, accounts, ledger } = firstLoad();
// Everything that was made by us is linked as well as marked.
const links = new Map(accounts.map(({ stampedPersonKey, id }) => [stampedPersonKey ?? '', id]));
const known = { ...base, links, ledger: { ...emptyLedger, ...ledger } };
const times = [1, 2, 3].map(() => {
  const from = performance.now();
  const again = planPeople({
    ...known,
    directory: { accounts, deletedAccounts: [], groups, applications: [], skus: [] },
  });
  if (again.operations.length > 0) throw new Error('the second plan is not empty');
  return performance.now() - from;
});
const unchangedMs = times.sort((a, b) => a - b)[1] ?? 0;
const world = { ...known, directory: { accounts, deletedAccounts: [], groups, applications: [], skus: [] } };
const explainTimes = Array.from({ length: 9 }, (_, index) => {
  const personKey = `P${Math.floor(((index + 0.5) * count) / 9)}`;
  const from = performance.now();
  if (explainPerson(personKey, world)?.account == null) throw new Error(`nothing to explain of ${personKey}`);
  return performance.now() - from;
});
const [firstExplainMs = 0] = explainTimes;
const explainMs = [...explainTimes].sort((a, b) => a - b)[4] ?? 0;
process.stdout.write(
  `${JSON.stringify({
    people: count,
    operations,
    firstMs: Math.round(firstMs),
    unchangedMs: Math.round(unchangedMs),
    unchangedMicrosPerPerson: Math.round((unchangedMs * 1000) / count),
    explainMs: Math.round(explainMs),
    firstExplainMs: Math.round(firstExplainMs),
    peakMb,
  })}\n`,
);

/** Plans the first load and carries it out, so that nothing but what would be kept is left of it. */
function firstLoad() {
  const directory = { accounts: [], deletedAccounts: [], groups, applications: [], skus: [] };
  const from = performance.now();
  const plan = planPeople({ ...base, directory });
  const firstMs = performance.now() - from;
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const { reservations, holdings } = plan.ledger;
  const operations = plan.operations.length;
  return { firstMs, peakMb, operations, ledger: { reservations, holdings }, accounts: carryOut(plan, groups) };
}

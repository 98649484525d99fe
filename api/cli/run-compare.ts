import { resolve } from 'node:path';
import { comparePolicies, type ItemChange, type PolicyComparison } from '../engine/outlook/compare-policies.ts';
import { readPolicy } from '../policy/read-policy.ts';
import { planInput } from '../sync/make-plan.ts';
import { readWorld } from '../sync/read-world.ts';
import { type DeskOptions, openDesk } from './open-desk.ts';
import { readInstant } from './read-instant.ts';

type CompareOptions = DeskOptions & { policy: string; now?: string };

/** `instroom compare --policy NEW.yaml`: who would gain and lose what by another policy, for the people of today. Writes nothing. */
export async function runCompare(options: CompareOptions): Promise<number> {
  const now = readInstant(options.now) ?? new Date().toISOString();
  const other = await readPolicy(resolve(options.policy));
  const desk = await openDesk(options);
  try {
    const inForce = await desk.sync.loadPolicy();
    const world = await readWorld(desk.sync, inForce, { now, alsoNamed: [other] });
    const comparison = comparePolicies(planInput(world, inForce, now), planInput(world, other, now));
    process.stdout.write(`${options.json ? JSON.stringify(comparison, null, 2) : print(comparison)}\n`);
    return 0;
  } finally {
    await desk.close();
  }
}

/** Longer lists are cut; `--json` has all. */
const mostRows = 15;

function print(comparison: PolicyComparison): string {
  const { fingerprint, people, compared, gains, losses, attributes, scope, accounts, licences, samples } = comparison;
  const lines = [`${people} of ${compared} people would change (fingerprint ${fingerprint}).`];
  if (scope.gained + scope.lost > 0) lines.push(`${scope.gained} come into the scope, ${scope.lost} fall out of it.`);
  const { enabled, disabled, deleted } = accounts;
  if (enabled + disabled + deleted > 0)
    lines.push(`Accounts: ${enabled} would be enabled, ${disabled} disabled, ${deleted} deleted.`);
  lines.push(...section('Gains', gains), ...section('Losses', losses));
  for (const { attribute, people: count } of attributes) lines.push(`Attribute ${attribute}: changes for ${count}`);
  for (const { licence, before, after, seats, short } of licences)
    lines.push(`Licence ${licence}: ${before} → ${after} of ${seats} seats${short > 0 ? `, SHORT of ${short}` : ''}`);
  if (samples.length > 0) lines.push('For example:');
  for (const { name, gains: gained, losses: lost } of samples.slice(0, 5))
    lines.push(`  ${name}: ${[...gained.map((item) => `+${item}`), ...lost.map((item) => `-${item}`)].join(' ')}`);
  return lines.join('\n');
}

function section(title: string, changes: readonly ItemChange[]): string[] {
  const rows = changes
    .slice(0, mostRows)
    .map(({ item, kind, people }) => `  ${String(people).padStart(6)}  ${kind} ${item}`);
  const rest = changes.length > mostRows ? [`          … and ${changes.length - mostRows} more`] : [];
  return changes.length === 0 ? [] : [`${title}:`, ...rows, ...rest];
}

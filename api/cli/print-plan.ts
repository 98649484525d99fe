import type { Plan } from '../../models/plan.ts';

/** Longer plans are summed up at a terminal; `--json` has everything. */
const shownSentences = 40;

/** A plan for a person at a terminal: the verdict first, then what, then what was left alone. */
export function printPlan(plan: Plan): string {
  const lines = [
    `Plan for ${plan.now} (policy ${plan.policyVersion}, fingerprint ${plan.fingerprint})`,
    `Verdict: ${plan.verdict.kind}. ${plan.verdict.reasons.join(' ')}`,
    '',
    ...Object.entries(plan.counts).map(([kind, count]) => `  ${String(count).padStart(7)}  ${kind}`),
  ];
  if (plan.operations.length > 0) lines.push('');
  lines.push(...plan.operations.slice(0, shownSentences).map((operation) => `  ${operation.sentence}`));
  const hidden = plan.operations.length - shownSentences;
  if (hidden > 0) lines.push(`  … and ${hidden} more; --json lists everything.`);
  if (plan.notes.length > 0) lines.push('', `Left alone (${plan.notes.length}):`);
  lines.push(...plan.notes.slice(0, shownSentences).map((note) => `  ${note.kind}: ${note.text}`));
  if (plan.notes.length > shownSentences) lines.push(`  … and ${plan.notes.length - shownSentences} more notes.`);
  return lines.join('\n');
}

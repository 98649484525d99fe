/** Of what a property is worth, the unit suite plays so much: enough to see a mistake that is made everywhere. */
const unitScale = 0.15;

/** Fewer prove nothing. */
const fewest = 3;

/**
 * How many made-up worlds a property plays, for fast-check: a part of `usual` in the unit suite, and `FC_SCALE` times as many where that is
 * set, as the slower suites do (1 in `test:properties`, 3 in CI).
 */
export function worlds(usual: number): { numRuns: number } {
  const scale = Number(process.env.FC_SCALE ?? unitScale);
  return { numRuns: Math.max(fewest, Math.round(usual * scale)) };
}

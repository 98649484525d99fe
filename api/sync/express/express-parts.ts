import { measureEverybody } from '../../engine/few/measure-everybody.ts';
import type { PlanMeasures } from '../../engine/measure-plan.ts';
import type { PlanInput } from '../../engine/survey-world.ts';
import type { SyncParts } from '../sync-parts.ts';
import type { LatestReadings } from './read-some.ts';

/** What express runs need besides what every run does. */
export interface ExpressParts extends SyncParts {
  latest: LatestReadings;
  /** The populations of everybody; worked out again when another reading of Entra is there. */
  measure(input: PlanInput): PlanMeasures;
}

/** Measures everybody once for each reading of Entra. @param input - with the directory as it was read */
export function createMeasuring(): ExpressParts['measure'] {
  let known: { of: unknown; measures: PlanMeasures } | null = null;
  return (input) => {
    if (known?.of !== input.directory) known = { of: input.directory, measures: measureEverybody(input) };
    return known.measures;
  };
}

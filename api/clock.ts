import type { Clock } from '../models/ports.ts';

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

import { randomBytes } from 'node:crypto';
import type { StandInAnswer } from '../hr-stand-in.ts';

/** Profit has one shape for what it could not do, with a reference into its log. */
export const functional = (externalMessage: string): StandInAnswer => ({
  status: 500,
  body: JSON.stringify({
    externalMessage,
    errorNumber: -2147180999,
    profitLogReference: randomBytes(16).toString('hex').toUpperCase(),
  }),
});

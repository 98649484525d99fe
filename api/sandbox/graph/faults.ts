import { z } from 'zod';

/**
 * Which of the requests (or pages) that it concerns something happens to: those with these numbers (`on`, from 1), each
 * so-manieth (`every`), or a share of them by a seeded dice. `method` and `path` (a part of the path) narrow down what it concerns.
 * The envelope of a batch is only concerned when `path` names it, or when it is about the connection, which carries whole batches.
 */
const Occasion = z.strictObject({
  on: z.array(z.int().positive()).optional(),
  every: z.int().positive().optional(),
  share: z.number().min(0).max(1).optional(),
  method: z.string().optional(),
  path: z.string().optional(),
});
type Occasion = z.infer<typeof Occasion>;

/** Trouble to make; all of it is off unless set. */
export const SandboxFaults = z.strictObject({
  /** Start of the dice for shares and shuffles. */
  seed: z.int().optional(),
  /** A new user or group is not seen for so long, and for its first so many reads. */
  replicationLag: z.strictObject({ ms: z.number().min(0).optional(), reads: z.int().min(0).optional() }).optional(),
  /** 504 after a create that did happen. */
  timeoutAfterCreate: Occasion.optional(),
  /** 503 and 502 before anything happened. */
  unavailable: Occasion.optional(),
  badGateway: Occasion.optional(),
  /** 429 before anything happened, whatever the buckets say. */
  throttled: Occasion.extend({ retryAfterSeconds: z.number().positive().optional() }).optional(),
  unauthorised: Occasion.optional(),
  /** The connection breaks before the request is handled, or (`after`) when it was carried out but not answered. */
  connectionReset: Occasion.extend({ after: z.boolean().optional() }).optional(),
  /** Each page of a delta answer says its first entry once more at its end. */
  deltaDuplicates: z.boolean().optional(),
  /** A delta round tells so many of the earlier changes again. */
  deltaReplays: z.int().min(0).optional(),
  /** A delta round starts with a page that is empty but for its nextLink. */
  deltaEmptyPages: z.boolean().optional(),
  /** 410 for a delta token that is otherwise fine. */
  expiredDeltaTokens: Occasion.optional(),
  /** Provisioning on demand does not see an assignment yet. */
  unseenAssignments: Occasion.optional(),
  /** A write to a group takes so long, and another one to that group meanwhile gets a 409. */
  groupWriteMs: z.number().positive().optional(),
  /** Answers inside a batch come in another order. */
  shuffledBatches: z.boolean().optional(),
  /** `employeeHireDate` is refused beside other properties, or at all. */
  hireDateRefused: z.enum(['beside-others', 'always']).optional(),
  /** Access passes: the tenant's policy does not have them on, or the app may not make them. */
  accessPassRefused: z.enum(['policy', 'permission']).optional(),
});
export type SandboxFaults = z.infer<typeof SandboxFaults>;

type OccasionName =
  | 'timeoutAfterCreate'
  | 'unavailable'
  | 'badGateway'
  | 'throttled'
  | 'unauthorised'
  | 'connectionReset'
  | 'expiredDeltaTokens'
  | 'unseenAssignments';

export interface FaultBook {
  current(): SandboxFaults;
  /** Replaces all faults and counts from the start again. */
  set(faults: SandboxFaults): void;
  /** Whether this befalls the request; asking counts it. */
  befalls(name: OccasionName, request: { method: string; path: string }): boolean;
  /** The next number of the dice, from 0 to below 1. */
  roll(): number;
}

/** @throws ZodError when the faults are not such */
export function createFaultBook(initial: SandboxFaults): FaultBook {
  let faults = SandboxFaults.parse(initial);
  let roll = createDice(faults.seed ?? 1);
  let counts = new Map<OccasionName, number>();

  return {
    current: () => faults,
    set(next) {
      faults = SandboxFaults.parse(next);
      roll = createDice(faults.seed ?? 1);
      counts = new Map();
    },
    befalls(name, request) {
      const occasion: Occasion | undefined = faults[name];
      if (occasion === undefined || !concerns(name, occasion, request)) return false;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      if (occasion.on?.includes(count) === true) return true;
      if (occasion.every !== undefined && count % occasion.every === 0) return true;
      return occasion.share !== undefined && roll() < occasion.share;
    },
    roll: () => roll(),
  };
}

function concerns(name: OccasionName, occasion: Occasion, request: { method: string; path: string }): boolean {
  if (occasion.method !== undefined && occasion.method !== request.method) return false;
  if (occasion.path !== undefined) return request.path.includes(occasion.path);
  return name === 'connectionReset' || !request.path.startsWith('/$batch');
}

/** Mulberry32: small, and the same row of numbers for the same seed. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function createDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

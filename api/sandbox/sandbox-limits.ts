/** How much may be asked in how long: a bucket that fills up evenly. */
export interface BucketLimit {
  amount: number;
  perSeconds: number;
}

export interface SandboxLimits {
  /** Identity writes of one app in one tenant. */
  writes: BucketLimit;
  /** Resource units; null for what Microsoft gives a tenant of this size. */
  resourceUnits: BucketLimit | null;
  /** Requests to provision somebody on demand. */
  provisions: BucketLimit;
  /** Entries on a page of a delta answer. */
  deltaPageSize: number;
}

/** The limits of Entra ID: https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits */
export const usualLimits: SandboxLimits = {
  writes: { amount: 3_000, perSeconds: 150 },
  resourceUnits: null,
  provisions: { amount: 5, perSeconds: 10 },
  deltaPageSize: 200,
};

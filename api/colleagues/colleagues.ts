import type { AudienceRole } from '../../models/approvals.ts';

/** Somebody with an account, as far as approvals care. `canAnswer`: enabled, no guest, not deleted. */
export interface Colleague {
  aadObjectId: string;
  name: string;
  personKey: string | null;
  canAnswer: boolean;
  /** The manager that Entra names. */
  managerId: string | null;
}

/** Who people are to each other now. Every answer is looked up afresh. */
export interface Colleagues {
  byAccount(aadObjectId: string): Promise<Colleague | null>;
  byPerson(personKey: string): Promise<Colleague | null>;
  byAddresses(addresses: readonly string[]): Promise<Colleague[]>;
  holders(role: AudienceRole): Promise<Colleague[]>;
  /** The manager by HR, else by Entra. */
  managerOf(who: { personKey: string | null; managerId: string | null }): Promise<Colleague | null>;
  /** Whether HR has a leave that holds today, where they are. */
  isAway(who: Colleague): Promise<boolean>;
  /** Whom the policy names as their deputy. */
  deputyOf(who: Colleague): Promise<Colleague | null>;
}

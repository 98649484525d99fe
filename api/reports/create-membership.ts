import type { Account } from '../../models/account.ts';
import type { AudienceRole } from '../../models/approvals.ts';
import type { Audience, Policy } from '../../models/policy.ts';
import type { Directory, Membership } from '../../models/ports.ts';
import type { Member } from '../../models/report.ts';
import type { Stores } from '../../models/stores.ts';

const roles: readonly AudienceRole[] = ['it', 'hr', 'security'];

interface MembershipParts {
  stores: Stores;
  directory: Directory;
  /** The policy's `people` as it is now; read anew for each question. */
  audiences(): Promise<Policy['people']>;
}

/**
 * Who somebody is and which roles they hold, by the policy's lists and the directory's groups as last read. Disabled accounts and
 * guests hold no role.
 */
export function createMembership(parts: MembershipParts): Membership {
  const { stores } = parts;
  const key = parts.directory.identify().key;
  return {
    member: async (aadObjectId) => {
      const account = await stores.accounts.findById(key, aadObjectId);
      if (account === null) return null;
      const audiences = await parts.audiences();
      const groups = new Set((await stores.accounts.groupsOf(key, account.id)).map((group) => group.id));
      const held: AudienceRole[] = [];
      for (const role of roles) {
        if (await holds(account, { audience: audiences[role], groups, key }, stores)) held.push(role);
      }
      return { ...toMember(account, held), personKey: await stores.accounts.findPersonKey(key, account.id) };
    },
    holders: async (role) => {
      const audience = (await parts.audiences())[role];
      if (audience === undefined) return [];
      const group = audience.group === undefined ? null : await stores.accounts.findGroup(key, audience.group);
      const byGroup = await Promise.all((group?.memberIds ?? []).map((id) => stores.accounts.findById(key, id)));
      const byAddress = await stores.accounts.findByAddresses(key, audience.addresses ?? []);
      const accounts = new Map(
        [...byGroup, ...byAddress].flatMap((account) => (account === null ? [] : [[account.id, account] as const])),
      );
      return [...accounts.values()].filter(mayHold).map((account) => toMember(account, [role]));
    },
  };
}

const mayHold = (account: Account): boolean => account.accountEnabled && !account.isGuest && account.deletedAt === null;

async function holds(
  account: Account,
  ask: { audience: Audience | undefined; groups: ReadonlySet<string>; key: string },
  stores: Stores,
): Promise<boolean> {
  if (ask.audience === undefined || !mayHold(account)) return false;
  const addresses = (ask.audience.addresses ?? []).map((address) => address.toLowerCase());
  if (addresses.includes(account.userPrincipalName.toLowerCase())) return true;
  if (account.mail !== null && addresses.includes(account.mail.toLowerCase())) return true;
  const group = ask.audience.group === undefined ? null : await stores.accounts.findGroup(ask.key, ask.audience.group);
  return group !== null && ask.groups.has(group.id);
}

function toMember(account: Account, held: AudienceRole[]): Member {
  return {
    aadObjectId: account.id,
    name: account.attributes.displayName ?? account.userPrincipalName,
    address: account.mail ?? account.userPrincipalName,
    personKey: account.stampedPersonKey,
    roles: held,
  };
}

import type { Policy } from '../../models/policy.ts';
import type { Directory } from '../../models/ports.ts';
import type { Stores } from '../../models/stores.ts';

/**
 * Who stands in for somebody, by the policy's `people.deputies` (address to address, letter case ignored).
 * @returns a question by Entra object id, answered by one; null for somebody without a deputy, or with one who is not in the directory or disabled
 */
export function createDeputies(parts: {
  stores: Pick<Stores, 'accounts'>;
  directory: Pick<Directory, 'identify'>;
  people: () => Promise<Policy['people']>;
}): (aadObjectId: string) => Promise<string | null> {
  const { accounts } = parts.stores;
  const { key } = parts.directory.identify();
  return async (aadObjectId) => {
    const deputies = Object.entries((await parts.people()).deputies ?? {});
    const account = deputies.length === 0 ? null : await accounts.findById(key, aadObjectId);
    const addresses = [account?.userPrincipalName, account?.mail].flatMap((one) => one?.toLowerCase() ?? []);
    const address = deputies.find(([whom]) => addresses.includes(whom.toLowerCase()))?.[1];
    if (address === undefined) return null;
    const [deputy] = await accounts.findByAddresses(key, [address]);
    return deputy?.accountEnabled === true ? deputy.id : null;
  };
}

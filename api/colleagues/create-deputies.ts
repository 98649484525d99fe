import type { Colleagues } from './colleagues.ts';

/**
 * Who stands in for somebody by the policy, for whoever knows people by Entra object id only.
 * @returns null for somebody without a deputy, or with one who cannot answer
 */
export function createDeputies(colleagues: Colleagues): (aadObjectId: string) => Promise<string | null> {
  return async (aadObjectId) => {
    const colleague = await colleagues.byAccount(aadObjectId);
    const deputy = colleague === null ? null : await colleagues.deputyOf(colleague);
    return deputy?.canAnswer === true ? deputy.aadObjectId : null;
  };
}

import { createOrderedLog, type OrderedLog } from './ordered-log.ts';
import type { Membership } from './records.ts';

export interface HeldMemberships {
  /** The link between the two, also when it was removed. */
  get(groupId: string, memberId: string): Membership | undefined;
  put(membership: Membership): void;
  /** Forgets all links of a group that is gone for good; the result is what was forgotten. */
  forgetGroup(groupId: string): Membership[];
  /** Present members of a group in the order in which they came, from beyond a place. */
  membersOf(groupId: string, afterSeq: number): Generator<Membership>;
  /** Ids of the groups that have this member. */
  groupIdsOf(memberId: string): string[];
}

/** All memberships in memory, findable from either end. */
export function holdMemberships(): HeldMemberships {
  const byGroup = new Map<string, { links: Map<string, Membership>; log: OrderedLog<Membership> }>();
  const groupsByMember = new Map<string, Set<string>>();

  function openGroup(groupId: string) {
    const known = byGroup.get(groupId);
    if (known !== undefined) return known;
    const links = new Map<string, Membership>();
    const log = createOrderedLog<Membership>({
      position: (link) => link.seq,
      current: (link) => link.present && links.get(link.memberId) === link,
    });
    const group = { links, log };
    byGroup.set(groupId, group);
    return group;
  }

  function listGroups(memberId: string): Set<string> {
    const known = groupsByMember.get(memberId) ?? new Set();
    groupsByMember.set(memberId, known);
    return known;
  }

  return {
    get: (groupId, memberId) => byGroup.get(groupId)?.links.get(memberId),
    put(membership) {
      const { links, log } = openGroup(membership.groupId);
      links.set(membership.memberId, membership);
      log.append(membership);
      if (membership.present) listGroups(membership.memberId).add(membership.groupId);
      else groupsByMember.get(membership.memberId)?.delete(membership.groupId);
    },
    forgetGroup(groupId) {
      const forgotten = [...(byGroup.get(groupId)?.links.values() ?? [])];
      for (const { memberId } of forgotten) groupsByMember.get(memberId)?.delete(groupId);
      byGroup.delete(groupId);
      return forgotten;
    },
    *membersOf(groupId, afterSeq) {
      yield* byGroup.get(groupId)?.log.after(afterSeq) ?? [];
    },
    groupIdsOf: (memberId) => [...(groupsByMember.get(memberId) ?? [])],
  };
}

import { isMark, type TokenReader } from './token-reader.ts';

/**
 * What to write in instroom.yaml instead of `user.memberOf -any (group.objectId -in ['a', 'b'])`. Membership of a group follows
 * from roles, or from the rule of the group; the new group is named in the same places.
 * @param reader - stands after `user.memberOf`; what follows is looked at, not taken
 */
export function adviseOnMemberOf(reader: TokenReader): string {
  const ids = groupIds(reader);
  const groups = ids.length === 0 ? ['<group 1>', '<group 2>'] : ids;
  const rules = groups.map((group) => `(<rule of ${group}>)`).join(' -or ');
  return [
    `Say in instroom.yaml who is in ${groups.join(' or ')}, and name this group beside ${groups.length === 1 ? 'it' : 'them'}.`,
    'Where roles give the members, in each role that grants one of them:',
    '  roles:',
    '    - id: <role>',
    '      when: <its rule, unchanged>',
    `      grant: { groups: [${[...groups, '<this group>'].join(', ')}] }`,
    'Where the groups have rules of their own, one rule that joins them:',
    '  groups:',
    '    - id: <this group>',
    `      membershipRule: ${rules}`,
  ].join('\n');
}

/** The group ids of a rule as Microsoft writes it; none for anything else. */
function groupIds(reader: TokenReader): string[] {
  const ids: string[] = [];
  for (let ahead = 0; reader.peek(ahead).kind !== 'end' && !isMark(reader.peek(ahead), ')'); ahead += 1) {
    const token = reader.peek(ahead);
    if (token.kind === 'text') ids.push(token.value);
  }
  return ids;
}

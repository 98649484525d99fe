import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { toLocalPart } from '../engine/names/desired-names.ts';
import type { Template } from '../engine/names/template.ts';
import type { PolicyProblem } from './policy-problem.ts';

/** The lists of candidates that a policy may give. */
export type NameList = 'userPrincipalName' | 'mailNickname' | 'mail';

/** Naming rules that can be filled and still give nothing that anybody could use. */
export function checkNaming(compiled: CompiledPolicy): PolicyProblem[] {
  return [...checkCandidates(compiled), ...checkNumbers(compiled), ...checkReserved(compiled)];
}

function checkCandidates({ policy, userPrincipalNames, mailNicknames, mails }: CompiledPolicy): PolicyProblem[] {
  const { maxLength } = policy.names;
  const lists: Record<NameList, readonly Template[] | null> = {
    userPrincipalName: userPrincipalNames,
    mailNickname: mailNicknames,
    mail: mails,
  };
  return Object.entries(lists).flatMap(([list, templates]) =>
    (policy.names[list as NameList] ?? []).flatMap((text, index) => {
      // Templates that cannot be compiled are left out, so they are found by their text.
      const literal = templates?.find((template) => template.text === text)?.literal ?? '';
      const length = toLocalPart(literal, Number.POSITIVE_INFINITY)?.length ?? 0;
      if (length <= maxLength) return [];
      const problem = `has ${length} letters of its own, more than names.maxLength (${maxLength})`;
      return [{ path: ['names', list, index], text: problem }];
    }),
  );
}

/** Only candidates for an address are counted. */
function checkNumbers({ attributes, addressDomain }: CompiledPolicy): PolicyProblem[] {
  const text = 'has ${n}, which counts candidates for an address and means nothing here';
  const paths = attributes.flatMap(({ attribute, template }) =>
    template.usesNumber ? [['attributes', attribute] as PropertyKey[]] : [],
  );
  if (addressDomain?.usesNumber) paths.push(['names', 'domain']);
  return paths.map((path) => ({ path, text }));
}

function checkReserved({ policy }: CompiledPolicy): PolicyProblem[] {
  return policy.names.reserved.flatMap((word, index) => {
    const local = toLocalPart(word);
    if (local === word) return [];
    const hint = local === null ? 'no address is ever like that' : `expected ${local}, as addresses are written`;
    return [{ path: ['names', 'reserved', index], text: `“${word}”: ${hint}` }];
  });
}

import type { AccountAttribute } from '../../../models/account.ts';
import type { AdoptionProposal, AdoptionReport } from '../../../models/adoption.ts';
import { wordMatchProblem } from '../../../models/texts/adoption-texts.ts';
import { decideDispositions } from '../account/decide-disposition.ts';
import { plainName } from '../names/compose-names.ts';
import type { World } from '../survey-world.ts';
import { foreseeLink } from './foresee-link.ts';
import { findSeekers, type MatchProposal } from './propose-matches.ts';
import { refuseLink } from './refuse-link.ts';

/**
 * Proposals with everything somebody needs to decide on them: names, what would be overwritten and done.
 * @param attributes - those that would become ours; null: all that the policy writes
 */
export function describeProposals(
  proposals: readonly MatchProposal[],
  attributes: readonly AccountAttribute[] | null,
  world: World,
): Pick<AdoptionReport, 'proposals' | 'counts'> {
  const dispositions = decideDispositions(world, proposals);
  const described = proposals.map((proposal): AdoptionProposal => {
    const { person, account, confidence, evidence, counterEvidence, ambiguousWith } = proposal;
    return {
      personKey: person.personKey,
      name: plainName(person),
      account: nameAccount(account),
      confidence,
      evidence: [...evidence],
      counterEvidence: [...counterEvidence],
      ...foreseeLink({ person, account, attributes }, { world, dispositions }),
      ambiguousWith: ambiguousWith.map((rival) => ({
        personKey: rival.person.personKey,
        account: nameAccount(rival.account),
      })),
      hindrance: hindranceOf(account, world),
    };
  });
  return { proposals: described, counts: countProposals(proposals, world) };
}

function hindranceOf(account: MatchProposal['account'], world: World): string | null {
  const problem = refuseLink(account, world);
  return problem === null ? null : wordMatchProblem(problem, world.texts);
}

export const nameAccount = ({ id, userPrincipalName }: MatchProposal['account']) => ({ id, userPrincipalName });

function countProposals(proposals: readonly MatchProposal[], world: World): AdoptionReport['counts'] {
  const counts = { certain: 0, likely: 0, possible: 0, ambiguous: 0, unmatched: 0 };
  for (const { confidence, ambiguousWith } of proposals) {
    if (ambiguousWith.length > 0) counts.ambiguous += 1;
    else counts[confidence] += 1;
  }
  const matched = new Set(proposals.map(({ person }) => person));
  counts.unmatched = findSeekers(world).filter((person) => !matched.has(person)).length;
  return counts;
}

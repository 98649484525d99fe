import type { Operation } from '../../../models/plan.ts';
import { buildOperation } from '../operation-builder.ts';
import type { World } from '../survey-world.ts';
import { type Dispositions, dispositionOf, isProtected } from './decide-disposition.ts';
import { targetOf } from './subject.ts';

/**
 * Urgent exits of people whose account is left alone otherwise: HR does not name them now, their rows cannot be used, or the policy is not
 * about them. The account is disabled and signed out all the same, when it is known whose it is, and nothing else is done to it: it is not
 * the policy's to take access from or to delete.
 */
export function shutOutStrangers(world: World, dispositions: Dispositions): Operation[] {
  return [...world.judging.urgentExits.values()].flatMap(({ personKey, reason, by }) => {
    const dossier = world.dossierOf(personKey);
    if (dossier !== undefined && dispositionOf(dossier, dispositions).kind !== 'leave') return [];
    const match = world.matches.of(personKey);
    if (match.kind !== 'linked' || !match.account.accountEnabled) return [];
    const { account } = match;
    const who = world.nameOf(personKey);
    if (account.isSynced || isProtected(account, world)) return [];
    const common = {
      personKey,
      target: targetOf({ account }),
      identity: [],
      reasons: [{ kind: 'policy' as const, text: world.texts.urgentExit(reason), source: by }],
    };
    const disable = buildOperation({
      ...common,
      kind: 'disable-account',
      before: { accountEnabled: true },
      after: { accountEnabled: false },
      sentence: world.texts.disableAccount(who),
    });
    if (!world.input.policy.policy.lifecycle.revokeSessionsOnExit) return [disable];
    const revoke = buildOperation({
      ...common,
      kind: 'revoke-sessions',
      before: null,
      after: { sessionsRevoked: true },
      sentence: world.texts.revokeSessions(who),
    });
    return [disable, revoke];
  });
}

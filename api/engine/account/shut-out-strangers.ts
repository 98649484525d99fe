import type { Operation } from '../../../models/plan.ts';
import { buildOperation } from '../operation-builder.ts';
import type { World } from '../survey-world.ts';
import { isProtected } from './decide-disposition.ts';
import { targetOf } from './subject.ts';

/**
 * Urgent exits of people whom HR does not name now, or whose rows cannot be used: their account is disabled and signed out all the same,
 * when it is known whose it is.
 */
export function shutOutStrangers(world: World): Operation[] {
  return [...world.judging.urgentExits.values()].flatMap(({ personKey, reason, by }) => {
    const match = world.dossierOf(personKey) !== undefined ? null : world.matches.of(personKey);
    if (match?.kind !== 'linked' || !match.account.accountEnabled) return [];
    const { account } = match;
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
      sentence: world.texts.disableAccount(personKey),
    });
    if (!world.input.policy.policy.lifecycle.revokeSessionsOnExit) return [disable];
    const revoke = buildOperation({
      ...common,
      kind: 'revoke-sessions',
      before: null,
      after: { sessionsRevoked: true },
      sentence: world.texts.revokeSessions(personKey),
    });
    return [disable, revoke];
  });
}

import {
  ExceptionAction,
  GrantAction,
  PassAction,
  ReplacementAction,
  RequestAction,
  RequestName,
  SearchAction,
  verbs,
} from '../../cards/card-actions.ts';
import type { BotParts } from '../bot-parts.ts';
import type { Turn } from '../sender.ts';
import { askException, searchCatalogue } from './ask-exception.ts';
import { askReplacement, chooseStandIn, startReplacement } from './ask-replacement.ts';
import { endGrant, extendGrant } from './change-grant.ts';
import { decide, nudge, show, withdraw } from './decide.ts';
import { type Answer, handler } from './press.ts';
import { revealPass } from './reveal-pass.ts';

/** The buttons about requests and access, by the verb they send, with what answers them. */
export const requestButtons: Readonly<Record<string, (context: Turn, parts: BotParts) => Promise<Answer>>> = {
  [verbs.approveRequest]: handler(RequestAction, (press) => decide(press, 'approve'), false),
  [verbs.rejectRequest]: handler(RequestAction, (press) => decide(press, 'reject'), false),
  [verbs.withdrawRequest]: handler(RequestName, withdraw, false),
  [verbs.nudgeRequest]: handler(RequestName, nudge, false),
  [verbs.showRequest]: handler(RequestName, show, false),
  [verbs.searchCatalogue]: handler(SearchAction, searchCatalogue),
  [verbs.askException]: handler(ExceptionAction, askException),
  [verbs.startReplacement]: handler(ReplacementAction, startReplacement),
  [verbs.chooseStandIn]: handler(ReplacementAction, chooseStandIn),
  [verbs.askReplacement]: handler(ReplacementAction, askReplacement),
  [verbs.extendGrant]: handler(GrantAction, extendGrant),
  [verbs.endGrant]: handler(GrantAction, endGrant),
  [verbs.revealPass]: handler(PassAction, revealPass),
};

import { firstDayCard } from '../cards/first-day-card.ts';
import { grantEndingCard, grantGoesOnCard } from '../cards/grant-ending-card.ts';
import { joinerStateCard } from '../cards/joiner-state-card.ts';
import { leaveWithoutCoverCard } from '../cards/leave-without-cover-card.ts';
import { manyJoinersCard } from '../cards/many-joiners-card.ts';
import { policyBrokenCard } from '../cards/policy-broken-card.ts';
import type { Reader } from '../cards/reader.ts';
import { requestCard } from '../cards/request-card.ts';
import { runApprovalCard } from '../cards/run-approval-card.ts';
import { runChangesCard } from '../cards/run-changes-card.ts';
import { runBlockedCard, runFailedCard } from '../cards/run-trouble-card.ts';
import type { Card } from '../cards/sheet.ts';
import { sourceEndingCard, sourceGoesOnCard } from '../cards/source-ending-card.ts';
import { unreachableCard } from '../cards/unreachable-card.ts';
import type { Letter } from '../models/outbox.ts';
import type { RunReport } from '../models/report.ts';
import type { Request } from '../models/request.ts';
import type { BotParts } from './bot-parts.ts';
import { readRun } from './read-run.ts';
import { topicOf } from './topic.ts';

/** A card as it is now. `isOpen`: the reader may still do something with it; null where that is no question. */
export interface Drawing {
  card: Card;
  isOpen: boolean | null;
}

type DrawingParts = Pick<BotParts, 'reports' | 'stores'>;

/** Draws what a letter says as it is at this moment, so that it is true when it arrives; null when it is about nothing that is there. */
export async function drawLetter(letter: Letter, reader: Reader, parts: DrawingParts): Promise<Drawing | null> {
  const topic = topicOf(letter);
  const plain = (card: Card): Drawing => ({ card, isOpen: null });
  switch (topic.kind) {
    case 'run-approval':
      return drawRun(topic.id, parts, ({ run, operations }) => ({
        card: runApprovalCard(
          run,
          operations.map(({ operation }) => operation),
          reader,
        ),
        isOpen: run.state === 'awaiting-approval',
      }));
    case 'run-changed':
      return drawRun(topic.id, parts, (report) => plain(runChangesCard(report, reader)));
    case 'run-blocked':
      return drawRun(topic.id, parts, ({ run }) => plain(runBlockedCard(run, reader)));
    case 'run-failed':
      return drawRun(topic.id, parts, ({ run }) => plain(runFailedCard(run, reader)));
    case 'request': {
      const request = await parts.stores.requests.find(topic.id);
      if (request === null) return null;
      const isOpen = concerns(request, letter.aadObjectId) || (isAsked(topic.detail.event) ? false : null);
      return { card: requestCard(request, { aadObjectId: letter.aadObjectId }, reader), isOpen };
    }
    case 'grant-ending': {
      const grant = await parts.stores.grants.find(topic.id);
      if (grant === null) return null;
      const endsAt = grant.follows === null ? grant.endsAt : (topic.detail.endsAt ?? grant.endsAt);
      return plain(grantEndingCard({ ...topic.detail, grant: { ...grant, endsAt } }, reader));
    }
    case 'grant-goes-on': {
      const grant = await parts.stores.grants.find(topic.id);
      return grant === null ? null : plain(grantGoesOnCard({ ...topic.detail, grant }, reader));
    }
    case 'policy-broken':
      return plain(policyBrokenCard(topic.detail.problem, reader));
    case 'source-ending':
      return plain(sourceEndingCard({ ...topic.detail, sourceId: topic.id }, reader));
    case 'source-goes-on':
      return plain(sourceGoesOnCard({ ...topic.detail, sourceId: topic.id }, reader));
    case 'leave-without-cover':
      return plain(leaveWithoutCoverCard(topic.detail.leave, reader));
    case 'joiner-readiness':
      return plain(joinerStateCard(topic.detail.joiner, reader));
    case 'many-joiners':
      return plain(manyJoinersCard(topic.detail.digest, reader));
    case 'first-day':
      return plain(firstDayCard(topic.detail.firstDay, reader));
    case 'unreachable':
      return plain(unreachableCard(topic.detail, reader));
  }
}

async function drawRun(
  runId: string,
  parts: DrawingParts,
  draw: (report: RunReport) => Drawing,
): Promise<Drawing | null> {
  const report = await readRun(runId, parts);
  return report === null ? null : draw(report);
}

/** Whether somebody may still answer it, or waits for the answer. */
function concerns(request: Request, aadObjectId: string): boolean {
  if (request.state !== 'open') return false;
  if (request.askedBy.id === aadObjectId) return true;
  return request.tracks.some(({ stages }) =>
    stages.some(({ state, approvers }) => state === 'open' && approvers.some((one) => one.aadObjectId === aadObjectId)),
  );
}

/** News that only means something while the answer is awaited; the rest is worth knowing afterwards too. */
const isAsked = (event: string): boolean =>
  ['asked', 'copy', 'answered', 'handed-over', 'reminded', 'escalated'].includes(event);

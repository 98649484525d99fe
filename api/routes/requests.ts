import { type Response, Router } from 'express';
import { z } from 'zod';
import type { Language } from '../../models/policy.ts';
import { type Request, RequestState, Subject } from '../../models/request.ts';
import type { RequestOutcome, RequestService } from '../../models/request-service.ts';
import { wordRemark } from '../../models/texts/remark-texts.ts';
import { answerProblem } from './answer-error.ts';
import { api } from './api-actor.ts';

const page = z.object({
  state: z
    .union([RequestState, z.array(RequestState)])
    .transform((states) => (Array.isArray(states) ? states : [states]))
    .default([...RequestState.options]),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

const askBody = z.strictObject({
  subject: Subject,
  forPersonKey: z.string().min(1).nullable().default(null),
  reason: z.string().trim().min(1).max(1000),
});

const decisionBody = z.strictObject({
  trackId: z.string().min(1).max(10),
  fingerprint: z.string().min(1).max(64),
  answer: z.enum(['approve', 'reject']),
  choice: z.string().max(40).exactOptional(),
  reason: z.string().max(1000).exactOptional(),
});

interface RequestRouteParts {
  requests: RequestService;
  /** That of the policy: programs that read sentences show them to people of this organisation. */
  language(): Promise<Language>;
}

/**
 * Requests: list them, look at one, ask, take back. The holder of the key approves nothing: an answer is refused in the same way as that of
 * anybody who is not asked.
 */
export function requestRoutes({ requests, language }: RequestRouteParts): Router {
  const router = Router();
  const show = async (request: Request) => worded(request, await language());

  router.get('/', async (req, res) => {
    const query = page.safeParse(req.query);
    if (!query.success) {
      const detail = `Send ?state= (${RequestState.options.join(', ')}; may be repeated) and ?limit= (1 to 1000).`;
      answerProblem(res, { status: 400, title: 'This is not a list', detail, code: 'bad-request' });
      return;
    }
    const { state, limit } = query.data;
    const found = await requests.list({ states: state, limit });
    res.json({ requests: await Promise.all(found.map(show)) });
  });

  router.get('/:id', async (req, res) => {
    const request = await requests.find(req.params.id);
    if (request === null) answerUnknown(res, req.params.id);
    else res.json(await show(request));
  });

  router.post('/', async (req, res) => {
    const body = askBody.safeParse(req.body);
    if (!body.success) {
      const detail = `Send {"subject": {"kind": ...}, "forPersonKey": who gains, "reason": why}: ${z.prettifyError(body.error)}`;
      answerProblem(res, { status: 400, title: 'This is not a request', detail, code: 'bad-request' });
      return;
    }
    const outcome = await requests.ask({ ...body.data, by: api });
    if (outcome.kind === 'asked') {
      res
        .status(202)
        .location(`/api/requests/${outcome.request.id}`)
        .json(await show(outcome.request));
      return;
    }
    const detail = wordRemark(outcome.why, await language());
    answerProblem(res, { status: 409, title: 'Not asked', detail, code: 'refused' });
  });

  router.post('/:id/withdraw', async (req, res) => {
    const outcome = await requests.withdraw({ requestId: req.params.id, by: api });
    answerOutcome(res, { id: req.params.id, outcome }, await language());
  });

  router.post('/:id/decision', async (req, res) => {
    const body = decisionBody.safeParse(req.body);
    if (body.success) {
      const outcome = await requests.decide({ requestId: req.params.id, ...body.data, by: api });
      answerOutcome(res, { id: req.params.id, outcome }, await language());
    } else {
      const detail = 'Send {"trackId", "fingerprint", "answer": "approve" or "reject", "choice"?, "reason"?}.';
      answerProblem(res, { status: 400, title: 'This is not a decision', detail, code: 'bad-request' });
    }
  });
  return router;
}

const details: Readonly<Record<Exclude<RequestOutcome['kind'], 'decided' | 'not-found'>, string>> = {
  'not-approver': 'The holder of the key is not asked: approvers answer in Teams.',
  'own-request': 'Nobody answers for themselves.',
  'already-answered': 'It was answered already.',
  over: 'The request is over: GET it to see how it ended.',
  changed:
    'The answer was for something else than what is asked now: GET the request and look at its fingerprint and tracks.',
};

/** A request as it leaves over HTTP: how it ended is a sentence there. */
const worded = ({ outcome, ...request }: Request, language: Language) => ({
  ...request,
  outcome: outcome === null ? null : wordRemark(outcome, language),
});

function answerOutcome(
  res: Response,
  { id, outcome }: { id: string; outcome: RequestOutcome },
  language: Language,
): void {
  if (outcome.kind === 'not-found') answerUnknown(res, id);
  else if (outcome.kind === 'decided') res.json(worded(outcome.request, language));
  else {
    const status = outcome.kind === 'not-approver' || outcome.kind === 'own-request' ? 403 : 409;
    answerProblem(res, { status, title: 'Nothing changed', detail: details[outcome.kind], code: outcome.kind });
  }
}

function answerUnknown(res: Response, id: string): void {
  const detail = `There is no request ${id}: GET /api/requests lists them.`;
  answerProblem(res, { status: 404, title: 'No such request', detail, code: 'not-found' });
}

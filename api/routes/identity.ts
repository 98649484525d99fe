import { Router } from 'express';
import { z } from 'zod';
import type { Language } from '../../models/policy.ts';
import type { Actor } from '../../models/run.ts';
import { IdentityAsk, type IdentityReport, type SamePeople } from '../../models/same-people.ts';
import { identityTexts, wordIdentityProblem } from '../../models/texts/identity-texts.ts';
import { answerProblem } from './answer-error.ts';

const api: Actor = { kind: 'api', id: 'api', name: 'API' };

const page = z.object({
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
type Page = z.infer<typeof page>;

/** Who of one source may be who of another: look, and say which it is. Answers hold one page of doubts and decisions; `counts` is of all. */
export function identityRoutes({
  samePeople,
  language,
}: {
  samePeople: SamePeople;
  language(): Promise<Language>;
}): Router {
  const router = Router();
  const pageOf = (query: unknown): Page => page.catch({ skip: 0, limit: 100 }).parse(query);

  router.get('/', async (req, res) => {
    res.json(cut(await samePeople.list(), pageOf(req.query)));
  });

  router.post('/', async (req, res) => {
    const ask = IdentityAsk.safeParse(req.body);
    if (!ask.success) {
      const detail = `Send {"same": [{"left": {"sourceId", "recordKey"}, "right": {"sourceId", "recordKey"}}], "two": [the same], "forget": [the same]}: ${z.prettifyError(ask.error)}`;
      answerProblem(res, { status: 400, title: 'This is not a decision', detail, code: 'bad-request' });
      return;
    }
    const outcome = await samePeople.decide(ask.data, api);
    if (outcome.kind === 'decided') res.json(cut(outcome.report, pageOf(req.query)));
    else if (outcome.kind === 'busy') {
      const detail = 'Somebody else is saying who is who at this moment. Try again in a while.';
      answerProblem(res, { status: 409, title: 'Not decided', detail, code: 'busy' });
    } else {
      const texts = identityTexts[await language()];
      const detail = outcome.problems.map((problem) => wordIdentityProblem(problem, texts)).join(' ');
      answerProblem(res, { status: 409, title: 'Not decided', detail, code: 'refused' });
    }
  });

  return router;
}

const cut = ({ doubts, decisions, counts }: IdentityReport, { skip, limit }: Page): IdentityReport => ({
  doubts: doubts.slice(skip, skip + limit),
  decisions: decisions.slice(skip, skip + limit),
  counts,
});

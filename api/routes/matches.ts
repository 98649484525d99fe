import { Router } from 'express';
import { z } from 'zod';
import { type Adoption, AdoptionAsk, type AdoptionReport } from '../../models/adoption.ts';
import type { Language } from '../../models/policy.ts';
import type { Actor } from '../../models/run.ts';
import { adoptionTexts, wordMatchProblem } from '../../models/texts/adoption-texts.ts';
import { answerProblem } from './answer-error.ts';

const api: Actor = { kind: 'api', id: 'api', name: 'API' };

const page = z.object({
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
type Page = z.infer<typeof page>;

/** Which accounts may be whose: look, accept, reject. Answers hold one page of the open proposals; `counts` is of all. */
export function matchRoutes({ adoption, language }: { adoption: Adoption; language(): Promise<Language> }): Router {
  const router = Router();
  const pageOf = (query: unknown): Page => page.catch({ skip: 0, limit: 100 }).parse(query);

  router.get('/', async (req, res) => {
    res.json(cut(await adoption.list(), pageOf(req.query)));
  });

  router.post('/', async (req, res) => {
    const ask = AdoptionAsk.safeParse(req.body);
    if (!ask.success) {
      const detail = `Send {"accept": [{"person", "account"?}], "acceptAll": "certain" or "likely", "attributes": [names], "reject": [{"person", "account"}]}: ${z.prettifyError(ask.error)}`;
      answerProblem(res, { status: 400, title: 'This is not a decision', detail, code: 'bad-request' });
      return;
    }
    const outcome = await adoption.decide(ask.data, api);
    if (outcome.kind === 'decided') res.json(cut(outcome.report, pageOf(req.query)));
    else if (outcome.kind === 'busy') {
      const detail = 'Somebody else is accepting or rejecting matches at this moment. Try again in a while.';
      answerProblem(res, { status: 409, title: 'Not decided', detail, code: 'busy' });
    } else {
      const texts = adoptionTexts[await language()];
      const detail = outcome.problems.map((problem) => wordMatchProblem(problem, texts)).join(' ');
      answerProblem(res, { status: 409, title: 'Not decided', detail, code: 'refused' });
    }
  });

  return router;
}

const cut = (report: AdoptionReport, { skip, limit }: Page): AdoptionReport => ({
  ...report,
  proposals: report.proposals.slice(skip, skip + limit),
});

import express, { type Express, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Adoption } from '../models/adoption.ts';
import type { UrgentExitService } from '../models/grant.ts';
import type { Language } from '../models/policy.ts';
import type { Logger, Reports, RunService } from '../models/ports.ts';
import type { HrEventService } from '../models/received.ts';
import type { RequestService } from '../models/request-service.ts';
import type { SamePeople } from '../models/same-people.ts';
import type { ScimService } from '../models/scim.ts';
import { goldenSchema } from './policy/golden/golden-schema.ts';
import { policySchema } from './policy/policy-schema.ts';
import { answerErrors, answerUnknownPath } from './routes/answer-error.ts';
import { authenticate } from './routes/authenticate.ts';
import { healthRoutes } from './routes/health.ts';
import { hrEventRoutes } from './routes/hr-events.ts';
import { identityRoutes } from './routes/identity.ts';
import { matchRoutes } from './routes/matches.ts';
import { peopleRoutes } from './routes/people.ts';
import { requestRoutes } from './routes/requests.ts';
import { runRoutes } from './routes/runs.ts';
import { schemaRoutes } from './routes/schema.ts';
import { refuse, scimRoutes } from './routes/scim.ts';
import { statusRoutes } from './routes/status.ts';

/** Far more than Teams sends for one organisation, far less than what would hurt. */
const messagesPerMinute = 3000;
/** A first push goes at some tens a second; whoever guesses tokens would go faster. */
const pushesPerMinute = 6000;

/** The web side of Instroom: who may come in, and which room answers. */
export function createApp(parts: {
  apiKey: string | null;
  reports: Reports;
  runs: RunService;
  urgentExits: UrgentExitService;
  adoption: Adoption;
  samePeople: SamePeople;
  requests: RequestService;
  /** That of the policy as it is now. */
  language(): Promise<Language>;
  scim: ScimService;
  events: HrEventService;
  isSandbox: boolean;
  logger: Logger;
  handleMessage: RequestHandler;
}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet());
  app.use('/health', healthRoutes(parts));
  app.use('/schema', schemaRoutes({ instroom: policySchema(), golden: goldenSchema() }));
  const json = express.json({ limit: '256kb' });
  app.post(
    '/api/messages',
    rateLimit({ windowMs: 60_000, limit: messagesPerMinute, legacyHeaders: false }),
    json,
    parts.handleMessage,
  );
  const pushes = rateLimit({
    windowMs: 60_000,
    limit: pushesPerMinute,
    standardHeaders: true,
    legacyHeaders: false,
    handler: (_req, res) => refuse(res, 429, 'Too much at once: wait as long as Retry-After says.'),
  });
  app.use('/scim/v2', pushes, scimRoutes(parts));
  app.use('/hr', pushes, hrEventRoutes(parts));
  app.use('/api', authenticate(parts.apiKey), json);
  app.use('/api/status', statusRoutes(parts));
  app.use('/api/runs', runRoutes(parts));
  app.use('/api/people', peopleRoutes(parts));
  app.use('/api/matches', matchRoutes(parts));
  app.use('/api/identity', identityRoutes(parts));
  app.use('/api/requests', requestRoutes(parts));
  app.use(answerUnknownPath);
  app.use(answerErrors(parts.logger));
  return app;
}

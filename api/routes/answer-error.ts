import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { type ErrorCode, explainError, InstroomError } from '../../models/errors.ts';
import type { Logger } from '../../models/ports.ts';

/**
 * Answers with problem details.
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export function answerProblem(
  res: Response,
  problem: { status: number; title: string; detail: string; code: string },
): void {
  res
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', ...problem }));
}

const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  configuration: 500,
  policy: 422,
  'not-found': 404,
  conflict: 409,
  'hr-busy': 503,
  store: 503,
  'directory-unreachable': 502,
  'directory-refused': 502,
  'directory-incomplete': 502,
};

/** Turns whatever a route throws into problem details; what is not known is logged and says nothing of itself. */
export function answerErrors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    if (error instanceof InstroomError) {
      answerProblem(res, {
        status: statuses[error.code] ?? 500,
        title: 'This could not be done',
        detail: explainError(error),
        code: error.code,
      });
      return;
    }
    const status = httpStatusOf(error);
    if (status !== null) {
      answerProblem(res, {
        status,
        title: 'The request cannot be read',
        detail: 'Send a JSON body with Content-Type application/json.',
        code: 'bad-request',
      });
      return;
    }
    logger.error({ error }, 'a request failed');
    answerProblem(res, {
      status: 500,
      title: 'Something went wrong',
      detail: 'It is in the log. Try again, or look at GET /health.',
      code: 'internal',
    });
  };
}

/** The status that the body parser gives a request it cannot read. */
function httpStatusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error) || typeof error.status !== 'number')
    return null;
  return error.status >= 400 && error.status < 500 ? error.status : null;
}

export const answerUnknownPath: RequestHandler = (req, res) => {
  answerProblem(res, {
    status: 404,
    title: 'There is nothing here',
    detail: `${req.method} ${req.path} is not part of the API.`,
    code: 'not-found',
  });
};

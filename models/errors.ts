/**
 * The few errors that Instroom throws on purpose. `code` names what went wrong and never changes; `retryable` says whether
 * trying again later may help; `advice` tells a person what to do. Anything else that is thrown is a bug.
 */
export class InstroomError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly advice: string | null;

  constructor(
    code: ErrorCode,
    message: string,
    options: { retryable?: boolean; advice?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'InstroomError';
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.advice = options.advice ?? null;
  }
}

export type ErrorCode =
  | 'configuration' // environment or command line
  | 'policy' // instroom.yaml
  | 'hr-unreadable' // a source that cannot be read whole
  | 'hr-busy' // a source that is being written right now
  | 'directory-unreachable' // no answer from Entra
  | 'directory-refused' // Entra says no: credentials, permissions, a request it does not take
  | 'directory-incomplete' // an answer that is not the whole
  | 'store' // the database
  | 'conflict' // somebody else was first
  | 'not-found';

/** The text of anything thrown, with its advice, for a person. */
export function explainError(thrown: unknown): string {
  if (thrown instanceof InstroomError)
    return thrown.advice === null ? thrown.message : `${thrown.message} ${thrown.advice}`;
  return thrown instanceof Error ? thrown.message : String(thrown);
}

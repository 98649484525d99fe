import type { ScimAnswer } from '../../../models/scim.ts';

/** What a client did wrong, in the words of RFC 7644, section 3.12. */
export type ScimErrorType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue';

/** A request that is refused; `message` says what to do, and says nothing that the client did not send. */
export class ScimError extends Error {
  readonly status: number;
  readonly scimType: ScimErrorType | null;

  constructor(status: number, scimType: ScimErrorType | null, message: string) {
    super(message);
    this.name = 'ScimError';
    this.status = status;
    this.scimType = scimType;
  }
}

export const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** Status as text, as the RFC has it. */
export function errorBody({ status, scimType, message }: Pick<ScimError, 'status' | 'scimType' | 'message'>): object {
  return {
    schemas: [errorSchema],
    status: String(status),
    ...(scimType === null ? {} : { scimType }),
    detail: message,
  };
}

export const answerError = (error: ScimError): ScimAnswer => ({ status: error.status, body: errorBody(error) });

export const invalidValue = (text: string): ScimError => new ScimError(400, 'invalidValue', text);
export const invalidSyntax = (text: string): ScimError => new ScimError(400, 'invalidSyntax', text);
export const unknownUser = (id: string): ScimError => new ScimError(404, null, `There is no user ${id}.`);

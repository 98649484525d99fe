import type { Document } from './bson.ts';

/** The codes this server gives, with MongoDB's names: https://github.com/mongodb/mongo/blob/v7.0/src/mongo/base/error_codes.yml */
const codeNames = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',

  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  56: 'EmptyFieldName',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  115: 'CommandNotSupported',
  171: 'CannotIndexParallelArrays',
  175: 'QueryPlanKilled',
  263: 'OperationNotSupportedInTransaction',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  17280: 'KeyTooLong',
} as const;

export type CommandErrorCode = keyof typeof codeNames;
export interface CommandError extends Error {
  code: CommandErrorCode;
  details: Document;
}

/** An error a client is told about; `details` are further fields of the answer (keyPattern, keyValue). */
export function createCommandError(code: CommandErrorCode, message: string, details: Document = {}): CommandError {
  return Object.assign(new Error(message), { code, details });
}

/** The refusal of something MongoDB has and this store has not. */
export function refuse(what: string): CommandError {
  return createCommandError(
    115,
    `${what} is not served by the embedded store. Set MONGODB_URI to use a MongoDB server instead.`,
  );
}

/** What the wire says about an error: a whole answer with `ok: 0`. A failure of the engine itself is code 1. */
export function describeError(error: unknown): Document {
  const { code, details } = error as Partial<CommandError>;
  const known = code !== undefined && code in codeNames ? code : 1;
  return { ok: 0, errmsg: (error as Error).message, code: known, codeName: codeNames[known], ...details };
}

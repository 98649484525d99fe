import { InstroomError } from '../../../models/errors.ts';
import { GraphErrorBody } from './schema.ts';

/** What a Graph error says, with the ids of the objects it names as in the way. */
export interface GraphProblem {
  code: string;
  message: string;
  requestId: string | null;
  isConflict: boolean;
  conflictingIds: string[];
}

/** Reads the error in a body; anything that is not one gives a problem named after the status. */
export function readProblem(status: number, body: unknown): GraphProblem {
  const parsed = GraphErrorBody.safeParse(body);
  if (!parsed.success)
    return {
      code: `http-${status}`,
      message: `HTTP ${status}`,
      requestId: null,
      isConflict: false,
      conflictingIds: [],
    };
  const { code, message, details, innerError } = parsed.data.error;
  return {
    code,
    message,
    requestId: innerError?.['request-id'] ?? null,
    isConflict: (details ?? []).some((detail) => detail.code === 'ObjectConflict'),
    conflictingIds: (details ?? [])
      .filter((detail) => detail.code === 'ConflictingObjects')
      .map((detail) => detail.target?.replace(/^[A-Za-z]+_/, '') ?? '')
      .filter((id) => id !== ''),
  };
}

/** The error for an answer that is not what was asked for: what we were doing, what Entra said, and what to do. */
export function refuseAnswer(doing: string, answer: { status: number; body: unknown }): InstroomError {
  const { code, message, requestId } = readProblem(answer.status, answer.body);
  const said = `${doing}: Entra answered ${answer.status} ${code} (${message}${requestId === null ? '' : `, request ${requestId}`}).`;
  if (answer.status === 401)
    return new InstroomError('directory-refused', said, {
      advice: 'Check the tenant id, the client id and the secret or certificate of the app registration.',
    });
  if (answer.status === 403)
    return new InstroomError('directory-refused', said, {
      advice:
        'Give the app registration the application permissions that the README names for what the policy uses, and grant admin consent. Every policy needs User.ReadWrite.All, User.DeleteRestore.All, Group.Read.All and GroupMember.ReadWrite.All; licences, apps and dynamic groups need more.',
    });
  if (answer.status === 429 || answer.status >= 500)
    return new InstroomError('directory-unreachable', said, { retryable: true, advice: 'Try again later.' });
  return new InstroomError('directory-incomplete', said, { retryable: true });
}

/** The error for no answer at all. Names the address, never a token. */
export function refuseSilence(origin: string, failure: unknown): InstroomError {
  if (failure instanceof InstroomError) return failure;
  return new InstroomError('directory-unreachable', `No answer from ${origin} (${nameOf(failure)}).`, {
    retryable: true,
    advice: 'Check the network, the proxy and the address of Microsoft Graph, then try again.',
    cause: failure,
  });
}

/**
 * What a look-up found, or null when Entra could not make sense of it; then nothing is known, which is not worth
 * stopping for.
 */
export async function readOrNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (thrown) {
    if (thrown instanceof InstroomError && thrown.code === 'directory-incomplete') return null;
    throw thrown;
  }
}

function nameOf(failure: unknown): string {
  const { cause, name, code } = (failure ?? {}) as { cause?: { code?: string }; name?: string; code?: string };
  return cause?.code ?? (typeof code === 'string' ? code : null) ?? name ?? 'unknown reason';
}

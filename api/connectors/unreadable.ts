import { InstroomError } from '../../models/errors.ts';

/** A source, or a file of it, that cannot be used as a whole. Nothing of it is believed. */
export function unreadable(message: string, advice: string, cause?: unknown): InstroomError {
  return new InstroomError('hr-unreadable', message, { advice, cause });
}

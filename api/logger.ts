import pino from 'pino';
import type { Logger } from '../models/ports.ts';

/** Fields that never reach a log, wherever they stand: secrets first, then what says who somebody is. */
const redacted = [
  'password',
  'passwordProfile',
  'token',
  'accessToken',
  'authorization',
  'secret',
  'apiKey',
  'uri',
  'userPrincipalName',
  'displayName',
  'mail',
  'name',
  'text',
];

/**
 * JSON lines on stderr, so that stdout stays with whoever prints there.
 * Messages are constant; what differs is in the fields.
 */
export function createLogger(options: { level: string }): Logger {
  const paths = redacted.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: '***' },
      serializers: { error: describeError },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

/** What a log may hold of an error: its kind, code and stack; never fields that a library hangs on it. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { type: error.name, code, message: error.message, stack: error.stack };
}

import { InstroomError } from '../../../../models/errors.ts';
import type { SftpServer } from '../../../../models/sources/sftp-server.ts';
import { unreadable } from '../../unreadable.ts';

/** What is known about a visit that failed. */
export interface FailedVisit {
  server: SftpServer;
  sourceId: string;
  /** The fingerprint that the server showed and that the settings do not know; null when it got further, or not so far. */
  hostKey: string | null;
}

/** What ssh2 says of an error beside its message: https://github.com/mscdex/ssh2#client-events */
interface SshError {
  level?: string;
  code?: string | number;
  message?: string;
}

/** What went wrong with a server, in words that say what to do. No secret is in it: ssh2's own words hold none. */
export function explainSftp(error: unknown, { server, sourceId, hostKey }: FailedVisit): InstroomError {
  const where = `${sourceId}: ${server.host}`;
  if (hostKey !== null) return explainHostKey(where, hostKey, server);
  const { level, code, message = '' } = error as SshError;
  if (level === 'client-authentication') {
    const shown = server.privateKey ?? server.password;
    return unreadable(
      `${where} does not let ${server.user} in.`,
      `Check the user, the secret ${shown}, and that the server takes ${server.privateKey === undefined ? 'passwords' : 'this key'} for SFTP.`,
      error,
    );
  }
  if (/privateKey/i.test(message)) {
    return unreadable(
      `${sourceId}: the secret ${server.privateKey} holds no private key that can be used.`,
      'Put the whole key into it, OpenSSH or PEM with its first and last line; name the secret that opens a locked key under passphrase.',
      error,
    );
  }
  if (level === 'handshake' || level === 'protocol') {
    return unreadable(
      `${where} and Instroom do not agree on how to talk: ${message}.`,
      'Check that this port speaks SSH, and that the server offers current algorithms.',
      error,
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return later(`${where} is not a name that the network knows.`, 'Check host, and the DNS of this machine.', error);
  }
  return later(
    `${where}, port ${server.port}, did not answer to the end: ${message || 'no reason given'}.`,
    'Check host, port and the firewall; it is tried again by itself.',
    error,
  );
}

/** A first visit ends here by intention: https://man.openbsd.org/ssh-keygen#l shows the same text on the server. */
function explainHostKey(where: string, hostKey: string, server: SftpServer): InstroomError {
  if (server.hostKey === undefined) {
    return unreadable(
      `${where} shows the host key ${hostKey}, and the settings name none.`,
      `Ask whoever runs the server for its fingerprint; when it is the same, put hostKey: "${hostKey}" under sftp. Nothing was sent.`,
    );
  }
  return unreadable(
    `${where} shows the host key ${hostKey}, which is not the one in the settings.`,
    'Somebody may stand in between, or the server has a new key: ask whoever runs it before you change hostKey. Nothing was sent.',
  );
}

const later = (message: string, advice: string, cause: unknown): InstroomError =>
  new InstroomError('hr-unreadable', message, { retryable: true, advice, cause });

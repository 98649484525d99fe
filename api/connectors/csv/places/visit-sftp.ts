import { createHash, timingSafeEqual } from 'node:crypto';
import type { Client, ConnectConfig, SFTPWrapper } from 'ssh2';
import { InstroomError } from '../../../../models/errors.ts';
import type { Secrets } from '../../../../models/hr-connector.ts';
import type { SftpServer } from '../../../../models/sources/sftp-server.ts';
import { explainSftp } from './explain-sftp.ts';
import type { Visit } from './place.ts';
import { createSftpPlace } from './sftp-place.ts';

/** Which server is visited, and for whom. */
export interface SftpAsk {
  server: SftpServer;
  sourceId: string;
  secrets: Pick<Secrets, 'read'>;
  /** How long the handshake may take, and the whole visit. */
  patience?: { readyMs: number; visitMs: number };
}

const usualPatience = { readyMs: 20_000, visitMs: 15 * 60_000 };

/**
 * Visits a server over SFTP: one connection a visit, read only. A server whose fingerprint is not among those of the settings is left
 * before anything is said to it, the name of the account included. Files come into memory, so nothing of them is left on a disk.
 * Throws InstroomError `hr-unreadable` with what to do, retryable where that is to wait.
 */
export function createSftpVisit(ask: SftpAsk): Visit {
  const { server } = ask;
  const { readyMs, visitMs } = ask.patience ?? usualPatience;
  return async (work) => {
    const login = await readLogin(ask);
    // Every command opens every connector: loaded here, only who visits a server waits for it.
    const { default: ssh2 } = await import('ssh2');
    const client = new ssh2.Client();
    const seen: { hostKey: string | null } = { hostKey: null };
    const { lost, lose, stop } = watchOver(client, visitMs);
    try {
      const ready = new Promise<void>((resolve) => client.once('ready', resolve));
      answerPrompts(client, login);
      client.connect({
        host: server.host,
        port: server.port,
        username: server.user,
        ...login,
        tryKeyboard: login.password !== undefined,
        readyTimeout: readyMs,
        keepaliveInterval: 10_000,
        keepaliveCountMax: 3,
        hostVerifier: (key: Buffer) => isKnown(fingerprintOf(key), server, seen),
      });
      // Requests are small and follow each other: waiting for more to send would cost 40 ms with each.
      client.setNoDelay(true);
      await Promise.race([ready, lost]);
      const sftp = await Promise.race([openSftp(client), lost]);
      sftp.on('error', lose);
      return await Promise.race([work(createSftpPlace(sftp, server)), lost]);
    } catch (error) {
      throw error instanceof InstroomError ? error : explainSftp(error, { ...ask, hostKey: seen.hostKey });
    } finally {
      stop();
      client.destroy();
    }
  };
}

/** As `ssh-keygen -l` prints it. */
export const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

function isKnown(hostKey: string, server: SftpServer, seen: { hostKey: string | null }): boolean {
  const known = [server.hostKey ?? []].flat();
  const isSame = (one: string) =>
    one.length === hostKey.length && timingSafeEqual(Buffer.from(one), Buffer.from(hostKey));
  if (known.some(isSame)) return true;
  seen.hostKey = hostKey;
  return false;
}

/** Rejects when the connection breaks or the visit takes too long. */
function watchOver(
  client: Client,
  visitMs: number,
): { lost: Promise<never>; lose: (reason: Error) => void; stop: () => void } {
  let lose: (reason: Error) => void = () => {};
  const lost = new Promise<never>((_, reject) => {
    lose = reject;
  });
  lost.catch(() => {});
  client.on('error', lose);
  client.once('close', () => lose(new Error('the connection was closed')));
  const timer = setTimeout(() => lose(new Error('the visit took too long')), visitMs);
  return { lost, lose, stop: () => clearTimeout(timer) };
}

/** Servers that check passwords through PAM ask for them in a dialogue of one question: https://datatracker.ietf.org/doc/html/rfc4256 */
function answerPrompts(client: Client, { password }: ConnectConfig): void {
  client.on('keyboard-interactive', (_name, _instructions, _language, prompts, finish) =>
    finish(prompts.length === 1 && password !== undefined ? [password] : []),
  );
}

function openSftp(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.sftp((error, sftp) => (error ? reject(error) : resolve(sftp)));
  });
}

async function readLogin({ server, secrets }: SftpAsk): Promise<ConnectConfig> {
  if (server.privateKey === undefined) return { password: await secrets.read(server.password ?? '') };
  const passphrase = server.passphrase === undefined ? {} : { passphrase: await secrets.read(server.passphrase) };
  return { privateKey: await secrets.read(server.privateKey), ...passphrase };
}

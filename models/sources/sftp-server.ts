import { z } from 'zod';
import { SecretName } from './source-basics.ts';

/** As `ssh-keygen -l` and `instroom check` print it. */
export const HostKey = z
  .string()
  .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'a fingerprint as instroom check prints it: SHA256: and 43 characters');

/** A server that files are fetched from over SFTP. */
export const SftpServer = z
  .strictObject({
    host: z.string().min(1).max(253).describe('the name or address of the server'),
    port: z.number().int().min(1).max(65535).default(22).describe('its port'),
    user: z.string().min(1).describe('the account there; it needs to read only'),
    privateKey: SecretName.optional().describe('the name of the secret that holds the private key (OpenSSH or PEM)'),
    passphrase: SecretName.optional().describe('the name of the secret that opens the private key, where it is locked'),
    password: SecretName.optional().describe('the name of the secret that holds the password, without a private key'),
    hostKey: z
      .union([HostKey, z.array(HostKey).min(1).max(4)])
      .optional()
      .describe(
        'the fingerprint of the server, or several; without it nothing is read and check prints the one to compare',
      ),
    pollMinutes: z.number().int().min(1).max(1440).default(15).describe('how often is looked for a new delivery'),
  })
  .superRefine((server, issues) => {
    if ((server.privateKey === undefined) === (server.password === undefined)) {
      issues.addIssue({ code: 'custom', message: 'give either privateKey or password, by the name of its secret' });
    }
    if (server.passphrase !== undefined && server.privateKey === undefined) {
      issues.addIssue({ code: 'custom', message: 'passphrase goes with privateKey' });
    }
  });
export type SftpServer = z.infer<typeof SftpServer>;

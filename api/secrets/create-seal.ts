import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Closes small texts so that whoever reads the database cannot read them. */
export interface Seal {
  close(text: string): string;
  /** Null when it was closed with another key, or changed since. */
  open(closed: string): string | null;
}

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with a key that follows from `secret`, which should be long and by chance. */
export function createSeal(secret: string): Seal {
  const key = createHash('sha256').update(`instroom seal ${secret}`).digest();
  return {
    close: (text) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
    },
    open: (closed) => {
      const bytes = Buffer.from(closed, 'base64');
      if (bytes.length < ivBytes + tagBytes) return null;
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes));
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      try {
        const body = bytes.subarray(ivBytes + tagBytes);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}

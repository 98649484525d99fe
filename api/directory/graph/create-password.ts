import { randomBytes } from 'node:crypto';

/**
 * A first password that nobody ever sees: 192 random bits, with every kind of character Entra wants. Never kept, never
 * logged.
 */
export function createPassword(): string {
  return `${randomBytes(24).toString('base64url')}aA1!`;
}

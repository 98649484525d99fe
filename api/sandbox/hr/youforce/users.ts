import type { StandInAnswer, StandInCall } from '../hr-stand-in.ts';
import { failed } from './answer-list.ts';

/** What users of one customer sign in with, by the code of the employee. */
export interface Users {
  answer(call: StandInCall, code: string): StandInAnswer;
  /** Who was told what. */
  identities: ReadonlyMap<string, string>;
}

/** The code in the address of a user, and whether it is about the identity; null for other addresses. */
export function readUserPath(path: string): { code: string; isIdentity: boolean } | null {
  const [, code, identity] = /^\/iam\/v1\.0\/users\(employeeId=(.*)\)(\/identity)?$/.exec(path) ?? [];
  return code === undefined ? null : { code, isIdentity: identity !== undefined };
}

/**
 * Shows a user and takes the identity, `{"id": "<sign-in name>"}`. Whoever is no employee is a 404.
 * @param isEmployee - by the code, as the records of the customer have it
 */
export function createUsers(isEmployee: (code: string) => boolean): Users {
  const identities = new Map<string, string>();
  return {
    identities,
    answer: ({ method, path, body }, code) => {
      const known = readUserPath(path)?.isIdentity ? 'PATCH' : 'GET';
      if (method !== known || !isEmployee(code)) return failed(404);
      if (method === 'GET')
        return { status: 200, body: JSON.stringify({ employeeId: code, identity: { id: identities.get(code) } }) };
      const id = readId(body);
      if (id === null) return failed(400);
      identities.set(code, id);
      return { status: 200, body: JSON.stringify({ id }) };
    },
  };
}

function readId(body: string): string | null {
  try {
    const { id } = JSON.parse(body) as { id?: unknown };
    return typeof id === 'string' && /^[^\s@]+@[^\s@]+$/.test(id) ? id : null;
  } catch {
    return null;
  }
}

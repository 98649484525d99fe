import { hash } from 'node:crypto';
import type { Request } from '../../models/request.ts';

/** What a decision is about: any difference in what is asked, why, or for whom gives another text. */
export function fingerprintOf({
  subject,
  reason,
  forPersonKey,
}: Pick<Request, 'subject' | 'reason' | 'forPersonKey'>): string {
  return hash('sha256', inOrder({ subject, reason, forPersonKey })).slice(0, 32);
}

/** JSON with the keys of objects in order, so that it does not matter how something was put together or stored. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

import type { Colleagues } from '../colleagues/colleagues.ts';
import { createColleagues } from '../colleagues/create-colleagues.ts';
import type { RequestParts } from './request-parts.ts';

/** What every step on a request needs. */
export type RequestDesk = RequestParts & { colleagues: Colleagues };

export const openRequestDesk = (parts: RequestParts): RequestDesk => ({
  ...parts,
  colleagues: createColleagues(parts),
});

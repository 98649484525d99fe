import { z } from 'zod';
import { CalendarDate } from './person.ts';

/** Dated access on top of policy, with its reason. From the first to the last day, inclusive. */
export const Grant = z.object({
  id: z.string(),
  personKey: z.string(),
  kind: z.enum(['replacement', 'exception', 'kept-drift']),
  groups: z.array(z.string()),
  startsOn: CalendarDate,
  endsOn: CalendarDate.nullable(),
  reason: z.string(),
});
export type Grant = z.infer<typeof Grant>;

import { DateTime } from 'luxon';
import { InstroomError } from '../../../models/errors.ts';
import type { YouforceSource } from '../../../models/sources/youforce-source.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import type { Application } from './application.ts';
import { callRule, type Purpose } from './purse.ts';

/** One reading and what it may cost. Every attempt of a call is paid for before it goes out. */
export interface Trip {
  purpose: Purpose;
  /** @throws InstroomError `hr-busy` when the calls of the day are nearly gone, or the trip was ended. */
  spend(): Promise<void>;
  /** Calls that went out. */
  calls(): number;
  /** Gives back what was not needed; nothing goes out after it. */
  end(): Promise<void>;
}

export interface TripParts {
  source: YouforceSource;
  parts: Pick<ConnectorParts, 'clock' | 'timeZone'>;
  application: Application;
}

/**
 * Sets out with calls for all that is expected: a reading for which there are too few is not begun.
 * @throws InstroomError `hr-busy` that says when it goes on; `hr-unreadable` when the day's calls never suffice
 */
async function beginTrip(ask: { purpose: Purpose; need: number }, desk: TripParts): Promise<Trip> {
  const { source, application } = desk;
  const wish = { purse: ask.purpose, rule: callRule(ask.purpose, source.callsPerDay), who: source.id };
  const take = async (need: number, goesOn: boolean): Promise<void> => {
    const taking = await application.take({ ...wish, need, goesOn });
    if (taking.kind === 'wait') throw spent({ ...ask, need, untilMs: taking.untilMs }, desk);
  };
  refuseWhileHeld(desk);
  await take(ask.need, false);
  let left = ask.need;
  let calls = 0;
  let ended = false;
  return {
    purpose: ask.purpose,
    spend: async () => {
      if (ended) throw new InstroomError('hr-busy', `${source.id}: the reading was given up.`, { retryable: true });
      refuseWhileHeld(desk);
      if (left > 0) left--;
      else await take(1, true);
      calls++;
    },
    calls: () => calls,
    end: async () => {
      if (ended) return;
      ended = true;
      if (left > 0) await application.giveBack({ ...wish, need: left });
    },
  };
}

/** Runs `work` on a trip that is ended whatever becomes of it. */
export async function onTrip<Result>(
  ask: { purpose: Purpose; need: number },
  desk: TripParts,
  work: (trip: Trip) => Promise<Result>,
): Promise<Result> {
  const trip = await beginTrip(ask, desk);
  try {
    return await work(trip);
  } finally {
    await trip.end();
  }
}

/** The system said that it was too much: asking on would use up calls for nothing. */
function refuseWhileHeld(desk: TripParts): void {
  const { source, parts, application } = desk;
  if (parts.clock.now().getTime() >= application.heldUntil.ms) return;
  throw new InstroomError('hr-busy', `${source.id}: Youforce asked to be called less.`, {
    retryable: true,
    advice: `It goes on by itself ${whenText(application.heldUntil.ms, desk)}. Look whether another program uses the same client id; if so, lower callsPerDay to this one's share.`,
  });
}

function spent(ask: { purpose: Purpose; need: number; untilMs: number | null }, desk: TripParts): InstroomError {
  const { source } = desk;
  const what = {
    whole: 'read everybody',
    changes: 'read what changed',
    single: 'read one person or try the connection',
    telling: 'tell the sign-in names of people',
  };
  if (ask.untilMs === null)
    return new InstroomError(
      'hr-unreadable',
      `${source.id}: to ${what[ask.purpose]} takes more calls than callsPerDay (${source.callsPerDay}) lets go at once.`,
      { advice: 'Raise callsPerDay as far as Visma lets the application call, or raise pageSize.' },
    );
  return new InstroomError(
    'hr-busy',
    `${source.id}: the calls to Youforce with which to ${what[ask.purpose]} are used up for now (${source.callsPerDay} a day for all sources with this client id).`,
    {
      retryable: true,
      advice: `It goes on by itself ${whenText(ask.untilMs, desk)}; nothing was taken over meanwhile.`,
    },
  );
}

/** `at 14:05` in the organisation's time, with the day when it is another one; never before the moment. */
export function whenText(atMs: number, { parts }: Pick<TripParts, 'parts'>): string {
  const at = DateTime.fromMillis(atMs + 59_999, { zone: parts.timeZone });
  const now = DateTime.fromJSDate(parts.clock.now(), { zone: parts.timeZone });
  return at.hasSame(now, 'day') ? at.toFormat("'at' HH:mm") : at.toFormat("'on' yyyy-MM-dd 'at' HH:mm");
}

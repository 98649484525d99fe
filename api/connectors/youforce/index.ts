import type { HrConnector } from '../../../models/hr-connector.ts';
import type { YouforceSource } from '../../../models/sources/youforce-source.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { keepReading } from '../keep-reading.ts';
import { checkYouforce } from './check-youforce.ts';
import { openDesk, recallWholeCalls, type YouforceDesk } from './desk.ts';
import { callRule } from './purse.ts';
import { readChangedPeople } from './read-changes.ts';
import { readEverybody, readSomePeople } from './read-people.ts';
import { createWriteBack } from './write-back.ts';

/** Records are written while they are read, and what HR enters is processed minutes later: changes are looked for from a while before. */
const overlapMs = 15 * 60_000;
const dayMs = 86_400_000;
/** A whole reading may be put off for so long: some changes no list of changes tells. */
const latestWholeMs = 3 * dayMs;

/** Reads people from Visma Raet Youforce, through the IAM API. See the readme beside this file. */
export function createYouforceConnector(source: YouforceSource, parts: ConnectorParts): HrConnector {
  const desk = openDesk(source, parts);
  return {
    sourceId: source.id,
    watchPaths: [],
    pollEveryMs: source.pollMinutes * 60_000,
    read: keepReading({
      sourceId: source.id,
      clock: parts.clock,
      overlapMs,
      readsAll: { everyMs: dayMs },
      readAll: () => readEverybody(desk),
      readChanges: (since) => readChangedPeople(since, desk),
      mayReadAll: (lastAt) => mayReadAll(lastAt, desk),
    }),
    readPeople: (personKeys) => readSomePeople(personKeys, desk),
    ...(source.writeBack === null ? {} : createWriteBack(source.writeBack, desk)),
    check: () => checkYouforce(desk),
  };
}

/** Whether there are calls for everybody. Asking puts the source in the queue for them. */
async function mayReadAll(lastAt: Date, desk: YouforceDesk): Promise<boolean> {
  const { source, parts, application } = desk;
  if (parts.clock.now().getTime() - lastAt.getTime() > latestWholeMs) return true;
  const rule = callRule('whole', source.callsPerDay);
  const wish = { purse: 'whole', rule, need: await recallWholeCalls(desk) };
  const taking = await application.take({ ...wish, who: source.id });
  if (taking.kind === 'wait') return false;
  await application.giveBack(wish);
  return true;
}

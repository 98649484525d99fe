import { createColleagues } from '../../../api/colleagues/create-colleagues.ts';
import type { JoinerParts } from '../../../api/joiners/joiner-parts.ts';
import { createKnownWorld } from '../../../api/reports/known-world.ts';
import type { Directory, PassOutcome } from '../../../models/ports.ts';
import { directoryKey, type House } from '../requests/open-house.ts';
import { usualPolicy } from '../requests/organisation.ts';

/** Managers may reveal a pass, and HR has a page for everybody. */
export const passPolicy = `${usualPolicy}joiners: { accessPass: { lifetimeMinutes: 60 }, fixUrl: 'https://hr.example/p/\${personKey}' }\n`;

export interface JoinerHouse {
  parts: JoinerParts;
  /** The accounts that passes were made for, in order; their codes are SECRET-1 and so on. */
  passes: string[];
  /** Those that were taken away again. */
  removed: string[];
  /** What Entra says to the next ones; null: it makes them. */
  answer(outcome: PassOutcome | null): void;
  /** Entra answers no sooner than this has come to an end. */
  hold(until: Promise<void>): void;
  /** Carl of Sales becomes somebody who starts on that day. */
  hire(startsOn: string, job?: Record<string, unknown>): Promise<void>;
}

/** What joiners need, around the organisation of requests; Entra is what its stores say. */
export function openJoiners(house: House): JoinerHouse {
  const passes: string[] = [];
  const removed: string[] = [];
  let answer: PassOutcome | null = null;
  let held: Promise<void> = Promise.resolve();
  const find = (id: string) => house.stores.accounts.findById(directoryKey, id);
  const directory = { identify: () => ({ key: directoryKey, name: 'Test', isSandbox: true }) } as Directory;
  return {
    passes,
    removed,
    answer: (outcome) => {
      answer = outcome;
    },
    hold: (until) => {
      held = until;
    },
    hire: (startsOn, job = {}) =>
      house.hr('carl', {
        employments: [{ employmentKey: 'E9', kind: 'employee', unitKey: 'sales', startsOn, ...job }],
      }),
    parts: {
      ...house.parts,
      colleagues: createColleagues(house.parts),
      known: createKnownWorld({ ...house.parts, directory }),
      owner: 'test',
      directory: {
        readBack: async (ids) => (await Promise.all(ids.map(find))).flatMap((one) => one ?? []),
        createAccessPass: async ({ accountId }) => {
          await held;
          if (answer !== null) return answer;
          passes.push(accountId);
          const number = passes.length;
          return {
            kind: 'made',
            passId: `pass-${number}`,
            code: `SECRET-${number}`,
            endsAt: '2026-12-01T09:00:00.000Z',
          };
        },
        removeAccessPass: async ({ passId }) => {
          removed.push(passId);
        },
      },
    },
  };
}

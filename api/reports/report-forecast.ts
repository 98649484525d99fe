import type { Outlook } from '../../models/desk.ts';
import type { Steps } from '../../models/steps.ts';
import { forecastSteps } from '../engine/outlook/forecast.ts';
import type { KnownWorld } from './known-world.ts';

/** So many names fit what anybody reads. */
const shownPeople = 15;

/** What the coming days bring, in the words of the desk. */
export function* reportForecast({ input }: KnownWorld, days: number): Steps<Outlook> {
  const foreseen = yield* forecastSteps(input, days);
  const people = foreseen.days.flatMap(({ date, people: some }) =>
    some.map(({ name, text }) => ({ date, name, text })),
  );
  return {
    from: foreseen.from,
    timeZone: foreseen.timeZone,
    days: foreseen.days.map(({ date, counts }) => ({
      date,
      joiners: counts.joiners ?? 0,
      movers: counts.movers ?? 0,
      leavers: counts.leavers ?? 0,
      expiries: counts.expiries ?? 0,
    })),
    people: people.slice(0, shownPeople),
    peopleCount: people.length,
    shortages: foreseen.licences.flatMap(({ licence, seats, need }) => {
      const first = need.find(({ short }) => short > 0);
      const most = Math.max(0, ...need.map(({ short }) => short));
      return first === undefined ? [] : [{ licence, seats, short: most, from: first.date }];
    }),
  };
}

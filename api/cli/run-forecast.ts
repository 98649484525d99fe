import { InstroomError } from '../../models/errors.ts';
import { type Forecast, type ForecastDay, forecast } from '../engine/outlook/forecast.ts';
import { planInput } from '../sync/make-plan.ts';
import { readWorld } from '../sync/read-world.ts';
import { type DeskOptions, openDesk } from './open-desk.ts';
import { readInstant } from './read-instant.ts';

type ForecastOptions = DeskOptions & { days?: string; now?: string };

const mostDays = 730;

/** `instroom forecast`: what the coming days bring by themselves, from what HR says today. Writes nothing. */
export async function runForecast(options: ForecastOptions): Promise<number> {
  const days = readDays(options.days);
  const now = readInstant(options.now) ?? new Date().toISOString();
  const desk = await openDesk(options);
  try {
    const world = await readWorld(desk.sync, desk.policy, { now });
    const foreseen = forecast(planInput(world, desk.policy, now), days);
    process.stdout.write(`${options.json ? JSON.stringify(foreseen, null, 2) : print(foreseen)}\n`);
    return 0;
  } finally {
    await desk.close();
  }
}

function readDays(text = '90'): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= mostDays) return days;
  throw new InstroomError('configuration', `--days ${text} is not a number of days.`, {
    advice: `Give a whole number from 1 to ${mostDays}.`,
  });
}

function print({ days, licences, timeZone }: Forecast): string {
  const lines = days.filter((day) => day.people.length > 0).flatMap(printDay);
  if (lines.length === 0) lines.push(`Nothing changes by itself in these ${days.length} days.`);
  for (const { licence, seats, need } of licences) {
    const short = need.find((entry) => entry.short > 0);
    const most = Math.max(0, ...need.map((entry) => entry.needed));
    const warning = short === undefined ? '' : `  SHORT of ${short.short} from ${short.date}`;
    lines.push(`Licence ${licence}: at most ${most} needed of ${seats}${warning}`);
  }
  lines.push(`Days are those of ${timeZone}.`);
  return lines.join('\n');
}

/** With more people than this on a day only their number is printed; `--json` has all. */
const mostNames = 12;

function printDay({ date, counts, people }: ForecastDay): string[] {
  const summary = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
  const shown = people.slice(0, mostNames).map(({ name, text }) => `    ${name}: ${text}`);
  const rest = people.length > mostNames ? [`    … and ${people.length - mostNames} more`] : [];
  return [`${date}  ${summary}`, ...shown, ...rest];
}

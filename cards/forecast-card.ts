import type { Outlook } from '../models/desk.ts';
import { deskTexts } from '../models/texts/desk-texts.ts';
import { badgeFor, type Reader, showDate, textsFor } from './reader.ts';
import { shortenLine } from './run-lines.ts';
import { type Card, type CardElement, fillSheet, type Sheet } from './sheet.ts';

const counted = ['joiners', 'movers', 'leavers', 'expiries'] as const;
const shownPeople = 10;
const shownShortages = 6;
/** A line with more points than this is no easier to read, and fills the card. */
const mostPoints = 31;

/** What the coming days bring: totals, a line for each kind, licences that run short, and who. */
export function forecastCard(outlook: Outlook, reader: Reader): Card {
  const texts = deskTexts(reader.language);
  const { days, shortages } = outlook;
  const total = (kind: (typeof counted)[number]) => days.reduce((sum, day) => sum + day[kind], 0);
  const isQuiet = outlook.peopleCount === 0 && shortages.length === 0;
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.forecastTitle(days.length),
    intro: isQuiet ? texts.quietDays(days.length) : '',
    facts: isQuiet ? [] : counted.map((kind) => ({ title: texts[kind], value: String(total(kind)) })),
    charts: isQuiet ? [] : [chart(outlook, reader)],
    sections: [
      {
        heading: texts.shortages,
        lines: shortages
          .slice(0, shownShortages)
          .map(({ licence, seats, short, from }) =>
            texts.shortage(shortenLine(licence), seats, short, showDate(from, reader)),
          ),
      },
      { heading: texts.people, lines: peopleLines(outlook, reader) },
    ].filter(({ lines }) => lines.length > 0),
  });
}

function peopleLines({ people, peopleCount }: Outlook, reader: Reader): string[] {
  const lines = people
    .slice(0, shownPeople)
    .map(({ date, name, text }) => `${showDate(date, reader)}: ${shortenLine(name)}, ${shortenLine(text)}`);
  const more = peopleCount - lines.length;
  return more > 0 ? [...lines, textsFor(reader).andMore(more)] : lines;
}

/**
 * A line for each kind; where charts are not drawn, the days on which something happens as a list.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
 */
function chart({ days }: Outlook, reader: Reader): CardElement {
  const texts = deskTexts(reader.language);
  const points = bundle(days);
  const busy = points.filter((day) => counted.some((kind) => day[kind] > 0)).slice(0, mostPoints);
  return {
    type: 'Chart.Line',
    title: texts.forecastTitle(days.length),
    xAxisTitle: texts.day,
    yAxisTitle: texts.people,
    data: counted.map((kind) => ({
      legend: texts[kind],
      values: points.map((day) => ({ x: day.date, y: day[kind] })),
    })),
    fallback: {
      type: 'FactSet',
      facts: busy.map((day) => ({ title: showDate(day.date, reader), value: words(day, texts) })),
    },
  };
}

function words(day: Outlook['days'][number], texts: ReturnType<typeof deskTexts>): Sheet['facts'][number]['value'] {
  return counted
    .filter((kind) => day[kind] > 0)
    .map((kind) => `${texts[kind]}: ${day[kind]}`)
    .join(', ');
}

/** Days put together so that there are few enough points; each stands for the days from its date on. */
function bundle(days: Outlook['days']): Outlook['days'] {
  const size = Math.ceil(days.length / mostPoints);
  const points: Outlook['days'] = [];
  days.forEach((day, index) => {
    const last = points.at(-1);
    if (index % size === 0 || last === undefined) points.push({ ...day });
    else for (const kind of counted) last[kind] += day[kind];
  });
  return points;
}

import type { Request } from '../../models/request.ts';
import type { RequestTexts } from '../../models/texts/request-texts.ts';

/** What may become of a change that somebody made by hand, as the `choice` of an answer has it. */
const driftChoices = ['undo', 'keep-14', 'rule'] as const;

/** What two records of different sources may be, likewise. */
const doubtChoices = ['same', 'two'] as const;

/** What may be answered where yes and no are not enough; null where they are. */
export function choicesOf({ subject: { kind } }: Pick<Request, 'subject'>): readonly string[] | null {
  if (kind === 'drift') return driftChoices;
  return kind === 'doubt' ? doubtChoices : null;
}

/** For how long a change is kept when the answer does not say. */
const usualDays = 14;

/** A choice in words; empty for none, or one that we do not know. */
export function describeChoice(choice: string | null, texts: RequestTexts): string {
  if (choice === 'undo') return texts.undo;
  if (choice === 'same') return texts.oneAndSame;
  if (choice === 'two') return texts.twoPeople;
  if (choice === 'rule') return texts.makeRule;
  const days = choice === 'keep' ? String(usualDays) : /^keep-(\d{1,3})$/.exec(choice ?? '')?.[1];
  return days === undefined ? '' : texts.keepDays(Number(days));
}

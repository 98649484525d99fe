import type { PassAction } from '../../cards/card-actions.ts';
import { escapeText } from '../../cards/escape-text.ts';
import { firstDayCard } from '../../cards/first-day-card.ts';
import type { RevealOutcome } from '../../models/joiner.ts';
import { type JoinerTexts, joinerTexts } from '../../models/texts/joiner-texts.ts';
import type { Answer, Press } from './press.ts';

/**
 * Answers Reveal access pass. The pass is in this answer alone: Teams shows it to whoever pressed, and the card that is kept only says
 * that it was revealed.
 */
export async function revealPass({ data, member, reader, passes, refuse }: Press<PassAction>): Promise<Answer> {
  const outcome = await passes.reveal({ personKey: data.personKey, by: member });
  if (outcome.kind === 'revealed') return firstDayCard(outcome.firstDay, reader, { pass: outcome.pass });
  await refuse('an access pass', outcome.kind);
  if (outcome.kind === 'revealed-before') return firstDayCard(outcome.firstDay, reader);
  return explain(outcome, joinerTexts(reader.language));
}

function explain(
  outcome: Exclude<RevealOutcome, { kind: 'revealed' | 'revealed-before' }>,
  texts: JoinerTexts,
): string {
  switch (outcome.kind) {
    case 'not-manager':
      return texts.notManager;
    case 'not-today':
      return texts.notToday;
    case 'no-account':
      return texts.noPassAccount;
    case 'off':
      return texts.passOff;
    case 'failed':
      return texts.passFailed(escapeText(outcome.text));
  }
}

import type { PassAction } from '../../cards/card-actions.ts';
import { firstDayCard } from '../../cards/first-day-card.ts';
import { shorten } from '../../cards/run-lines.ts';
import type { RevealOutcome } from '../../models/joiner.ts';
import { type JoinerTexts, joinerTexts } from '../../models/texts/joiner-texts.ts';
import type { Answer, Press } from './press.ts';

/**
 * Answers Reveal access pass. The pass is in this answer alone: Teams shows it to whoever pressed, and the card that is kept only says
 * that it was revealed. Where none was made, the card says why and keeps its button.
 */
export async function revealPass({ data, member, reader, passes, refuse }: Press<PassAction>): Promise<Answer> {
  const outcome = await passes.reveal({ personKey: data.personKey, by: member });
  if (outcome.kind === 'revealed') return firstDayCard(outcome.firstDay, reader, { pass: outcome.pass });
  await refuse('an access pass', 'why' in outcome ? `${outcome.kind} (${outcome.why})` : outcome.kind);
  const notice = explain(outcome, joinerTexts(reader.language));
  return 'firstDay' in outcome ? firstDayCard(outcome.firstDay, reader, { notice }) : notice;
}

/** What to say and to do; nothing where the card says it all. */
function explain(outcome: Exclude<RevealOutcome, { kind: 'revealed' }>, texts: JoinerTexts): string {
  switch (outcome.kind) {
    case 'revealed-before':
      return '';
    case 'in-hand':
      return texts.passInHand;
    case 'slow':
      return texts.passSlow;
    case 'busy':
      return texts.passBusy;
    case 'unclear':
      return texts.passUnclear;
    case 'refused':
      return texts.passRefused(outcome.why, shorten(outcome.text));
    case 'not-manager':
      return texts.notManager;
    case 'not-today':
      return texts.notToday;
    case 'no-account':
      return texts.noPassAccount;
    case 'protected':
      return texts.passProtected;
    case 'off':
      return texts.passOff;
  }
}

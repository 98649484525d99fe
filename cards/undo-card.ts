import type { UndoPreview } from '../models/desk.ts';
import { deskTexts } from '../models/texts/desk-texts.ts';
import { verbs } from './card-actions.ts';
import { badgeFor, type Reader, textsFor } from './reader.ts';
import { shorten, shortenLine } from './run-lines.ts';
import { type Card, fillSheet } from './sheet.ts';

/** What taking a run back would do and what it cannot, with the button that does it. */
export function undoCard(preview: UndoPreview, reader: Reader): Card {
  const texts = deskTexts(reader.language);
  const { runId, fingerprint, count, sentences, refused, refusedCount, settled } = preview;
  const withRest = (lines: string[], total: number) =>
    total > lines.length ? [...lines, textsFor(reader).andMore(total - lines.length)] : lines;
  const reasons = refused.map(({ sentence, reason }) => `${shortenLine(sentence)} ${shortenLine(reason)}`);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.undoTitle(shortenLine(runId)),
    intro: count === 0 ? texts.undoNothing : texts.undoIntro(count),
    facts: settled === 0 ? [] : [{ title: textsFor(reader).result, value: texts.undoSettled(settled) }],
    sections: [
      { heading: texts.undoWould, lines: withRest(sentences.map(shorten), count) },
      { heading: texts.undoRefused, lines: withRest(reasons, refusedCount) },
    ].filter(({ lines }) => lines.length > 0),
    actions:
      count === 0
        ? []
        : [
            {
              type: 'Action.Execute',
              title: texts.undo,
              verb: verbs.undoRun,
              style: 'destructive',
              data: { runId, fingerprint },
            },
          ],
  });
}

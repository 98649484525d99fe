import type { Run } from '../models/run.ts';
import { badgeFor, type Reader, showInstant, textsFor } from './reader.ts';
import { countAll } from './run-lines.ts';
import { type Card, fillSheet } from './sheet.ts';

/** The newest runs, one line each. */
export function runsCard(runs: readonly Run[], reader: Reader): Card {
  const texts = textsFor(reader);
  const facts = runs.map((run) => ({
    title: texts.runTitle(run.id),
    value: `${texts.states[run.state]}, ${texts.operations(countAll(run.counts))}, ${showInstant(run.askedAt, reader)}`,
  }));
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.runsTitle,
    intro: runs.length === 0 ? texts.neverRun : '',
    facts,
    sections: [],
  });
}

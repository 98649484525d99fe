import type { AudienceRole } from '../models/approvals.ts';
import { badgeFor, type Reader, textsFor } from './reader.ts';
import { type Card, fillSheet } from './sheet.ts';

/** What this reader can ask. */
export function helpCard(roles: readonly AudienceRole[], reader: Reader): Card {
  const texts = textsFor(reader);
  const own = roles.includes('it') ? texts.helpIt : roles.includes('hr') ? texts.helpHr : [];
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.helpTitle,
    intro: '',
    facts: [],
    sections: [{ heading: texts.helpIntro, lines: [...own, ...texts.helpAll] }],
  });
}

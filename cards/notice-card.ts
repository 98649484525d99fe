import { badgeFor, type Reader } from './reader.ts';
import { type Card, fillSheet, type Sheet } from './sheet.ts';

/** What came of something that the desk did: a title, a sentence, some facts. All of it is escaped already. */
export function noticeCard(notice: { title: string; intro: string; facts?: Sheet['facts'] }, reader: Reader): Card {
  const { title, intro, facts = [] } = notice;
  return fillSheet({ language: reader.language, badge: badgeFor(reader), title, intro, facts, sections: [] });
}

import { type Activity, CardFactory, MessageFactory } from 'botbuilder';
import type { Card } from '../cards/sheet.ts';

/** A card as a message. The summary is what a notification shows. */
export function cardMessage(card: Card): Partial<Activity> {
  const message = MessageFactory.attachment(CardFactory.adaptiveCard(card));
  return { ...message, summary: typeof card.fallbackText === 'string' ? card.fallbackText : 'Instroom' };
}

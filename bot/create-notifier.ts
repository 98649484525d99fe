import type { Notifier } from '../models/ports.ts';
import type { BotParts } from './bot-parts.ts';
import { lettersFor } from './write-letters.ts';

/**
 * Writes down what people should hear in Teams; `create-delivery` brings it. Nothing is sent here and nothing here ever throws, because
 * no run should fail for want of a card.
 * @param wake - looks into the outbox now instead of a moment later
 */
export function createNotifier(parts: BotParts, wake: () => void): Notifier {
  return {
    tell: async (news) => {
      try {
        const letters = await lettersFor(news, parts);
        await parts.stores.outbox.write(letters);
        if (letters.length > 0) wake();
      } catch (error) {
        const about =
          'run' in news ? { runId: news.run.id } : news.kind === 'request' ? { requestId: news.request.id } : {};
        parts.logger.error({ error, news: news.kind, ...about }, 'people could not be told');
      }
    },
  };
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Playground } from './start-playground.ts';

const output = fileURLToPath(new URL('../../output/e2e', import.meta.url));

/** Somebody's chat with the bot in the playground. */
export interface Chat {
  page: Page;
  say(text: string): Promise<void>;
  /** The newest card that holds this text, when it is there. */
  card(text: string | RegExp): Promise<Locator>;
  /** Waits until the bot has said this in plain words. */
  hears(text: string | RegExp): Promise<void>;
  screenshot(name: string): Promise<void>;
}

/** Opens the playground's page and waits for the bot's welcome: the page itself is there before the bot is. */
export async function openChat(browser: Browser, playground: Playground): Promise<Chat> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
  const page = await context.newPage();
  await page.route(
    (url) => url.hostname !== '127.0.0.1' && url.hostname !== 'localhost',
    (route) => route.abort(),
  );
  await page.goto(playground.url, { waitUntil: 'domcontentloaded' });
  await page
    .getByText(/^(Welcome to|Welkom bij) Instroom/)
    .first()
    .waitFor();
  return {
    page,
    say: async (text) => {
      await page.locator('[data-lexical-editor=true]').click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    card: async (text) => {
      const card = page.locator('.ac-adaptiveCard', { hasText: text }).last();
      await card.waitFor();
      return card;
    },
    hears: async (text) => {
      await page.getByText(text).last().waitFor();
    },
    screenshot: async (name) => {
      await mkdir(output, { recursive: true });
      await page.screenshot({ path: join(output, `${name}.png`) });
    },
  };
}

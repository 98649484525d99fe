import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Playground } from './start-playground.ts';
import { patienceMs } from './until.ts';

const output = fileURLToPath(new URL('../../output/e2e', import.meta.url));

/** Somebody's chat with the bot in the playground. */
export interface Chat {
  page: Page;
  /** Where the playground takes answers of the bot. */
  connector: string;
  say(text: string): Promise<void>;
  /** The newest card that holds this text, when it is there. */
  card(text: string | RegExp): Promise<Locator>;
  /** Says something and gives the card that answers it: one that holds this text and was not there before. */
  ask(command: string, text: string | RegExp): Promise<Locator>;
  /** Waits until the bot has said this in plain words. */
  hears(text: string | RegExp): Promise<void>;
  /** A picture of one card, whole. */
  picture(card: Locator, name: string): Promise<void>;
  screenshot(name: string): Promise<void>;
}

/** Presses a button of a card. */
export async function press(card: Locator, name: string | RegExp): Promise<void> {
  await card
    .getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
    .first()
    .click();
}

/** Fills in the only day that a form asks for, or the one with this label. */
export async function fillDay(form: Locator, day: string, label?: string): Promise<void> {
  const field = label === undefined ? form.getByRole('combobox').first() : form.getByRole('combobox', { name: label });
  const [year, month, date] = day.split('-');
  await field.fill(`${month}/${date}/${year}`);
  await field.press('Tab');
}

/** Opens the playground's page and waits for the bot's welcome: the page itself is there before the bot is. */
export async function openChat(browser: Browser, playground: Playground): Promise<Chat> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1800 } });
  context.setDefaultTimeout(patienceMs);
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
  await mkdir(output, { recursive: true });
  const cards = (text: string | RegExp): Locator => page.locator('.ac-adaptiveCard', { hasText: text });
  const say: Chat['say'] = async (text) => {
    await page.locator('[data-lexical-editor=true]').click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  return {
    page,
    connector: `${playground.url}/_connector`,
    say,
    card: async (text) => {
      const card = cards(text).last();
      await card.waitFor();
      return card;
    },
    ask: async (command, text) => {
      const count = await cards(text).count();
      await say(command);
      const card = cards(text).nth(count);
      await card.waitFor();
      return card;
    },
    hears: async (text) => {
      await page.getByText(text).last().waitFor();
    },
    picture: async (card, name) => {
      await card.scrollIntoViewIfNeeded();
      await card.screenshot({ path: join(output, `${name}.png`) });
    },
    screenshot: async (name) => {
      await page.screenshot({ path: join(output, `${name}.png`) });
    },
  };
}

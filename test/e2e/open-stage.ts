import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { type Chat, openChat } from './open-chat.ts';
import { type PlayerName, type Playground, startPlayground } from './start-playground.ts';
import { type Product, startProduct } from './start-product.ts';

const browserPath = '/usr/bin/chromium';
const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The product with one playground for each person who plays a part. */
export interface Stage {
  product: Product;
  chats: Readonly<Record<string, Chat>>;
  close(): Promise<void>;
}

/**
 * Starts the product on a copy of the demo, and a playground for everybody in `cast`, by the name of the part.
 * @param ports - where the playgrounds listen, from this one on
 * @returns null where there is no browser, after saying so
 */
export async function openStage(cast: readonly PlayerName[], ports: number): Promise<Stage | null> {
  if (!existsSync(browserPath)) {
    process.stdout.write(`      no Chromium at ${browserPath}: the playground tests are skipped\n`);
    return null;
  }
  const product = await startProduct();
  const playgrounds: Playground[] = [];
  let browser: Browser | null = null;
  const close = async (): Promise<void> => {
    await browser?.close();
    for (const playground of playgrounds) await playground.stop();
    await product.stop();
  };
  try {
    browser = await chromium.launch({ executablePath: browserPath, headless: true, args: browserArguments });
    const chats: Record<string, Chat> = {};
    for (const [index, as] of cast.entries()) {
      const playground = await startPlayground({ as, botUrl: `${product.url}/api/messages`, port: ports + index });
      playgrounds.push(playground);
      chats[as] = await openChat(browser, playground);
    }
    return { product, chats, close };
  } catch (error) {
    await close();
    throw error;
  }
}

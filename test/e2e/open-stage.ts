import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import pLimit from 'p-limit';
import { chromium } from 'playwright-core';
import { type DemoPlayer, demoPeople } from '../../demo/existing-accounts.ts';
import { type Chat, openChat } from './open-chat.ts';
import { type PlayerName, type Playground, startPlayground } from './start-playground.ts';
import { type Product, startProduct, type WrittenPolicy } from './start-product.ts';

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
export interface Stage<Part extends string> {
  product: Product;
  people: Readonly<Record<Part, DemoPlayer>>;
  chats: Readonly<Record<Part, Chat>>;
  close(): Promise<void>;
}

type Cast<Part extends string> = Readonly<Record<Part, PlayerName | `${number}`>>;

interface StageOptions {
  /** Changes the policy of the demo. */
  policy?: (written: WrittenPolicy) => void;
  /** Whether each step rests on the one before, and is skipped when that failed. */
  isStory?: boolean;
}

/** A stage for one `describe`, which is skipped where there is no browser. */
export function useStage<Part extends string>(
  cast: Cast<Part>,
  { policy, isStory = true }: StageOptions = {},
): () => Stage<Part> {
  let stage: Stage<Part> | null = null;
  before(async function () {
    this.timeout(240_000);
    stage = await openStage(cast, policy);
    if (stage === null) this.skip();
  });
  let hasFailed = false;
  beforeEach(function () {
    if (hasFailed) this.skip();
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    hasFailed = isStory;
    for (const [part, chat] of Object.entries<Chat>(stage?.chats ?? {})) await chat.screenshot(`failed-${part}`);
  });
  after(() => stage?.close());
  return () => {
    if (stage === null) throw new Error('the stage is opened before the first story');
    return stage;
  };
}

/**
 * Starts the product on a copy of the demo, and a playground for everybody in the cast.
 * @param cast - who plays which part: by their part in the demo, or by employee number
 * @param policy - changes the policy of the demo
 * @returns null where there is no browser, after saying so
 */
async function openStage<Part extends string>(
  cast: Cast<Part>,
  policy?: (written: WrittenPolicy) => void,
): Promise<Stage<Part> | null> {
  if (!existsSync(browserPath)) {
    process.stdout.write(`      no Chromium at ${browserPath}: the playground tests are skipped\n`);
    return null;
  }
  const browser = await chromium.launch({ executablePath: browserPath, headless: true, args: browserArguments });
  const playgrounds: Playground[] = [];
  let product: Product | null = null;
  const close = async (): Promise<void> => {
    await browser.close();
    await Promise.all(playgrounds.map((playground) => playground.stop()));
    await product?.stop();
  };
  try {
    product = await startProduct(policy);
    const { url } = product;
    const people = await findPeople(cast, product);
    const open = async (part: Part): Promise<[Part, Chat]> => {
      const others = Object.values<DemoPlayer>(people);
      const port = await findPort();
      const playground = await startPlayground({ as: people[part], others, botUrl: `${url}/api/messages`, port });
      playgrounds.push(playground);
      return [part, await openChat(browser, playground)];
    };
    // More at once take no less time on a small machine.
    const atOnce = pLimit(2);
    const chats = Object.fromEntries(
      await Promise.all((Object.keys(people) as Part[]).map((part) => atOnce(() => open(part)))),
    );
    return { product, people, chats: chats as Record<Part, Chat>, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Whoever plays no part in the demo got an account in the first run. */
async function findPeople<Part extends string>(cast: Cast<Part>, product: Product): Promise<Record<Part, DemoPlayer>> {
  const people: Partial<Record<Part, DemoPlayer>> = {};
  for (const [part, who] of Object.entries(cast) as [Part, PlayerName | `${number}`][]) {
    if (who in demoPeople) people[part] = demoPeople[who as PlayerName];
    else people[part] = await findPerson(who, product);
  }
  return people as Record<Part, DemoPlayer>;
}

async function findPerson(employeeId: string, product: Product): Promise<DemoPlayer> {
  const account = await product.account(employeeId);
  if (account === undefined) throw new Error(`nobody has employee number ${employeeId}`);
  const { id, displayName, userPrincipalName } = account;
  // Number 200001 is P1001.
  const personKey = `P${Number(employeeId) - 199_000}`;
  return { aadObjectId: String(id), personKey, name: String(displayName), address: String(userPrincipalName) };
}

/** A port that nobody listens on. */
function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}

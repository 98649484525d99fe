import { readConfig } from '../../api/config.ts';
import { createLogger } from '../../api/logger.ts';
import { startInstroom } from '../../api/start-instroom.ts';

/** The product as a process of its own, as `api/main.ts` starts it, but with a clock that its parent moves: a message `{now}` sets it and is answered. */
async function main(): Promise<void> {
  let aheadMs = 0;
  const setClock = (now: string): void => {
    aheadMs = Date.parse(now) - Date.now();
  };
  setClock(process.env.E2E_NOW ?? new Date().toISOString());
  const config = readConfig(process.env);
  const logger = createLogger({ level: config.logLevel });
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  const { url, sandboxUrl, stop } = await startInstroom(config, { clock, logger });
  process.on('message', ({ now }: { now: string }) => {
    setClock(now);
    process.send?.({ now });
  });
  const end = () => void stop().then(() => process.exit(0));
  process.once('SIGTERM', end);
  // Whoever started it is gone.
  process.once('disconnect', end);
  process.send?.({ url, sandboxUrl });
}

await main();

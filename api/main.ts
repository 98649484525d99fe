import { explainError, InstroomError } from '../models/errors.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { startInstroom } from './start-instroom.ts';

/** Starts Instroom and says what is where; ends it in good order on SIGTERM or Ctrl+C. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger({ level: config.logLevel });
  const instroom = await startInstroom(config, { clock: systemClock, logger });
  const lines = [
    'Instroom is running.',
    `  API and bot   ${instroom.url}   (GET /health, POST /api/messages)`,
    `  Policy        ${instroom.policyPath}`,
    `  Watching      ${instroom.watched.join(', ')}`,
    `  Entra ID      ${instroom.directoryName}${instroom.sandboxUrl === null ? '' : `: ${instroom.sandboxUrl} - not a real tenant`}`,
    `  Data          ${config.mongoUri === null ? config.dataDir : 'MongoDB'}`,
    '  Next          npm run playground (talk to the bot), npm run --silent instroom -- --help',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    instroom.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof InstroomError ? explainError(error) : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(error instanceof InstroomError && (error.code === 'configuration' || error.code === 'policy') ? 2 : 1);
});

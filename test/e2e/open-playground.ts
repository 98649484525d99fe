import { parseArgs } from 'node:util';
import { demoPeople } from '../../demo/existing-accounts.ts';
import { type PlayerName, startPlayground } from './start-playground.ts';

/** `npm run playground [-- --as it|hr|security|manager|employee] [--port 56150]`: Microsoft's playground on the running bot. */
const players: Readonly<Record<string, PlayerName>> = {
  it: 'itDesk',
  hr: 'hrDesk',
  security: 'security',
  manager: 'manager',
  employee: 'employee',
};

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { as: { type: 'string', default: 'it' }, port: { type: 'string', default: '56150' } },
  });
  const player = players[values.as];
  if (player === undefined) {
    console.error(`--as ${values.as}: expected ${Object.keys(players).join(', ')}.`);
    return 2;
  }
  const bot = `http://127.0.0.1:${process.env.PORT ?? '3978'}`;
  const health = await fetch(`${bot}/health`).catch(() => null);
  if (health === null) {
    console.error(
      `The bot does not answer at ${bot}. Start it in another terminal with npm start (and the same PORT).`,
    );
    return 1;
  }
  const playground = await startPlayground({
    as: demoPeople[player],
    others: [],
    botUrl: `${bot}/api/messages`,
    port: Number(values.port),
  });
  console.log(
    `Open ${playground.url} and talk to the bot as ${demoPeople[player].name}. Try "status", "who Jansen", "help". Ctrl+C ends it.`,
  );
  await new Promise((resolve) => process.once('SIGINT', resolve));
  await playground.stop();
  return 0;
}

process.exitCode = await main();

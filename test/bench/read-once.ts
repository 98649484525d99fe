import { setTimeout as sleep } from 'node:timers/promises';
import { createAfasConnector } from '../../api/connectors/afas/index.ts';
import { createSecrets } from '../../api/secrets/create-secrets.ts';
import { AfasSource } from '../../models/sources/afas-source.ts';
import { createMemorySourceMemory } from '../fakes/create-memory-source-memory.ts';

/**
 * Reads everybody from the AFAS at the address that is the first argument, with the kinds that the second one is, as JSON. Prints one JSON
 * line. Run in a process of its own, so that the memory is its own.
 */
const [, , baseUrl = '', kinds = '{}'] = process.argv;
const source = AfasSource.parse({
  id: 'hr',
  connector: 'afas',
  participant: '12345',
  token: 'AFAS_TOKEN',
  baseUrl,
  kinds: JSON.parse(kinds),
});
let atOnce = 0;
let mostAtOnce = 0;
const send = globalThis.fetch;
globalThis.fetch = async (...asked) => {
  mostAtOnce = Math.max(mostAtOnce, ++atOnce);
  try {
    return await send(...asked);
  } finally {
    atOnce--;
  }
};
const connector = createAfasConnector(source, {
  language: 'en',
  timeZone: 'Europe/Amsterdam',
  clock: { now: () => new Date() },
  logger: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} },
  secrets: createSecrets(process.env as Record<string, string>, null),
  memory: createMemorySourceMemory(),
  share: (_, make) => make(createMemorySourceMemory()),
  sleep: async (ms) => void (await sleep(ms)),
});
const from = performance.now();
const { people, setAside } = await connector.read();
const seconds = Math.round((performance.now() - from) / 100) / 10;
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(
  `${JSON.stringify({ people: people.length, setAside: setAside.length, seconds, mostAtOnce, peakMb })}\n`,
);

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InstroomError } from '../../models/errors.ts';
import { describeWorld, type SandboxWorld } from './describe-world.ts';
import { createFaultBook, type SandboxFaults } from './graph/faults.ts';
import { createGroupTurns } from './graph/group-turns.ts';
import { createJudge } from './graph/judge-request.ts';
import { createReplication } from './graph/replication.ts';
import type { Desk } from './graph/route.ts';
import { createThrottle } from './graph/throttle.ts';
import { type SandboxLimits, usualLimits } from './sandbox-limits.ts';
import { type SandboxSeed, seedWorld } from './sandbox-seed.ts';
import { serveWorld } from './serve-world.ts';
import { openWorld } from './world/open-world.ts';

export interface SandboxOptions {
  /** Where the world is kept; without it, it lives in memory. One process may serve a folder at a time. */
  folder?: string;
  /** 0, and the usual: any free one. */
  port?: number;
  /** What a world that is still empty starts with. */
  seed?: SandboxSeed;
  faults?: SandboxFaults;
  limits?: Partial<SandboxLimits>;
  now?: () => Date;
}

export interface Sandbox {
  /** Without `/v1.0`. */
  baseUrl: string;
  world: SandboxWorld;
  setFaults(faults: SandboxFaults): void;
  close(): Promise<void>;
}

/**
 * Starts a server on this machine that behaves as Microsoft Graph does for Entra ID, for a machine without a tenant and for tests.
 * Every write is on the disk before it is answered, so a killed process loses nothing that it said it did.
 * @throws InstroomError `conflict` when the port is taken; Error when the folder cannot be opened or the seed is not right
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = openWorld(options.folder);
  if (world.head() === 0 && options.seed !== undefined) await seedWorld(world, options.seed);
  const faults = createFaultBook(options.faults ?? {});
  const limits = { ...usualLimits, ...options.limits };
  const tally = { judged: 0, writes: 0, throttled: 0 };
  let requests = 0;
  let baseUrl = '';
  const desk: Desk = {
    world,
    faults,
    limits,
    replication: createReplication(faults),
    groupTurns: createGroupTurns(faults),
    now: options.now ?? (() => new Date()),
    serviceRoot: () => `${baseUrl}/v1.0`,
  };
  const throttle = createThrottle(limits, () => world.objects.count('user'));
  const judge = createJudge(desk, { throttle, tally });
  const server = createServer(serveWorld(desk, { judge, countRequest: () => requests++ }));
  try {
    server.listen(options.port ?? 0, '127.0.0.1');
    await once(server, 'listening');
  } catch (cause) {
    await world.close();
    throw new InstroomError('conflict', `The sandbox cannot listen on port ${options.port}.`, {
      advice: 'Stop what uses that port, or choose another one.',
      cause,
    });
  }
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl,
    world: describeWorld(world, () => ({ requests, ...tally })),
    setFaults: faults.set,
    async close() {
      server.close();
      server.closeAllConnections();
      await world.close();
    },
  };
}

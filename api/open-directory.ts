import type { Clock, Directory, Logger } from '../models/ports.ts';
import type { Config } from './config.ts';
import { createGraphDirectory } from './directory/graph/create-graph-directory.ts';
import { openCredential } from './open-credential.ts';

/**
 * The Entra that the configuration names: a tenant with a credential, a server on this machine without one, or the sandbox.
 * @param sandboxUrl - where the sandbox listens, when that is the one
 */
export function openDirectory(
  config: Config,
  parts: { sandboxUrl: string | null; clock: Clock; logger: Logger },
): Directory {
  const { graph } = config;
  const { clock, logger } = parts;
  if (graph.kind === 'tenant') {
    const { tenantId, clientId, baseUrl } = graph;
    return createGraphDirectory({
      baseUrl,
      credential: openCredential(config),
      clientId,
      tenantKey: tenantId,
      name: `tenant ${tenantId}`,
      isSandbox: false,
      clock,
      logger,
    });
  }
  const isSandbox = graph.kind === 'sandbox';
  const baseUrl = graph.kind === 'loopback' ? graph.baseUrl : (parts.sandboxUrl ?? '');
  const name = isSandbox ? 'the sandbox' : `the server at ${baseUrl}`;
  return createGraphDirectory({
    baseUrl,
    credential: null,
    tenantKey: isSandbox ? 'sandbox' : baseUrl,
    name,
    isSandbox,
    clock,
    logger,
  });
}

import {
  createGraphDirectory,
  type GraphDirectoryOptions,
} from '../../../../api/directory/graph/create-graph-directory.ts';
import type { Directory } from '../../../../models/ports.ts';

export interface TestDirectory {
  directory: Directory;
  /** What was logged, as one text. */
  logged(): string;
}

/** A Graph directory against a server on this machine, which waits no longer than it must. */
export function openTestDirectory(baseUrl: string, options: Partial<GraphDirectoryOptions> = {}): TestDirectory {
  const lines: string[] = [];
  const note = (fields: Record<string, unknown>, message: string) => {
    lines.push(`${message} ${JSON.stringify(fields)}`);
  };
  const directory = createGraphDirectory({
    baseUrl,
    credential: null,
    tenantKey: 'sandbox',
    name: 'Sandbox',
    isSandbox: true,
    clock: { now: () => new Date('2026-11-24T10:00:00Z') },
    logger: { error: note, warn: note, info: note, debug: note },
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 2))),
    ...options,
  });
  return { directory, logged: () => lines.join('\n') };
}

import type { SandboxLimits } from '../sandbox-limits.ts';
import type { World } from '../world/open-world.ts';
import type { FaultBook } from './faults.ts';
import type { GroupTurns } from './group-turns.ts';
import type { Replication } from './replication.ts';

/** One request, from the wire or from inside a batch. */
export interface GraphRequest {
  method: string;
  /** Path and query below `/v1.0`, as sent. */
  url: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or undefined when there was none. */
  body: unknown;
}

export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** What every handler works with. */
export interface Desk {
  world: World;
  faults: FaultBook;
  replication: Replication;
  groupTurns: GroupTurns;
  limits: SandboxLimits;
  now: () => Date;
  /** Base of links, with `/v1.0`. */
  serviceRoot: () => string;
}

/** A request on its way through a handler. */
export interface Call {
  desk: Desk;
  request: GraphRequest;
  /** The values of the `:names` in the route's path, decoded. */
  params: Readonly<Record<string, string>>;
  /** Query options by name, with their `$`. */
  options: ReadonlyMap<string, string>;
  /** The path without its query, as sent. */
  path: string;
}

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Segments; `:name` stands for a key. */
  path: string;
  /** Query options that it takes; others are refused. */
  options?: readonly string[];
  /** Resource units before the discounts of `$select` and `$top`; 1 unless said otherwise. */
  units?: number;
  /** A limit of its own beside those of everything. */
  bucket?: 'provisions';
  /** A POST that writes nothing. */
  readsOnly?: true;
  handle: (call: Call) => Answer | Promise<Answer>;
}

export const listOptions = ['$select', '$filter', '$top', '$count', '$skiptoken'] as const;

/** The segments of a path with namespaces, brackets and quotes of OData taken away: `/groups/delta()` is `groups`, `delta`. */
export function readSegments(path: string): string[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const plain = decodeURIComponent(part).replace(/^(microsoft\.graph|graph)\./, '');
      const keyed = /^([A-Za-z]+)\((.*)\)$/.exec(plain);
      if (keyed?.[1] === undefined) return [plain];
      const key = (keyed[2] ?? '').replace(/^'(.*)'$/, '$1').replaceAll("''", "'");
      return key === '' ? [keyed[1]] : [keyed[1], key];
    });
}

/** The parameters when these segments fit the route's path, or null. */
export function matchRoute(route: Route, segments: readonly string[]): Record<string, string> | null {
  const parts = route.path.split('/').slice(1);
  if (parts.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return null;
  }
  return params;
}

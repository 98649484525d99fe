import type { Clock, Progress } from '../../../models/ports.ts';
import type { GraphConnection } from './client.ts';
import type { BatchReader } from './read-through-batch.ts';

/** What every part of one reading works with. */
export interface Reading {
  connection: GraphConnection;
  reader: BatchReader;
  clock: Clock;
  progress: Progress;
}

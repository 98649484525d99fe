import type { SomePeople } from './run.ts';

/** That somebody changed in HR, as a source told it. It waits for the express run that looks. */
export interface Notice extends SomePeople {
  id: string;
  /** When it was told (instant). */
  at: string;
  /** How it came to us. */
  trigger: 'webhook' | 'schedule';
}

/** What was told and is not carried out yet. What is kept is on disk. */
export interface NoticeStore {
  add(notice: Notice): Promise<void>;
  /** The oldest first. */
  list(limit: number): Promise<Notice[]>;
  remove(ids: readonly string[]): Promise<void>;
}

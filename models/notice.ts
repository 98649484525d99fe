import type { SomePeople } from './run.ts';

/** That somebody changed in HR, as a source told it, or must out at once. It waits for the express run that looks. */
export interface Notice extends SomePeople {
  id: string;
  /** When it was told (instant). */
  at: string;
  /** How it came to us. */
  trigger: 'webhook' | 'schedule' | 'button' | 'api' | 'cli';
  /** An urgent exit: it goes before all else, while Instroom is paused too, and HR is not asked. */
  isUrgent?: boolean;
}

/** What was told and is not carried out yet. What is kept is on disk. */
export interface NoticeStore {
  add(notice: Notice): Promise<void>;
  /** Urgent ones first, and the oldest of each. */
  list(limit: number): Promise<Notice[]>;
  remove(ids: readonly string[]): Promise<void>;
}

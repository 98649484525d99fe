/** Something that an HR system may send twice and that counts once. */
export interface Received {
  sourceId: string;
  kind: 'event' | 'bulk';
  /** The sender's own id of it. */
  id: string;
  at: string;
  /** Tells what was sent from something else under the same id. */
  fingerprint: string;
  /** What was answered, to be said again. */
  answer: unknown;
}

/** What has been received and dealt with. Whatever is kept is on disk; it is forgotten after ninety days. */
export interface ReceivedStore {
  find(ask: Pick<Received, 'sourceId' | 'kind' | 'id'>): Promise<Received | null>;
  /** Keeps it; what was kept under that id before stays as it was. */
  keep(received: Received): Promise<void>;
}

/** What became of an event. `refused` says too little for whoever guesses; `reason` is for the log. */
export type HrEventOutcome =
  | { kind: 'accepted' }
  | { kind: 'repeated' }
  | { kind: 'refused'; reason: string }
  | { kind: 'unreadable'; text: string };

/** Takes notice of changes in HR. Throws when the notice could not be written down: the sender tries again. */
export interface HrEventService {
  /** `header` gives a header by its name in lower case; `body` is the body as it came. */
  receive(
    sourceId: string,
    event: { header: (name: string) => string | undefined; body: Uint8Array },
  ): Promise<HrEventOutcome>;
}

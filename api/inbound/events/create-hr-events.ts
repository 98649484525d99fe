import { createHash } from 'node:crypto';
import type { Secrets } from '../../../models/hr-connector.ts';
import type { Clock } from '../../../models/ports.ts';
import type { HrEventOutcome, HrEventService, ReceivedStore } from '../../../models/received.ts';
import type { Source } from '../../../models/source.ts';
import { isSameSecret, passesWithSecret } from '../../secrets/compare-secrets.ts';
import { readJson } from '../read-json.ts';
import { type SignatureScheme, signatureSchemes } from './signature-schemes.ts';

interface EventParts {
  received: ReceivedStore;
  /** The sources of the policy as it is now. */
  sources(): Promise<readonly Source[]>;
  secrets: Secrets;
  /** Tells that these people changed, or anybody (null), unless Instroom is paused; throws when that could not be written down. */
  tell(sourceId: string, personKeys: readonly string[] | null): Promise<unknown>;
  newId(): string;
  clock: Clock;
}

const longestId = 200;
const longestKey = 256;

/** An event that names more people than this is as good as one that names nobody. */
const mostKeys = 1000;
const toleranceSeconds = 300;

type Event = Parameters<HrEventService['receive']>[1];

/**
 * Takes notice of signed events. Nothing that an event says is believed but that something changed, and of whom: a run reads what is true, so
 * that neither order nor repeats matter.
 */
export function createHrEvents(parts: EventParts): HrEventService {
  return {
    receive: async (sourceId, event) => {
      const source = (await parts.sources()).find(({ id }) => id === sourceId);
      if (source?.webhook === undefined) return refused('no such source, or it has no webhook');
      const scheme = signatureSchemes[source.webhook.scheme ?? 'instroom'];
      const refusal = await refuseSignature(event, { scheme, names: source.webhook.secrets }, parts);
      if (refusal !== null) return refused(refusal);
      const reading = readJson(event.body);
      if (reading.kind === 'broken') return { kind: 'unreadable', text: reading.text };
      const id = scheme.hasId ? idOf(reading.value) : parts.newId();
      if (id === null)
        return { kind: 'unreadable', text: `Send {"id": one that no other event has, up to ${longestId} characters}.` };
      const personKeys = keysOf(reading.value, source.webhook.personKey ?? (scheme.hasId ? 'personKeys' : null));
      return notice(sourceId, { id, body: event.body, personKeys }, parts);
    },
  };
}

/** The run is asked for first: who is cut off between the two asks once more, and nothing is missed. */
async function notice(
  sourceId: string,
  { id, body, personKeys }: { id: string; body: Uint8Array; personKeys: string[] | null },
  { received, tell, clock }: EventParts,
): Promise<HrEventOutcome> {
  if ((await received.find({ sourceId, kind: 'event', id })) !== null) return { kind: 'repeated' };
  await tell(sourceId, personKeys);
  const fingerprint = createHash('sha256').update(body).digest('base64url');
  await received.keep({ sourceId, kind: 'event', id, at: clock.now().toISOString(), fingerprint, answer: null });
  return { kind: 'accepted' };
}

/** Why the signature does not count; null when it does. */
async function refuseSignature(
  { header, body }: Event,
  { scheme, names }: { scheme: SignatureScheme; names: readonly string[] },
  { secrets, clock }: EventParts,
): Promise<string | null> {
  const given = header(scheme.signature)?.trim();
  if (!given) return 'no signature';
  const timestamp = scheme.timestamp === null ? '' : (header(scheme.timestamp)?.trim() ?? '');
  if (scheme.timestamp !== null) {
    if (!/^\d{1,11}$/.test(timestamp)) return 'no timestamp';
    const age = Math.abs(clock.now().getTime() / 1000 - Number(timestamp));
    if (age > toleranceSeconds) return 'too old, or the clocks differ';
  }
  const passes = await passesWithSecret(names, secrets, (secret) =>
    isSameSecret(scheme.sign(secret, { timestamp, body }), given),
  );
  if (passes === null) return 'the secrets of the webhook are not there';
  return passes ? null : 'another signature';
}

/** The id of an event, which is in what was signed. */
function idOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  const { id } = value;
  return typeof id === 'string' && id !== '' && id.length <= longestId ? id : null;
}

/** Whom an event names: one key or a list of them, at a path of names with dots between. Null where it names nobody that we can read. */
function keysOf(value: unknown, path: string | null): string[] | null {
  if (path === null) return null;
  let found = value;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return null;
    found = (found as Record<string, unknown>)[name];
  }
  const keys = (Array.isArray(found) ? found : [found]).map((key) =>
    typeof key === 'string' || typeof key === 'number' ? String(key).trim() : '',
  );
  const isUsable = (key: string) => key !== '' && key.length <= longestKey;
  return keys.length > 0 && keys.length <= mostKeys && keys.every(isUsable) ? keys : null;
}

const refused = (reason: string): HrEventOutcome => ({ kind: 'refused', reason });

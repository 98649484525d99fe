import { z } from 'zod';
import type { AccessPasses, FirstDay, JoinerPolicy, RevealOutcome } from '../../models/joiner.ts';
import type { Person } from '../../models/person.ts';
import type { PassOutcome } from '../../models/ports.ts';
import { judgePerson } from '../colleagues/judge-person.ts';
import { plainName } from '../engine/names/compose-names.ts';
import { toJoiner } from './find-joiners.ts';
import type { JoinerParts } from './joiner-parts.ts';
import { welcomersOf } from './tell-first-day.ts';

type Ask = Parameters<AccessPasses['reveal']>[0];

const Revealed = z.object({ by: z.string(), at: z.string() });
type Revealed = z.infer<typeof Revealed>;

/**
 * Access passes. Who asks, whether it is the first day and what the account is like are looked up now. A mark is taken before Entra is
 * asked, in one atomic step, so that two presses give one pass; it is given back when there came none of it. The code goes to the caller and
 * nowhere else.
 */
export function createAccessPasses(parts: JoinerParts): AccessPasses {
  return { reveal: (ask) => reveal(ask, parts) };
}

async function reveal(ask: Ask, parts: JoinerParts): Promise<RevealOutcome> {
  const { policy } = await parts.loadPolicy();
  const { accessPass } = policy.joiners;
  const person = await parts.stores.people.find(ask.personKey);
  const isWelcomer = (await welcomersOf(ask.personKey, parts)).some((one) => one.aadObjectId === ask.by.aadObjectId);
  if (person === null || !isWelcomer) return { kind: 'not-manager' };
  if (accessPass === undefined) return { kind: 'off' };
  const standing = judgePerson(person, policy, parts.clock.now().toISOString());
  const [joiner] = toJoiner(person, standing, policy);
  if (joiner?.isFirstDay !== true) return { kind: 'not-today' };
  const account = await findSignInAccount(ask.personKey, policy.protect, parts);
  if (account === null) return { kind: 'no-account' };
  const firstDay: Omit<FirstDay, 'pass'> = {
    personKey: person.personKey,
    name: plainName(person),
    startsOn: joiner.startsOn,
    userPrincipalName: account.userPrincipalName,
    verifiedAt: parts.clock.now().toISOString(),
  };
  return revealOnce({ ask, person, firstDay, accountId: account.id, accessPass }, parts);
}

/** The account as Entra has it now; null when it is not there, cannot sign in, or is protected. */
async function findSignInAccount(
  personKey: string,
  protect: readonly string[],
  { stores, directory, directoryKey }: JoinerParts,
) {
  const known = await stores.accounts.findByPersonKey(directoryKey, personKey);
  const [account] = known === null ? [] : await directory.readBack([known.id]);
  const names = [account?.id, account?.userPrincipalName].map((name) => name?.toLowerCase());
  if (protect.some((name) => names.includes(name.toLowerCase()))) return null;
  return account?.accountEnabled === true && !account.isGuest && account.deletedAt === null ? account : null;
}

interface Reveal {
  ask: Ask;
  person: Person;
  firstDay: Omit<FirstDay, 'pass'>;
  accountId: string;
  accessPass: NonNullable<JoinerPolicy['accessPass']>;
}

async function revealOnce(
  { ask, person, firstDay, accountId, accessPass }: Reveal,
  parts: JoinerParts,
): Promise<RevealOutcome> {
  const { settings } = parts.stores;
  const mark = `access-pass:${person.personKey}:${firstDay.startsOn}`;
  if ((await settings.next(mark)) > 1) {
    const before = Revealed.safeParse(await settings.get(`${mark}:by`)).data ?? { by: '', at: firstDay.verifiedAt };
    return { kind: 'revealed-before', firstDay: { ...firstDay, pass: { kind: 'revealed', ...before } } };
  }
  const { lifetimeMinutes, usableOnce } = accessPass;
  const outcome = await parts.directory
    .createAccessPass({ accountId, lifetimeMinutes, usableOnce })
    .catch((error: unknown): PassOutcome => ({ kind: 'unclear', text: error instanceof Error ? error.message : '' }));
  if (outcome.kind !== 'made') {
    await settings.set(mark, 0);
    parts.logger.warn({ accountId, kind: outcome.kind, text: outcome.text }, 'no access pass was made');
    return { kind: 'failed', text: outcome.text };
  }
  const revealed: Revealed = { by: ask.by.name, at: parts.clock.now().toISOString() };
  await settings.set(`${mark}:by`, revealed);
  await recordReveal({ ask, person, at: revealed.at, startsOn: firstDay.startsOn }, parts);
  const shown: FirstDay = { ...firstDay, pass: { kind: 'revealed', ...revealed } };
  await parts.notifier.tell({ kind: 'first-day', firstDay: shown, to: [] });
  return { kind: 'revealed', firstDay: shown, pass: { code: outcome.code, endsAt: outcome.endsAt, usableOnce } };
}

async function recordReveal(
  { ask, person, at, startsOn }: { ask: Ask; person: Person; at: string; startsOn: string },
  { stores }: JoinerParts,
): Promise<void> {
  await stores.audit.append([
    {
      id: `access-pass:${person.personKey}:${startsOn}:${at}`,
      at,
      kind: 'access-pass-revealed',
      actor: { kind: 'person', id: ask.by.aadObjectId, name: ask.by.name },
      runId: null,
      personKey: person.personKey,
      operationId: null,
      text: `The access pass of the first day was revealed to ${ask.by.name}.`,
    },
  ]);
}

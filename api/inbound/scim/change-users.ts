import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ScimAnswer, ScimAsk, ScimAttributes, ScimUser } from '../../../models/scim.ts';
import { guardPersonKey, personKeyOf } from './person-key-of.ts';
import { ScimError, unknownUser } from './scim-error.ts';
import type { SourceParts } from './scim-parts.ts';
import { chooseAttributes, locationOf, showUser, versionOf } from './show-user.ts';

const mostTries = 5;
/** A name is claimed a moment before the record that has it is there. */
const claimWaitsMs = [10, 20, 40, 80, 160];

const beingWritten = (): ScimError =>
  new ScimError(503, null, 'That userName or externalId is being written down for somebody: send it again later.');

const taken = (names = 'userName or externalId'): ScimError =>
  new ScimError(409, 'uniqueness', `Another user of this source has that ${names}.`);

/** Somebody new. @throws ScimError 409 when the user name or external id is somebody's, 503 when that cannot be said yet */
export async function addUser(attributes: ScimAttributes, parts: SourceParts): Promise<ScimUser> {
  const at = parts.clock.now().toISOString();
  const user: ScimUser = {
    sourceId: parts.source.id,
    id: parts.newId(),
    attributes,
    version: 1,
    createdAt: at,
    changedAt: at,
    withdrawnAt: null,
  };
  await guardKey(user, null, parts);
  const outcome = await whenClaimed(() => parts.users.add(user));
  if (outcome === 'taken') throw taken();
  return user;
}

/**
 * Guards the key of a person, also against somebody else who has it: both records would be set aside. User names and external ids are
 * claimed when they are written; an employee number is not.
 * @throws ScimError 400, 409
 */
async function guardKey(after: ScimUser, before: ScimUser | null, { users, source }: SourceParts): Promise<void> {
  guardPersonKey(after, before, source);
  const key = personKeyOf(after, source);
  const isKnown = before !== null && personKeyOf(before, source) !== null;
  if (source.personKey !== 'employeeNumber' || key === null || isKnown) return;
  const found = await users.findByKeys(source.id, source.personKey, [key]);
  if (found.some(({ id, withdrawnAt }) => id !== after.id && withdrawnAt === null)) throw taken(source.personKey);
}

/** Writes, and writes again while a name is claimed by somebody who does not have it yet. @throws ScimError 503 when that lasts */
async function whenClaimed<Outcome extends string>(
  write: () => Promise<Outcome | 'claimed'>,
): Promise<Exclude<Outcome, 'claimed'>> {
  for (const waitMs of [0, ...claimWaitsMs]) {
    await delay(waitMs);
    const outcome = await write();
    if (outcome !== 'claimed') return outcome as Exclude<Outcome, 'claimed'>;
  }
  throw beingWritten();
}

/** What becomes of somebody; `withdrawn` takes the place of attributes. */
type Change = (attributes: ScimAttributes) => ScimAttributes | 'withdrawn';

/**
 * Changes somebody, from the newest version on; a change that changes nothing writes nothing.
 * @param ifMatch - the versions that may be changed, as the client wrote them; null for any
 * @throws ScimError 404, 409, 412, 503
 */
export async function changeUser(
  id: string,
  { ifMatch, change }: { ifMatch: string | null; change: Change },
  parts: SourceParts,
): Promise<{ user: ScimUser; isChanged: boolean }> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const user = await parts.users.find(parts.source.id, id);
    if (user === null || user.withdrawnAt !== null) throw unknownUser(id);
    if (ifMatch !== null && !namesVersion(ifMatch, user))
      throw new ScimError(412, null, 'Somebody changed this user meanwhile: get it again.');
    const after = change(user.attributes);
    if (after !== 'withdrawn' && isDeepStrictEqual(after, user.attributes)) return { user, isChanged: false };
    const at = parts.clock.now().toISOString();
    const next: ScimUser = {
      ...user,
      version: user.version + 1,
      changedAt: at,
      ...(after === 'withdrawn' ? { withdrawnAt: at } : { attributes: after }),
    };
    if (after !== 'withdrawn') await guardKey(next, user, parts);
    const outcome = await whenClaimed(() => parts.users.replace(next));
    if (outcome === 'done') return { user: next, isChanged: true };
    if (outcome === 'taken') throw taken();
  }
  throw new ScimError(503, null, 'Others keep changing this user: send it again later.');
}

/** Whether a header such as `W/"3", W/"4"` or `*` names the version of the user. */
export function namesVersion(header: string, user: ScimUser): boolean {
  const named = header.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return named.includes('*') || named.includes(versionOf(user).replace(/^W\//, ''));
}

export function answerUser(user: ScimUser, ask: ScimAsk, status = 200): ScimAnswer {
  return {
    status,
    body: chooseAttributes(ask.query)(showUser(user, ask)),
    location: locationOf(ask, user.id),
    version: versionOf(user),
  };
}

import { isDeepStrictEqual } from 'node:util';
import type { ScimAnswer, ScimAsk, ScimAttributes, ScimUser } from '../../../models/scim.ts';
import { guardPersonKey } from './person-key-of.ts';
import { ScimError, unknownUser } from './scim-error.ts';
import type { SourceParts } from './scim-parts.ts';
import { chooseAttributes, locationOf, showUser, versionOf } from './show-user.ts';

const mostTries = 5;

const taken = (): ScimError =>
  new ScimError(409, 'uniqueness', 'Another user of this source has that userName or externalId.');

/** Somebody new. @throws ScimError 409 when the user name or external id is somebody's */
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
  guardPersonKey(user, null, parts.source);
  if ((await parts.users.add(user)) === 'taken') throw taken();
  return user;
}

/** What becomes of somebody; `withdrawn` takes the place of attributes. */
type Change = (attributes: ScimAttributes) => ScimAttributes | 'withdrawn';

/**
 * Changes somebody, from the newest version on; a change that changes nothing writes nothing.
 * @param ifMatch - the versions that may be changed, as the client wrote them; null for any
 * @throws ScimError 404, 409, 412
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
    if (after !== 'withdrawn') guardPersonKey(next, user, parts.source);
    const outcome = await parts.users.replace(next);
    if (outcome === 'done') return { user: next, isChanged: true };
    if (outcome === 'taken') throw taken();
  }
  throw new ScimError(409, null, 'Others keep changing this user: try again.');
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

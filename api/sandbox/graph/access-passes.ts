import { randomBytes, randomUUID } from 'node:crypto';
import type { AccessPass, DirectoryObject } from '../world/records.ts';
import { findObject, requireBody } from './find-object.ts';
import { guardPrivileged } from './guard-user.ts';
import { formatInstant } from './property-table.ts';
import { badRequest, denied, notFound } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';

const methods = '/users/:id/authentication/temporaryAccessPassMethods';
const usualMinutes = 60;

export const accessPassRoutes: readonly Route[] = [
  { method: 'GET', path: methods, handle: listPasses },
  { method: 'POST', path: methods, handle: createPass },
  { method: 'DELETE', path: `${methods}/:passId`, handle: deletePass },
];

const userOf = (call: Call): DirectoryObject => findObject(call.desk, 'user', call.params.id ?? '');

function listPasses(call: Call): Answer {
  const user = userOf(call);
  const pass = call.desk.world.pass(user.id);
  const context = `${call.desk.serviceRoot()}/$metadata#users('${user.id}')/authentication/temporaryAccessPassMethods`;
  return {
    status: 200,
    body: { '@odata.context': context, value: pass === undefined ? [] : [renderPass(call, pass)] },
  };
}

/**
 * A new pass takes the place of the old one. The secret is in this answer and nowhere else.
 * https://learn.microsoft.com/graph/api/authentication-post-temporaryaccesspassmethods
 */
async function createPass(call: Call): Promise<Answer> {
  const { world, now, serviceRoot, faults } = call.desk;
  const user = userOf(call);
  guardPrivileged(world, user);
  const { accessPassRefused } = faults.current();
  if (accessPassRefused === 'permission') throw denied();
  if (accessPassRefused === 'policy') throw badRequest('Temporary Access Pass is not enabled for this user by policy.');
  const wanted = readWanted(call);
  const at = formatInstant(now());
  const pass = { id: randomUUID(), userId: user.id, createdDateTime: at, startDateTime: at, ...wanted };
  await world.write([{ kind: 'pass', pass }]);
  return {
    status: 201,
    body: {
      '@odata.context': `${serviceRoot()}/$metadata#users('${user.id}')/authentication/temporaryAccessPassMethods/$entity`,
      ...renderPass(call, pass),
      temporaryAccessPass: randomBytes(6).toString('base64url'),
    },
  };
}

function readWanted(call: Call) {
  const wanted: Pick<AccessPass, 'lifetimeInMinutes' | 'isUsableOnce'> & { startDateTime?: string } = {
    lifetimeInMinutes: usualMinutes,
    isUsableOnce: false,
  };
  for (const [name, value] of Object.entries(requireBody(call.request.body))) {
    if (
      name === 'lifetimeInMinutes' &&
      typeof value === 'number' &&
      Number.isInteger(value) &&
      value >= 10 &&
      value <= 43_200
    )
      wanted.lifetimeInMinutes = value;
    else if (name === 'isUsableOnce' && typeof value === 'boolean') wanted.isUsableOnce = value;
    else if (name === 'startDateTime' && typeof value === 'string' && !Number.isNaN(Date.parse(value)))
      wanted.startDateTime = formatInstant(new Date(value));
    else if (name !== '@odata.type')
      throw badRequest(`Invalid value specified for property '${name}' of a temporary access pass.`);
  }
  return wanted;
}

async function deletePass(call: Call): Promise<Answer> {
  const user = userOf(call);
  const passId = call.params.passId ?? '';
  if (call.desk.world.pass(user.id)?.id !== passId) throw notFound(passId);
  await call.desk.world.write([{ kind: 'pass-removed', userId: user.id }]);
  return { status: 204 };
}

function renderPass(call: Call, pass: AccessPass) {
  const now = call.desk.now().getTime();
  const startsAt = Date.parse(pass.startDateTime);
  const reason =
    startsAt > now ? 'NotYetValid' : startsAt + pass.lifetimeInMinutes * 60_000 < now ? 'Expired' : 'EnabledByPolicy';
  const { id, createdDateTime, startDateTime, lifetimeInMinutes, isUsableOnce } = pass;
  return {
    id,
    createdDateTime,
    startDateTime,
    lifetimeInMinutes,
    isUsableOnce,
    isUsable: reason === 'EnabledByPolicy',
    methodUsabilityReason: reason,
    temporaryAccessPass: null,
  };
}

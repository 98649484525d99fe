import { randomUUID } from 'node:crypto';
import type { World } from '../world/open-world.ts';
import type { DirectoryObject, Json, ObjectState, Properties } from '../world/records.ts';
import type { SandboxFaults } from './faults.ts';
import { findObject, requireBody } from './find-object.ts';
import { guardPrivileged, guardSynced } from './guard-user.ts';
import { checkProperties, formatInstant, isObject, mergeProperties } from './property-table.ts';
import { badRequest, denied, invalidValue, type Refusal } from './refusal.ts';
import { refuseConflicts } from './refuse-conflicts.ts';
import { defaultNames, renderObject } from './render-object.ts';
import type { Answer, Call } from './route.ts';
import { cloudOwnedProperties, sensitiveProperties, userTable } from './user-properties.ts';

const required = ['accountEnabled', 'displayName', 'mailNickname', 'userPrincipalName'] as const;
const nameCharacters = /^[A-Za-z0-9'._!#^~-]{1,64}$/;

/** POST /users: https://learn.microsoft.com/graph/api/user-post-users */
export async function createUser(call: Call): Promise<Answer> {
  const { world, replication, serviceRoot } = call.desk;
  const checked = checkNewUser(call);
  const user: ObjectState = {
    kind: 'user',
    id: randomUUID(),
    properties: completeUser(checked, formatInstant(call.desk.now())),
    managerId: null,
    ownerIds: [],
    privileged: false,
    deletedAt: null,
  };
  refuseConflicts(world, user);
  const kept = world.write([{ kind: 'object', object: user }]);
  replication.created(user.id);
  await kept;
  const made = world.objects.get(user.id);
  const names = new Set([...defaultNames(userTable), ...Object.keys(checked)]);
  return {
    status: 201,
    headers: { Location: `${serviceRoot()}/users/${user.id}` },
    body: {
      '@odata.context': `${serviceRoot()}/$metadata#users/$entity`,
      ...(made === undefined ? {} : renderObject(made, [...names])),
    },
  };
}

/** The checked properties of a body for a new user, without its password. */
function checkNewUser(call: Call): Properties {
  const { passwordProfile, ...body } = requireBody(call.request.body);
  for (const name of required) if (body[name] === undefined || body[name] === null) throw valueRequired(name);
  if (!isObject(passwordProfile) || passwordProfile.password === undefined) throw valueRequired('passwordProfile');
  refuseHireDate(call.desk.faults.current(), body);
  const checked = checkProperties(userTable, body, 'create');
  checkPrincipalName(call.desk.world, checked.userPrincipalName);
  checkPassword(passwordProfile, checked.passwordPolicies);
  return checked;
}

function valueRequired(property: string): Refusal {
  const message = `A value is required for property '${property}' of resource 'User'.`;
  return badRequest(message, [{ code: 'PropertyRequired', message, target: property }]);
}

/** What Entra adds to a new user. */
function completeUser(checked: Properties, at: string): Properties {
  const given = mergeProperties(userTable, {}, checked);
  return {
    userType: 'Member',
    ...given,
    createdDateTime: at,
    lastPasswordChangeDateTime: at,
    signInSessionsValidFromDateTime: at,
    ...(typeof given.mail === 'string' ? { proxyAddresses: [`SMTP:${given.mail}`] } : {}),
  };
}

/** PATCH /users/{id}: https://learn.microsoft.com/graph/api/user-update */
export async function updateUser(call: Call): Promise<Answer> {
  const { world, faults, now } = call.desk;
  const user = findObject(call.desk, 'user', call.params.id ?? '');
  const { passwordProfile, ...body } = requireBody(call.request.body);
  const names = [...Object.keys(body), ...(passwordProfile === undefined ? [] : ['passwordProfile'])];
  const checked = checkProperties(userTable, body, 'update');
  refuseHireDate(faults.current(), body);
  if (names.some((name) => !cloudOwnedProperties.includes(name))) guardSynced(user);
  if (names.some((name) => sensitiveProperties.includes(name))) guardPrivileged(world, user);
  if (checked.userPrincipalName !== undefined) checkPrincipalName(world, checked.userPrincipalName);
  if (passwordProfile !== undefined) checkPassword(passwordProfile, user.properties.passwordPolicies);
  const merged = mergeProperties(userTable, user.properties, checked);
  const properties = {
    ...merged,
    ...(passwordProfile === undefined ? {} : { lastPasswordChangeDateTime: formatInstant(now()) }),
    ...(checked.mail === undefined ? {} : { proxyAddresses: addressesAfter(user, String(checked.mail)) }),
  };
  const changed = { ...user, properties };
  refuseConflicts(world, changed);
  await world.write([{ kind: 'object', object: changed }]);
  return { status: 204 };
}

/**
 * The new address becomes the primary one. What Entra does with the former is not written down; as with mailboxes in Exchange
 * Online, it stays as an alias when the user holds a licence, and goes when not.
 */
function addressesAfter(user: DirectoryObject, mail: string): string[] {
  const before = user.properties.proxyAddresses;
  const isLicensed = Array.isArray(user.properties.assignedLicenses) && user.properties.assignedLicenses.length > 0;
  const aliases = (Array.isArray(before) ? before.map(String) : [])
    .filter((address) => isLicensed || !address.startsWith('SMTP:'))
    .map((address) => address.replace(/^SMTP:/, 'smtp:'))
    .filter((address) => address.toLowerCase() !== `smtp:${mail.toLowerCase()}`);
  return [`SMTP:${mail}`, ...aliases];
}

/** Letters, digits and a few signs, at one of the tenant's domains; throws a Refusal (400) otherwise. */
export function checkPrincipalName(world: World, value: Json | undefined): void {
  const [local = '', domain = '', ...rest] = String(value).split('@');
  if (rest.length > 0 || !nameCharacters.test(local) || local.endsWith('.'))
    throw invalidValue('userPrincipalName', 'User');
  if (!world.tenant().domains.some((verified) => verified.toLowerCase() === domain.toLowerCase()))
    throw badRequest(
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
      [{ code: 'InvalidValue', message: 'The domain is not verified.', target: 'userPrincipalName' }],
    );
}

/** The password itself is looked at and forgotten. */
function checkPassword(profile: Json, policies: Json | undefined): void {
  if (!isObject(profile)) throw invalidValue('passwordProfile', 'User');
  for (const [name, value] of Object.entries(profile)) {
    if (name === 'password' || name === '@odata.type') continue;
    if (!/^forceChangePasswordNextSignIn(WithMfa)?$/.test(name) || typeof value !== 'boolean')
      throw invalidValue('passwordProfile', 'User');
  }
  const { password } = profile;
  if (password === undefined) return;
  if (typeof password !== 'string') throw invalidValue('passwordProfile', 'User');
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password));
  const isWeakAllowed = typeof policies === 'string' && policies.includes('DisableStrongPassword');
  const { length } = password;
  if (length < 8 || length > 256 || (!isWeakAllowed && classes.length < 3))
    throw badRequest(
      'The specified password does not comply with password complexity requirements. Please provide a different password.',
      [{ code: 'InvalidValue', message: 'The password is too weak.', target: 'passwordProfile' }],
    );
}

/** Whether apps may write `employeeHireDate` is contradicted by Microsoft's own pages; a fault plays the strict readings. */
function refuseHireDate({ hireDateRefused }: SandboxFaults, body: Properties): void {
  if (hireDateRefused === undefined || body.employeeHireDate === undefined) return;
  if (hireDateRefused === 'always' || Object.keys(body).length > 1) throw denied();
}

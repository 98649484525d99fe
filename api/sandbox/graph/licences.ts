import { licencesOf } from '../world/hold-objects.ts';
import type { Sku } from '../world/records.ts';
import { findObject, requireBody } from './find-object.ts';
import { type LicenceState, licenceStatesOf, withLicenceStates } from './licence-states.ts';
import { isObject } from './property-table.ts';
import { badRequest, type Refusal } from './refusal.ts';
import { defaultNames, renderObject, tables } from './render-object.ts';
import type { Answer, Call, Desk, Route } from './route.ts';

export const licenceRoutes: readonly Route[] = [
  { method: 'GET', path: '/subscribedSkus', options: ['$select'], units: 3, handle: listSkus },
  { method: 'GET', path: '/users/:id/licenseDetails', options: ['$select'], units: 2, handle: listDetails },
  { method: 'POST', path: '/users/:id/assignLicense', handle: assignLicence },
];

function listSkus(call: Call): Answer {
  const { world, serviceRoot } = call.desk;
  const value = world.skus().map((sku) => ({
    id: `${world.tenant().id}_${sku.skuId}`,
    skuId: sku.skuId,
    skuPartNumber: sku.skuPartNumber,
    accountId: world.tenant().id,
    accountName: world.tenant().displayName,
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    consumedUnits: world.objects.licenceCount(sku.skuId),
    prepaidUnits: { enabled: sku.enabledUnits, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: sku.servicePlans.map(renderPlan),
  }));
  return {
    status: 200,
    body: { '@odata.context': `${serviceRoot()}/$metadata#subscribedSkus`, value: pick(call, value) },
  };
}

function listDetails(call: Call): Answer {
  const { serviceRoot } = call.desk;
  const user = findObject(call.desk, 'user', call.params.id ?? '');
  const value = licencesOf(user).flatMap((skuId) => {
    const sku = findSku(call.desk, skuId);
    if (sku === undefined) return [];
    return [
      {
        id: `${user.id}_${skuId}`,
        skuId,
        skuPartNumber: sku.skuPartNumber,
        servicePlans: sku.servicePlans.map(renderPlan),
      },
    ];
  });
  const context = `${serviceRoot()}/$metadata#users('${user.id}')/licenseDetails`;
  return { status: 200, body: { '@odata.context': context, value: pick(call, value) } };
}

const renderPlan = (plan: Sku['servicePlans'][number]) => ({
  ...plan,
  appliesTo: 'User',
  provisioningStatus: 'Success',
});

/** What `$select` asks for of things without a property table. */
function pick(call: Call, things: ReadonlyArray<Record<string, unknown>>): Array<Record<string, unknown>> {
  const names = call.options.get('$select')?.split(',');
  if (names === undefined) return [...things];
  return things.map((thing) => Object.fromEntries(Object.entries(thing).filter(([name]) => names.includes(name))));
}

const findSku = (desk: Desk, skuId: string): Sku | undefined => desk.world.skus().find((sku) => sku.skuId === skuId);

/** POST /users/{id}/assignLicense: https://learn.microsoft.com/graph/api/user-assignlicense */
async function assignLicence(call: Call): Promise<Answer> {
  const { world, serviceRoot } = call.desk;
  const user = findObject(call.desk, 'user', call.params.id ?? '');
  const { add, remove } = readAssignment(call);
  const held = licencesOf(user);
  for (const { skuId } of add) {
    const sku = findSku(call.desk, skuId);
    if (sku === undefined) throw badRequest(`License ${skuId} does not correspond to a valid company License.`);
    if (user.properties.usageLocation === undefined)
      throw badRequest('License assignment cannot be done for user with invalid usage location.');
    if (!held.includes(skuId) && world.objects.licenceCount(skuId) >= sku.enabledUnits)
      throw badRequest(`Subscription with SKU ${skuId} does not have any available licenses.`);
  }
  const states = licenceStatesOf(user);
  refuseRemovals(states, remove);
  const changed = new Set([...remove, ...add.map(({ skuId }) => skuId)]);
  const properties = withLicenceStates(user.properties, [
    ...states.filter(({ skuId, assignedByGroup }) => assignedByGroup !== null || !changed.has(skuId)),
    ...add.map((licence) => ({ ...licence, assignedByGroup: null, state: 'Active' as const, error: 'None' as const })),
  ]);
  await world.write([{ kind: 'object', object: { ...user, properties } }]);
  const after = world.objects.get(user.id) ?? user;
  const context = `${serviceRoot()}/$metadata#users/$entity`;
  return { status: 200, body: { '@odata.context': context, ...renderObject(after, defaultNames(tables.user)) } };
}

/** Only what is assigned to the user directly can be taken away here. */
function refuseRemovals(states: readonly LicenceState[], remove: readonly string[]): void {
  for (const removed of remove) {
    const ways = states.filter(({ skuId }) => skuId === removed);
    if (ways.length === 0) throw badRequest('User does not have a corresponding license.');
    if (ways.every(({ assignedByGroup }) => assignedByGroup !== null))
      throw badRequest(
        'User license is inherited from a group membership and it cannot be removed directly from the user.',
      );
  }
}

interface Assignment {
  add: Array<{ skuId: string; disabledPlans: string[] }>;
  remove: string[];
}

function readAssignment(call: Call): Assignment {
  const { addLicenses, removeLicenses, ...more } = requireBody(call.request.body);
  const missing = Object.entries({ addLicenses, removeLicenses }).filter(([, list]) => !Array.isArray(list));
  if (missing.length > 0 || !Array.isArray(addLicenses) || !Array.isArray(removeLicenses))
    throw badRequest(
      `One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: ${missing.map(([name]) => name).join(', ')}.`,
    );
  if (Object.keys(more).length > 0) throw invalidLicences();
  const add = addLicenses.map((licence) => {
    if (!isObject(licence) || typeof licence.skuId !== 'string') throw invalidLicences();
    const { skuId, disabledPlans = [] } = licence;
    if (!Array.isArray(disabledPlans)) throw invalidLicences();
    return { skuId, disabledPlans: disabledPlans.map(String) };
  });
  if (!removeLicenses.every((skuId) => typeof skuId === 'string')) throw invalidLicences();
  return { add, remove: removeLicenses.map(String) };
}

const invalidLicences = (): Refusal => badRequest('The parameters of assignLicense are not valid.');

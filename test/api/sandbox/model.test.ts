import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { ids, newUser, openTestSandbox, type TestSandbox } from './sandbox-world.ts';

const modelPath = join(import.meta.dirname, '../../../../shared/graph-api/openapi-subset.json');

type Schema = { [name: string]: unknown };

/** Microsoft's model of Graph: what answers and bodies must look like. */
describe('sandbox: Microsoft’s model', () => {
  let model: Model;
  let sandbox: TestSandbox;
  before(async function () {
    if (!existsSync(modelPath)) {
      process.stdout.write('    Skipped: Microsoft’s model of Graph is not on this machine.\n');
      this.skip();
    }
    model = readModel(modelPath);
    sandbox = await openTestSandbox();
  });
  after(() => sandbox?.close());

  async function check(method: string, path: string, template: string, body?: unknown): Promise<void> {
    const what = `${method} ${path}`;
    if (body !== undefined) model.checkBody(template, method, body);
    const answer = await sandbox.ask(method, path, body);
    assert.ok(answer.status < 300, `${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
    if (answer.body !== undefined) model.checkAnswer(template, method, answer.body);
  }

  it('finds nothing wrong with users', async () => {
    const all =
      'id,userPrincipalName,mail,proxyAddresses,employeeId,employeeOrgData,employeeHireDate,businessPhones,otherMails,accountEnabled,onPremisesExtensionAttributes,assignedLicenses,licenseAssignmentStates,createdDateTime,signInSessionsValidFromDateTime,userType';
    const body = newUser({
      employeeHireDate: '2026-05-01T00:00:00Z',
      employeeOrgData: { division: 'a', costCenter: 'b' },
      businessPhones: ['+31 20 000 0000'],
      onPremisesExtensionAttributes: { extensionAttribute1: 'x' },
    });
    await check('POST', '/users', '/users', body);
    const user = `/users/${body.userPrincipalName}`;
    await check('GET', `/users?$select=${all}&$top=999`, '/users');
    await check('GET', `${user}?$select=${all}&$expand=manager($select=id)`, '/users/{user-id}');
    await check('PATCH', user, '/users/{user-id}', { jobTitle: null, otherMails: ['a@b.nl'], usageLocation: 'NL' });
    const link = { '@odata.id': `https://graph.microsoft.com/v1.0/users/${ids.ada}` };
    await check('PUT', `${user}/manager/$ref`, '/users/{user-id}/manager/$ref', link);
    await check('GET', `${user}/manager`, '/users/{user-id}/manager');
    await check('GET', `/users/${ids.ada}/directReports`, '/users/{user-id}/directReports');
    await check('GET', `/users/${ids.ada}/memberOf`, '/users/{user-id}/memberOf');
    await check('POST', `${user}/revokeSignInSessions`, '/users/{user-id}/revokeSignInSessions');
    const licences = { addLicenses: [{ skuId: ids.sku, disabledPlans: [] }], removeLicenses: [] };
    await check('POST', `${user}/assignLicense`, '/users/{user-id}/assignLicense', licences);
    await check('GET', `${user}/licenseDetails`, '/users/{user-id}/licenseDetails');
    const passes = '/users/{user-id}/authentication/temporaryAccessPassMethods';
    await check('POST', `${user}/authentication/temporaryAccessPassMethods`, passes, { lifetimeInMinutes: 60 });
    await check('GET', `${user}/authentication/temporaryAccessPassMethods`, passes);
    await check('GET', '/users/delta?$select=id,displayName,manager', '/users/delta()');
    await check('DELETE', user, '/users/{user-id}');
  });

  it('finds nothing wrong with groups, apps and the rest', async () => {
    await check('GET', '/groups', '/groups');
    await check('GET', `/groups/${ids.sales}`, '/groups/{group-id}');
    await check('GET', `/groups/${ids.sales}/members`, '/groups/{group-id}/members');
    await check('GET', `/groups/${ids.sales}/owners`, '/groups/{group-id}/owners');
    await check('GET', '/groups/delta', '/groups/delta()');
    const group = { displayName: 'New', mailNickname: 'new', mailEnabled: false, securityEnabled: true };
    await check('POST', '/groups', '/groups', group);
    const link = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${ids.chiara}` };
    await check('POST', `/groups/${ids.sales}/members/$ref`, '/groups/{group-id}/members/$ref', link);
    await check('GET', '/directory/deletedItems/graph.user', '/directory/deletedItems/graph.user');
    await check('GET', '/subscribedSkus', '/subscribedSkus');
    await check('GET', '/organization', '/organization');
    await check('GET', '/domains', '/domains');
    await check('GET', '/servicePrincipals', '/servicePrincipals');
    const wanted = { ids: [ids.ada, ids.sales], types: ['user', 'group'] };
    await check('POST', '/directoryObjects/getByIds', '/directoryObjects/getByIds', wanted);
    const assigned = '/servicePrincipals/{servicePrincipal-id}/appRoleAssignedTo';
    const role = { principalId: ids.ada, resourceId: ids.app, appRoleId: ids.role };
    await check('POST', `/servicePrincipals/${ids.app}/appRoleAssignedTo`, assigned, role);
    await check('GET', `/servicePrincipals/${ids.app}/appRoleAssignedTo`, assigned);
    const sync = '/servicePrincipals/{servicePrincipal-id}/synchronization/jobs';
    const jobs = `/servicePrincipals/${ids.app}/synchronization/jobs`;
    await check('GET', jobs, sync);
    await check('GET', `${jobs}/job-1`, `${sync}/{synchronizationJob-id}`);
    const parameters = [{ ruleId: 'rule-1', subjects: [{ objectId: ids.ada, objectTypeName: 'User' }] }];
    const onDemand = `${sync}/{synchronizationJob-id}/provisionOnDemand`;
    await check('POST', `${jobs}/job-1/provisionOnDemand`, onDemand, { parameters });
    const rule = { groupTypes: ['DynamicMembership'], membershipRule: 'user.city -eq "Breda"' };
    await check('PATCH', `/groups/${ids.sales}`, '/groups/{group-id}', rule);
    await check('POST', '/$batch', '/$batch', { requests: [{ id: '1', method: 'GET', url: '/users' }] });
    model.checkError((await sandbox.get('/users/nobody')).body);
  });

  it('knows every property that the sandbox knows', async () => {
    const { userTable } = await import('../../../api/sandbox/graph/user-properties.ts');
    const { groupTable } = await import('../../../api/sandbox/graph/group-properties.ts');
    assert.deepEqual(
      Object.keys(userTable.properties).filter((name) => !model.properties('microsoft.graph.user').includes(name)),
      [],
    );
    assert.deepEqual(
      Object.keys(groupTable.properties).filter((name) => !model.properties('microsoft.graph.group').includes(name)),
      [],
    );
  });
});

interface Model {
  checkAnswer(template: string, method: string, answer: unknown): void;
  checkBody(template: string, method: string, body: unknown): void;
  checkError(answer: unknown): void;
  properties(type: string): string[];
}

function readModel(path: string): Model {
  const document = toJsonSchema(JSON.parse(readFileSync(path, 'utf8'))) as Schema;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('base64url', true);
  ajv.addSchema(document, 'graph');
  const validators = new Map<string, ValidateFunction>();

  function validate(pointer: string, value: unknown) {
    const validator = validators.get(pointer) ?? ajv.compile({ $ref: `graph#${pointer}` });
    validators.set(pointer, validator);
    assert.ok(validator(value), `${pointer}: ${ajv.errorsText(validator.errors)}`);
  }

  /** The place of the schema of a body or answer, whether written there or referred to. */
  function locate(pointer: string): string | null {
    const found = pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((node, part) => (node as Schema | undefined)?.[unescapePart(part)], document) as
      | Schema
      | undefined;
    if (found === undefined) return null;
    const target = typeof found.$ref === 'string' ? found.$ref.slice(1) : pointer;
    const schema = `${target}/content/application~1json/schema`;
    return typeof found.$ref === 'string' || 'content' in found ? schema : null;
  }

  return {
    checkAnswer(template, method, answer) {
      const place = locate(`/paths/${escapePart(template)}/${method.toLowerCase()}/responses/2XX`);
      assert.ok(place !== null, `${method} ${template} has no answer in the model`);
      validate(place, answer);
    },
    checkBody(template, method, body) {
      const place = locate(`/paths/${escapePart(template)}/${method.toLowerCase()}/requestBody`);
      assert.ok(place !== null, `${method} ${template} takes no body`);
      validate(place, body);
    },
    checkError: (answer) => validate('/components/responses/error/content/application~1json/schema', answer),
    properties: (type) => propertiesOf(document, type),
  };
}

const escapePart = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');
const unescapePart = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** OpenAPI 3.0 writes `nullable` where JSON Schema has a type `null`. */
function toJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, discriminator: _, ...rest } = node as Schema;
  const schema = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, toJsonSchema(value)]));
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function propertiesOf(document: Schema, type: string): string[] {
  const schemas = (document.components as Schema).schemas as Record<string, Schema>;
  const parts = (schemas[type]?.allOf ?? [schemas[type] ?? {}]) as Schema[];
  return parts.flatMap((part) =>
    typeof part.$ref === 'string'
      ? propertiesOf(document, part.$ref.split('/').at(-1) ?? '')
      : Object.keys((part.properties as Schema | undefined) ?? {}),
  );
}

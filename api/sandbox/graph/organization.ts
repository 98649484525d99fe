import type { Answer, Call, Route } from './route.ts';

export const organizationRoutes: readonly Route[] = [
  { method: 'GET', path: '/organization', options: ['$select'], handle: listOrganization },
  { method: 'GET', path: '/domains', options: ['$select'], handle: listDomains },
];

function listOrganization(call: Call): Answer {
  const { id, displayName, domains } = call.desk.world.tenant();
  const organization = {
    id,
    displayName,
    tenantType: 'AAD',
    verifiedDomains: domains.map((name, index) => ({
      capabilities: 'Email, OfficeCommunicationsOnline',
      isDefault: index === 0,
      isInitial: isInitial(name),
      name,
      type: 'Managed',
    })),
  };
  return answerList(call, 'organization', [organization]);
}

function listDomains(call: Call): Answer {
  const domains = call.desk.world.tenant().domains.map((id, index) => ({
    id,
    authenticationType: 'Managed',
    availabilityStatus: null,
    isAdminManaged: true,
    isDefault: index === 0,
    isInitial: isInitial(id),
    isRoot: true,
    isVerified: true,
    supportedServices: ['Email', 'OfficeCommunicationsOnline'],
    passwordValidityPeriodInDays: null,
    passwordNotificationWindowInDays: null,
    state: null,
  }));
  return answerList(call, 'domains', domains);
}

const isInitial = (domain: string): boolean => domain.endsWith('.onmicrosoft.com');

function answerList(call: Call, context: string, things: ReadonlyArray<Record<string, unknown>>): Answer {
  const names = call.options.get('$select')?.split(',');
  const value = things.map((thing) =>
    Object.fromEntries(Object.entries(thing).filter(([name]) => names?.includes(name) ?? true)),
  );
  return { status: 200, body: { '@odata.context': `${call.desk.serviceRoot()}/$metadata#${context}`, value } };
}

import type { Answer, Call, Route } from './route.ts';

/** The sandbox does not know who changes it, so its audit is empty: https://learn.microsoft.com/graph/api/directoryaudit-list */
export const auditLogRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/auditLogs/directoryAudits',
    options: ['$filter', '$top', '$orderby'],
    handle: (call: Call): Answer => {
      const context = `${call.desk.serviceRoot()}/$metadata#auditLogs/directoryAudits`;
      return { status: 200, body: { '@odata.context': context, value: [] } };
    },
  },
];

import { employeeTypes } from './dossier.ts';
import { listAsk, readCompany, wantedLists } from './read-company.ts';
import { readList } from './read-list.ts';
import type { NmbrsApi } from './read-people.ts';
import { listCompanies, listDepartments, type RestDesk } from './read-rest.ts';

/** The REST API. */
export function createRestApi(desk: RestDesk): NmbrsApi {
  return {
    listCompanies: () => listCompanies(desk),
    listDepartments: (companies) => listDepartments(companies, desk),
    readCompany: (company) => readCompany(company, desk),
    readEmployee: (company, employeeId) => readCompany(company, desk, employeeId),
    // A record of a history counts as created when it is added; an employment is changed in place.
    hasChanged: async (company, since) => {
      const from = `${since.slice(0, 19)}Z`;
      for (const employeeType of employeeTypes)
        if (await hasRows({ ...listAsk('infos', company, desk), query: { employeeType, createdFrom: from } }))
          return true;
      for (const name of wantedLists(desk.source)) {
        const filter = name === 'employments' ? { changedFrom: from } : { createdFrom: from };
        if (await hasRows({ ...listAsk(name, company, desk), query: filter })) return true;
      }
      return false;
    },
  };
}

/** The first page tells. */
async function hasRows(ask: Parameters<typeof readList>[0]): Promise<boolean> {
  for await (const { rows } of readList({ ...ask, pageSize: 1 })) return rows.length > 0;
  return false;
}

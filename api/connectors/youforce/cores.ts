import type { NameUse } from '../../../models/person.ts';
import type { YouforceSource } from '../../../models/sources/youforce-source.ts';

/** Where the tables of a core are; null: it has none of the kind. */
export interface Tables {
  persons: string;
  employments: string;
  units: string;
  jobProfiles: string;
  roleAssignments: string | null;
  assignments: string | null;
  costAllocations: string | null;
  companies: string | null;
}

/** What differs between the two HR cores that share the IAM API. */
export interface Core {
  baseUrl: string;
  tokenUrl: string;
  /** Whether a token is for one tenant, or for all of the application with the tenant named in each call. */
  tokenPerTenant: boolean;
  nameUses: Readonly<Record<string, NameUse>>;
}

const cores: Readonly<Record<YouforceSource['core'], Core>> = {
  beaufort: {
    baseUrl: 'https://api.youforce.com/iam/v1.0',
    tokenUrl: 'https://connect.visma.com/connect/token',
    tokenPerTenant: true,
    // https://community.visma.com Learning-Domain-model ta-p/428727. D is seen as well, and nothing says what it means.
    nameUses: { E: 'birth', P: 'partner', B: 'partner-birth', C: 'birth-partner' },
  },
  business: {
    baseUrl: 'https://api.youserve.nl/iam/v1.0',
    tokenUrl: 'https://api.youserve.nl/authentication/token',
    tokenPerTenant: false,
    nameUses: {},
  },
};

export const coreOf = ({ core }: YouforceSource): Core => cores[core];

/** The address of the IAM API, without a slash at its end. */
export const baseUrlOf = (source: YouforceSource): string =>
  (source.baseUrl ?? coreOf(source).baseUrl).replace(/\/+$/, '');

/** The tables that this source reads. HR Core Business has the head on the unit, and the cost centre on the employment. */
export function tablesOf({ core, people, assignments, costCentres, managers }: YouforceSource): Tables {
  const isBeaufort = core === 'beaufort';
  return {
    persons: people,
    employments: 'employments',
    units: isBeaufort ? 'organizationUnits' : 'organizationunits',
    jobProfiles: 'jobProfiles',
    roleAssignments: isBeaufort && managers !== null ? 'roleAssignments' : null,
    assignments: isBeaufort && assignments ? 'assignments' : null,
    costAllocations: isBeaufort && costCentres ? 'costAllocations' : null,
    companies: isBeaufort ? null : 'companies',
  };
}

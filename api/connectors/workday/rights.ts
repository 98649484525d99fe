import { InstroomError } from '../../../models/errors.ts';
import type { SourceFinding } from '../../../models/hr-connector.ts';
import type { RightsSeen } from './profile.ts';

/** What the workers of one reading show of the rights of the integration system user. */
export interface RightsTally {
  add(seen: RightsSeen): void;
  /** Everything that nobody has at all. */
  missing(): Missing[];
  workers(): number;
}

export interface Missing {
  /** Without it nobody's employment, place or manager could be told from silence, so nothing is taken over. */
  decides: boolean;
  text: string;
}

interface Part {
  name: keyof Omit<RightsSeen, 'isCurrent'>;
  /** Only whoever is employed at the time has it. */
  ofCurrent: boolean;
  /** With fewer workers than this it may be true. */
  from: number;
  decides: boolean;
  element: string;
  advice: string;
}

const group = "Give the integration system user's security group Get access to";

/** Domains as Microsoft's guide names them: https://learn.microsoft.com/entra/identity/saas-apps/workday-inbound-tutorial */
const parts: readonly Part[] = [
  {
    name: 'status',
    ofCurrent: false,
    from: 1,
    decides: true,
    element: 'an employment status (Worker_Status_Data)',
    advice: `${group} Worker Data: Current Staffing Information and Worker Data: Workers.`,
  },
  {
    name: 'hireDate',
    ofCurrent: false,
    from: 1,
    decides: true,
    element: 'a hire date (Hire_Date)',
    advice: `${group} Worker Data: Current Staffing Information and the domain that secures Hire_Date.`,
  },
  {
    name: 'jobs',
    ofCurrent: true,
    from: 1,
    decides: true,
    element: 'a job (Worker_Job_Data)',
    advice: `${group} Worker Data: Current Staffing Information and Worker Data: All Positions.`,
  },
  {
    name: 'organizations',
    ofCurrent: true,
    from: 1,
    decides: true,
    element: 'a supervisory organisation (Organization_Data)',
    advice: `${group} the domain that secures Organization_Data for workers, such as Worker Data: Public Worker Reports.`,
  },
  {
    name: 'chain',
    ofCurrent: true,
    from: 2,
    decides: true,
    element: 'a management chain (Management_Chain_Data)',
    advice: `${group} the domain that secures Management_Chain_Data, such as Worker Data: Public Worker Reports; without it everybody would lose their manager.`,
  },
  {
    name: 'names',
    ofCurrent: false,
    from: 1,
    decides: false,
    element: 'a legal name (Personal_Data)',
    advice: `${group} the domain that secures the names of workers; without names nobody can be given an account.`,
  },
  {
    name: 'contact',
    ofCurrent: false,
    from: 1,
    decides: false,
    element: 'contact data (Contact_Data)',
    advice: `${group} Person Data: Work Contact Information; without it, existing accounts are not found by address.`,
  },
  {
    name: 'workEmail',
    ofCurrent: false,
    from: 1,
    decides: false,
    element: 'a WORK e-mail address',
    advice: `${group} Person Data: Work Contact Information, if Workday has the addresses; they help to find existing accounts.`,
  },
];

/** A right that is missing shows as elements that nobody has, never as a fault. */
export function createRightsTally(): RightsTally {
  const found = new Map(parts.map(({ name }) => [name, 0]));
  let all = 0;
  let current = 0;
  return {
    add: (seen) => {
      all++;
      if (seen.isCurrent) current++;
      for (const { name } of parts) if (seen[name]) found.set(name, (found.get(name) ?? 0) + 1);
    },
    workers: () => all,
    missing: () =>
      parts
        .filter((part) => found.get(part.name) === 0 && (part.ofCurrent ? current : all) >= part.from)
        // Without contact data there is no address either; one finding is enough.
        .filter(({ name }) => name !== 'workEmail' || found.get('contact') !== 0)
        .filter(({ name }) => name !== 'hireDate' || found.get('status') !== 0)
        .map(({ element, advice, decides, ofCurrent }) => ({
          decides,
          text: `None of the ${ofCurrent ? current : all} workers${ofCurrent ? ' in service' : ''} has ${element}. ${advice}`,
        })),
  };
}

/** @throws InstroomError `hr-unreadable` when something is missing that decides about people */
export function refuseMissing(sourceId: string, tally: RightsTally): void {
  const deciding = tally.missing().filter(({ decides }) => decides);
  if (deciding.length === 0) return;
  throw new InstroomError('hr-unreadable', `${sourceId}: Workday lets too little be seen.`, {
    advice: `${deciding.map(({ text }) => text).join(' ')} Then activate the pending security policy changes; nothing was taken over.`,
  });
}

export const rightsFindings = (tally: RightsTally): SourceFinding[] => {
  const missing = tally.missing();
  return missing.length === 0
    ? [
        {
          ok: true,
          text: `${tally.workers()} workers were looked at: names, status, jobs, organisations and chain are there.`,
        },
      ]
    : missing.map(({ text }) => ({ ok: false, text }));
};

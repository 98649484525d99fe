import type { DemoUser } from './demo-user.ts';
import { fixedGuid } from './fixed-guid.ts';

/** A group as Graph would show it, with its members as object ids. */
export type DemoGroup = {
  id: string;
  displayName: string;
  mailNickname: string;
  mailEnabled: boolean;
  securityEnabled: boolean;
  groupTypes: string[];
  /** Object ids. */
  members: string[];
};

/** Groups that the policy fills. */
const groupNames = [
  'sg-everyone',
  'sg-care-record',
  'sg-medication',
  'sg-home-care',
  'sg-routes',
  'sg-treatment',
  'sg-team-leaders',
  'sg-rosters',
  'sg-finance',
  'sg-payroll',
  'sg-hr',
  'sg-personnel-files',
  'sg-ict',
  'sg-facilities',
  'sg-incidents',
  'sg-interns',
  'sg-home-care-company',
  'sg-zutphen',
];

/** Groups that long-serving staff are in already, some of them from a former post. */
const earlierMembers: Readonly<Record<string, (user: DemoUser, index: number) => boolean>> = {
  'sg-everyone': (user) => user.employeeType === 'employee',
  'sg-team-leaders': (user) => user.jobTitle === 'Teamleider',
  'sg-hr': (user) => user.department === 'HR en Opleiding',
  'sg-ict': (user) => user.department === 'ICT',
  'sg-finance': (user, index) => user.department === 'Financiën en Control' || index % 12 === 4,
};

/**
 * Every group that the policy names.
 * @param staff - the accounts of staff; those from on-premises are in no group
 * @param desks - the one member of each group that the bot listens to, by group
 */
export function existingGroups(staff: readonly DemoUser[], desks: Readonly<Record<string, string>>): DemoGroup[] {
  const filled = groupNames.map((name) => {
    const belongs = earlierMembers[name] ?? (() => false);
    return toGroup(
      name,
      staff.filter((user, index) => !user.onPremisesSyncEnabled && belongs(user, index)).map((user) => user.id),
    );
  });
  return [...filled, ...Object.entries(desks).map(([name, member]) => toGroup(name, [member]))];
}

function toGroup(name: string, members: string[]): DemoGroup {
  return {
    id: fixedGuid(`group ${name}`),
    displayName: name,
    mailNickname: name,
    mailEnabled: false,
    securityEnabled: true,
    groupTypes: [],
    members,
  };
}

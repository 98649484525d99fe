/** A user as Graph would show it, with links as object ids. */
export type DemoUser = {
  id: string;
  userPrincipalName: string;
  displayName: string;
  accountEnabled: boolean;
  mail: string | null;
  mailNickname: string;
  userType: 'Member' | 'Guest';
  givenName?: string;
  surname?: string;
  department?: string;
  jobTitle?: string;
  companyName?: string;
  employeeType?: string;
  employeeId?: string;
  country?: string;
  usageLocation?: string;
  mobilePhone?: string;
  officeLocation?: string;
  employeeOrgData?: { costCenter: string };
  onPremisesSyncEnabled?: boolean;
  /** Licences that were given by hand. */
  assignedLicenses?: Array<{ skuId: string; disabledPlans: string[] }>;
  /** The object id of the manager. */
  manager?: string;
  /** Only a privileged administrator may touch this account. */
  sandboxPrivileged?: boolean;
};

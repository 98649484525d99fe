/** What the directory of the simulation offers before the first day: groups without members, licences enough, one app. */
export const groupNames = [
  'sg-staff',
  'sg-contractors',
  'sg-sales',
  'sg-crm',
  'sg-finance',
  'sg-leads',
  'sg-pay',
  'sg-buy',
  'sg-nl',
  'sg-engineers',
  'sg-project-a',
  'sg-project-b',
] as const;

export const skuNames = ['SPE_E3', 'VISIO'] as const;
export const seats = 10_000;
export const appName = 'CRM';
export const appRoleNames = ['User', 'Admin'] as const;

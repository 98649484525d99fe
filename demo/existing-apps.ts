import type { DemoUser } from './demo-user.ts';
import { fixedGuid } from './fixed-guid.ts';

/** A product with seats, as the sandbox takes it. */
export type DemoSku = { skuId: string; skuPartNumber: string; prepaidUnits: { enabled: number } };

/** An app that people have roles in, as the sandbox takes it. */
export type DemoApp = {
  id: string;
  appId: string;
  displayName: string;
  appRoles: Array<{
    id: string;
    displayName: string;
    value: string;
    isEnabled: boolean;
    allowedMemberTypes: string[];
  }>;
  /** Where Entra makes the accounts of the app itself. */
  sandboxSyncJob?: { id: string; ruleId: string };
  sandboxAssignments: Array<{ principalId: string; appRoleId: string }>;
};

const e3 = fixedGuid('sku SPE_E3');

/** What staff with an account hold already. */
export const demoSku = { skuId: e3, disabledPlans: [] as string[] };

/** Enough for everybody of today, and for a few of those to come. */
export const existingSkus: DemoSku[] = [{ skuId: e3, skuPartNumber: 'SPE_E3', prepaidUnits: { enabled: 260 } }];

/** Who had which role when roles were still given by hand; not all of them should have it today. */
const earlierRoles: ReadonlyArray<{ app: string; role: string; hadIt: (user: DemoUser) => boolean }> = [
  {
    app: 'Roosterplanner',
    role: 'Planner',
    hadIt: (user) => user.department === 'Flexpool' || user.jobTitle === 'Locatiemanager',
  },
  { app: 'Zorgdossier', role: 'Behandelaar', hadIt: (user) => user.department === 'Behandeldienst' },
];

/**
 * The apps that the policy names: a care record, and a planner of rosters, which gets its users from Entra.
 * @param staff - the accounts of staff, some of whom have a role already
 */
export function existingApps(staff: readonly DemoUser[]): DemoApp[] {
  return [
    toApp('Zorgdossier', ['Zorgverlener', 'Behandelaar'], staff),
    {
      ...toApp('Roosterplanner', ['Planner'], staff),
      sandboxSyncJob: { id: 'scim.roosterplanner', ruleId: fixedGuid('rule Roosterplanner') },
    },
  ];
}

function toApp(name: string, roles: readonly string[], staff: readonly DemoUser[]): DemoApp {
  const roleId = (role: string) => fixedGuid(`role ${name} ${role}`);
  return {
    id: fixedGuid(`app ${name}`),
    appId: fixedGuid(`app id ${name}`),
    displayName: name,
    appRoles: roles.map((role) => ({
      id: roleId(role),
      displayName: role,
      value: role,
      isEnabled: true,
      allowedMemberTypes: ['User'],
    })),
    sandboxAssignments: earlierRoles
      .filter(({ app }) => app === name)
      .flatMap(({ role, hadIt }) =>
        staff
          .filter((user) => user.onPremisesSyncEnabled !== true && hadIt(user))
          .map(({ id }) => ({ principalId: id, appRoleId: roleId(role) })),
      ),
  };
}

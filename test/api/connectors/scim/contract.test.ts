import { systemClock } from '../../../../api/clock.ts';
import { createScimConnector } from '../../../../api/connectors/scim/index.ts';
import { createSecrets } from '../../../../api/secrets/create-secrets.ts';
import type { ScimUser } from '../../../../models/scim.ts';
import { ScimFieldName, ScimSource } from '../../../../models/sources/scim-source.ts';
import {
  type ConnectorUnderTest,
  describeConnectorContract,
  type SourceContent,
} from '../../../contracts/connector-contract.ts';

const namespace = 'urn:example:2.0:User';
const at = '2026-11-24T08:00:00.000Z';

const toUser = ({ units }: SourceContent, person: SourceContent['people'][number]): ScimUser => {
  const [employment] = person.employments;
  const fields = {
    ...person,
    ...employment,
    startDate: employment?.startsOn,
    endDate: employment?.endsOn,
    unitName: units.find(({ unitKey }) => unitKey === employment?.unitKey)?.name,
  };
  const known = Object.entries(fields).filter(([name]) => ScimFieldName.safeParse(name).success);
  return {
    sourceId: person.sourceId,
    id: `id-${person.personKey}`,
    attributes: { userName: person.personKey, externalId: person.personKey, [namespace]: Object.fromEntries(known) },
    version: 1,
    createdAt: at,
    changedAt: at,
    withdrawnAt: null,
  };
};

describeConnectorContract('scim connector', async (): Promise<ConnectorUnderTest> => {
  let held: ScimUser[] = [];
  let isAway = false;
  const source = ScimSource.parse({
    id: 'hr',
    connector: 'scim',
    tokens: ['SCIM_TOKEN'],
    fields: Object.fromEntries(ScimFieldName.options.map((name) => [name, `${namespace}:${name}`])),
  });
  const list = async () => {
    if (isAway) throw new Error('no answer');
    return structuredClone(held);
  };
  return {
    connector: createScimConnector(source, {
      language: 'en',
      timeZone: 'Europe/Amsterdam',
      clock: systemClock,
      secrets: createSecrets({}, null),
      scimUsers: {
        list,
        find: async (_, id) => (await list()).find((user) => user.id === id) ?? null,
        findByKeys: async (_, name, keys) =>
          (await list()).filter((user) => keys.includes(String(user.attributes[name]))),
      },
    }),
    fill: async (content) => {
      isAway = false;
      held = content.people.map((person) => toUser(content, person));
    },
    contradict: async (personKey) => {
      held = held.map((user) =>
        user.attributes.externalId === personKey
          ? { ...user, attributes: { ...user.attributes, [namespace]: { startDate: 'some day', unitKey: 'U1' } } }
          : user,
      );
    },
    breakages: [
      {
        name: 'no store',
        spoil: async () => {
          isAway = true;
        },
      },
    ],
    close: async () => {},
  };
});

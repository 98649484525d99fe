import assert from 'node:assert/strict';
import { createConnectorShelf } from '../../../../api/open-connectors.ts';
import { parsePolicy } from '../../../../api/policy/read-policy.ts';
import { Source, saysManagers } from '../../../../models/source.ts';
import { YouforceSource } from '../../../../models/sources/youforce-source.ts';
import { createMemorySourceMemory } from '../../../fakes/create-memory-source-memory.ts';
import { noSourcePlace } from '../../../fakes/no-source-place.ts';

const least = { id: 'hr', connector: 'youforce', tenantId: 't', clientId: 'app', clientSecret: 'YOUFORCE_SECRET' };

describe('settings of a Youforce source', () => {
  it('sign as Visma does unless they say otherwise', () => {
    const schemeOf = (webhook: object) => YouforceSource.parse({ ...least, webhook }).webhook?.scheme;
    assert.equal(schemeOf({ secrets: ['HOOK'] }), 'visma');
    assert.equal(schemeOf({ secrets: ['HOOK'], scheme: 'instroom' }), 'instroom');
  });

  it('have to say what the digits of HR Core Business mean, and have no secret in them', () => {
    assert.equal(YouforceSource.safeParse({ ...least, core: 'business' }).success, false);
    assert.equal(YouforceSource.safeParse({ ...least, core: 'business', nameUses: { 1: 'birth' } }).success, true);
    assert.equal(
      YouforceSource.safeParse({ ...least, core: 'business', nameUses: { 1: 'birth' }, assignments: true }).success,
      false,
    );
    assert.equal(YouforceSource.safeParse({ ...least, clientSecret: 'the secret itself' }).success, false);
  });

  it('tell whether silence about a manager means that there is none', () => {
    assert.equal(saysManagers(Source.parse(least)), true);
    assert.equal(saysManagers(Source.parse({ ...least, managers: null })), false);
  });

  it('with one client id share what is counted for it, and other applications do not', () => {
    const opened: string[] = [];
    const shelf = createConnectorShelf({
      ...noSourcePlace,
      clock: { now: () => new Date() },
      logger: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} },
      memoryOf: (name) => {
        if (name.startsWith('shared:')) opened.push(name);
        return createMemorySourceMemory();
      },
    });
    const source = (id: string, clientId: string) =>
      `  - { id: ${id}, connector: youforce, tenantId: ${id}, clientId: ${clientId}, clientSecret: YOUFORCE_SECRET }`;
    const policy = (more: string) =>
      parsePolicy(
        [
          'version: 1',
          'domains: [voorbeeld.example]',
          'schedule: []',
          'sources:',
          source('a', 'one'),
          source('b', 'one'),
          more,
        ].join('\n'),
        { name: 'instroom.yaml', folder: '/' },
      );
    shelf(policy(source('c', 'two')));
    shelf(policy(source('d', 'one')));
    assert.deepEqual(opened, ['shared:youforce:one', 'shared:youforce:two']);
  });
});

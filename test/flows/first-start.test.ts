import assert from 'node:assert/strict';
import type { SandboxSeed } from '../../api/sandbox/sandbox-seed.ts';
import type { AdoptionProposal, AdoptionReport } from '../../models/adoption.ts';
import type { Run } from '../../models/run.ts';
import { organisationSeed } from '../organisation/write-organisation.ts';
import { changeRows, type House, openHouse } from './open-house.ts';

const people = 8;

/** Accounts that were there before Instroom: P1 with the number, P2 with name and address only, and nobody's. */
const numberedId = '33333333-3333-4333-8333-000000000001';
const namedId = '33333333-3333-4333-8333-000000000002';
const strangerId = '33333333-3333-4333-8333-000000000003';

function seed(): SandboxSeed {
  const usual = { accountEnabled: true, userType: 'Member' };
  return {
    ...organisationSeed(),
    users: [
      {
        ...usual,
        id: numberedId,
        userPrincipalName: 'd.jansen@voorbeeld.example',
        mailNickname: 'd.jansen',
        displayName: 'Jansen, Daan (oud)',
        employeeId: '100001',
        department: 'Oud',
        jobTitle: 'Oud',
        city: 'Olst',
      },
      {
        ...usual,
        id: namedId,
        userPrincipalName: 'fatima.vandenberg@voorbeeld.example',
        mailNickname: 'fatima.vandenberg',
        displayName: 'Fatima van den Berg',
        department: 'Oud',
      },
      {
        ...usual,
        id: strangerId,
        userPrincipalName: 'svc@voorbeeld.example',
        mailNickname: 'svc',
        displayName: 'Service',
      },
    ],
  };
}

describe('the first start, in a tenant that has accounts already', function () {
  this.timeout(30_000);
  let house: House;
  let first: Run;

  beforeEach(async () => {
    house = await openHouse({ people, sandbox: { seed: seed() }, policy: (text) => `${text}adoption: by-decision\n` });
    first = await house.settled(['finished']);
  });
  afterEach(() => house.close());

  const propertiesOf = (id: string) =>
    structuredClone(house.sandbox.world.users().find((user) => user.id === id)?.properties);
  const writes = () => house.sandbox.world.counters().writes;
  const decide = async (body: unknown) => {
    const answer = await house.call('POST', '/api/matches', body);
    return {
      status: answer.status,
      report: answer.body as AdoptionReport,
      detail: (answer.body as { detail?: string }).detail ?? '',
    };
  };
  const proposals = async (): Promise<AdoptionProposal[]> =>
    ((await house.call('GET', '/api/matches')).body as AdoptionReport).proposals;
  const runAgain = async (): Promise<Run> => {
    const [newest] = await house.runs();
    await house.call('POST', '/api/runs');
    return house.settled(['finished'], newest?.id);
  };

  it('overwrites nothing until it is accepted, and makes accounts for those who have none', async () => {
    assert.equal(first.results.failed, 0);
    assert.deepEqual(first.counts['create-account'], people - 2);
    const { id: _id, ...numbered } = seed().users[0] as Record<string, unknown>;
    for (const [name, value] of Object.entries(numbered))
      assert.deepEqual(propertiesOf(numberedId)?.[name], value, name);
    assert.equal(propertiesOf(namedId)?.department, 'Oud');
    const waiting = first.notes.filter(({ kind }) => kind === 'proposal');
    assert.deepEqual(
      waiting.map(({ kind, personKey }) => `${kind} ${personKey}`),
      ['proposal P1', 'proposal P2'],
    );

    const open = await proposals();
    assert.deepEqual(
      open.map(({ personKey, account, confidence }) => [personKey, account.id, confidence]),
      [
        ['P1', numberedId, 'certain'],
        ['P2', namedId, 'likely'],
      ],
    );
    assert.deepEqual(open[1]?.overwrites[0], { attribute: 'givenName', has: null, wants: 'Fatima' });
    assert.equal((await house.call('GET', '/api/people/P1')).status, 200);
  });

  it('ever writes those attributes only that were accepted', async () => {
    const before = propertiesOf(numberedId);
    const written = writes();
    const { status, report } = await decide({ accept: [{ person: 'P1' }], attributes: ['department', 'jobTitle'] });
    assert.equal(status, 200);
    assert.deepEqual(report.accepted, [
      {
        personKey: 'P1',
        account: { id: numberedId, userPrincipalName: 'd.jansen@voorbeeld.example' },
        attributes: ['department', 'jobTitle'],
      },
    ]);
    assert.deepEqual(
      report.proposals.map(({ personKey }) => personKey),
      ['P2'],
    );
    assert.equal(writes(), written, 'accepting writes nothing to Entra');

    await runAgain();
    const accepted = { department: 'Unit 1', jobTitle: 'Function 1' };
    const wanted = { ...before, ...accepted };
    assert.deepEqual(propertiesOf(numberedId), wanted);
    assert.ok(
      house.sandbox.world.members('sg-everybody').includes(numberedId),
      'groups are ours as soon as it is linked',
    );

    await house.edit(
      'employments.csv',
      changeRows((row, at) =>
        at === 1 ? row.replace('Function 1', 'Teamleider').replace('Voorbeeld', 'Elders') : row,
      ),
    );
    await house.edit(
      'persons.csv',
      changeRows((row, at) => (at === 1 ? row.replace('Jansen', 'Smit') : row)),
    );
    await house.settled(['finished'], first.id);
    await runAgain();
    assert.deepEqual(propertiesOf(numberedId), { ...wanted, jobTitle: 'Teamleider' });
    const [last] = await house.runs();
    await house.restart();
    assert.deepEqual((await house.settled(['finished'], last?.id)).counts, {}, 'known after a restart');

    const story = (await house.call('GET', '/api/people/P1')).body as {
      account: { id: string } | null;
      events: { kind: string; actor: { kind: string } }[];
    };
    assert.equal(story.account?.id, numberedId, 'found by the link, without our mark');
    assert.ok(story.events.some(({ kind, actor }) => kind === 'account-linked' && actor.kind === 'api'));
  });

  it('writes everything that the policy says once all of it was accepted', async () => {
    const { status } = await decide({ acceptAll: 'likely' });
    assert.equal(status, 200);
    await runAgain();
    assert.equal(propertiesOf(numberedId)?.displayName, 'Daan van der Jansen');
    assert.equal(propertiesOf(namedId)?.employeeId, '100002');
    assert.deepEqual((await runAgain()).counts, {});
    assert.deepEqual(await proposals(), []);
  });

  it('never proposes again what was rejected, and makes an account instead', async () => {
    const { report } = await decide({ reject: [{ person: 'P2', account: 'fatima.vandenberg@voorbeeld.example' }] });
    assert.deepEqual(report.rejected, [
      { personKey: 'P2', account: { id: namedId, userPrincipalName: 'fatima.vandenberg@voorbeeld.example' } },
    ]);
    assert.equal((await runAgain()).counts['create-account'], 1);
    assert.equal(propertiesOf(namedId)?.department, 'Oud');
    await house.restart();
    assert.deepEqual(
      (await proposals()).map(({ personKey }) => personKey),
      ['P1'],
    );
  });

  it('refuses what cannot be, says why, and then does nothing of it', async () => {
    const refusals: [unknown, number, RegExp][] = [
      [{ accept: [{ person: 'P1' }, { person: 'P22' }] }, 409, /Nobody in HR has the key P22; did you mean P2/],
      [{ accept: [{ person: 'P1', account: 'svc@voorbeeld.exampl' }] }, 409, /did you mean svc@voorbeeld\.example/],
      [{ accept: [{ person: 'P3', account: strangerId }] }, 409, /has an account already/],
      [
        {
          accept: [
            { person: 'P1', account: strangerId },
            { person: 'P2', account: strangerId },
          ],
        },
        409,
        /several people/,
      ],
      [{ accept: [{ person: 'P1' }], attributes: ['departement'] }, 400, /attributes/],
      [{ yes: true }, 400, /"acceptAll": "certain" or "likely"/],
    ];
    for (const [body, wanted, why] of refusals) {
      const { status, detail } = await decide(body);
      assert.equal(status, wanted, detail);
      assert.match(detail, why);
    }
    assert.equal((await proposals()).length, 2);
  });

  it('lets one decide at a time', async () => {
    const ask = { accept: [{ person: 'P1', account: strangerId }] };
    const other = { accept: [{ person: 'P2', account: strangerId }] };
    const answers = await Promise.all([decide(ask), decide(other)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  });
});

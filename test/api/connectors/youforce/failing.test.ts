import assert from 'node:assert/strict';
import fc from 'fast-check';
import { worlds } from '../../../play-worlds.ts';
import { openYouforce, type YouforceHouse } from './open-youforce.ts';
import { crowd, units } from './youforce-people.ts';

const tables = ['persons', 'employments', 'organizationUnits', 'jobProfiles', 'roleAssignments', 'costAllocations'];

describe('when Youforce does not answer as it should', () => {
  let house: YouforceHouse;
  afterEach(() => house.close());
  const open = async (count = 3) => {
    house = await openYouforce();
    house.youforce.load({ people: crowd(count), units });
  };

  for (const [name, status, code, retryable, says] of [
    ['a question that is not taken', 400, 'hr-unreadable', false, /core \(beaufort\) and pageSize/],
    ['a token that is never accepted', 401, 'hr-unreadable', false, /new token was not accepted either.*invitation/],
    ['rights that are missing', 403, 'hr-unreadable', false, /Youforce-IAM:Get_Basic/],
    ['what is not there, or not ours to see', 404, 'hr-unreadable', false, /authorisation that the customer gave/],
    ['a change at that moment', 409, 'hr-busy', true, /read again by itself/],
    ['too many calls', 429, 'hr-busy', true, /callsPerDay/],
    ['a fault', 500, 'hr-unreadable', true, /has a fault/],
    ['being out of service', 503, 'hr-unreadable', true, /out of service/],
    ['an answer that is still to come', 202, 'hr-unreadable', false, /proxy/],
    ['an answer without content', 204, 'hr-unreadable', false, /proxy/],
  ] as const)
    it(`says what to do about ${name}`, async () => {
      await open();
      const body = 'P0 Sanne hush';
      house.youforce.setFaults([
        { concerns: ({ path }) => path.endsWith('/employments'), with: { status, body: status === 204 ? '' : body } },
      ]);
      await assert.rejects(
        house.connector.read(),
        (error: Error & { code: string; advice: string; retryable: boolean }) => {
          assert.deepEqual([error.code, error.retryable], [code, retryable]);
          assert.match(error.advice, says);
          assert.doesNotMatch(`${error.message} ${error.advice} ${error.stack}`, /Sanne|hush/);
          return true;
        },
      );
    });

  for (const [name, body] of [
    ['no JSON', '<html>'],
    ['no list', '{"values":[]}'],
    ['a link that is none', '{"value":[],"nextLink":"next page"}'],
    ['pages in a circle', '{"value":[],"nextLink":"https://api.youforce.com/iam/v1.0/employments?nextToken=a"}'],
  ] as const)
    it(`takes nothing over from ${name}`, async () => {
      await open();
      house.youforce.setFaults([
        { concerns: ({ path }) => path.endsWith('/employments'), with: { status: 200, body } },
      ]);
      await assert.rejects(house.connector.read(), { code: 'hr-unreadable' });
    });

  it('shows its token to nobody else, whatever host a link names', async () => {
    await open(250);
    await house.close();
    house = await openYouforce({ pageSize: 100 });
    house.youforce.load({ people: crowd(250), units });
    // The links of the stand-in name api.youforce.com, as the API does; every page comes from the address of the settings all the same.
    assert.equal((await house.connector.read()).people.length, 250);
  });

  for (const table of ['persons', 'employments', 'organizationUnits'])
    it(`does not believe that ${table} is empty`, async () => {
      await open();
      house.youforce.setFaults([
        { concerns: ({ path }) => path.endsWith(table), with: { status: 200, body: '{"value":[]}' } },
      ]);
      await assert.rejects(house.connector.read(), {
        code: 'hr-unreadable',
        message: `hr: ${table} gave nothing at all.`,
      });
    });

  it('goes on after an answer that was cut, or none, once it is whole again', async () => {
    await open();
    house.youforce.setFaults([{ concerns: ({ path }) => path.endsWith('/persons'), times: 2, with: 'cut' }]);
    assert.equal((await house.connector.read()).people.length, 3);
  });

  it('never reads less than everybody, whatever becomes of one answer', async function () {
    this.timeout(60_000);
    await open(30);
    const field = fc.constantFrom(
      'id',
      'personCode',
      'employmentCode',
      'hireDate',
      'shortName',
      'validFrom',
      'jobProfile',
    );
    const rows = fc.array(fc.oneof(fc.dictionary(field, fc.anything()), fc.anything()), { maxLength: 5 });
    const bodies = fc.oneof(
      fc.json(),
      fc.string(),
      rows.map((value) => text({ value })),
      rows.map((value) => text({ value: value[0] ?? null, nextLink: 'https://x.example/?a=b' })),
      fc.nat(2000).map((at) => text({ value: crowd(30) }).slice(0, at)),
      fc.constant('\ufeff{"value":[]}'),
      fc.constant('{"value":'.repeat(20_000)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...tables),
        bodies,
        fc.constantFrom(200, 200, 200, 400, 418, 500),
        async (table, body, status) => {
          house.youforce.setFaults([{ concerns: ({ path }) => path.endsWith(table), with: { status, body } }]);
          const outcome = await house
            .openAnother()
            .read()
            .catch((error: { code?: string; advice?: string }) => error);
          if (!('people' in outcome)) return outcome.code === 'hr-unreadable' && Boolean(outcome.advice);
          const spokenOf = new Set(outcome.setAside.map(({ personKey }) => personKey));
          for (const person of outcome.people) spokenOf.add(person.personKey);
          const isWhole = crowd(30).every(({ personKey }) => spokenOf.has(personKey));
          // What a made-up table of persons does not hold is set aside by its employments.
          return isWhole;
        },
      ),
      worlds(80),
    );
  });
});

/** JSON of anything, also of what JSON cannot say. */
function text(value: unknown): string {
  try {
    return JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one)) ?? '';
  } catch {
    return '';
  }
}

import assert from 'node:assert/strict';
import type { WriteBack, WriteBackOutcome } from '../../../../models/hr-connector.ts';
import { YouforceSource } from '../../../../models/sources/youforce-source.ts';
import { openYouforce, type YouforceHouse } from './open-youforce.ts';
import { crowd, units } from './youforce-people.ts';

const minutes = 60_000;
const hours = 60 * minutes;
const signInOf = (code: string) => `${code.toLowerCase()}@voorbeeld.example`;
const wanted = (code: string, signIn = signInOf(code)): WriteBack => ({ personKey: code, mail: null, signIn });

describe('telling Youforce the sign-in names', () => {
  let house: YouforceHouse;
  afterEach(() => house.close());
  const wait = (ms: number) => house.at(new Date(house.now().getTime() + ms).toISOString());
  const open = async (
    settings: Record<string, unknown> = {},
    options: Record<string, unknown> = {},
    count = 5,
  ): Promise<void> => {
    house = await openYouforce({ writeBack: {}, ...settings }, options);
    house.at('2026-11-24T08:00:00Z');
    house.youforce.load({ people: crowd(count), units });
  };
  const everybody = (count: number) => crowd(count).map(({ personKey }) => wanted(personKey));
  const tell = async (people: readonly WriteBack[], connector = house.connector): Promise<WriteBackOutcome[]> =>
    (await connector.writeBack?.(people)) ?? assert.fail('nothing is written back');
  const untold = async (people: readonly WriteBack[], connector = house.connector) =>
    (await connector.findUntold?.(people))?.map(({ personKey }) => personKey);
  const kindsOf = (outcomes: readonly WriteBackOutcome[]) => outcomes.map(({ personKey, kind }) => [personKey, kind]);
  const known = () => Object.fromEntries(house.youforce.identities());
  const patches = () => house.youforce.calls().filter(({ method }) => method === 'PATCH').length;
  const whenTold = (code: string, status: number, times?: number) =>
    house.youforce.setFaults([
      {
        concerns: ({ method, path }) => method === 'PATCH' && path.includes(`=${code})`),
        with: { status, body: '' },
        ...(times === undefined ? {} : { times }),
      },
    ]);

  it('tells each of them once, and nothing again after a start', async () => {
    await open();
    const outcomes = await tell(everybody(3));
    assert.deepEqual(kindsOf(outcomes), [
      ['P0', 'written'],
      ['P1', 'written'],
      ['P2', 'written'],
    ]);
    const all = { P0: signInOf('P0'), P1: signInOf('P1'), P2: signInOf('P2') };
    assert.deepEqual(known(), all);
    for (const connector of [house.connector, house.openAnother()]) {
      assert.deepEqual(await untold(everybody(3), connector), []);
      assert.deepEqual(new Set((await tell(everybody(3), connector)).map(({ kind }) => kind)), new Set(['same']));
    }
    assert.deepEqual([known(), patches()], [all, 3]);
  });

  it('tells a name that changed, and that alone', async () => {
    await open({}, { limits: { everyMs: 0 } });
    await tell(everybody(3));
    const people = [wanted('P0'), wanted('P1', 'new@voorbeeld.example'), wanted('P2')];
    assert.deepEqual(await untold(people), ['P1']);
    await tell(people, house.openAnother());
    assert.deepEqual(known(), { P0: signInOf('P0'), P1: 'new@voorbeeld.example', P2: signInOf('P2') });
    assert.equal(patches(), 4);
    assert.deepEqual(await untold(people), [], 'also where another process told it');
  });

  for (const [status, says] of [
    [400, /sign-in name/],
    [404, /no user for this employee, or the application may not change it.*writeBack\.path/],
    [409, /being changed/],
  ] as const)
    it(`goes on with the others when Youforce refuses somebody with ${status}`, async () => {
      await open();
      whenTold('P1', status);
      const outcomes = await tell(everybody(3));
      assert.deepEqual(kindsOf(outcomes), [
        ['P0', 'written'],
        ['P1', 'refused'],
        ['P2', 'written'],
      ]);
      assert.match(outcomes[1]?.kind === 'refused' ? outcomes[1].text : '', says);
      assert.deepEqual(known(), { P0: signInOf('P0'), P2: signInOf('P2') });
      house.youforce.setFaults([]);
      assert.deepEqual(
        await untold(everybody(3), house.openAnother()),
        [],
        'left alone for a while, also over a start',
      );
      wait(12 * hours);
      assert.deepEqual(await untold(everybody(3)), ['P1']);
      await tell([wanted('P1')]);
      assert.equal(known().P1, signInOf('P1'));
    });

  it('refuses whom Youforce does not know, and codes that lead elsewhere, without asking about those', async () => {
    await open({ writeBack: { path: 'users/{code}/identity' } });
    assert.deepEqual(kindsOf(await tell([wanted('..')])), [['..', 'refused']]);
    assert.equal(patches(), 0);
    await house.close();
    await open();
    assert.deepEqual(kindsOf(await tell([wanted('NOBODY'), wanted("P0)/x?y='")])), [
      ['NOBODY', 'refused'],
      ["P0)/x?y='", 'refused'],
    ]);
    assert.deepEqual(known(), {});
  });

  it('puts those who were refused behind those of whom nothing was tried', async () => {
    await open();
    whenTold('P0', 404);
    await tell([wanted('P0'), wanted('P1')]);
    wait(13 * hours);
    assert.deepEqual(await untold(everybody(4)), ['P2', 'P3', 'P0']);
  });

  it('tells somebody again of whom it was unclear, a little later each time', async () => {
    await open();
    whenTold('P0', 503);
    assert.deepEqual(kindsOf(await tell([wanted('P0'), wanted('P1')])), [
      ['P0', 'unclear'],
      ['P1', 'written'],
    ]);
    assert.deepEqual(await untold([wanted('P0')]), []);
    wait(minutes);
    assert.deepEqual(await untold([wanted('P0')]), ['P0']);
    await tell([wanted('P0')]);
    wait(minutes);
    assert.deepEqual(await untold([wanted('P0')]), []);
    wait(minutes);
    house.youforce.setFaults([]);
    assert.deepEqual(kindsOf(await tell([wanted('P0')])), [['P0', 'written']]);
    assert.equal(known().P0, signInOf('P0'));
  });

  it('does not know what became of an answer that was cut, and tells it again', async () => {
    await open();
    house.youforce.setFaults([{ concerns: ({ method }) => method === 'PATCH', times: 1, with: 'cut' }]);
    assert.deepEqual(kindsOf(await tell([wanted('P0')])), [['P0', 'unclear']]);
    assert.deepEqual(await untold([wanted('P0')], house.openAnother()), []);
    wait(minutes);
    assert.deepEqual(kindsOf(await tell([wanted('P0')])), [['P0', 'written']]);
  });

  it('ends the look after three answers in a row that are none', async () => {
    await open({}, {}, 10);
    house.youforce.setFaults([{ concerns: ({ method }) => method === 'PATCH', with: { status: 500, body: '' } }]);
    assert.deepEqual(kindsOf(await tell(everybody(10))), [
      ['P0', 'unclear'],
      ['P1', 'unclear'],
      ['P2', 'unclear'],
    ]);
    assert.equal(patches(), 3);
  });

  it('says which right is missing, and tells everybody once it is there', async () => {
    const forbidden = ['identity'];
    await open({}, { forbidden });
    await assert.rejects(tell(everybody(3)), (error: Error & { code: string; advice: string }) => {
      assert.equal(error.code, 'hr-unreadable');
      assert.match(error.advice, /Youforce-IAM:Update_Identity/);
      return true;
    });
    assert.deepEqual([known(), patches()], [{}, 1]);
    forbidden.pop();
    await tell(everybody(3));
    assert.equal(Object.keys(known()).length, 3);
  });

  for (const [what, status, code] of [
    ['a token that is not accepted', 401, 'hr-unreadable'],
    ['too many calls', 429, 'hr-busy'],
    ['an answer that nobody knows', 405, 'hr-unreadable'],
  ] as const)
    it(`is thrown, and nobody is taken for told, by ${what}`, async () => {
      await open();
      house.youforce.setFaults([{ concerns: ({ method }) => method === 'PATCH', with: { status, body: '' } }]);
      await assert.rejects(tell(everybody(3)), { code });
      assert.deepEqual(await untold(everybody(3)), ['P0', 'P1', 'P2']);
    });

  it('keeps what was told before everybody was refused', async () => {
    await open();
    whenTold('P1', 403);
    assert.deepEqual(kindsOf(await tell(everybody(3))), [['P0', 'written']]);
    await assert.rejects(tell([wanted('P1'), wanted('P2')]), { code: 'hr-unreadable' });
  });

  it('takes the page of a proxy for no answer, and throws when there is nobody', async () => {
    await open();
    house.youforce.setFaults([{ concerns: ({ method }) => method === 'PATCH', with: { status: 200, body: '<html>' } }]);
    await assert.rejects(tell([wanted('P0')]), { code: 'hr-unreadable', message: /answered 200/ });
    house.youforce.setFaults([]);
    await house.close();
    const { baseUrl } = house.youforce;
    await open({ baseUrl });
    await assert.rejects(tell([wanted('P0')]), { code: 'hr-unreadable', message: /no whole answer/ });
    assert.deepEqual(await untold([wanted('P0')]), ['P0']);
  });

  it('follows a token that was taken back', async () => {
    await open();
    await tell([wanted('P0')]);
    house.youforce.revokeTokens();
    assert.deepEqual(kindsOf(await tell([wanted('P1')])), [['P1', 'written']]);
  });

  describe('within what may be asked', () => {
    it('tells as many as its calls suffice for, and goes on when there are more', async () => {
      await open({ callsPerDay: 1000 }, {}, 30);
      assert.equal((await tell(everybody(30))).length, 10);
      assert.equal(Object.keys(known()).length, 10);
      const rest = everybody(30).slice(10);
      await assert.rejects(tell(rest), (error: Error & { code: string; retryable: boolean; advice: string }) => {
        assert.deepEqual([error.code, error.retryable], ['hr-busy', true]);
        assert.match(`${error.message} ${error.advice}`, /tell the sign-in names.*used up for now.*goes on by itself/s);
        return true;
      });
      assert.deepEqual(
        await untold(rest),
        rest.map(({ personKey }) => personKey),
      );
      for (let look = 0; look < 10; look++) {
        wait(hours);
        await tell(rest, house.openAnother());
      }
      assert.equal(Object.keys(known()).length, 30);
      assert.equal(patches(), 30);
    });

    it('takes nothing from reading, nor reading from it', async () => {
      await open({ callsPerDay: 200 }, {}, 20);
      for (let look = 0; look < 5; look++) await tell(everybody(20)).catch(() => null);
      assert.equal((await house.connector.readPeople?.(['P1']))?.people.length, 1);
      assert.equal((await house.connector.read()).people.length, 20);
      await house.close();
      await open({ callsPerDay: 200 }, {}, 20);
      for (let look = 0; look < 10; look++)
        await house
          .openAnother()
          .read()
          .catch(() => null);
      assert.ok((await tell(everybody(20))).length > 0);
    });

    it('asks for no token that reading may need', async () => {
      await open({ tokensPerMonth: 31 }, { tokenSeconds: 600 });
      await tell([wanted('P0')]);
      wait(hours);
      await assert.rejects(tell([wanted('P1')]), { code: 'hr-busy', message: /kept for reading/ });
      await house.connector.read();
      assert.deepEqual(kindsOf(await tell([wanted('P1')])), [['P1', 'written']]);
    });

    it('knows of a hundred thousand people whom it told, without a call and within a moment', async function () {
      this.timeout(20_000);
      await open();
      await tell(everybody(3));
      const many = Array.from({ length: 100_000 }, (_, number) => wanted(`P${number}`));
      const connector = house.openAnother();
      const startedAt = performance.now();
      const due = await untold(many, connector);
      assert.ok(performance.now() - startedAt < 2_000);
      assert.deepEqual([due?.length, due?.[0]], [99_997, 'P3']);
    });
  });

  describe('as the settings ask for it', () => {
    it('is not there unless they do', async () => {
      house = await openYouforce();
      assert.deepEqual(
        [house.connector.writes, house.connector.writeBack, house.connector.findUntold],
        [undefined, undefined, undefined],
      );
    });

    it('tells another path, and another tenant, everything anew', async () => {
      await open({ writeBack: { path: '/iam/v1.0/users(employeeId={code})/identity' } });
      await tell([wanted('P0')]);
      assert.deepEqual(known(), { P0: signInOf('P0') });
      await house.close();
      await open({ writeBack: { path: 'people/{code}' } });
      assert.deepEqual(kindsOf(await tell([wanted('P0')])), [['P0', 'refused']]);
      assert.equal(house.youforce.calls().at(-1)?.path, '/iam/v1.0/people/P0');
    });

    it('takes no path that leads to another host, up, or to nobody', () => {
      const least = { id: 'hr', connector: 'youforce', tenantId: 't', clientId: 'a', clientSecret: 'YOUFORCE_SECRET' };
      const takes = (path: string) => YouforceSource.safeParse({ ...least, writeBack: { path } }).success;
      for (const path of ['users/{code}/identity', '/iam/v2/users?employeeId={code}', "users(employeeId='{code}')"])
        assert.equal(takes(path), true, path);
      for (const path of [
        'https://elsewhere.example/{code}',
        '//elsewhere.example/{code}',
        '\\elsewhere\\{code}',
        '../{code}',
        'users/../{code}',
        'users/identity',
        '{code}/{code}',
        'users/{person}',
        '',
      ])
        assert.equal(takes(path), false, path);
      assert.equal(YouforceSource.safeParse({ ...least, writeBack: { route: 'x' } }).success, false);
      assert.equal(YouforceSource.parse(least).writeBack, null);
    });

    it('is named by a check, which writes nothing', async () => {
      await open({ scope: 'Youforce-IAM:Get_Basic' });
      const findings = await house.connector.check();
      const said = findings.map(({ ok, text }) => `${ok} ${text}`).join('\n');
      assert.match(said, /true .*users\(employeeId=\{code\}\)\/identity.*first write.*Youforce-IAM:Update_Identity/);
      assert.match(said, /false scope does not name Youforce-IAM:Update_Identity/);
      assert.match(said, /60 to tell sign-in names/);
      assert.deepEqual([known(), patches()], [{}, 0]);
    });

    it('names the tenant in each call of HR Core Business', async () => {
      await open({ core: 'business', nameUses: { 1: 'birth' } }, { core: 'business' });
      await tell([wanted('P0')]);
      assert.deepEqual(known(), { P0: signInOf('P0') });
    });
  });
});

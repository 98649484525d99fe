import assert from 'node:assert/strict';
import { createAskTokens } from '../../../../api/connectors/nmbrs/ask-tokens.ts';
import { beginConsent, finishConsent } from '../../../../api/connectors/nmbrs/give-consent.ts';
import { createConsentKeeper } from '../../../../api/connectors/nmbrs/keep-consent.ts';
import type { NmbrsOptions } from '../../../../api/sandbox/hr/nmbrs/start-nmbrs.ts';
import { makePerson } from '../../../organisation/make-organisation.ts';
import { type NmbrsHouse, openNmbrs, secrets } from './open-nmbrs.ts';

const people = [0, 1, 2].map(makePerson);
const units = ['U0', 'U1', 'U2'].map((unitKey) => ({ unitKey, name: unitKey }));

describe('the consent to read Visma Nmbrs', () => {
  let house: NmbrsHouse;
  afterEach(() => house.close());
  const open = async (settings: Record<string, unknown> = {}, options: NmbrsOptions = {}) => {
    house = await openNmbrs(settings, options);
    house.nmbrs.load({ people, units });
  };
  const deskOf = ({ source, parts }: NmbrsHouse) => {
    const askTokens = createAskTokens(source, parts);
    return { source, parts, askTokens, keeper: createConsentKeeper(source, askTokens, parts) };
  };
  const refreshes = () => house.nmbrs.calls().filter(({ body }) => body.includes('grant_type=refresh_token'));

  it('asks for what is needed and no pay, with a state and a proof, and lasts over a start', async () => {
    await open();
    const address = new URL(await beginConsent(deskOf(house)));
    assert.equal(address.pathname, '/connect/authorize');
    assert.deepEqual(address.searchParams.get('scope')?.split(' '), [
      'company.info.read',
      'employee.info.read',
      'employee.employment.read',
      'employee.orgstructure.read',
      'employee.leave.read',
      'offline_access',
    ]);
    assert.equal(address.searchParams.get('code_challenge_method'), 'S256');
    assert.ok((address.searchParams.get('state') ?? '').length >= 32);
    assert.equal((await house.openAnother().read()).people.length, 3);
    await house.close();
    await open({ pkce: false, scopes: ['company.info.read'] });
    const plain = new URL(await beginConsent(deskOf(house))).searchParams;
    assert.deepEqual([plain.get('scope'), plain.has('code_challenge')], ['company.info.read offline_access', false]);
  });

  it('takes no address of somebody else, of an earlier attempt or of too long ago, and no code twice', async () => {
    await open();
    house.at('2026-11-24T08:00:00Z');
    const desk = deskOf(house);
    const agree = async () =>
      (await fetch(await beginConsent(desk), { redirect: 'manual' })).headers.get('location') ?? '';
    const isNotOurs = { code: 'configuration', message: /does not belong/ };
    const earlier = await agree();
    const address = await agree();
    await assert.rejects(finishConsent(earlier, desk), isNotOurs);
    await assert.rejects(finishConsent(`${house.source.redirectUri}?code=1234&state=guessed`, desk), isNotOurs);
    await assert.rejects(finishConsent('no address', desk), isNotOurs);
    await finishConsent(address, desk);
    await assert.rejects(finishConsent(address, desk), isNotOurs);
    const late = await agree();
    house.at('2026-11-24T08:06:00Z');
    await assert.rejects(finishConsent(late, desk), { code: 'hr-unreadable', message: /does not take this code/ });
    const veryLate = await agree();
    house.at('2026-11-24T10:00:00Z');
    await assert.rejects(finishConsent(veryLate, desk), isNotOurs);
  });

  it('says when it was not given, and what to do', async () => {
    await open({}, { consents: false });
    await assert.rejects(house.connect(), { code: 'hr-unreadable', message: /not given \(access_denied\)/ });
    await house.close();
    house = await openNmbrs({}, { consents: false, scopes: [] });
    await assert.rejects(house.connect(), { message: /invalid_scope/, advice: /scopes/ });
  });

  for (const rotation of ['keep', 'rotate', 'strict'] as const)
    it(`is used by two processes at once without being lost, when a refresh token is to ${rotation}`, async () => {
      await open({}, { rotation });
      const readers = [house.connector, house.openAnother(), house.openAnother()];
      for (let hour = 8; hour < 12; hour++) {
        house.at(`2026-11-24T${String(hour).padStart(2, '0')}:30:00Z`);
        if (hour === 8) await house.connect();
        const readings = await Promise.all(readers.map((reader) => reader.read()));
        assert.deepEqual(
          readings.map((reading) => reading.people.length),
          [3, 3, 3],
        );
      }
      assert.equal(refreshes().length, 3, 'one of them gets the token for all');
    });

  it('outlives that somebody else was faster, beside the turns that are taken', async () => {
    await open({}, { rotation: 'rotate' });
    house.at('2026-11-24T08:00:00Z');
    await house.connect();
    house.at('2026-11-24T10:00:00Z');
    // The turns of a store do not hold when their lease ran out: as if there were none.
    const memory = { ...house.parts.memory, alone: <Value>(_: string, work: () => Promise<Value>) => work() };
    const { source, parts } = house;
    const keepers = [0, 1].map(() => createConsentKeeper(source, createAskTokens(source, parts), { ...parts, memory }));
    const tokens = await Promise.all(keepers.map((keeper) => keeper.accessToken().catch(() => keeper.accessToken())));
    assert.equal(new Set(tokens).size, 1);
    assert.equal((await house.openAnother().read()).people.length, 3);
  });

  it('gets a new token when the old one ends in the middle of a reading', async () => {
    await open();
    let isEnded = false;
    house.nmbrs.setFaults([
      {
        concerns: ({ path }) => {
          if (!isEnded && path.endsWith('/departments')) {
            isEnded = true;
            house.nmbrs.expire();
          }
          return false;
        },
        with: 'silent',
      },
    ]);
    assert.equal((await house.connector.read()).people.length, 3);
    assert.equal(refreshes().length, 1);
  });

  it('is asked for anew when it has ended, and nobody is changed until then', async () => {
    await open();
    house.at('2026-11-24T08:00:00Z');
    await house.connect();
    house.at('2026-12-25T08:00:00Z');
    const isEnded = {
      code: 'hr-unreadable',
      retryable: false,
      message: /has ended; it was last used on 2026-11-24/,
      advice: /instroom nmbrs connect --source hr/,
    };
    await assert.rejects(house.connector.read(), isEnded);
    assert.match((await house.connector.check()).find(({ ok }) => !ok)?.text ?? '', /has ended/);
    await house.connect();
    assert.equal((await house.connector.read()).people.length, 3);
    house.nmbrs.withdraw();
    await assert.rejects(house.openAnother().read(), { ...isEnded, message: /has ended/ });
    await house.close();
    await open({}, { consents: false });
    await assert.rejects(house.connector.read(), { code: 'hr-unreadable', message: /nobody has consented/ });
  });

  it('is warned about after twenty days without use, in the check and in the log', async function () {
    this.timeout(30_000);
    const brokenAfter = async (days: number, rotation: 'keep' | 'rotate', uses: number) => {
      await open({}, { rotation });
      const day = (count: number) => new Date(Date.parse('2026-11-01T08:00:00Z') + count * 86_400_000).toISOString();
      house.at(day(0));
      await house.connect();
      for (let use = 1; use <= uses; use++) {
        house.at(day((days / (uses + 1)) * use));
        await house.openAnother().read();
      }
      house.at(day(days));
      const findings = (await house.openAnother().check()).filter(({ ok }) => !ok).map(({ text }) => text);
      const { logged } = house;
      await house.close();
      return { findings, logged };
    };
    assert.deepEqual((await brokenAfter(19, 'rotate', 0)).findings, []);
    const idle = await brokenAfter(21, 'rotate', 0);
    assert.match(idle.findings[0] ?? '', /not been used for 21 days; it ends after 30/);
    assert.match(idle.logged.join(), /nearly lost.*"days":21/);
    // In use, and always with the same token: it may be counted from the consent, until it has outlived that.
    assert.deepEqual((await brokenAfter(25, 'rotate', 4)).findings, []);
    assert.match((await brokenAfter(25, 'keep', 4)).findings[0] ?? '', /no new refresh token for 25 days/);
    assert.deepEqual((await brokenAfter(40, 'keep', 4)).findings, []);
    await open();
  });

  it('goes on with the second subscription key when the first does not count', async () => {
    const env = { ...secrets, NMBRS_KEY: 'old key', NMBRS_KEY_2: 'subscription-key' };
    house = await openNmbrs({ subscriptionKeys: ['NMBRS_KEY', 'NMBRS_KEY_2'] }, {}, env);
    house.nmbrs.load({ people, units });
    assert.equal((await house.connector.read()).people.length, 3);
    const refused = house.nmbrs.calls().filter(({ headers }) => headers['x-subscription-key'] === 'old key');
    assert.equal(refused.length, 1);
  });

  for (const [name, answer, says] of [
    ['a wrong secret', { status: 401, body: '{"error":"invalid_client"}' }, /401 \(invalid_client\).*clientSecret/s],
    ['a wrong redirect', { status: 400, body: '{"error":"invalid_request"}' }, /400 \(invalid_request\).*redirectUri/s],
    ['maintenance', { status: 503, body: '<html>' }, /503.*tried again/s],
    ['no JSON', { status: 200, body: '<html>' }, /without a token/],
    ['an error that is no word', { status: 400, body: '{"error":"secret-123 was wrong"}' }, /answered 400\./],
  ] as const)
    it(`is not lost by ${name} of the identity service, and says what to do`, async () => {
      await open();
      house.nmbrs.expire();
      house.nmbrs.setFaults([{ concerns: ({ path }) => path === '/connect/token', with: answer }]);
      await assert.rejects(house.connector.read(), (error: Error & { code: string; advice: string }) => {
        assert.equal(error.code, 'hr-unreadable');
        assert.match(`${error.message} ${error.advice}`, says);
        assert.doesNotMatch(`${error.message} ${error.advice}`, /refresh-|access-|secret-123/);
        return true;
      });
      house.nmbrs.setFaults([]);
      assert.equal((await house.connector.read()).people.length, 3);
    });

  it('is not lost by an odd word beside a new refresh token', async () => {
    await open();
    house.nmbrs.expire();
    const odd = { access_token: 'access-1', refresh_token: 'refresh-2', expires_in: '3600', scope: null };
    house.nmbrs.setFaults([
      { concerns: ({ path }) => path === '/connect/token', with: { status: 200, body: JSON.stringify(odd) } },
    ]);
    const { keeper } = deskOf(house);
    const refused = await keeper.accessToken();
    assert.equal(await keeper.accessToken(refused), 'access-1');
    assert.equal((await keeper.find())?.refreshToken, 'refresh-2');
  });

  it('is not lost when the store cannot write for a moment, and gives way to a consent that came meanwhile', async () => {
    for (const isAnew of [false, true]) {
      await open({}, { rotation: 'strict' });
      house.at('2026-11-24T08:00:00Z');
      await house.connect();
      house.at('2026-11-24T10:00:00Z');
      let isShut = true;
      const { source, parts } = house;
      const keepSecret = async (name: string, value: string) => {
        if (isShut) throw new Error('the store is shut');
        await parts.memory.keepSecret(name, value);
      };
      const memory = { ...parts.memory, keepSecret };
      const keeper = createConsentKeeper(source, createAskTokens(source, parts), { ...parts, memory });
      await assert.rejects(keeper.accessToken(), /the store is shut/);
      isShut = false;
      if (isAnew) await house.connect();
      await keeper.accessToken();
      assert.equal((await house.openAnother().read()).people.length, 3);
      house.at('2026-11-24T12:00:00Z');
      assert.equal((await house.openAnother().read()).people.length, 3);
      await house.close();
    }
    await open();
  });

  it('holds nobody up for as long as the identity service wants to be left alone', async () => {
    await open();
    house.nmbrs.expire();
    const busy = { status: 429, headers: { 'retry-after': '900' }, body: '' };
    house.nmbrs.setFaults([{ concerns: ({ path }) => path === '/connect/token', with: busy }]);
    await assert.rejects(house.connector.read(), { code: 'hr-unreadable', retryable: true, message: /429/ });
    assert.equal(refreshes().length, 1);
    house.nmbrs.setFaults([]);
    assert.equal((await house.connector.read()).people.length, 3);
    assert.deepEqual(
      house.waits.filter((ms) => ms > 60_000),
      [],
      'whoever waits in a turn loses it, and would use a token that another has used since',
    );
  });

  it('is said to need offline_access when no refresh token comes of it', async () => {
    await open();
    const body = '{"access_token":"access-1","expires_in":3600}';
    house.nmbrs.setFaults([{ concerns: ({ path }) => path === '/connect/token', with: { status: 200, body } }]);
    await assert.rejects(house.connect(), { code: 'hr-unreadable', advice: /offline_access/ });
  });

  it('never shows a token: not in the log, and not in an error', async () => {
    await open();
    house.at('2026-11-01T08:00:00Z');
    await house.connect();
    house.at('2026-11-25T08:00:00Z');
    await house.connector.read();
    house.nmbrs.withdraw();
    const error = await house
      .openAnother()
      .read()
      .catch((thrown: unknown) => thrown);
    const shown = `${house.logged.join()} ${error} ${JSON.stringify(error)} ${String((error as Error).cause)}`;
    assert.ok(house.logged.length > 0);
    assert.doesNotMatch(shown, /refresh-|access-|client-secret|subscription-key/);
  });
});

import assert from 'node:assert/strict';
import { createAccessPasses } from '../../../api/joiners/create-access-passes.ts';
import type { JoinerParts } from '../../../api/joiners/joiner-parts.ts';
import { tellJoiners } from '../../../api/joiners/tell-joiners.ts';
import type { FirstDay, JoinerState } from '../../../models/joiner.ts';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { type House, openStreet } from '../requests/open-house.ts';
import { usualPolicy } from '../requests/organisation.ts';
import { type JoinerHouse, openJoiners, passPolicy } from './open-joiners.ts';

const by = (name: string) => ({ aadObjectId: name, name });
describe('joiners', () => {
  let house: House;
  let parts: JoinerParts;
  let passes: JoinerHouse['passes'];
  let answer: JoinerHouse['answer'];
  let hire: JoinerHouse['hire'];

  eachTestItsHouse(openStreet, (opened) => {
    house = opened;
    house.policy(passPolicy);
    ({ parts, passes, answer, hire } = openJoiners(house));
  });

  const look = async (instant: string) => {
    house.at(instant);
    const from = house.news.length;
    await tellJoiners(parts);
    return house.news.slice(from);
  };
  const told = async (instant: string): Promise<JoinerState[]> =>
    (await look(instant)).flatMap((news) => (news.kind === 'joiner-readiness' ? [news.joiner] : []));
  const words = (states: readonly JoinerState[]) =>
    states.map(({ change, missing, ready }) => [change, missing.map(({ kind }) => kind).join(' '), ready]);

  it('HR hears ten days before, once, and not sooner', async () => {
    await hire('2026-12-04');
    await house.account('carl', { accountEnabled: false, managerId: 'maud' });
    assert.deepEqual(words(await told('2026-11-23T12:00:00.000Z')), []);
    const [state] = await told('2026-11-24T12:00:00.000Z');
    assert.deepEqual(words([state as JoinerState]), [['new', '', true]]);
    assert.deepEqual(
      [state?.unitName, state?.managerName, state?.account?.userPrincipalName, state?.account?.enabled],
      ['Sales', 'Maud Jansen', 'carl@voorbeeld.example', false],
    );
    assert.deepEqual(await told('2026-11-24T12:30:00.000Z'), []);
  });

  it('names what is missing with where to mend it, and says so when it has been filled in', async () => {
    await hire('2026-12-01', { unitKey: 'nowhere' });
    await house.account('carl', { accountEnabled: false, managerId: null });
    const [state] = await told('2026-11-24T12:00:00.000Z');
    assert.deepEqual(words([state as JoinerState]), [['new', 'unit manager', false]]);
    assert.equal(state?.fixUrl, 'https://hr.example/p/carl');
    await hire('2026-12-01');
    assert.deepEqual(words(await told('2026-11-24T13:00:00.000Z')), [['news', '', false]]);
    // The next run sets the manager; only then is it ready, because it was read back.
    await house.account('carl', { managerId: 'maud' });
    assert.deepEqual(words(await told('2026-11-24T14:00:00.000Z')), [['news', '', true]]);
  });

  it('asks for the country and a manager who can sign in where licences and managers need them', async () => {
    house.policy(passPolicy.replace('grant: { groups: [sg-all] }', 'grant: { groups: [sg-all], licences: [SPE_E3] }'));
    await hire('2026-12-01');
    await house.account('maud', { accountEnabled: false });
    assert.deepEqual(words(await told('2026-11-24T12:00:00.000Z')), [['new', 'manager-account country', false]]);
  });

  it('tells of a moved first day, of a withdrawn one, and of somebody who is not listed any more', async () => {
    await hire('2026-12-01');
    await house.account('carl', { accountEnabled: false, managerId: 'maud' });
    await told('2026-11-24T12:00:00.000Z');
    await hire('2026-12-02');
    const [moved] = await told('2026-11-24T13:00:00.000Z');
    assert.deepEqual([moved?.change, moved?.formerStartsOn, moved?.startsOn], ['moved', '2026-12-01', '2026-12-02']);
    await hire('2027-01-15');
    const [later] = await told('2026-11-24T14:00:00.000Z');
    assert.deepEqual([later?.change, later?.startsOn], ['moved', '2027-01-15']);
    await hire('2026-12-02');
    assert.deepEqual(
      (await told('2026-11-24T15:00:00.000Z')).map(({ change }) => change),
      ['new'],
    );
    await house.hr('carl', { employments: [] });
    assert.deepEqual(
      (await told('2026-11-24T16:00:00.000Z')).map(({ change }) => change),
      ['withdrawn'],
    );
    assert.deepEqual(await told('2026-11-24T17:00:00.000Z'), []);
  });

  it('takes nobody for a joiner who goes on from one contract into the next', async () => {
    await house.hr('carl', {
      employments: [
        { employmentKey: 'E1', kind: 'employee', unitKey: 'sales', startsOn: '2020-01-01', endsOn: '2026-11-30' },
        { employmentKey: 'E2', kind: 'employee', unitKey: 'sales', startsOn: '2026-12-01' },
      ],
    });
    for (const day of ['2026-11-24', '2026-12-01', '2026-12-02'])
      assert.deepEqual(await look(`${day}T12:00:00.000Z`), []);
  });

  it('does not greet everybody who started last week when it looks for the first time', async () => {
    await hire('2026-11-20');
    assert.deepEqual(await look('2026-11-24T12:00:00.000Z'), []);
  });

  describe('on the first day', () => {
    beforeEach(async () => {
      await hire('2026-12-01');
      await house.account('carl', { accountEnabled: false, managerId: 'maud' });
      await told('2026-11-30T12:00:00.000Z');
    });

    const greeted = async (instant: string) =>
      (await look(instant)).flatMap((news) => (news.kind === 'first-day' ? [[news.to, news.firstDay.pass?.kind]] : []));
    const reveal = (name: string, personKey = 'carl') => createAccessPasses(parts).reveal({ personKey, by: by(name) });
    const begin = async () => {
      await house.account('carl', { accountEnabled: true });
      house.at('2026-12-01T08:00:00.000Z');
    };

    it('the manager hears it once, when the account is enabled in Entra', async () => {
      assert.deepEqual(await greeted('2026-12-01T06:00:00.000Z'), []);
      await house.account('carl', { accountEnabled: true });
      assert.deepEqual(await greeted('2026-12-01T07:00:00.000Z'), [[['maud'], 'offered']]);
      assert.deepEqual(await greeted('2026-12-01T08:00:00.000Z'), []);
    });

    it('the deputy hears it while the manager is away', async () => {
      house.policy(passPolicy.replace('deputies: {', 'deputies: { maud@voorbeeld.example: bram@voorbeeld.example,'));
      await house.hr('maud', { leaves: [{ startsOn: '2026-12-01', endsOn: '2026-12-10' }] });
      await house.account('carl', { accountEnabled: true });
      assert.deepEqual(await greeted('2026-12-01T07:00:00.000Z'), [[['bram'], 'offered']]);
      assert.equal((await reveal('bram')).kind, 'revealed');
    });

    it('the manager reveals the pass once; it is in the answer and nowhere else', async () => {
      await begin();
      const outcome = await reveal('maud');
      assert.ok(outcome.kind === 'revealed' && outcome.pass.code === 'SECRET-1');
      const again = await reveal('maud');
      assert.ok(again.kind === 'revealed-before');
      assert.deepEqual(again.firstDay.pass, { kind: 'revealed', by: 'maud', at: '2026-12-01T08:00:00.000Z' });
      assert.deepEqual(passes, ['carl']);
      const copies = house.news.flatMap((news) => (news.kind === 'first-day' ? [news.firstDay] : [])) as FirstDay[];
      assert.equal(copies.at(-1)?.pass?.kind, 'revealed');
      const events = await house.stores.audit.list({ personKey: 'carl', limit: 10 });
      assert.deepEqual(
        events.map(({ kind }) => kind),
        ['access-pass-revealed'],
      );
      assert.ok(!JSON.stringify([house.news, events]).includes('SECRET'));
    });

    it('two presses at once give one pass', async () => {
      await begin();
      const outcomes = await Promise.all([reveal('maud'), reveal('maud'), reveal('maud')]);
      assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['revealed', 'revealed-before', 'revealed-before']);
      assert.equal(passes.length, 1);
    });

    it('nobody else, on no other day, and for nobody without an account that can sign in', async () => {
      await begin();
      for (const name of ['anna', 'ivo', 'hanna', 'carl', 'dirk'])
        assert.equal((await reveal(name)).kind, 'not-manager');
      assert.equal((await reveal('maud', 'nobody')).kind, 'not-manager');
      assert.equal((await reveal('maud', 'anna')).kind, 'not-today');
      house.at('2026-12-02T08:00:00.000Z');
      assert.equal((await reveal('maud')).kind, 'not-today');
      house.at('2026-12-01T08:00:00.000Z');
      await house.account('carl', { accountEnabled: false });
      assert.equal((await reveal('maud')).kind, 'no-account');
      house.policy(`${passPolicy}protect: [carl@voorbeeld.example]\n`);
      await house.account('carl', { accountEnabled: true });
      assert.equal((await reveal('maud')).kind, 'no-account');
      house.policy(usualPolicy);
      assert.equal((await reveal('maud')).kind, 'off');
      assert.deepEqual(passes, []);
    });

    it('a former manager cannot, and the new one can', async () => {
      await begin();
      await hire('2026-12-01', { managerPersonKey: 'bram' });
      assert.equal((await reveal('maud')).kind, 'not-manager');
      assert.equal((await reveal('bram')).kind, 'revealed');
    });

    it('a pass that Entra did not make can be asked for again', async () => {
      await begin();
      answer({ kind: 'refused', status: 403, text: 'Authorization_RequestDenied' });
      assert.deepEqual(await reveal('maud'), { kind: 'failed', text: 'Authorization_RequestDenied' });
      answer(null);
      assert.equal((await reveal('maud')).kind, 'revealed');
    });
  });
});

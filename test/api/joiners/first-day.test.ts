import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { createAccessPasses } from '../../../api/joiners/create-access-passes.ts';
import type { JoinerParts } from '../../../api/joiners/joiner-parts.ts';
import { tellJoiners } from '../../../api/joiners/tell-joiners.ts';
import type { FirstDay } from '../../../models/joiner.ts';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { directoryKey, type House, openStreet } from '../requests/open-house.ts';
import { usualPolicy } from '../requests/organisation.ts';
import { type JoinerHouse, openJoiners, passPolicy } from './open-joiners.ts';

describe('on the first day of a joiner', () => {
  let house: House;
  let joiners: JoinerHouse;
  let parts: JoinerParts;

  eachTestItsHouse(openStreet, async (opened) => {
    house = opened;
    house.policy(passPolicy);
    joiners = openJoiners(house);
    parts = joiners.parts;
    await joiners.hire('2026-12-01');
    await house.account('carl', { accountEnabled: false, managerId: 'maud' });
    await look('2026-11-30T12:00:00.000Z');
  });

  const look = async (instant: string) => {
    house.at(instant);
    const from = house.news.length;
    await tellJoiners(parts);
    return house.news.slice(from);
  };
  const greeted = async (instant: string) =>
    (await look(instant)).flatMap((news) =>
      news.kind === 'first-day' ? [[...news.to, news.firstDay.pass?.kind]] : [],
    );
  const reveal = (name: string, personKey = 'carl', more = {}) =>
    createAccessPasses(parts, { longestMs: 5_000, ...more }).reveal({ personKey, by: { aadObjectId: name, name } });
  const begin = async () => {
    await house.account('carl', { accountEnabled: true });
    house.at('2026-12-01T08:00:00.000Z');
  };
  const kindFor = async (name: string, personKey?: string) => (await reveal(name, personKey)).kind;

  describe('the manager', () => {
    it('hears it once, when the account is enabled in Entra', async () => {
      assert.deepEqual(await greeted('2026-12-01T06:00:00.000Z'), []);
      await house.account('carl', { accountEnabled: true });
      assert.deepEqual(await greeted('2026-12-01T07:00:00.000Z'), [['maud', 'offered']]);
      assert.deepEqual(await greeted('2026-12-01T08:00:00.000Z'), []);
    });

    it('is offered no pass where the policy has none', async () => {
      house.policy(usualPolicy);
      await house.account('carl', { accountEnabled: true });
      assert.deepEqual(await greeted('2026-12-01T07:00:00.000Z'), [['maud', undefined]]);
    });

    it('is whoever it is now: a new one hears it as well, and that the pass was revealed', async () => {
      await begin();
      await greeted('2026-12-01T07:00:00.000Z');
      assert.equal(await kindFor('maud'), 'revealed');
      await joiners.hire('2026-12-01', { managerPersonKey: 'bram' });
      assert.deepEqual(await greeted('2026-12-01T09:00:00.000Z'), [['bram', 'revealed']]);
      assert.deepEqual(await greeted('2026-12-01T09:30:00.000Z'), []);
    });

    it('is stood in for by the deputy while away', async () => {
      house.policy(passPolicy.replace('deputies: {', 'deputies: { maud@voorbeeld.example: bram@voorbeeld.example,'));
      await begin();
      assert.equal(await kindFor('bram'), 'not-manager');
      await house.hr('maud', { leaves: [{ startsOn: '2026-12-01', endsOn: '2026-12-10' }] });
      assert.deepEqual(await greeted('2026-12-01T07:00:00.000Z'), [['bram', 'offered']]);
      assert.equal(await kindFor('bram'), 'revealed');
    });

    it('is told by the day of the place where somebody starts', async () => {
      house.policy(`${passPolicy}zones: { Auckland: Pacific/Auckland }\n`);
      await joiners.hire('2026-12-01', { location: 'Auckland' });
      await house.account('carl', { accountEnabled: true });
      house.at('2026-11-30T10:30:00.000Z');
      assert.equal(await kindFor('maud'), 'not-today');
      assert.deepEqual(await greeted('2026-11-30T12:00:00.000Z'), [['maud', 'offered']]);
      house.at('2026-12-01T11:30:00.000Z');
      assert.equal(await kindFor('maud'), 'not-today', 'the day is over there');
    });
  });

  describe('the access pass', () => {
    it('is revealed to the manager once; it is in the answer and nowhere else', async () => {
      await begin();
      const outcome = await reveal('maud');
      assert.ok(outcome.kind === 'revealed' && outcome.pass.code === 'SECRET-1');
      const again = await reveal('maud');
      assert.ok(again.kind === 'revealed-before');
      assert.deepEqual(again.firstDay.pass, { kind: 'revealed', by: 'maud', at: '2026-12-01T08:00:00.000Z' });
      assert.deepEqual(joiners.passes, ['carl']);
      const copies = house.news.flatMap((news) => (news.kind === 'first-day' ? [news.firstDay] : [])) as FirstDay[];
      assert.equal(copies.at(-1)?.pass?.kind, 'revealed');
      const events = await house.stores.audit.list({ personKey: 'carl', limit: 10 });
      assert.deepEqual(
        events.map(({ kind, actor }) => [kind, actor.id]),
        [['access-pass-revealed', 'maud']],
      );
      assert.ok(!JSON.stringify([house.news, events]).includes('SECRET'));
    });

    it('is one, however many press at once, and also when the process starts anew', async () => {
      await begin();
      const outcomes = await Promise.all([reveal('maud'), reveal('maud'), reveal('maud')]);
      assert.equal(outcomes.filter(({ kind }) => kind === 'revealed').length, 1);
      parts = openJoiners(house).parts;
      assert.equal(await kindFor('maud'), 'revealed-before');
      assert.deepEqual(joiners.passes, ['carl']);
    });

    it('is for nobody else, on no other day, and for nobody without an account that can sign in', async () => {
      await begin();
      for (const name of ['anna', 'ivo', 'hanna', 'carl', 'dirk']) assert.equal(await kindFor(name), 'not-manager');
      assert.equal(await kindFor('maud', 'nobody'), 'not-manager');
      assert.equal(await kindFor('maud', 'anna'), 'not-today');
      house.at('2026-12-02T08:00:00.000Z');
      assert.equal(await kindFor('maud'), 'not-today');
      house.at('2026-12-01T08:00:00.000Z');
      await house.account('carl', { accountEnabled: false });
      assert.equal(await kindFor('maud'), 'no-account');
      await house.account('carl', { accountEnabled: true, isGuest: true });
      assert.equal(await kindFor('maud'), 'no-account');
      await house.account('carl', { isGuest: false });
      house.policy(usualPolicy);
      assert.equal(await kindFor('maud'), 'off');
      assert.deepEqual(joiners.passes, []);
    });

    it('is not for accounts that are protected, synced or can hold a role in the directory', async () => {
      await begin();
      for (const name of ['carl@voorbeeld.example', 'CARL', 'carl.mail@voorbeeld.example']) {
        house.policy(`${passPolicy}protect: [${name}]\n`);
        await house.account('carl', { mail: 'carl.mail@voorbeeld.example' });
        assert.equal(await kindFor('maud'), 'protected', name);
      }
      house.policy(passPolicy);
      await house.account('carl', { isSynced: true });
      assert.equal(await kindFor('maud'), 'protected');
      await house.account('carl', { isSynced: false });
      await house.join('carl', 'sg-roles');
      assert.equal(await kindFor('maud'), 'protected');
      assert.deepEqual(joiners.passes, []);
    });

    it('is not for an account that only bears a copied mark', async () => {
      await begin();
      // The account of Anna, linked to her, is marked as that of Carl, who has none of his own.
      await house.account('carl', { stampedPersonKey: null });
      await house.stores.accounts.saveLinks(directoryKey, new Map([['anna', 'anna']]));
      await house.account('anna', { stampedPersonKey: 'carl', managerId: 'maud' });
      assert.equal(await kindFor('maud'), 'no-account');
      assert.deepEqual(joiners.passes, []);
    });

    it('is not for somebody who goes on from one contract into another, with a weekend in between', async () => {
      await begin();
      for (const endsOn of ['2026-11-30', '2026-11-27', '2026-11-18']) {
        await house.hr('carl', {
          employments: [
            { employmentKey: 'E1', kind: 'employee', unitKey: 'sales', startsOn: '2020-01-01', endsOn },
            { employmentKey: 'E2', kind: 'employee', unitKey: 'sales', startsOn: '2026-12-01' },
          ],
        });
        assert.equal(await kindFor('maud'), 'not-today', endsOn);
      }
    });

    it('is not for whoever is their own manager in Entra', async () => {
      await begin();
      await house.hr('carl', {
        employments: [{ employmentKey: 'E9', kind: 'employee', startsOn: '2026-12-01' }],
      });
      await house.account('carl', { managerId: 'carl' });
      assert.equal(await kindFor('carl'), 'no-account');
    });

    it('is not for a former manager, and is for the new one', async () => {
      await begin();
      await joiners.hire('2026-12-01', { managerPersonKey: 'bram' });
      assert.equal(await kindFor('maud'), 'not-manager');
      assert.equal(await kindFor('bram'), 'revealed');
    });

    it('can be asked for again when Entra made none', async () => {
      await begin();
      for (const why of ['permission', 'policy', 'other'] as const) {
        joiners.answer({ kind: 'refused', why, text: 'no' });
        const outcome = await reveal('maud');
        assert.ok(outcome.kind === 'refused' && outcome.why === why && outcome.firstDay.pass?.kind === 'offered');
      }
      joiners.answer({ kind: 'refused', why: 'busy', text: 'later' });
      assert.equal(await kindFor('maud'), 'busy');
      joiners.answer({ kind: 'unclear', text: 'no answer' });
      assert.equal(await kindFor('maud'), 'unclear');
      joiners.answer(null);
      assert.equal(await kindFor('maud'), 'revealed');
    });

    it('that comes too late is taken away before anybody can ask for another', async () => {
      await begin();
      let release: () => void = () => {};
      joiners.hold(
        new Promise((resolve) => {
          release = resolve;
        }),
      );
      assert.equal((await reveal('maud', 'carl', { longestMs: 5 })).kind, 'slow');
      assert.equal(await kindFor('maud'), 'in-hand');
      release();
      while (joiners.removed.length === 0) await turn();
      assert.deepEqual(joiners.removed, ['pass-1']);
      let outcome = await reveal('maud');
      while (outcome.kind === 'in-hand') outcome = await reveal('maud');
      assert.ok(outcome.kind === 'revealed' && outcome.pass.code === 'SECRET-2');
      assert.ok(!JSON.stringify(await house.stores.audit.list({ limit: 50 })).includes('SECRET'));
    });

    it('can be asked for again some minutes after a process died while it was made', async () => {
      await begin();
      joiners.hold(new Promise(() => {}));
      void reveal('maud', 'carl', { longestMs: 60_000 });
      while ((await kindFor('maud')) !== 'in-hand') await turn();
      house.at(new Date(parts.clock.now().getTime() + 4 * 60_000).toISOString());
      assert.equal(await kindFor('maud'), 'in-hand');
      house.at(new Date(parts.clock.now().getTime() + 60_000).toISOString());
      joiners.hold(Promise.resolve());
      const kinds = await Promise.all([kindFor('maud'), kindFor('maud')]);
      assert.deepEqual(kinds.sort(), ['in-hand', 'revealed']);
      assert.equal(await kindFor('maud'), 'revealed-before');
    });

    it('is taken away when it cannot be written down that it was shown', async () => {
      await begin();
      const audit = { ...parts.stores.audit, append: async () => Promise.reject(new Error('the store is gone')) };
      const broken = { ...parts, stores: { ...parts.stores, audit } };
      const asking = createAccessPasses(broken).reveal({
        personKey: 'carl',
        by: { aadObjectId: 'maud', name: 'Maud' },
      });
      await assert.rejects(asking, /the store is gone/);
      assert.deepEqual(joiners.removed, ['pass-1']);
      assert.equal(await kindFor('maud'), 'revealed');
    });
  });
});

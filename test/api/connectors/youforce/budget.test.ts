import assert from 'node:assert/strict';
import { openApplication } from '../../../../api/connectors/youforce/application.ts';
import { createMemorySourceMemory } from '../../../fakes/create-memory-source-memory.ts';
import { openYouforce, type YouforceHouse } from './open-youforce.ts';
import { crowd, units } from './youforce-people.ts';

const minutes = 60_000;
const busy = (says: RegExp) => (error: Error & { code: string; advice: string; retryable: boolean }) => {
  assert.deepEqual([error.code, error.retryable], ['hr-busy', true]);
  assert.match(`${error.message} ${error.advice}`, says);
  return true;
};

describe('what Youforce may be asked', () => {
  let house: YouforceHouse;
  afterEach(() => house.close());
  const wait = (ms: number) => house.at(new Date(house.now().getTime() + ms).toISOString());
  const open = async (settings: Record<string, unknown> = {}, options: Record<string, unknown> = {}, count = 60) => {
    house = await openYouforce({ pageSize: 10, ...settings }, options);
    house.at('2026-11-24T07:00:00Z');
    house.youforce.load({ people: crowd(count), units });
    house.at('2026-11-24T08:00:00Z');
  };
  const tokensAsked = () => house.youforce.calls().filter(({ method }) => method === 'POST').length;
  const listsAsked = () => house.youforce.calls().filter(({ method }) => method === 'GET').length;

  describe('tokens', () => {
    it('are kept over a start for as long as the answer said, and asked anew after that', async () => {
      await open({}, { tokenSeconds: 6 * 3600 });
      await house.connector.read();
      for (let hour = 1; hour < 6; hour++) {
        wait(55 * minutes);
        await house.openAnother().read();
      }
      assert.equal(tokensAsked(), 1);
      wait(90 * minutes);
      await house.openAnother().read();
      assert.equal(tokensAsked(), 2);
    });

    it('that end, or are taken back, in the middle of a reading are followed by another', async () => {
      await open({}, {}, 400);
      let at = 0;
      house.youforce.setFaults([
        {
          concerns: ({ path }) => {
            if (path.endsWith('/persons') && ++at === 5) house.youforce.revokeTokens();
            if (path.endsWith('/persons') && at === 10) wait(61 * minutes);
            return false;
          },
          with: 'silent',
        },
      ]);
      assert.equal((await house.connector.read()).people.length, 400);
      assert.equal(tokensAsked(), 3);
    });

    it('are not asked for again with a secret that was refused', async () => {
      await open({}, { clientSecret: 'another' });
      for (let poll = 0; poll < 8; poll++) {
        await assert.rejects(house.connector.read(), { code: 'hr-unreadable', message: /gave no token \(400\)/ });
        wait(15 * minutes);
      }
      assert.equal(tokensAsked(), 1);
      wait(5 * 60 * minutes);
      await assert.rejects(house.connector.read(), { code: 'hr-unreadable' });
      assert.equal(tokensAsked(), 2);
    });

    it('are not asked for again and again while none is accepted', async () => {
      await open();
      house.youforce.setFaults([{ concerns: ({ method }) => method === 'GET', with: { status: 401, body: '' } }]);
      for (let poll = 0; poll < 8; poll++) {
        await assert.rejects(house.connector.read(), { code: 'hr-unreadable', message: /answered 401/ });
        wait(5 * minutes);
      }
      assert.equal(tokensAsked(), 2);
      house.youforce.setFaults([]);
      assert.equal((await house.connector.read()).people.length, 60);
    });

    it('are asked for once by two instances on one store', async () => {
      await open({}, { limits: { everyMs: 0 } });
      const readings = await Promise.all([house.connector.read(), house.openAnother().read()]);
      assert.deepEqual(
        readings.map(({ people }) => people.length),
        [60, 60],
      );
      assert.equal(tokensAsked(), 1);
    });

    it('are spared: when those of the month are nearly gone, it says when it goes on, and goes on then', async () => {
      await open({ tokensPerMonth: 31 }, { tokenSeconds: 600 });
      let said = '';
      for (let poll = 0; poll < 20 && said === ''; poll++) {
        await house.connector.read().catch((error: Error & { code: string; advice: string }) => {
          assert.equal(error.code, 'hr-busy');
          said = `${error.message} ${error.advice}`;
        });
        wait(15 * minutes);
      }
      const [, day, time] =
        /tokens.*\(31 a month.*goes on by itself on (\S+) at (\d\d:\d\d)\..*tokensPerMonth/.exec(said) ?? [];
      assert.ok(day !== undefined && time !== undefined, said);
      house.at(`${day}T${time}:00+01:00`);
      assert.equal((await house.connector.read()).people.length, 60);
    });

    it('without a lifetime are not used', async () => {
      await open();
      house.youforce.setFaults([
        { concerns: ({ method }) => method === 'POST', with: { status: 200, body: '{"access_token":"abc"}' } },
      ]);
      await assert.rejects(house.connector.read(), { code: 'hr-unreadable', message: /how long it holds/ });
    });
  });

  describe('calls', () => {
    it('are not begun for everybody when they would not suffice, also after a start, and it says when it goes on', async () => {
      await open({ callsPerDay: 200 });
      await house.connector.read();
      await house.openAnother().read();
      const before = listsAsked();
      let said = '';
      const refused = house.openAnother();
      await assert.rejects(refused.read(), busy(/used up for now \(200 a day.*goes on by itself/s));
      await refused.read().catch((error: { advice: string }) => {
        said = error.advice;
      });
      assert.equal(listsAsked(), before);
      const [, day, time] = /(?:on (\S+) )?at (\d\d:\d\d)/.exec(said) ?? [];
      house.at(`${day ?? '2026-11-24'}T${time}:00+01:00`);
      assert.equal((await refused.read()).people.length, 60);
    });

    it('for what changed are not used up by readings of everybody, nor the other way round', async () => {
      await open({ callsPerDay: 200 });
      const reader = house.connector;
      await reader.read();
      await house.openAnother().read();
      await assert.rejects(house.openAnother().read(), { code: 'hr-busy' });
      wait(40 * minutes);
      assert.equal((await reader.read()).people.length, 60);
      // A stream of notices of changes uses those for changes up, and no more.
      for (let notice = 0; notice < 5; notice++) await reader.read().catch(() => null);
      await assert.rejects(reader.read(), busy(/read what changed are used up/));
      assert.equal((await reader.readPeople?.(['P1']))?.people.length, 1);
    });

    it('lacking for everybody put that off, and changes go on being read', async () => {
      await open({ callsPerDay: 300 });
      const reader = house.connector;
      await reader.read();
      house.at('2026-11-25T07:00:00Z');
      for (let start = 0; start < 4; start++)
        await house
          .openAnother()
          .read()
          .catch(() => null);
      house.at('2026-11-25T08:01:00Z');
      const people = crowd(60).map((person, at) => (at === 3 ? { ...person, callName: 'Anna' } : person));
      house.youforce.load({ people, units });
      const persons = () =>
        house.youforce
          .calls()
          .filter(({ path, query }) => path.endsWith('/persons') && !query.has('from') && !query.has('personCode'))
          .length;
      const before = persons();
      const reading = await reader.read();
      assert.equal(reading.people.find(({ personKey }) => personKey === 'P3')?.callName, 'Anna');
      assert.equal(persons(), before);
      house.at('2026-11-26T08:01:00Z');
      await reader.read();
      assert.ok(persons() > before);
    });

    it('are counted together by two instances on one store', async () => {
      await open();
      const memory = createMemorySourceMemory();
      const parts = { clock: { now: house.now }, sleep: async () => {} };
      const instances = [openApplication(memory, parts), openApplication(memory, parts)];
      const wish = { purse: 'whole', rule: { size: 10, perMs: 0 }, need: 1, who: 'hr', goesOn: true };
      const takings = await Promise.all(
        Array.from({ length: 10 }).flatMap(() => instances.map((instance) => instance.take(wish))),
      );
      assert.equal(takings.filter(({ kind }) => kind === 'taken').length, 10);
    });

    it('suffice for a check and for one person however few a day there are', async () => {
      await open({ callsPerDay: 200, assignments: true, pageSize: 100 });
      const wrong = (await house.connector.check()).filter(({ ok }) => !ok).map(({ text }) => text);
      assert.deepEqual(wrong, ['assignments: nothing.', 'costAllocations: nothing.']);
      assert.equal((await house.connector.readPeople?.(['P1']))?.people.length, 1);
    });

    it('for many people are none with a token that ended meanwhile', async () => {
      await open({}, { tokenSeconds: 60 }, 1000);
      await house.connector.read();
      wait(15 * minutes);
      const people = crowd(1000).map((person, at) => (at < 60 ? { ...person, callName: 'Anna' } : person));
      house.youforce.load({ people, units });
      const before = listsAsked();
      const reading = await house.connector.read();
      assert.equal(reading.people.filter(({ callName }) => callName === 'Anna').length, 60);
      // Three lists for each of them, what changed by pages of ten, what they refer to, and few that a token ended for.
      const asked = listsAsked() - before;
      assert.ok(asked <= 3 * 60 + 6 + 2 + 3 + 10, String(asked));
    });

    it('that never suffice are an error that says so, and not a wait', async () => {
      await open({ callsPerDay: 200 }, {}, 400);
      await assert.rejects(house.connector.read(), { code: 'hr-busy' });
      for (const day of [28, 30]) {
        house.at(`2026-11-${day}T08:00:00Z`);
        await house
          .openAnother()
          .read()
          .catch(() => null);
      }
      await assert.rejects(house.connector.read(), { code: 'hr-unreadable', message: /more calls than callsPerDay/ });
    });

    it('of which the system says that they are too many rest for some minutes, for all sources of the application', async () => {
      await open();
      house.youforce.setFaults([{ concerns: ({ method }) => method === 'GET', with: { status: 429, body: '' } }]);
      await assert.rejects(house.connector.read(), busy(/429.*another program/s));
      house.youforce.setFaults([]);
      const before = listsAsked();
      await assert.rejects(house.connector.read(), busy(/asked to be called less.*goes on by itself at 09:0\d/s));
      assert.equal(listsAsked(), before);
      wait(6 * minutes);
      assert.equal((await house.connector.read()).people.length, 60);
    });

    it('that come too close for once are made again', async () => {
      await open();
      house.youforce.setFaults([
        { concerns: ({ method }) => method === 'GET', times: 2, with: { status: 429, body: '' } },
      ]);
      assert.equal((await house.connector.read()).people.length, 60);
    });
  });
});

import assert from 'node:assert/strict';
import type { Person } from '../../models/person.ts';
import type { Doubt, IdentityDecision, LinkedRecord } from '../../models/same-people.ts';
import type { Stores } from '../../models/stores.ts';
import type { OpenedStores } from './store-contract.ts';

const person = (more: Partial<Person> = {}): Person => ({
  personKey: '71',
  sourceId: 'planning',
  callName: 'Bo',
  nameUse: 'birth',
  employments: [],
  leaves: [],
  ...more,
});

const link = (recordKey: string, personKey: string, more: Partial<LinkedRecord> = {}): Omit<LinkedRecord, 'hash'> => ({
  sourceId: 'planning',
  recordKey,
  personKey,
  person: person(),
  ...more,
});

const pair = (left: string, right: string) => ({
  left: { sourceId: 'hr', recordKey: left },
  right: { sourceId: 'planning', recordKey: right },
});

const said = (left: string, right: string, answer: 'same' | 'two'): IdentityDecision => ({
  ...pair(left, right),
  answer,
  by: 'Olga',
  at: '2026-11-24T08:00:00.000Z',
});

const doubt = (left: string, right: string): Doubt => ({
  reason: 'rivals',
  left: { sourceId: 'hr', recordKey: left, personKey: left, name: 'Bo $where' },
  right: { sourceId: 'planning', recordKey: right, personKey: right, name: 'Bo' },
  same: [],
  differs: [],
  waits: null,
  hindrance: null,
});

/** What every engine has to do alike with who is who in several sources. */
export function describeIdentityContract(name: string, open: () => Promise<OpenedStores>): void {
  describe(`who is who on ${name}`, function () {
    this.timeout(60_000);
    let opened: OpenedStores;
    let stores: Stores;
    beforeEach(async () => {
      opened = await open();
      stores = opened.stores;
    });
    afterEach(() => opened.close());

    const keys = async (of: Stores): Promise<string[]> =>
      (await of.identity.links()).map(({ recordKey, personKey }) => `${recordKey} ${personKey}`).sort();

    it('keeps whose record is whose, for the next process as well, until it is taken away', async () => {
      const odd = ['a.b$c', '{"$ne":1}', ' ', 'x'.repeat(256)];
      await stores.identity.saveLinks({ set: odd.map((key) => link(key, '500')), gone: [] });
      await stores.identity.saveLinks({ set: [link('72', '501', { person: null })], gone: [] });
      const other = await opened.reopen();
      assert.deepEqual(await keys(other), [...odd.map((key) => `${key} 500`), '72 501'].sort());
      await other.identity.saveLinks({
        set: [link('72', '502')],
        gone: odd.map((recordKey) => ({ sourceId: 'planning', recordKey })),
      });
      assert.deepEqual(await keys(stores), ['72 502']);
      assert.deepEqual(await keys(other), ['72 502']);
    });

    it('gives what a source said last, of those alone that are asked for', async () => {
      await stores.identity.saveLinks({ set: [link('71', '1'), link('72', '2', { person: null })], gone: [] });
      await stores.identity.saveLinks({ set: [link('71', '1', { person: person({ callName: 'Bo-Ann' }) })], gone: [] });
      const [found, ...more] = await stores.identity.records([
        { sourceId: 'planning', recordKey: '71' },
        { sourceId: 'hr', recordKey: '71' },
      ]);
      assert.deepEqual(more, []);
      assert.deepEqual(found?.person, person({ callName: 'Bo-Ann' }));
      const [unusable] = await stores.identity.records([{ sourceId: 'planning', recordKey: '72' }]);
      assert.equal(unusable?.person, null);
    });

    it('writes nothing when nothing differs', async () => {
      const save = async () => {
        await stores.identity.saveLinks({ set: [link('71', '1')], gone: [{ sourceId: 'hr', recordKey: '9' }] });
        await stores.identity.saveDoubts([doubt('1', '71')]);
        await stores.identity.saveDecisions([said('1', '71', 'two')]);
      };
      await save();
      const versions = () =>
        Promise.all(['links', 'doubts', 'decisions'].map((what) => stores.settings.get(`version:identity-${what}`)));
      const before = await versions();
      await save();
      assert.deepEqual(await versions(), before);
    });

    it('keeps one thing that was said of two records, whichever is named first, until it is taken back', async () => {
      await stores.identity.saveDecisions([said('1', '71', 'same'), said('2', '72', 'two')]);
      const turned = said('1', '71', 'two');
      await stores.identity.saveDecisions([{ ...turned, left: turned.right, right: turned.left }]);
      const other = await opened.reopen();
      assert.deepEqual(
        (await other.identity.decisions()).map(({ answer }) => answer),
        ['two', 'two'],
      );
      await other.identity.forgetDecisions([pair('1', '71')]);
      assert.deepEqual(await stores.identity.decisions(), [said('2', '72', 'two')]);
    });

    it('keeps the doubts of the last reading only, and gives the very same list while nothing changed', async () => {
      await stores.identity.saveDoubts([doubt('1', '71'), doubt('2', '72')]);
      const list = await stores.identity.doubts();
      assert.equal(await stores.identity.doubts(), list);
      await stores.identity.saveDoubts([doubt('2', '72')]);
      assert.deepEqual(await (await opened.reopen()).identity.doubts(), [doubt('2', '72')]);
    });
  });
}

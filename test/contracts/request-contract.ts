import assert from 'node:assert/strict';
import type { Request } from '../../models/request.ts';
import type { OpenedStores } from './store-contract.ts';

const at = '2026-11-24T08:00:00.000Z';
const ten = Array.from({ length: 10 }, (_, index) => index);

export const makeRequest = (more: Partial<Omit<Request, 'id' | 'version'>> = {}): Omit<Request, 'id' | 'version'> => ({
  state: 'open',
  subject: { kind: 'urgent-exit' },
  forPersonKey: 'P1',
  forName: 'Jan Jansen (P1)',
  askedBy: { kind: 'person', id: 'mia', name: 'Mia' },
  askedByPersonKey: 'P2',
  askedAt: at,
  reason: 'because',
  isUrgent: true,
  fingerprint: 'f1',
  tracks: [
    {
      id: '1',
      items: [],
      state: 'open',
      stages: [
        {
          by: ['security'],
          need: 1,
          state: 'open',
          approvers: [{ aadObjectId: 'sam', name: 'Sam', because: 'security', for: null }],
          answers: [],
          openedAt: at,
          remindedAt: null,
          escalatedAt: null,
        },
      ],
    },
  ],
  expiresAt: '2026-12-08T08:00:00.000Z',
  dueAt: '2026-11-25T08:00:00.000Z',
  decidedAt: null,
  grantIds: [],
  outcome: null,
  ...more,
});

/** What requests promise, on whatever engine. */
export function describeRequestContract(name: string, open: () => Promise<OpenedStores>): void {
  describe(`requests on ${name}`, () => {
    let opened: OpenedStores;
    before(async () => {
      opened = await open();
    });
    after(() => opened.close());

    it('number requests, and change one for whoever is first only', async () => {
      const { requests } = opened.stores;
      const made = await requests.add(makeRequest());
      assert.deepEqual(await requests.find(made.id), made);
      const tries = await Promise.all(
        ten.map((index) => requests.replace({ ...made, state: 'approved', reason: `by ${index}` })),
      );
      const won = tries.filter((one) => one !== null);
      assert.equal(won.length, 1);
      assert.deepEqual(await requests.find(made.id), won[0]);
      assert.equal(won[0]?.version, made.version + 1);
      assert.equal(await requests.find('no such'), null);
    });

    it('list requests by state, approver, requester, person and what they are about, newest first', async () => {
      const { requests } = opened.stores;
      const [one, two] = [
        await requests.add(makeRequest({ forPersonKey: 'L1', askedBy: { kind: 'person', id: 'ann', name: 'Ann' } })),
        await requests.add(makeRequest({ forPersonKey: 'L2', askedBy: { kind: 'person', id: 'ann', name: 'Ann' } })),
      ];
      const ids = (list: Request[]) => list.map(({ id }) => id);
      assert.deepEqual(ids(await requests.list({ limit: 10, askedBy: 'ann' })), [two.id, one.id]);
      assert.deepEqual(ids(await requests.list({ limit: 10, forPersonKey: 'L1' })), [one.id]);
      assert.deepEqual(ids(await requests.list({ limit: 1, askedBy: 'ann' })), [two.id]);
      assert.deepEqual(ids(await requests.list({ limit: 10, about: 'urgent-exit L2', states: ['open'] })), [two.id]);
      assert.ok(ids(await requests.list({ limit: 100, approver: 'sam' })).includes(one.id));
      await requests.replace({ ...one, state: 'refused', dueAt: null });
      assert.ok(!ids(await requests.list({ limit: 100, approver: 'sam' })).includes(one.id));
      assert.ok(!ids(await requests.due('2027-01-01T00:00:00.000Z', 100)).includes(one.id));
      assert.ok(ids(await requests.due('2027-01-01T00:00:00.000Z', 100)).includes(two.id));
      assert.ok(!ids(await requests.due(at, 100)).includes(two.id));
    });
  });
}

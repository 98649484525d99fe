import assert from 'node:assert/strict';
import { askDoubts } from '../../../api/requests/ask-doubts.ts';
import { openRequestDesk } from '../../../api/requests/request-desk.ts';
import type { Request } from '../../../models/request.ts';
import type { Doubt } from '../../../models/same-people.ts';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { type House, openStreet } from './open-house.ts';

const at = '2026-11-24T09:00:00.000Z';

const doubt = (key: string, more: Partial<Doubt> = {}): Doubt => ({
  reason: 'looks-alike',
  left: { sourceId: 'hr', recordKey: key, personKey: key, name: `Bo ${key}` },
  right: { sourceId: 'planning', recordKey: `pl${key}`, personKey: `pl${key}`, name: `Bo ${key}` },
  same: [{ what: 'name', left: `Bo ${key}`, right: `Bo ${key}` }],
  differs: [],
  waits: `pl${key}`,
  hindrance: null,
  ...more,
});

describe('doubts about who is who', () => {
  let house: House;
  eachTestItsHouse(openStreet, (opened) => {
    house = opened;
  });

  const ask = () => askDoubts(openRequestDesk(house.parts));
  const open = async (): Promise<Request[]> =>
    (await house.stores.requests.list({ limit: 50, states: ['open'] })).filter(
      ({ subject }) => subject.kind === 'doubt',
    );
  const answer = async (choice: string | null, kind: 'approve' | 'reject' = 'approve') => {
    const [request] = await open();
    const track = request?.tracks[0];
    const approver = track?.stages[0]?.approvers[0];
    assert.ok(request && track && approver);
    return house.requests.decide({
      requestId: request.id,
      trackId: track.id,
      fingerprint: request.fingerprint,
      answer: kind,
      by: { kind: 'person', id: approver.aadObjectId, name: approver.name },
      reason: 'I know them',
      ...(choice === null ? {} : { choice }),
    });
  };

  it('are asked of IT, each once, and those alone that can be decided', async () => {
    await house.stores.identity.saveDoubts([doubt('1'), doubt('2', { hindrance: 'two-accounts' })]);
    assert.equal(await ask(), 1);
    assert.equal(await ask(), 0);
    const [request] = await open();
    assert.equal(request?.subject.kind === 'doubt' && request.subject.left.recordKey, '1');
    assert.deepEqual(request?.tracks[0]?.stages[0]?.by, ['it']);
  });

  it('are asked a few at a time, however many there are', async () => {
    await house.stores.identity.saveDoubts(Array.from({ length: 30 }, (_, index) => doubt(String(index))));
    assert.equal(await ask(), 10);
    assert.equal(await ask(), 0);
    assert.equal((await open()).length, 10);
  });

  it('are settled by one choice of two, in the name of whoever chose', async () => {
    await house.stores.identity.saveDoubts([doubt('1')]);
    await ask();
    assert.equal((await answer(null)).kind, 'changed', 'a yes without a choice says nothing');
    assert.equal((await answer('keep-14')).kind, 'changed');
    assert.equal((await answer('two')).kind, 'decided');
    await house.tend(at);
    const pair = { left: { sourceId: 'hr', recordKey: '1' }, right: { sourceId: 'planning', recordKey: 'pl1' } };
    assert.deepEqual(house.said, [{ same: [], two: [pair], forget: [] }]);
  });

  it('stay as they are when somebody does not want to decide', async () => {
    await house.stores.identity.saveDoubts([doubt('1')]);
    await ask();
    assert.equal((await answer(null, 'reject')).kind, 'decided');
    await house.tend(at);
    assert.deepEqual(house.said, []);
    assert.equal(await ask(), 0);
  });

  it('are not asked about any more when a run no longer finds them', async () => {
    await house.stores.identity.saveDoubts([doubt('1')]);
    await ask();
    await house.stores.identity.saveDoubts([]);
    await house.tend(new Date(Date.parse(at) + 3_600_000).toISOString());
    assert.deepEqual(await open(), []);
    await house.stores.identity.saveDoubts([doubt('1')]);
    assert.equal(await ask(), 1, 'and anew when they come back');
  });
});

import assert from 'node:assert/strict';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { answerOf, ask, askedIn, mustFind } from './answers.ts';
import { type House, openStreet } from './open-house.ts';
import { exceptionOf, person, replacementOf, usualPolicy } from './organisation.ts';

describe('asking and deciding', () => {
  let house: House;
  eachTestItsHouse(openStreet, (opened) => {
    house = opened;
  });

  const askFinance = () => ask(house, exceptionOf('finance'), { by: person('bram'), gains: 'bram' });

  it('asks the manager, then the owner of what the catalogue names, and gives what both allowed', async () => {
    const request = await askFinance();
    assert.deepEqual(askedIn(request), ['maud']);
    const half = await house.requests.decide(answerOf(request, 'maud'));
    assert.equal(half.kind, 'decided');
    assert.deepEqual(askedIn(await mustFind(house, request.id)), ['olga']);
    assert.equal(await house.stores.grants.find('request-1'), null);
    await house.requests.decide(answerOf(request, 'olga'));
    const done = await mustFind(house, request.id);
    assert.equal(done.state, 'done');
    assert.deepEqual(await house.stores.grants.find('request-1'), {
      id: 'request-1',
      personKey: 'bram',
      kind: 'exception',
      items: { groups: ['sg-finance'], licences: [], apps: [] },
      withheld: { groups: [], licences: [], apps: [] },
      attributes: [],
      follows: null,
      startsAt: '2026-11-23T23:00:00.000Z',
      endsAt: '2026-12-03T23:00:00.000Z',
      reason: 'the year has to be closed',
      approval: { by: 'Maud Jansen, Olga Jansen', at: '2026-11-24T08:00:00.000Z', requestId: '1' },
    });
    assert.equal((await house.stores.runs.list({ limit: 5 })).length, 1);
  });

  it('ends with one no, whoever was to come after', async () => {
    const request = await askFinance();
    await house.requests.decide(answerOf(request, 'maud', { answer: 'reject', reason: 'not now' }));
    const refused = await mustFind(house, request.id);
    assert.equal(refused.state, 'refused');
    assert.equal(refused.tracks[0]?.stages[0]?.answers[0]?.reason, 'not now');
    assert.equal((await house.requests.decide(answerOf(request, 'olga'))).kind, 'over');
    assert.deepEqual(await house.stores.grants.list({ at: '2026-11-24T08:00:00.000Z' }), []);
  });

  it('asks each owner of a replacement once, and the manager for what goes along', async () => {
    const keys = ['crm', 'finance', 'archive', 'admin', 'group:sg-odd'];
    const request = await ask(house, replacementOf(keys), { by: person('hanna'), gains: 'bram' });
    assert.deepEqual(
      request.tracks.map(({ id, items }) => [items, askedIn(request, id)]),
      [
        [['crm'], ['maud']],
        [['finance'], ['olga']],
        [['archive'], ['otis', 'otto']],
        [['group:sg-odd'], ['iris', 'ivo']],
      ],
    );
    await house.requests.decide(answerOf(request, 'maud'));
    await house.requests.decide(answerOf(request, 'olga', { answer: 'reject', trackId: 't2' }));
    await house.requests.decide(answerOf(request, 'otis', { trackId: 't3' }));
    await house.requests.decide(answerOf(request, 'iris', { answer: 'reject', trackId: 't4' }));
    assert.equal((await mustFind(house, request.id)).state, 'done');
    const grant = await house.stores.grants.find('request-1');
    assert.deepEqual(grant?.items.groups, ['sg-crm', 'sg-archive']);
    assert.equal(grant?.kind, 'replacement');
  });

  it('takes the asking of the absent person’s manager for a yes to what goes along', async () => {
    const request = await ask(house, replacementOf(['crm']), { by: person('maud'), gains: 'bram' });
    assert.equal(request.state, 'done');
    assert.deepEqual((await house.stores.grants.find('request-1'))?.items.groups, ['sg-crm']);
  });

  it('never gives what would put both sides of a separation in one hand', async () => {
    await house.hr('bram', {
      employments: [
        { employmentKey: 'e', kind: 'employee', startsOn: '2020-01-01', unitKey: 'sales', functionTitle: 'Payer' },
      ],
    });
    const request = await ask(house, replacementOf(['crm', 'finance']), { by: person('hanna'), gains: 'bram' });
    assert.deepEqual(
      request.tracks.flatMap(({ items }) => items),
      ['crm'],
    );
  });

  it('lets a held run go in the name of whoever approved', async () => {
    const { id: _, ...waiting } = await house.parts.runs.start({ trigger: 'api', by: person('ivo') });
    const run = await house.stores.runs.add({ ...waiting, state: 'awaiting-approval', fingerprint: 'plan-1' });
    const subject = { kind: 'run-release' as const, runId: run.id, planFingerprint: 'plan-1', release: null };
    const request = await ask(house, subject, { by: person('ivo'), gains: null });
    assert.deepEqual(askedIn(request), ['iris']);
    await house.requests.decide(answerOf(request, 'iris'));
    assert.equal((await mustFind(house, request.id)).state, 'done');
    const released = await house.stores.runs.find(run.id);
    assert.deepEqual([released?.state, released?.decision?.by.id], ['applying', 'iris']);
  });

  it('needs as many as the policy says, one seat each, and carries on to security', async () => {
    const request = await ask(house, exceptionOf('vault'), { by: person('bram'), gains: 'bram' });
    assert.deepEqual(askedIn(request), ['iris', 'ivo']);
    await house.requests.decide(answerOf(request, 'ivo'));
    assert.deepEqual(askedIn(await mustFind(house, request.id)), ['iris', 'ivo']);
    await house.requests.decide(answerOf(request, 'iris'));
    assert.deepEqual(askedIn(await mustFind(house, request.id)), ['sem']);
    await house.requests.decide(answerOf(request, 'sem'));
    assert.equal((await mustFind(house, request.id)).state, 'done');
  });

  it('needs every owner where the catalogue says all', async () => {
    const request = await ask(house, exceptionOf('archive'), { by: person('bram'), gains: 'bram' });
    await house.requests.decide(answerOf(request, 'otto'));
    assert.equal((await mustFind(house, request.id)).state, 'open');
    await house.requests.decide(answerOf(request, 'otis'));
    assert.equal((await mustFind(house, request.id)).state, 'done');
  });

  it('does not ask somebody twice who is asked in two stages', async () => {
    house.policy(
      usualPolicy.replace('Finance, owners: [olga@voorbeeld.example]', 'Finance, owners: [maud@voorbeeld.example]'),
    );
    const request = await askFinance();
    await house.requests.decide(answerOf(request, 'maud'));
    assert.equal((await mustFind(house, request.id)).state, 'done');
  });

  it('is taken back by whoever asked, and by nobody else', async () => {
    const request = await askFinance();
    const about = { requestId: request.id };
    assert.equal((await house.requests.withdraw({ ...about, by: person('carl') })).kind, 'not-approver');
    assert.equal((await house.requests.withdraw({ ...about, by: person('bram') })).kind, 'decided');
    assert.equal((await house.requests.withdraw({ ...about, by: person('bram') })).kind, 'over');
    assert.equal((await house.requests.decide(answerOf(request, 'maud'))).kind, 'over');
  });
});

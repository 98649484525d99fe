import assert from 'node:assert/strict';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { answerOf, ask, mustFind } from './answers.ts';
import { type House, openStreet } from './open-house.ts';
import { exceptionOf, person, usualPolicy } from './organisation.ts';

describe('what comes at the same moment', () => {
  let house: House;
  eachTestItsHouse(openStreet, (opened) => {
    house = opened;
  });

  const askFinance = () => ask(house, exceptionOf('finance'), { by: person('bram'), gains: 'bram' });
  const grants = async () => (await house.stores.grants.list({ at: '2026-11-24T08:00:00.000Z' })).map(({ id }) => id);

  it('asks the same once, however many ask it at the same moment', async function () {
    this.timeout(60_000);
    for (let round = 0; round < 20; round++) {
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () =>
          house.requests.ask({
            subject: exceptionOf('finance'),
            forPersonKey: 'bram',
            by: person('bram'),
            reason: 'now',
          }),
        ),
      );
      assert.equal(outcomes.filter(({ kind }) => kind === 'asked').length, 1);
      const open = await house.requests.list({ states: ['open'], limit: 10 });
      assert.equal(open.length, 1);
      await house.requests.withdraw({ requestId: open[0]?.id ?? '', by: person('bram') });
    }
  });

  it('takes one of five answers that come at once', async () => {
    const five = ['ivo', 'iris', 'otto', 'otis', 'carl'];
    const addresses = five.map((name) => `${name}@voorbeeld.example`).join(', ');
    house.policy(
      usualPolicy.replace(
        /owners: \[olga@voorbeeld.example\], maxDays/,
        `owners: [${addresses}], approval: [{ by: [owner] }], maxDays`,
      ),
    );
    const request = await askFinance();
    const outcomes = await Promise.all(
      five.map((name, i) =>
        house.requests.decide(answerOf(request, name, { answer: i % 2 === 0 ? 'approve' : 'reject' })),
      ),
    );
    assert.equal(outcomes.filter(({ kind }) => kind === 'decided').length, 1);
    assert.ok(outcomes.every(({ kind }) => kind === 'decided' || kind === 'over'));
    const found = await mustFind(house, request.id);
    const answers = found.tracks.flatMap(({ stages }) => stages.flatMap((stage) => stage.answers));
    assert.equal(answers.length, 1);
    assert.equal((await grants()).length, answers[0]?.answer === 'approve' ? 1 : 0);
  });

  it('comes to one end when answer, withdrawal and expiry cross', async () => {
    for (let round = 0; round < 6; round += 1) {
      const request = await ask(house, exceptionOf('archive'), { by: person('bram'), gains: 'bram' });
      await house.requests.decide(answerOf(request, 'otto'));
      await Promise.all([
        house.requests.decide(answerOf(request, 'otis', { answer: round % 2 === 0 ? 'approve' : 'reject' })),
        house.requests.withdraw({ requestId: request.id, by: person('bram') }),
      ]);
      const found = await mustFind(house, request.id);
      assert.ok(['done', 'refused', 'withdrawn'].includes(found.state), found.state);
      const grant = await house.stores.grants.find(`request-${request.id}`);
      assert.equal(grant !== null, found.state === 'done');
      if (grant !== null) await house.stores.grants.end(grant.id, '2026-11-24T08:00:00.000Z');
    }
  });

  it('lets a nudge through once an hour, from whoever asked', async () => {
    const request = await askFinance();
    const nudge = (by: string) => house.requests.nudge({ requestId: request.id, by: person(by) });
    house.at('2026-11-24T09:00:00.000Z');
    assert.equal((await nudge('carl')).kind, 'not-approver');
    assert.equal((await nudge('bram')).kind, 'decided');
    assert.equal((await nudge('bram')).kind, 'too-soon');
    house.at('2026-11-24T10:00:00.000Z');
    assert.equal((await nudge('bram')).kind, 'decided');
  });
});

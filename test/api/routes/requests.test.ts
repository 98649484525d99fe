import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { requestRoutes } from '../../../api/routes/requests.ts';
import type { Request } from '../../../models/request.ts';
import { type House, openStreet, type Street } from '../requests/open-house.ts';
import { exceptionOf, usualPolicy } from '../requests/organisation.ts';

describe('requests over the API', () => {
  let street: Street;
  let house: House;
  let server: Server;
  before(async () => {
    street = await openStreet();
    house = await street.open();
    const app = express()
      .use(express.json())
      .use('/api/requests', requestRoutes({ ...house, language }));
    server = app.listen(0, '127.0.0.1');
  });
  after(async () => {
    server.close();
    await house.close();
    await street.close();
  });

  const language = async () => (await house.parts.loadPolicy()).policy.language;
  const call = async (path: string, body?: unknown) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/requests${path}`;
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(url, body === undefined ? {} : init);
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
  };

  it('asks, shows, answers nothing, and takes back', async () => {
    const body = { subject: exceptionOf('finance'), forPersonKey: 'bram', reason: 'audit' };
    const asked = await call('', body);
    assert.equal(asked.status, 202);
    const request = asked.json as unknown as Request;
    const again = await call('', body);
    assert.deepEqual([again.status, again.json.code], [409, 'refused']);
    assert.equal((await call(`/${request.id}`)).json.state, 'open');
    assert.equal(((await call('?state=open')).json.requests as unknown[]).length, 1);
    assert.equal(((await call('?state=done')).json.requests as unknown[]).length, 0);
    const decision = { trackId: 't1', fingerprint: request.fingerprint, answer: 'approve' };
    assert.deepEqual((await call(`/${request.id}/decision`, decision)).status, 403);
    assert.equal((await call(`/${request.id}/withdraw`, {})).json.state, 'withdrawn');
    assert.equal((await call(`/${request.id}/withdraw`, {})).status, 409);
  });

  it('words refusals and ends in the language of the policy', async () => {
    const body = { subject: exceptionOf('archive'), forPersonKey: 'bram', reason: 'audit' };
    const { id } = (await call('', body)).json as unknown as Request;
    house.policy(`language: nl\n${usualPolicy.replace('{ id: archive', '{ id: cellar')}`);
    const again = await call('', { ...body, subject: exceptionOf('vault', { endsOn: '2026-11-20' }) });
    assert.deepEqual([again.status, again.json.code], [409, 'refused']);
    assert.match(String(again.json.detail), /^Het zou eindigen op 2026-11-20/);
    await house.tend('2026-11-24T09:00:00.000Z');
    const over = (await call(`/${id}`)).json;
    assert.deepEqual(
      [over.state, over.outcome],
      ['void', 'Archive staat niet in de catalogus. Kies iets uit de lijst, of vraag IT het toe te voegen.'],
    );
    house.policy(usualPolicy);
    assert.match(String((await call(`/${id}`)).json.outcome), /^Archive is not in the catalogue/);
  });

  it('says what is wrong with what it cannot read', async () => {
    assert.equal((await call('', { subject: { kind: 'root' }, reason: 'x' })).status, 400);
    assert.equal((await call('/1/decision', { answer: 'maybe' })).status, 400);
    assert.equal((await call('?state=nowhere')).status, 400);
    assert.equal((await call('/999')).status, 404);
  });
});

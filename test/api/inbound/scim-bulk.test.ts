import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { shareEngine } from '../../models/store/share-engine.ts';
import { bulkOf, eachTestItsDoors, enterprise, makeUser, upload } from './open-inbound-house.ts';

const samples = fileURLToPath(new URL('../../../../shared/hr-samples/microsoft-entra-inbound/', import.meta.url));
const sample = (name: string): string | null =>
  existsSync(samples + name) ? readFileSync(samples + name, 'utf8') : null;

describe('a SCIM bulk request', () => {
  const house = eachTestItsDoors(
    shareEngine(),
    ', fields: { startDate: "urn:ietf:params:scim:schemas:extension:csv:1.0:User:HireDate" }',
  );
  const statuses = (answer: { body: { Operations: { status: string }[] } }) =>
    answer.body.Operations.map(({ status }) => status).join();

  for (const name of ['01-POST-SCIM-bulk-request-upload.json', 'Extended-SCIM-bulk-request-Core+Enterprise.json'])
    it(`takes ${name}`, async function () {
      const text = sample(name);
      if (text === null) return this.skip();
      const answer = await house().scim('POST', name.startsWith('0') ? '/Bulk' : '/bulkUpload', text);
      // The extended sample has one bulkId twice.
      const isTwice = new Set(text.match(/"bulkId": "[^"]+"/g)).size < 3;
      assert.equal(answer.status, isTwice ? 400 : 202);
      if (isTwice) return;
      assert.equal(statuses(answer), '201,201,201');
      const { people, units } = await house().connector().read();
      assert.deepEqual(
        people.map(({ personKey, employments: [work] }) => [personKey, work?.startsOn, work?.managerPersonKey]),
        [
          ['521195', '2022-07-01', '521097'],
          ['521193', '2021-05-01', '521097'],
          ['521194', '2020-07-01', '521193'],
        ],
      );
      assert.ok(units.some((unit) => unit.name === 'Program Management'));
    });

  it('refuses what is no bulk request, and keeps nothing of it', async () => {
    const one = upload(makeUser('P1'), 'a');
    for (const body of [
      sample('02-POST-Send-non-SCIM-data-failure.json') ?? '{"name":"John Doe"}',
      bulkOf([]),
      bulkOf([one, upload(makeUser('P2'), 'a')]),
      bulkOf([one, upload(makeUser('P1', { userName: 'other' }), 'b')]),
      bulkOf([one, { bulkId: 'b' }]),
      bulkOf([one, null]),
    ]) {
      const refused = await house().scim('POST', '/Bulk', body);
      assert.equal(refused.status, 400);
      assert.equal(refused.body.status, '400');
    }
    const many = bulkOf(Array.from({ length: 51 }, (_, at) => upload(makeUser(`P${at}`), `b${at}`)));
    assert.equal((await house().scim('POST', '/Bulk', many)).status, 413);
    assert.equal((await house().scim('GET', '/Users')).body.totalResults, 0);
    assert.equal(house().asked(), 0);
  });

  it('is dealt with once under its request id, and says where to look', async () => {
    const headers = { 'client-request-id': 'r1' };
    const first = await house().scim('POST', '/Bulk', bulkOf([upload(makeUser('P1'), 'a')]), headers);
    await house().scim('POST', '/Bulk', bulkOf([upload(makeUser('P1', { title: 'Nurse' }), 'b')]));
    const again = await house().scim('POST', '/Bulk', bulkOf([upload(makeUser('P1'), 'a')]), headers);
    assert.deepEqual([again.status, again.body], [202, first.body]);
    const status = await house().scim('GET', '/Bulk/r1');
    assert.deepEqual([status.status, status.body], [200, first.body]);
    assert.match(first.headers.get('location') ?? '', /\/scim\/v2\/hr\/Bulk\/r1$/);
    assert.equal((await house().scim('POST', '/Bulk', bulkOf([upload(makeUser('P2'), 'a')]), headers)).status, 409);
    assert.equal((await house().scim('GET', '/Bulk/r2')).status, 404);
    assert.equal((await house().scim('GET', '/Users')).body.Resources[0].title, 'Nurse');
  });

  it('makes everybody once when it arrives twice at the same time', async () => {
    const people = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6'];
    const send = (id: string, title: string) => {
      const operations = people.map((key) => upload(makeUser(key, { title }), key));
      return house().scim('POST', '/Bulk', bulkOf(operations), { 'client-request-id': id });
    };
    for (const [first, second] of [
      ['r1', 'r1'],
      ['r2', 'r3'],
    ] as const) {
      const answers = await Promise.all([send(first, first), send(second, second)]);
      for (const answer of [...answers, await house().scim('GET', `/Bulk/${first}`)])
        for (const status of statuses(answer).split(',')) assert.match(status, /^20[01]$/);
      const found = (await house().scim('GET', '/Users')).body.Resources;
      assert.equal(found.length, people.length);
      for (const { id } of found) await house().scim('DELETE', `/Users/${id}`);
    }
  });

  it('refuses a user name that is somebody’s of another external id', async () => {
    const two = bulkOf([
      upload(makeUser('P1'), 'a'),
      upload(makeUser('P2', { userName: 'P1@voorbeeld.example' }), 'b'),
    ]);
    const answer = await house().scim('POST', '/Bulk', two);
    assert.deepEqual([statuses(answer), answer.body.Operations[1].response.scimType], ['201,409', 'uniqueness']);
  });

  it('takes a manager who is told by the bulkId of an earlier operation', async () => {
    const under = (manager: unknown) => ({ [enterprise]: { employeeNumber: '1', manager } });
    const operations = [
      upload(makeUser('P1'), 'boss'),
      upload(makeUser('P2', under({ value: 'bulkId:boss' })), 'b'),
      upload(makeUser('P3', under('bulkId:b')), 'c'),
      upload(makeUser('P4', under([{ VALUE: 'BulkID:boss' }])), 'd'),
    ];
    assert.equal(statuses(await house().scim('POST', '/Bulk', bulkOf(operations))), '201,201,201,201');
    const managers = async () =>
      (await house().connector().read()).people.map(({ personKey, employments: [work] }) => [
        personKey,
        work?.managerPersonKey,
      ]);
    const wanted = [
      ['P1', undefined],
      ['P2', 'P1'],
      ['P3', 'P2'],
      ['P4', 'P1'],
    ];
    assert.deepEqual(await managers(), wanted);
    const moved = [upload({ externalId: 'P3' }, 'x'), upload({ externalId: 'P4', ...under('bulkId:x') }, 'y')];
    assert.equal(statuses(await house().scim('POST', '/Bulk', bulkOf(moved))), '200,200');
    assert.deepEqual((await managers())[3], ['P4', 'P3']);
  });

  it('refuses a manager of a bulkId that no earlier operation made', async () => {
    const under = (bulkId: string) => ({ [enterprise]: { manager: { value: `bulkId:${bulkId}` } } });
    const answer = await house().scim(
      'POST',
      '/Bulk',
      bulkOf([
        upload(makeUser('P1', under('later')), 'a'),
        upload(makeUser('P2', under('b')), 'b'),
        upload(makeUser('P3', under('a')), 'c'),
        upload(makeUser('P4', under('nobody')), 'd'),
        upload(makeUser('P5'), 'later'),
      ]),
    );
    assert.equal(statuses(answer), '400,400,400,400,201');
    assert.equal(answer.body.Operations[0].response.scimType, 'invalidValue');
    assert.equal((await house().scim('GET', '/Users')).body.totalResults, 1);
  });

  it('changes what is named, and judges each operation by itself', async () => {
    await house().scim('POST', '/Users', makeUser('P1', { title: 'Nurse' }));
    const answer = await house().scim(
      'POST',
      '/Bulk',
      bulkOf([
        upload({ externalId: 'P1', title: null, [enterprise]: { department: 'Cure' } }, 'a'),
        upload({ externalId: 'P2' }, 'b'),
        { method: 'DELETE', bulkId: 'c', path: '/Users/1' },
        upload(makeUser('P3'), 'd'),
      ]),
    );
    assert.equal(statuses(answer), '200,400,400,201');
    const [user] = (await house().scim('GET', '/Users?filter=externalId%20eq%20%22P1%22')).body.Resources;
    assert.deepEqual([user.title, user[enterprise]], [undefined, { employeeNumber: 'NP1', department: 'Cure' }]);
    const stopped = await house().scim('POST', '/Bulk', bulkOf([upload({}, 'x'), upload(makeUser('P4'), 'y')], 1));
    assert.equal(statuses(stopped), '400');
  });

  it('answers every broken body with a SCIM error', async () => {
    const whole = JSON.stringify(makeUser('P1'));
    const bodies: (string | Uint8Array)[] = [
      '',
      whole.slice(0, -9),
      '[]',
      'null',
      '"x"',
      '[{}]'.repeat(1),
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      whole.replace('{', '{"__proto__":{"a":1},'),
      whole.replace('"Anna"', '5'),
      whole.replace('true', '"maybe"'),
      whole.replace('"emails":[', '"emails":["x",'),
      whole.replace('"userName"', '"username":"x","userName"'),
      Buffer.from(whole.replace('Anna', 'Noëlle'), 'latin1'),
      Buffer.from(whole, 'utf16le'),
    ];
    for (const body of bodies) {
      const refused = await house().scim('POST', '/Users', body);
      assert.deepEqual([refused.status, refused.body.status], [400, '400'], String(body).slice(0, 60));
    }
    assert.equal((await house().scim('POST', '/Users', `"${'x'.repeat(1_100_000)}"`)).body.status, '413');
    assert.equal((await house().scim('POST', '/Users', whole, { 'content-type': 'text/xml' })).body.status, '415');
    assert.equal((await house().scim('GET', '/Users')).body.totalResults, 0);
  });

  it('lets a withdrawal be read as such, and somebody who comes back as there', async () => {
    const data = { 'urn:ietf:params:scim:schemas:extension:csv:1.0:User': { HireDate: '2020-01-01' } };
    const made = await house().scim('POST', '/Users', makeUser('P1', data));
    await house().scim('DELETE', `/Users/${made.body.id}`);
    const [gone] = (await house().connector().read()).people;
    assert.deepEqual([gone?.personKey, gone?.isActive, gone?.employments[0]?.endsOn], ['P1', false, '2026-11-24']);
    await house().scim('POST', '/Users', makeUser('P1', data));
    const { people } = await house().connector().read();
    assert.deepEqual(
      people.map(({ isActive, employments }) => [isActive, employments[0]?.endsOn]),
      [[true, undefined]],
    );
  });
});

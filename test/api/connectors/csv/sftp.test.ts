import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createSftpVisit } from '../../../../api/connectors/csv/places/visit-sftp.ts';
import { parsePolicy } from '../../../../api/policy/read-policy.ts';
import { InstroomError } from '../../../../models/errors.ts';
import { SftpServer } from '../../../../models/sources/sftp-server.ts';
import { goodFiles, openSource } from './csv-files.ts';
import { makeKeys, type SftpStandIn, startSftpStandIn } from './sftp-stand-in.ts';

const columns = { personKey: 'Nr', birthName: 'Naam', startDate: 'Start', unitKey: 'Afd' };
const fileOf = (name: string): string => `Nr;Naam;Start;Afd\n1;${name};2020-01-01;U1\n`;
const password = 'correct horse';

describe('csv connector, files on a server', () => {
  let server: SftpStandIn;
  beforeEach(async () => {
    server = await startSftpStandIn({ user: 'instroom', password });
  });
  afterEach(() => server.close());

  const put = (path: string, content: string | Buffer, minutesAgo = 5) =>
    server.files.set(path, { bytes: Buffer.from(content), modifiedAtMs: Date.now() - minutesAgo * 60_000 });
  const settings = (given: object = {}) => ({
    host: '127.0.0.1',
    port: server.port,
    user: 'instroom',
    password: 'HR_PASSWORD',
    hostKey: server.hostKey,
    ...given,
  });
  const secrets = (given: Record<string, string> = {}) => ({
    read: async (name: string) => ({ HR_PASSWORD: password, ...given })[name] ?? assert.fail(`nobody needs ${name}`),
  });
  const open = (given: { sftp?: object; secrets?: Record<string, string>; file?: string } = {}) =>
    openSource(
      { file: given.file ?? '/out/people-*.csv', columns, sftp: settings(given.sftp) },
      { secrets: secrets(given.secrets) },
    );
  const namesOf = async (given: Parameters<typeof open>[0] = {}) =>
    (await open(given).read()).people.map(({ birthName }) => birthName);

  it('reads the newest delivery, from beginning to end, and leaves no connection behind', async () => {
    put('/out/people-1.csv', fileOf('Old'), 60);
    put('/out/people-2.csv', `${fileOf('New')}${'2;Twee;2020-01-01;U1\n'.repeat(20_000)}`);
    put('/out/people-3.csv.filepart', fileOf('Half'), 1);
    const reading = await open().read();
    assert.deepEqual(
      reading.people.map(({ birthName }) => birthName),
      ['New', 'Twee'],
    );
    assert.equal(reading.changedAt?.slice(0, 16), new Date(Date.now() - 5 * 60_000).toISOString().slice(0, 16));
    for (let tries = 0; server.seen.open > 0 && tries < 200; tries++) await new Promise((r) => setTimeout(r, 5));
    assert.equal(server.seen.open, 0);
  });

  it('is looked at every so many minutes, and reads one file and the native folder as well', async () => {
    const connector = open({ sftp: { pollMinutes: 7 } });
    assert.deepEqual([connector.pollEveryMs, connector.watchPaths], [420_000, []]);
    put('/in/one.csv', fileOf('One'));
    assert.deepEqual(await namesOf({ file: '/in/one.csv' }), ['One']);
    for (const [name, content] of Object.entries(goodFiles)) put(`/hr/${name}`, content);
    const native = await openSource({ folder: '/hr', sftp: settings() }, { secrets: secrets() }).read();
    assert.equal(native.people.length, 3);
  });

  it('gets in by a private key, locked or not, and by a dialogue that asks for the password', async () => {
    const key = makeKeys();
    const locked = makeKeys({ passphrase: 'opens' });
    for (const [login, sftp, given] of [
      [{ publicKey: key.public }, { privateKey: 'HR_KEY' }, { HR_KEY: key.private }],
      [
        { publicKey: locked.public },
        { privateKey: 'HR_KEY', passphrase: 'HR_PASSPHRASE' },
        { HR_KEY: locked.private, HR_PASSPHRASE: 'opens' },
      ],
      [{ dialogue: password }, { password: 'HR_PASSWORD' }, {}],
    ] as const) {
      const other = await startSftpStandIn({ user: 'instroom', ...login });
      other.files.set('/out/people-1.csv', { bytes: Buffer.from(fileOf('In')), modifiedAtMs: Date.now() - 60_000 });
      const where = { password: undefined, port: other.port, hostKey: [server.hostKey, other.hostKey] };
      assert.deepEqual(await namesOf({ sftp: { ...where, ...sftp }, secrets: given }), ['In']);
      await other.close();
    }
  });

  it('a policy leaves paths as the server has them', () => {
    const text = `version: 1\ndomain: a.nl\nsource: { id: hr, connector: csv, folder: out/hr, sftp: { host: a, user: b, password: HR_PASSWORD } }`;
    const [source] = parsePolicy(text, { name: 'instroom.yaml', folder: '/policies' }).policy.sources;
    assert.equal(source?.connector === 'csv' && source.folder, 'out/hr');
  });

  describe('trusts no server blindly', () => {
    it('check prints the fingerprint when the settings name none, and nothing is said to the server', async () => {
      put('/out/people-1.csv', fileOf('One'));
      const findings = await open({ sftp: { hostKey: undefined } }).check();
      assert.equal(findings.length, 1);
      assert.equal(findings[0]?.ok, false);
      assert.equal(
        findings[0]?.text,
        `hr: 127.0.0.1 shows the host key ${server.hostKey}, and the settings name none. Ask whoever runs the server for its fingerprint; when it is the same, put hostKey: "${server.hostKey}" under sftp. Nothing was sent.`,
      );
      assert.deepEqual([server.seen.users, server.seen.reads], [[], 0]);
      assert.deepEqual(await open().check(), [{ ok: true, text: '1 people, 0 set aside' }]);
    });

    it('a server with another key is left before the user or the password is named', async () => {
      const other = await startSftpStandIn({ user: 'instroom', password });
      await assert.rejects(open({ sftp: { port: other.port } }).read(), {
        code: 'hr-unreadable',
        retryable: false,
        message: `hr: 127.0.0.1 shows the host key ${other.hostKey}, which is not the one in the settings.`,
      });
      assert.deepEqual([other.seen.connections, other.seen.users], [1, []]);
      await other.close();
    });
  });

  it('says who is not let in, which key cannot be used, and tells no secret', async () => {
    const wrong = { HR_PASSWORD: 'wrong-secret', HR_KEY: 'BEGIN wrong-secret' };
    const errors = await Promise.all([
      errorOf(namesOf({ secrets: wrong })),
      errorOf(namesOf({ sftp: { user: 'nobody' } })),
      errorOf(namesOf({ sftp: { privateKey: 'HR_KEY', password: undefined }, secrets: wrong })),
    ]);
    assert.deepEqual(
      errors.map(({ message }) => message),
      [
        'hr: 127.0.0.1 does not let instroom in.',
        'hr: 127.0.0.1 does not let nobody in.',
        'hr: the secret HR_KEY holds no private key that can be used.',
      ],
    );
    for (const error of errors) {
      assert.equal(error.retryable, false);
      assert.doesNotMatch(`${error.stack} ${error.advice} ${(error.cause as Error)?.stack}`, /wrong-secret/);
    }
  });

  it('a file that is not there or may not be read is named as on the server', async () => {
    put('/out/people-1.csv', fileOf('One'));
    await assert.rejects(namesOf({ file: '/out/none.csv' }), {
      code: 'hr-unreadable',
      message: 'sftp://127.0.0.1/out/none.csv is not there.',
    });
    await assert.rejects(namesOf({ file: '/elsewhere/people-*.csv' }), {
      code: 'hr-unreadable',
      message: 'sftp://127.0.0.1/elsewhere is not there.',
    });
    server.misbehave = 'forbids';
    await assert.rejects(namesOf(), {
      code: 'hr-unreadable',
      message: 'sftp://127.0.0.1/out/people-1.csv may not be read.',
    });
  });

  it('a file that is longer or shorter than the server says is being written', async () => {
    put('/out/people-1.csv', fileOf('One'));
    for (const how of ['sends less than it says', 'sends more than it says'] as const) {
      server.misbehave = how;
      await assert.rejects(namesOf(), {
        code: 'hr-busy',
        retryable: true,
        message: 'sftp://127.0.0.1/out/people-1.csv is being written right now.',
      });
    }
  });

  it('a file that grows between two looks is being written', async () => {
    put('/out/people-1.csv', fileOf('One'));
    server.afterLook = () => put('/out/people-1.csv', `${fileOf('One')}2;Two;`);
    await assert.rejects(namesOf({ file: '/out/people-1.csv' }), { code: 'hr-busy' });
  });

  it('a connection that breaks, at the beginning or in the middle, gives nothing and may be tried again', async () => {
    put('/out/people-1.csv', fileOf('One'));
    for (const how of ['closes at once', 'breaks off in the middle', 'talks nonsense'] as const) {
      server.misbehave = how;
      const error = await errorOf(namesOf());
      assert.deepEqual([how, error.code, error.retryable], [how, 'hr-unreadable', true]);
    }
    server.misbehave = null;
    assert.deepEqual(await namesOf(), ['One']);
  });

  it('nobody answers, something else answers, or an answer never comes', async () => {
    await assert.rejects(namesOf({ sftp: { port: 1 } }), {
      code: 'hr-unreadable',
      retryable: true,
      message: /port 1, did not answer/,
    });
    const web = createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const error = await errorOf(namesOf({ sftp: { port: (web.address() as AddressInfo).port } }));
    assert.equal(error.code, 'hr-unreadable');
    web.close();

    put('/out/people-1.csv', fileOf('One'));
    server.misbehave = 'never answers';
    const visit = createSftpVisit({
      server: SftpServer.parse(settings()),
      sourceId: 'hr',
      secrets: secrets(),
      patience: { readyMs: 2_000, visitMs: 300 },
    });
    await assert.rejects(
      visit((place) => place.look('/out/people-1.csv')),
      { code: 'hr-unreadable', retryable: true, message: /did not answer to the end: the visit took too long/ },
    );
  });
});

async function errorOf(work: Promise<unknown>): Promise<InstroomError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof InstroomError) return error;
    throw error;
  }
  return assert.fail('it should have failed');
}

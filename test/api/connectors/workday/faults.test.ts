import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { fault, soap } from '../../../../api/sandbox/hr/workday/answer-soap.ts';
import { explainError } from '../../../../models/errors.ts';
import { crowd, units } from './make-crowd.ts';
import { openWorkday, password, type WorkdayHouse } from './open-workday.ts';

const unauthorised = 'Processing error occurred. The task submitted is not authorized.';
const soapFault = (code: string, words: string) => fault(code, words);

describe('Workday answering something else', () => {
  let house: WorkdayHouse;
  afterEach(() => house.close());

  const open = async (...parts: Parameters<typeof openWorkday>) => {
    house = await openWorkday(...parts);
    house.workday.load({ people: crowd(5), units });
  };
  const workersOnly = ({ body }: { body: string }) => body.includes('Get_Workers_Request');

  for (const [name, answer, retryable, calls, says] of [
    [
      'a wrong password',
      soapFault('Client.authenticationError', 'invalid username or password'),
      false,
      1,
      /invalid username or password\. Check user, tenant and the secret/,
    ],
    [
      'a wrong password, without a code',
      soapFault('Client', 'invalid username or password'),
      false,
      1,
      /the account is locked/,
    ],
    [
      'WS-Security of another kind',
      soapFault('FailedAuthentication', 'The security token could not be authenticated'),
      false,
      1,
      /Check user, tenant/,
    ],
    ['a missing right', soapFault('Client', unauthorised), false, 1, /not authorized.*Get access to the domain/s],
    [
      'a missing right, as a processing error',
      soapFault('Server.processingError', unauthorised),
      false,
      1,
      /not authorized.*pending security policy/s,
    ],
    [
      'a question it does not understand',
      fault('Client.validationError', 'Validation error occurred.', "Invalid ID value. '100234' is not valid"),
      false,
      1,
      /Invalid ID value. '…' is not valid.*Check version/s,
    ],
    [
      'words with apostrophes around a value',
      soapFault('Client.validationError', "The worker's ID isn't valid: 'O'Brien 100234"),
      false,
      1,
      /The worker's ID isn't valid: '…'\. Check version/,
    ],
    ['trouble of its own', soapFault('Server', 'Internal error'), true, 4, /Internal error.*tried again by itself/s],
    ['a fault of no known kind', soapFault('Other', 'Something'), false, 1, /Something\. Show this to the Workday/],
    ['a fault without anything', soap(500, { 'SOAP-ENV:Fault': '' }), false, 1, /a fault without words/],
    ['a fault with status 200', { ...soapFault('Client', unauthorised), status: 200 }, false, 1, /not authorized/],
    ['maintenance', { status: 503, headers: { 'retry-after': '7' }, body: '<html>' }, true, 4, /503.*after 7 seconds/s],
    [
      'being asked too often',
      { status: 429, headers: { 'retry-after': '30' }, body: '' },
      true,
      4,
      /429.*too often.*30 seconds.*pollMinutes/s,
    ],
    [
      'maintenance until a moment',
      { status: 503, headers: { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }, body: '' },
      true,
      4,
      /503.*after (35[89][0-9]|3600) seconds/s,
    ],
    ['a gateway that gave up', { status: 504, body: '' }, true, 4, /504/],
    ['another tenant', { status: 404, body: '' }, false, 1, /404.*host, tenant and version/s],
    ['a closed door', { status: 403, body: '' }, false, 1, /403/],
    ['a bad request', { status: 400, body: '' }, false, 1, /400.*version/s],
    [
      'another place',
      { status: 302, headers: { location: 'https://elsewhere.example' }, body: '' },
      true,
      4,
      /no answer from Workday/,
    ],
    [
      'a page to sign in on',
      { status: 200, body: '<html><body>Sign in</body></html>' },
      false,
      1,
      /something else than was asked for.*proxy/s,
    ],
    ['nothing', { status: 200, body: '' }, false, 1, /something else than was asked for/],
    ['JSON', { status: 200, body: '{"Worker":[]}' }, false, 1, /something else than was asked for/],
    ['text that is not UTF-8', { status: 200, body: Buffer.from('<a>\u00e9</a>', 'latin1') }, true, 4, /not UTF-8/],
    ['zipped bytes', { status: 200, body: gzipSync('<a/>') }, true, 4, /not UTF-8/],
  ] as const)
    it(`says what to do about ${name}, and knocks no more often than helps`, async () => {
      await open();
      house.workday.setFaults([{ concerns: workersOnly, with: answer }]);
      await assert.rejects(house.connector.read(), (error: Error & { code: string; retryable: boolean }) => {
        assert.deepEqual([error.code, error.retryable], ['hr-unreadable', retryable]);
        assert.match(explainError(error as Parameters<typeof explainError>[0]), says);
        assert.ok(!explainError(error as Parameters<typeof explainError>[0]).includes(password));
        return true;
      });
      assert.equal(house.workday.calls().length, calls);
      house.workday.setFaults([]);
      assert.equal((await house.connector.read()).people.length, 5);
    });

  it('goes on after a throttle, a fault of the server and a lost line that pass', async () => {
    await open();
    house.workday.setFaults([
      { concerns: workersOnly, times: 1, with: { status: 429, headers: { 'retry-after': '1' }, body: '' } },
      { concerns: workersOnly, times: 1, with: soapFault('Server', 'busy') },
      { concerns: ({ body }) => body.includes('Get_Organizations_Request'), times: 2, with: 'cut' },
    ]);
    assert.equal((await house.connector.read()).people.length, 5);
  });

  for (const [name, results, data] of [
    ['a page that has fewer rows than it says', [5, 1, 5, 1], '<w:Worker/>'],
    ['another page than was asked for', [5, 1, 1, 2], '<w:Worker/>'],
    ['no count at all', ['many', 1, 1, 1], '<w:Worker/>'],
    ['fewer rows than in all', [5, 1, 1, 1], '<w:Worker/>'],
    ['nobody, on a page of nobody', [0, 0, 0, 0], ''],
    ['workers that are text', [1, 1, 1, 1], '<w:Worker>who</w:Worker>'],
  ] as const)
    it(`does not believe ${name}`, async () => {
      await open();
      const [total, pages, rows, page] = results;
      const body = `<s:Envelope xmlns:s="s" xmlns:w="w"><s:Body><w:Get_Workers_Response><w:Response_Results><w:Total_Results>${total}</w:Total_Results><w:Total_Pages>${pages}</w:Total_Pages><w:Page_Results>${rows}</w:Page_Results><w:Page>${page}</w:Page></w:Response_Results><w:Response_Data>${data}</w:Response_Data></w:Get_Workers_Response></s:Body></s:Envelope>`;
      house.workday.setFaults([{ concerns: workersOnly, with: { status: 200, body } }]);
      await assert.rejects(house.connector.read(), (error: { code: string; advice: string }) => {
        assert.match(error.code, /^hr-(unreadable|busy)$/);
        return Boolean(error.advice);
      });
    });

  for (const [element, says] of [
    ['Worker_Status_Data', /None of the 5 workers has an employment status.*Current Staffing Information/s],
    ['Hire_Date', /has a hire date/],
    ['Worker_Job_Data', /None of the 5 workers in service has a job \(Worker_Job_Data\)/],
    ['Management_Chain_Data', /would lose their manager/],
    ['Worker_Organization_Data', /a supervisory organisation/],
  ] as const)
    it(`takes nothing over when nobody has ${element}: a right is missing`, async () => {
      const without =
        element === 'Worker_Organization_Data'
          ? [element, 'Position_Organizations_Data']
          : [element, ...(element === 'Management_Chain_Data' ? ['Position_Management_Chains_Data'] : [])];
      await open({}, { without });
      await assert.rejects(house.connector.read(), { code: 'hr-unreadable', advice: says });
      assert.match((await house.connector.check()).flatMap(({ ok, text }) => (ok ? [] : [text])).join('\n'), says);
    });

  it('says which secret is missing before it asks anything', async () => {
    await open({}, {}, {});
    await assert.rejects(house.connector.read(), { code: 'configuration', message: /WORKDAY_PASSWORD/ });
    assert.deepEqual(house.workday.calls(), []);
  });
});

describe('signing in to Workday by OAuth', () => {
  let house: WorkdayHouse;
  afterEach(() => house.close());
  const oauth = { clientId: 'client', clientSecret: 'CLIENT_SECRET', refreshToken: 'REFRESH_TOKEN' };
  const env = { CLIENT_SECRET: 's/e:c', REFRESH_TOKEN: 'r+e f' };
  const open = async (lifeSeconds: number, secrets: Record<string, string> = env) => {
    const client = { clientId: 'client', clientSecret: 's/e:c', refreshToken: 'r+e f', lifeSeconds };
    house = await openWorkday({ oauth, changes: false }, { oauth: client }, secrets);
    house.at('2026-11-24T08:00:00.000Z');
    house.workday.load({ people: crowd(5), units });
  };
  const tokens = () => house.workday.calls().filter(({ path }) => path.endsWith('/token')).length;

  it('asks for a token once, and again before it ends', async () => {
    await open(3600);
    assert.equal((await house.connector.read()).people.length, 5);
    assert.equal(tokens(), 1);
    house.at('2026-11-24T08:30:00.000Z');
    await house.connector.read();
    assert.equal(tokens(), 1);
    house.at('2026-11-24T08:59:30.000Z');
    assert.equal((await house.connector.read()).people.length, 5);
    assert.equal(tokens(), 2);
    assert.ok(house.workday.calls().every(({ body }) => !body.includes('UsernameToken')));
  });

  for (const answer of [{ status: 401, body: '' }, soapFault('Client.authenticationError', 'invalid token')])
    it(`renews a token that was withdrawn before its time, once (${answer.status})`, async () => {
      await open(3600);
      const concerns = ({ body }: { body: string }) => body.includes('Envelope');
      house.workday.setFaults([{ concerns, times: 1, with: answer }]);
      assert.equal((await house.connector.read()).people.length, 5);
      assert.equal(tokens(), 2);
      house.workday.setFaults([{ concerns, with: answer }]);
      await assert.rejects(house.connector.read(), { code: 'hr-unreadable' });
      assert.equal(tokens(), 3);
    });

  it('says what to do about a refresh token or client that is refused', async () => {
    for (const secrets of [
      { ...env, REFRESH_TOKEN: 'old' },
      { ...env, CLIENT_SECRET: 'old' },
    ]) {
      await open(3600, secrets);
      await assert.rejects(house.connector.read(), {
        code: 'hr-unreadable',
        retryable: false,
        advice: /View API Clients/,
      });
      assert.equal(tokens(), 1);
      await house.close();
    }
  });

  it('does not take an answer without a token for one', async () => {
    await open(3600);
    house.workday.setFaults([{ concerns: ({ path }) => path.endsWith('/token'), with: { status: 200, body: '{}' } }]);
    await assert.rejects(house.connector.read(), { code: 'hr-unreadable' });
  });
});

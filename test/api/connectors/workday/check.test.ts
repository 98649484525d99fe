import assert from 'node:assert/strict';
import { crowd, units } from './make-crowd.ts';
import { openWorkday, reportSettings, type WorkdayHouse } from './open-workday.ts';

const people = crowd(5).map((one) => ({ ...one, isActive: true, workEmail: `${one.personKey}@example.org` }));

describe('checking Workday', () => {
  let house: WorkdayHouse;
  afterEach(() => house.close());

  const check = async (...parts: Parameters<typeof openWorkday>) => {
    house = await openWorkday(...parts);
    house.workday.load({ people, units });
    return (await house.connector.check()).map(({ ok, text }) => `${ok ? 'ok' : 'no'}: ${text}`);
  };

  it('tells what is there, with one page of workers and one of organisations', async () => {
    assert.deepEqual(await check({ pageSize: 3 }), [
      'ok: Workday lets us in and has 5 workers.',
      'ok: 3 workers were looked at: names, status, jobs, organisations and chain are there.',
      'ok: Get_Organizations has 2 supervisory organisations.',
    ]);
    assert.deepEqual(
      house.workday.calls().map(({ body }) => /<wd:(Get_\w+)_Request /.exec(body)?.[1]),
      ['Get_Workers', 'Get_Organizations'],
    );
  });

  it('names each right that is missing by what nobody has', async () => {
    const findings = await check(
      {},
      { without: ['Contact_Data', 'Name_Data', 'Management_Chain_Data', 'Position_Management_Chains_Data'] },
    );
    assert.deepEqual(
      findings
        .filter((text) => text.startsWith('no'))
        .map((text) => /has (an? .*? \(\w+\)|contact data)/.exec(text)?.[1]),
      ['a management chain (Management_Chain_Data)', 'a legal name (Personal_Data)', 'contact data'],
    );
  });

  it('names the right to organisations, and what to do without it', async () => {
    const findings = await check({}, { denied: ['Get_Organizations'] });
    assert.match(findings.at(-1) ?? '', /^no: .*Get_Organizations.*not authorized.*units: workers/s);
  });

  it('knocks once with a wrong password', async () => {
    const findings = await check({}, { password: 'another' });
    assert.equal(findings.length, 1);
    assert.match(findings[0] ?? '', /^no: .*invalid username or password/);
    assert.equal(house.workday.calls().length, 1);
  });

  it('says that nobody is reached', async () => {
    house = await openWorkday();
    const findings = await house.connector.check();
    assert.ok(findings.some(({ ok, text }) => !ok && /gives nobody/.test(text)));
  });

  it('finds a secret that is not there', async () => {
    assert.match((await check({}, {}, {}))[0] ?? '', /^no: .*WORKDAY_PASSWORD is not there/);
  });

  it('reads a report to try it, and names columns that no entry has', async () => {
    const { costCentre: _no, ...columns } = reportSettings.columns;
    const findings = await check({ ...reportSettings, columns: { ...columns, costCentre: 'Kostenplaats' } });
    assert.match(findings[0] ?? '', /^ok: 5 people, 0 set aside/);
    assert.ok(findings.some((text) => text.startsWith('no: No entry has the column Kostenplaats')));
  });
});

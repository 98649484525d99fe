import assert from 'node:assert/strict';
import fc from 'fast-check';
import { children, parseXml, textOf } from '../../../../api/connectors/nmbrs/soap/parse-xml.ts';
import type { StandInCall } from '../../../../api/sandbox/hr/hr-stand-in.ts';
import { fault } from '../../../../api/sandbox/hr/nmbrs/answer-soap.ts';
import type { Person } from '../../../../models/person.ts';
import { NmbrsSource } from '../../../../models/sources/nmbrs-source.ts';
import { makePerson } from '../../../organisation/make-organisation.ts';
import { worlds } from '../../../play-worlds.ts';
import { asNmbrsSaysBySoap, asNmbrsSaysUnit, type NmbrsHouse, openNmbrs } from './open-nmbrs.ts';

const units = [{ unitKey: '10', name: 'Board & Co <1>' }];
const crowd = (count: number): Person[] =>
  Array.from({ length: count }, (_, number) => {
    const person = makePerson(number);
    return {
      ...person,
      givenName: 'Ada "A" <&>',
      partnerName: 'Yıldız',
      nameUse: 'birth-partner' as const,
      workEmail: `p${number}@example.org`,
      employments: person.employments.map((one) => ({
        ...one,
        unitKey: '10',
        functionKey: '7',
        costCentre: '100',
        managerPersonKey: 'P1',
      })),
    };
  });
const byKey = (people: readonly Person[]) => [...people].sort((a, b) => (a.personKey < b.personKey ? -1 : 1));
const calls = (operation: string) => (call: StandInCall) =>
  call.headers.soapaction?.endsWith(`/${operation}"`) ?? false;

describe('reading Visma Nmbrs over SOAP', () => {
  let house: NmbrsHouse;
  afterEach(() => house.close());
  const open = async (settings: Record<string, unknown> = {}, options = {}) => {
    house = await openNmbrs({ api: 'soap', ...settings }, options);
    house.nmbrs.load({ people: crowd(12), units });
  };

  it('says of everybody what the REST API says, but for leave', async () => {
    await open();
    const reading = await house.connector.read();
    assert.deepEqual(byKey(reading.people), byKey(crowd(12).map(asNmbrsSaysBySoap)));
    assert.deepEqual(reading.units, units.map(asNmbrsSaysUnit));
    const rest = await openNmbrs();
    try {
      rest.nmbrs.load({ people: crowd(12), units });
      assert.deepEqual(byKey((await rest.connector.read()).people), byKey(reading.people));
    } finally {
      await rest.close();
    }
  });

  it('asks for manager and cost centre of those only who are or will be in service', async () => {
    await open({ costCentres: false });
    const people = crowd(3).map((one, index) => ({
      ...one,
      employments: one.employments.map((employment) =>
        index === 2 ? { ...employment, endsOn: '2021-01-01' } : employment,
      ),
    }));
    house.nmbrs.load({ people, units });
    const reading = await house.connector.read();
    assert.equal(reading.people.length, 3);
    const asked = house.nmbrs.calls();
    assert.equal(asked.filter(calls('Manager_GetCurrent')).length, 2);
    assert.equal(asked.filter(calls('CostCenter_GetCurrent')).length, 0);
  });

  it('passes over applicants and sets aside whoever is in one list and not in another', async () => {
    await open();
    house.nmbrs.edit(({ employees }) => {
      for (const employee of employees) if (employee.employeeId === 'P3') employee.type = 'applicant';
    });
    const empty = '<PersonalInfoItem><EmployeeId>P0</EmployeeId></PersonalInfoItem>';
    house.nmbrs.setFaults([
      {
        concerns: calls('PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany'),
        with: answerOf('PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany', empty),
      },
    ]);
    const reading = await house.connector.read();
    assert.deepEqual(
      reading.people.map(({ personKey }) => personKey),
      ['P0'],
    );
    const aside = reading.setAside.map(({ personKey }) => personKey).sort();
    assert.deepEqual(aside, ['P1', 'P10', 'P11', 'P2', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9']);
  });

  it('reads some people alone', async () => {
    await open();
    const some = await house.connector.readPeople?.(['P2']);
    assert.deepEqual(some?.people, crowd(12).slice(2, 3).map(asNmbrsSaysBySoap));
  });

  for (const [text, says, retryable] of [
    ['1001: Invalid authentication of jan@example.org', /fault 1001\. .*username, domain/, false],
    ['1002: no rights', /fault 1002\. .*right to use this service/, false],
    ['1003: no rights', /fault 1003\. .*rights to these data/, false],
    ['1004: no subscription', /fault 1004\. .*subscription/, false],
    ['2003: no rights', /fault 2003\. .*employee/, false],
    ['2004: no rights', /fault 2004\. .*companies/, false],
    ['2006: period', /fault 2006\. .*periods/, false],
    ['2009: no rights', /fault 2009\. .*debtor/, false],
    ['9999: Unknown', /fault 9999\. .*tried again/, true],
    ['Something of jan@example.org', /a fault without a code\. .*tried again/, true],
  ] as const)
    it(`says what to do about the fault ${text}, once, and names nobody`, async () => {
      await open();
      house.nmbrs.setFaults([{ concerns: calls('Employment_GetAll_AllEmployeesByCompany'), with: fault(text) }]);
      await assert.rejects(
        house.connector.read(),
        (error: Error & { code: string; advice: string; retryable: boolean }) => {
          assert.deepEqual([error.code, error.retryable], ['hr-unreadable', retryable]);
          assert.match(`${error.message} ${error.advice}`, says);
          assert.doesNotMatch(`${error.message} ${error.advice}`, /jan@/);
          return true;
        },
      );
      assert.equal(house.nmbrs.calls().filter(calls('Employment_GetAll_AllEmployeesByCompany')).length, 1);
    });

  it('asks again when a gateway answers, and waits when it is asked to', async () => {
    await open();
    house.nmbrs.setFaults([
      { concerns: calls('List_GetAll'), times: 2, with: { status: 502, body: '<html>' } },
      {
        concerns: calls('EmployeeType_GetList'),
        times: 1,
        with: { status: 429, headers: { 'retry-after': '9' }, body: '' },
      },
    ]);
    assert.equal((await house.connector.read()).people.length, 12);
    assert.ok(house.waits.some((ms) => ms >= 9000));
  });

  for (const [name, body] of Object.entries({
    'an entity of its own': '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    'entities that grow': `<!DOCTYPE a [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, at) => `<!ENTITY a${at + 1} "&a${at};&a${at};">`).join('')}]><a>&a30;</a>`,
    'a file of the machine': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    'depth without an end': `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`,
    'half a document': '<soap:Envelope xmlns:soap="x"><soap:Body><List_GetAll',
    'something else': '{"data":[]}',
    'an empty text': '',
  }))
    it(`refuses an answer with ${name}`, async () => {
      await open();
      house.nmbrs.setFaults([
        { concerns: calls('Department_GetAll_AllEmployeesByCompany'), with: { status: 200, body } },
      ]);
      await assert.rejects(house.connector.read(), { code: 'hr-unreadable', message: /not with its result/ });
    });

  it('refuses an answer that is no UTF-8', async () => {
    await open();
    const body = Buffer.from('<a>Noëlle</a>', 'latin1');
    house.nmbrs.setFaults([{ concerns: calls('List_GetAll'), with: { status: 200, body } }]);
    await assert.rejects(house.connector.read(), { code: 'hr-unreadable', message: /no answer/ });
  });

  it('never reads less than everybody, whatever becomes of one answer', async function () {
    this.timeout(60_000);
    await open();
    const people = crowd(3);
    house.nmbrs.load({ people, units });
    const operation = fc.constantFrom(
      'PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany',
      'Employment_GetAll_AllEmployeesByCompany',
      'Department_GetAll_AllEmployeesByCompany',
      'List_GetByCompany',
      'Manager_GetCurrent',
    );
    const inner = fc.constantFrom(
      '',
      '<EmployeeEmploymentItem/>',
      '<EmployeeEmploymentItem><EmployeeId>P1</EmployeeId></EmployeeEmploymentItem>',
      '<EmployeeEmploymentItem><EmployeeId>P1</EmployeeId><EmployeeEmployments><Employment><StartDate>soon</StartDate></Employment></EmployeeEmployments></EmployeeEmploymentItem>',
      '<PersonalInfoItem>text</PersonalInfoItem>',
      '<PersonalInfoItem><EmployeeId><x/></EmployeeId></PersonalInfoItem>',
      '<EmployeeDepartmentItem><EmployeeId>nobody</EmployeeId></EmployeeDepartmentItem>',
      '<__proto__><EmployeeId>P1</EmployeeId></__proto__>',
    );
    await fc.assert(
      fc.asyncProperty(
        operation,
        fc.oneof(
          inner.map((text) => ({ text })),
          fc.string().map((raw) => ({ raw })),
        ),
        async (name, body) => {
          const answer = 'raw' in body ? { status: 200, body: body.raw } : answerOf(name, body.text);
          house.nmbrs.setFaults([{ concerns: calls(name), with: answer }]);
          const outcome = await house
            .openAnother()
            .read()
            .catch((error: { code?: string; advice?: string }) => error);
          if (!('people' in outcome)) return outcome.code === 'hr-unreadable' && Boolean(outcome.advice);
          const named = new Set([...outcome.people, ...outcome.setAside].map(({ personKey }) => personKey));
          return people.every(({ personKey }) => named.has(personKey));
        },
      ),
      worlds(40),
    );
  });

  it('is checked with its end, the token, the companies and the rights to services', async () => {
    await open({}, { forbidden: ['EmployeeType_GetList'] });
    house.at('2026-11-24T08:00:00Z');
    const findings = await house.connector.check();
    assert.deepEqual(
      findings.map(({ ok }) => ok),
      [false, true, false],
    );
    assert.match(findings[0]?.text ?? '', /announced to end on 2027-03-01, in 97 days\. .*api: rest/);
    assert.match(findings[1]?.text ?? '', /Companies: 1 Voorbeeld/);
    assert.match(findings[2]?.text ?? '', /fault 1002/);
    house.at('2026-01-01T08:00:00Z');
    assert.deepEqual([(await house.connector.check())[0]?.ok], [true]);
    house.at('2027-03-02T08:00:00Z');
    assert.match((await house.connector.check())[0]?.text ?? '', /which is past/);
  });
});

describe('XML of SOAP', () => {
  it('gives text as it is meant: escaped, by number, empty, nil, with zeros in front', () => {
    const document = parseXml(
      '<a xmlns:i="x"><b>x &amp; &lt;y&gt; &#233;&#x41;</b><c i:nil="true"/><d/><e>007</e><f> 1e5 </f><g i:nil="true">x</g></a>',
    );
    const [element] = children(document, 'a');
    assert.ok(element);
    assert.deepEqual(
      ['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => textOf(element, name)),
      ['x & <y> éA', undefined, undefined, '007', '1e5', undefined, undefined],
    );
  });
});

describe('the settings of Visma Nmbrs', () => {
  const source = (settings: object) => NmbrsSource.safeParse({ id: 'hr', connector: 'nmbrs', ...settings });
  const rest = { clientId: 'c', clientSecret: 'NMBRS_SECRET', subscriptionKeys: ['NMBRS_KEY'] };

  it('say what either API needs', () => {
    assert.ok(source(rest).success);
    assert.ok(source({ api: 'soap', username: 'a@b.nl', token: 'NMBRS_TOKEN' }).success);
    assert.match(source({ clientId: 'c' }).error?.message ?? '', /api: rest needs clientSecret/);
    assert.match(source({ api: 'soap', ...rest }).error?.message ?? '', /api: soap needs username/);
    assert.match(
      source({ api: 'soap', username: 'a', token: 'NMBRS_TOKEN', changes: true }).error?.message ?? '',
      /SOAP tells neither/,
    );
  });

  it('send secrets over https alone, or to this machine', () => {
    for (const name of ['baseUrl', 'identityUrl', 'redirectUri']) {
      assert.ok(!source({ ...rest, [name]: 'http://example.org/x' }).success, name);
      assert.ok(!source({ ...rest, [name]: 'http://localhost.example.org/x' }).success, name);
      assert.ok(source({ ...rest, [name]: 'http://127.0.0.1:1/x' }).success, name);
    }
  });
});

const answerOf = (operation: string, result: string) => ({
  status: 200,
  body: `<s:Envelope xmlns:s="x"><s:Body><${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response></s:Body></s:Envelope>`,
});

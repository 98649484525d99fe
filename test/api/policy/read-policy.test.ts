import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parsePolicy, readPolicy } from '../../../api/policy/read-policy.ts';
import { InstroomError } from '../../../models/errors.ts';
import { defaultLimits } from '../../../models/limit.ts';
import { defaultAttributes, type Policy } from '../../../models/policy.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const place = { name: 'instroom.yaml', folder: '/policy' };
const least = 'version: 1\ndomains: [voorbeeld.nl]\nsources: [{ id: hr, connector: csv, folder: ./hr }]\n';
const read = (more: string) => parsePolicy(`${least}${more}`, place);

/** What the refusal says, line by line; fails when there is none. */
function refusalOf(text: string): string[] {
  try {
    parsePolicy(text, place);
  } catch (error) {
    assert.ok(error instanceof InstroomError && error.code === 'policy', String(error));
    const [head, ...problems] = error.message.split('\n');
    assert.equal(head, 'instroom.yaml is not accepted:');
    assert.match(error.advice ?? '', /Nothing was done/);
    return problems.map((problem) => problem.trim());
  }
  return assert.fail('the policy was accepted');
}

const csvOf = ({ sources }: Policy) => sources.filter((source) => source.connector === 'csv');

describe('a policy', () => {
  for (const name of ['instroom.example.yaml', 'instroom.flat.example.yaml']) {
    it(`is accepted as it stands: ${name}`, async function () {
      const path = resolve(root, '../shared/design', name);
      if (!existsSync(path)) this.skip();
      const { policy } = await readPolicy(path);
      const [source] = csvOf(policy);
      assert.equal(source?.folder ?? source?.file, resolve(path, '..', source?.folder ? 'hr' : 'workers.csv'));
    });
  }

  it('is accepted as it stands: the one of the demo', async () => {
    const compiled = await readPolicy(join(root, 'demo/instroom.yaml'));
    assert.ok(compiled.roles.length > 0 && compiled.scope !== null);
  });

  it('has defaults for everything but version, domains and sources', () => {
    const { policy, scope, attributes, limits, userPrincipalNames, roles, groupRules } = read('');
    assert.deepEqual(
      { language: policy.language, timeZone: policy.timeZone, schedule: policy.schedule, lifecycle: policy.lifecycle },
      {
        language: 'en',
        timeZone: 'Europe/Amsterdam',
        schedule: ['*/15 * * * *'],
        lifecycle: {
          createDaysBeforeStart: 14,
          enableAt: '00:00',
          disableAfter: 'last-working-day',
          revokeSessionsOnExit: true,
          removeAccessDaysAfterEnd: 0,
          deleteDaysAfterEnd: 90,
        },
      },
    );
    assert.deepEqual(
      Object.fromEntries(attributes.map(({ attribute, template }) => [attribute, template.text])),
      defaultAttributes,
    );
    assert.deepEqual(limits, defaultLimits);
    assert.deepEqual(
      userPrincipalNames.map(({ text }) => text),
      ['${callName}.${surname}', '${initials}.${surname}', '${callName}.${surname}${n}'],
    );
    assert.deepEqual([scope, roles, groupRules, policy.protect, policy.people], [null, [], [], [], {}]);
  });

  it('lays what it says over the defaults', () => {
    const { attributes, limits, policy } = read(`
attributes: { jobTitle: null, city: "\${location}", displayName: "\${surname}" }
limits: { disable-account: { share: 1, count: 1, floor: 1 } }
lifecycle: { deleteDaysAfterEnd: 30 }`);
    const texts = Object.fromEntries(attributes.map(({ attribute, template }) => [attribute, template.text]));
    assert.deepEqual(
      [texts.jobTitle, texts.city, texts.displayName, texts.surname],
      [undefined, '${location}', '${surname}', '${surname}'],
    );
    assert.deepEqual(
      [limits['disable-account']?.count, limits['delete-account']],
      [1, defaultLimits['delete-account']],
    );
    assert.deepEqual([policy.lifecycle.createDaysBeforeStart, policy.lifecycle.deleteDaysAfterEnd], [14, 30]);
  });

  it('may say source and domain for one of each', () => {
    const { policy } = parsePolicy('version: 1\ndomain: a.nl\nsource: { id: hr, connector: csv, folder: hr }', place);
    assert.deepEqual([policy.domains, csvOf(policy).map(({ folder }) => folder)], [['a.nl'], ['/policy/hr']]);
  });

  it('names files and folders from its own folder', () => {
    const source = (path: string) =>
      csvOf(
        parsePolicy(`version: 1\ndomain: a.nl\nsource: { id: hr, connector: csv, folder: ${path} }`, place).policy,
      )[0]?.folder;
    assert.deepEqual([source('./hr'), source('../hr'), source('/mnt/hr')], ['/policy/hr', '/hr', '/mnt/hr']);
  });

  it('has a version that follows from its text', () => {
    assert.equal(read('').version, read('').version);
    assert.notEqual(read('').version, read('language: nl').version);
    assert.match(read('').version, /^[0-9a-f]{12}$/);
  });

  it('says what to do when there is no file', async () => {
    await assert.rejects(readPolicy('/nowhere/instroom.yaml'), (error: InstroomError) => {
      assert.deepEqual([error.code, error.message], ['policy', 'The policy /nowhere/instroom.yaml cannot be read.']);
      return /--config or INSTROOM_CONFIG/.test(error.advice ?? '');
    });
  });
});

describe('a policy is refused, with the line and what was expected:', () => {
  /** `more` stands after the three lines of the least policy, so its first line is line 4. */
  const refusals: readonly [what: string, more: string, problems: (string | RegExp)[]][] = [
    ['an unknown key', 'rolls: []', ['line 4: “rolls” is not a key of this file; did you mean roles']],
    ['an unknown key far from all', 'zzz: 1', ['line 4: “zzz” is not a key of this file']],
    ['an unknown language', 'language: de', ['line 4: language expected en or nl, found “de”']],
    ['an unknown zone', 'timeZone: Europe/Amsterdm', [/^line 4: timeZone “Europe\/Amsterdm” is not a time zone/]],
    ['a broken schedule', 'schedule: ["0 * * *"]', [/^line 4: schedule\.0 “0 \* \* \*” is not a cron pattern/]],
    [
      'days that are no number',
      'lifecycle: { deleteDaysAfterEnd: many }',
      ['line 4: lifecycle.deleteDaysAfterEnd expected a number, found “many”'],
    ],
    ['days below zero', 'lifecycle:\n  deleteDaysAfterEnd: -1', [/^line 5: lifecycle\.deleteDaysAfterEnd .*0/]],
    [
      'half a day',
      'lifecycle:\n  deleteDaysAfterEnd: 1.5',
      ['line 5: lifecycle.deleteDaysAfterEnd expected a whole number, found 1.5'],
    ],
    [
      'an unknown lifecycle key',
      'lifecycle:\n  deleteDays: 9',
      [/^line 5: “deleteDays” is not a key of lifecycle; did you mean deleteDaysAfterEnd/],
    ],
    ['an unknown attribute', 'attributes:\n  departement: x', [/^line 5: .*departement.*; did you mean department/]],
    ['an attribute that is ours', 'attributes:\n  extensionAttribute15: x', [/^line 5: .*extensionAttribute15/]],
    [
      'an unknown fact',
      'attributes:\n  city: "${lokation}"',
      ['line 5: attributes.city ${lokation} is not known of a person; did you mean ${location}'],
    ],
    ['a clock in a template', 'attributes:\n  city: "${utcNow()}"', [/^line 5: attributes\.city utcNow\(\)/]],
    [
      'an unknown limit',
      'limits:\n  disable-acount: { share: 1, count: 1, floor: 1 }',
      [/^line 5: .*disable-acount.*; did you mean disable-account/],
    ],
    [
      'half a limit',
      'limits:\n  disable-account: { share: 1, floor: 1 }',
      ['line 5: limits.disable-account.count is missing; expected a number'],
    ],
    [
      'a share above one',
      'limits:\n  disable-account:\n    share: 5\n    count: 1\n    floor: 1',
      [/^line 6: limits\.disable-account\.share .*1/],
    ],
    [
      'a misspelt part of a limit',
      'limits:\n  disable-account: { share: 1, counts: 1, floor: 1 }',
      [
        'line 5: limits.disable-account.count is missing; expected a number',
        'line 5: “counts” is not a key of limits.disable-account; did you mean count',
      ],
    ],
    ['a role without a rule', 'roles:\n  - id: a\n    grant: {}', ['line 5: roles.0.when is missing; expected text']],
    [
      'a role with a broken rule',
      'roles:\n  - id: a\n    when: user.departement -eq "x"\n    grant: {}',
      [
        'line 6: roles.0.when user.departement is not an attribute of a user; did you mean user.department (character 1 of: user.departement -eq "x")',
      ],
    ],
    [
      'a rule on what is not read from Entra',
      'roles:\n  - { id: a, when: \'user.mail -ne null -and user.sipProxyAddress -eq "x"\', grant: {} }',
      [
        'line 5: roles.0.when user.sipProxyAddress is not read from Entra, so a policy cannot rest on it; `instroom rule` can (character 25 of: user.mail -ne null -and user.sipProxyAddress -eq "x")',
      ],
    ],
    [
      'a memberOf rule',
      'groups:\n  - { id: g, membershipRule: "user.memberOf -any (group.objectId -in [\'a\'])" }',
      [
        /^line 5: groups\.0\.membershipRule memberOf rules are not evaluated/,
        'Say in instroom.yaml who is in a, and name this group beside it.',
        'Where roles give the members, in each role that grants one of them:',
        'roles:',
        '- id: <role>',
        'when: <its rule, unchanged>',
        'grant: { groups: [a, <this group>] }',
        'Where the groups have rules of their own, one rule that joins them:',
        'groups:',
        '- id: <this group>',
        'membershipRule: (<rule of a>)',
      ],
    ],
    [
      'a yes or no compared with text',
      'roles:\n  - { id: a, when: \'user.accountEnabled -eq "true"\', grant: {} }',
      [
        'line 5: roles.0.when user.accountEnabled is compared with true or false, not "true" (character 25 of: user.accountEnabled -eq "true")',
      ],
    ],
    [
      'a grant of something else',
      'roles:\n  - { id: a, when: user.mail -ne null, grant: { licenses: [] } }',
      ['line 5: “licenses” is not a key of roles.0.grant; did you mean licences'],
    ],
    [
      'an app without a role',
      'roles:\n  - { id: a, when: user.mail -ne null, grant: { apps: [{ app: S }] } }',
      ['line 5: roles.0.grant.apps.0.role is missing; expected text'],
    ],
    [
      'an unknown key of a person in charge',
      'people:\n  it: { grup: sg-it }',
      ['line 5: “grup” is not a key of people.it; did you mean group'],
    ],
    ['an unknown person in charge', 'people:\n  ti: { group: sg-it }', [/^line 5: .*ti/]],
    [
      'roles with one id',
      'roles:\n  - { id: a, when: user.mail -ne null, grant: {} }\n  - { id: a, when: user.mail -ne null, grant: {} }',
      ['line 6: roles.1.id “a” is used twice; keep one of the two'],
    ],
    [
      'groups with one id, whatever the case',
      'groups:\n  - { id: g, membershipRule: user.mail -ne null }\n  - { id: G, membershipRule: user.mail -eq null }',
      ['line 6: groups.1.id “G” is used twice; keep one of the two'],
    ],
    [
      'a group of no known mode',
      'groups:\n  - { id: g, membershipRule: user.mail -ne null, mode: automatic }',
      ['line 5: groups.0.mode expected managed or dynamic, found “automatic”'],
    ],
    ['a broken scope', 'scope: user.mail', [/^line 4: scope expected an operator/]],
    [
      'a broken name',
      'names: { userPrincipalName: ["${callName"] }',
      [/^line 4: names\.userPrincipalName\.0 .*without a closing/],
    ],
    ['no names', 'names: { userPrincipalName: [] }', [/^line 4: names\.userPrincipalName/]],
    [
      'a name with its own domain',
      'names: { userPrincipalName: ["${callName}@voorbeeld.nl"] }',
      ['line 4: names.userPrincipalName.0 has an @; the domain comes from domains by itself'],
    ],
    [
      'a text where a list should be',
      'protect: baas@voorbeeld.nl',
      ['line 4: protect expected a list, found “baas@voorbeeld.nl”'],
    ],
    ['a key twice', 'language: nl\nlanguage: en', [/^line 5: /]],
    ['broken YAML', 'roles: [', [/^line \d+: /]],
    [
      'an asterisk without quotes',
      'schedule:\n  - */15',
      ['line 5: */15 names nothing; text that begins with an asterisk stands in quotes'],
    ],
    ['source beside sources', 'source: { id: x, connector: csv, folder: ./x }', [/^line 4: .*source/]],
    ['domain beside domains', 'domain: b.nl', [/^line 4: .*domain/]],
  ];
  for (const [what, more, problems] of refusals) {
    it(what, () => matchAll(refusalOf(`${least}${more}\n`), problems));
  }

  const sources: readonly [what: string, source: string, problems: (string | RegExp)[]][] = [
    [
      'an unknown connector',
      '{ id: hr, connector: sap }',
      [/^line 3: sources\.0\.connector expected csv, afas, nmbrs, scim, workday or youforce, found “sap”/],
    ],
    [
      'a folder and a file',
      '{ id: hr, connector: csv, folder: a, file: b, columns: { personKey: A, unitKey: B, startDate: C } }',
      [/^line 3: sources\.0 give either folder .* or file/, /columns go with file/],
    ],
    [
      'neither a folder nor a file',
      '{ id: hr, connector: csv }',
      [/^line 3: sources\.0 give either folder .* or file/],
    ],
    [
      'a file without columns',
      '{ id: hr, connector: csv, file: b }',
      [/^line 3: sources\.0 a flat file needs columns/],
    ],
    [
      'a column that must be there',
      '{ id: hr, connector: csv, file: b, columns: { personKey: A, unitKey: B } }',
      [/^line 3: sources\.0\.columns\.startDate is missing/],
    ],
    [
      'an unknown column',
      '{ id: hr, connector: csv, file: b, columns: { personKey: A, unitKey: B, startDate: C, empoyeeNumber: D } }',
      ['line 3: “empoyeeNumber” is not a key of sources.0.columns; did you mean employeeNumber'],
    ],
    [
      'an unknown separator',
      '{ id: hr, connector: csv, folder: b, separator: "#" }',
      [/^line 3: sources\.0\.separator expected ,, ;/],
    ],
  ];
  for (const [what, source, problems] of sources) {
    it(what, () => {
      matchAll(refusalOf(`version: 1\ndomains: [voorbeeld.nl]\nsources: [${source}]\n`), problems);
      const single = problems.map((problem) =>
        typeof problem === 'string'
          ? problem.replace('sources.0', 'source')
          : new RegExp(problem.source.replace('sources\\.0', 'source')),
      );
      matchAll(refusalOf(`version: 1\ndomains: [voorbeeld.nl]\nsource: ${source}\n`), single);
    });
  }

  it('an empty file', () => assert.deepEqual(refusalOf('# nothing\n').length, 1));
  it('a list', () => assert.match(refusalOf('- version: 1\n')[0] ?? '', /^line 1: expected keys with values/));
  it('what must be there', () => {
    assert.deepEqual(refusalOf('language: nl\n'), [
      'line 1: version is missing; expected 1',
      'line 1: domains is missing; expected a list',
      'line 1: sources is missing; expected a list',
    ]);
  });
  it('domains that are no domains', () => {
    for (const domain of ['"@voorbeeld.nl"', 'voor beeld.nl', 'voorbeeld', 'https://voorbeeld.nl', '""']) {
      const [problem] = refusalOf(least.replace('[voorbeeld.nl]', `[${domain}]`));
      assert.match(problem ?? '', /^line 2: domains\.0/, domain);
    }
  });
  it('everything at once', () => {
    const text = `${least}language: de\ntimeZone: Nowhere\nscope: user.x -eq 1\nrolls: []\n`;
    assert.deepEqual(
      refusalOf(text).map((line) => line.slice(0, 7)),
      ['line 4:', 'line 5:', 'line 6:', 'line 7:'],
    );
  });
});

function matchAll(said: readonly string[], wanted: readonly (string | RegExp)[]): void {
  const matches =
    said.length === wanted.length && wanted.every((problem, index) => matchesLine(said[index] ?? '', problem));
  if (!matches) assert.deepEqual(said, wanted.map(String));
}

const matchesLine = (line: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? line === wanted : wanted.test(line);

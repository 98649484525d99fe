import assert from 'node:assert/strict';
import { parsePolicy } from '../../../api/policy/read-policy.ts';
import { InstroomError } from '../../../models/errors.ts';

const least = 'version: 1\ndomains: [voorbeeld.nl]\nsources: [{ id: hr, connector: csv, folder: ./hr }]\n';

/** What the refusal says, line by line; nothing when there is none. `more` begins at line 4. */
function refusalOf(more: string): string[] {
  try {
    parsePolicy(`${least}${more}`, { name: 'instroom.yaml', folder: '/policy' });
    return [];
  } catch (error) {
    assert.ok(error instanceof InstroomError, String(error));
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

const roles = `roles:
  - { id: buy, when: user.mail -ne null, grant: { groups: [sg-buy], licences: [SPE_E3], apps: [{ app: Coupa, role: Buyer }] } }
  - { id: pay, when: user.mail -ne null, grant: { groups: [sg-pay] } }
`;

describe('a policy that says what cannot be', () => {
  const refusals: readonly [what: string, more: string, problems: string[]][] = [
    [
      'a zone that is none, with the one that is near',
      'zones:\n  Auckland: Pacific/Aukland\n',
      [
        'line 5: zones.Auckland “Pacific/Aukland” is not a time zone; expected a name such as Europe/Amsterdam; did you mean Pacific/Auckland',
      ],
    ],
    [
      'sources of people that are none, said twice, or no pair',
      `identity:
  sameBy: [employeeNumber]
  between:
    - { sources: [hr, hr], sameBy: [workEmail] }
    - { sources: [hr, planing], sameBy: [] }
  authority: { order: [hr, hr], workEmail: [crm] }
  prefixes: { hrr: x- }
`,
      [
        'line 7: identity.between.0.sources “hr” is not two sources; a source has to say itself who is who',
        'line 8: identity.between.1.sources.1 “planing” is not a source of this policy; expected hr',
        'line 9: identity.authority.workEmail.0 “crm” is not a source of this policy; expected hr',
        'line 9: identity.authority.order.1 “hr” stands here twice; keep the first',
        'line 10: identity.prefixes.hrr “hrr” is not a source of this policy; did you mean hr',
      ],
    ],
    [
      'a separation of what nothing gives',
      `${roles}separation:
  - id: a
    between:
      - { roles: [Buy], groups: [sg-bye], licences: [SPE_F3] }
      - { apps: [{ app: Coupa, role: Buyr }] }
`,
      [
        'line 10: separation.0.between.0.roles.0 “Buy” is no role of this policy; did you mean buy',
        'line 10: separation.0.between.0.groups.0 “sg-bye” is given by nothing in this policy; did you mean sg-buy',
        'line 10: separation.0.between.0.licences.0 “SPE_F3” is given by nothing in this policy; did you mean SPE_E3',
        'line 11: separation.0.between.1.apps.0 “Coupa: Buyr” is given by nothing in this policy; did you mean Coupa: Buyer',
      ],
    ],
    [
      'a separation of nothing, and of a thing from itself',
      `${roles}separation:
  - { id: a, between: [{ roles: [buy] }, {}] }
  - { id: b, between: [{ roles: [buy] }, { roles: [buy] }] }
`,
      [
        'line 8: separation.0.between.1 names nothing; expected roles, groups, licences or apps',
        'line 9: separation.1.between.1 is the same as the other side, so nobody could have it',
      ],
    ],
    [
      'a licence twice',
      'licences:\n  - { sku: SPE_E3 }\n  - { sku: spe_e3, by: group, group: sg-e3 }\n',
      ['line 6: licences.1.sku “spe_e3” is used twice; keep one of the two'],
    ],
    [
      'a licence direct and by group',
      'licences:\n  - { sku: SPE_E3, group: sg-e3 }\n',
      ['line 5: licences.0 a licence goes direct or by group, never both: say by: group'],
    ],
    [
      'a licence by a group that is not named',
      'licences:\n  - { sku: SPE_E3, by: group }\n',
      ['line 5: licences.0 by: group needs the group that carries the licence'],
    ],
    [
      'a group that a licence fills and a role as well',
      `${roles}licences:\n  - { sku: SPE_E3, by: group, group: sg-buy }\n`,
      [
        'line 5: roles.0.grant.groups.0 “sg-buy” carries SPE_E3 and is managed by that already; grant the licence instead',
      ],
    ],
    [
      'a group that a licence fills and a rule as well',
      'licences:\n  - { sku: SPE_E3, by: group, group: sg-e3 }\ngroups:\n  - { id: sg-e3, membershipRule: user.mail -ne null }\n',
      ['line 7: groups.0.id “sg-e3” carries SPE_E3 and is managed by that already; grant the licence instead'],
    ],
    [
      'a group that Entra fills and a role as well',
      `${roles}groups:\n  - { id: SG-Buy, membershipRule: user.mail -ne null, mode: dynamic }\n`,
      [
        'line 5: roles.0.grant.groups.0 “sg-buy” is filled by Entra (mode: dynamic), so nobody can be added; use mode: managed',
      ],
    ],
    [
      'a licence by a group that Entra fills',
      'licences:\n  - { sku: SPE_E3, by: group, group: sg-e3 }\ngroups:\n  - { id: sg-e3, membershipRule: user.mail -ne null, mode: dynamic }\n',
      ['line 5: licences.0.group “sg-e3” is filled by Entra (mode: dynamic), so nobody can be added'],
    ],
    [
      'a rule that Entra finds too long',
      `groups:\n  - { id: sg, mode: dynamic, membershipRule: 'user.city -eq "${'x'.repeat(3057)}"' }\n`,
      ['line 5: groups.0.membershipRule has 3073 characters, and Entra takes 3072; shorten it or use mode: managed'],
    ],
    [
      'a rule for Entra that is none',
      `groups:\n  - { id: sg, mode: dynamic, membershipRule: 'user.city -equals "X"' }\n`,
      [
        'line 5: groups.0.membershipRule -equals is not an operator; did you mean -eq (character 11 of: user.city -equals "X")',
      ],
    ],
    [
      'a rule that Entra could not read, around what only Entra can answer',
      `groups:
  - { id: sg-a, mode: dynamic, membershipRule: 'user.memberOf -any (group.objectId -in ["a")' }
  - { id: sg-b, mode: dynamic, membershipRule: 'device.displayName -contains "kiosk")' }
`,
      [
        'line 5: groups.0.membershipRule expected ], not ) (character 44 of: user.memberOf -any (group.objectId -in ["a"))',
        'line 6: groups.1.membershipRule ) closes nothing (character 37 of: device.displayName -contains "kiosk"))',
      ],
    ],
    [
      'an app that is almost one of apps',
      `${roles}apps:\n  - { id: Couppa }\n`,
      ['line 5: roles.0.grant.apps.0.app “Coupa” is none of apps; did you mean Couppa (if not, add it to apps)'],
    ],
    [
      'apps and separations with one id',
      `${roles}apps: [{ id: Coupa }, { id: coupa }]
separation:
  - { id: a, between: [{ roles: [buy] }, { roles: [pay] }] }
  - { id: a, between: [{ roles: [buy] }, { groups: [sg-pay] }] }
`,
      [
        'line 7: apps.1.id “coupa” is used twice; keep one of the two',
        'line 10: separation.1.id “a” is used twice; keep one of the two',
      ],
    ],
    [
      'what stays during a leave and nobody has',
      `${roles}leave:\n  keepInTouch: { groups: [sg-pay, sg-mail], licences: [SPE_E3] }\n`,
      ['line 8: leave.keepInTouch.groups.1 “sg-mail” is given by nothing in this policy'],
    ],
    [
      'people who are no addresses',
      'people:\n  it: { addresses: [baas, it@voorbeeld.nl] }\n  hr: {}\n  deputies:\n    jan@voorbeeld.nl: piet\n    kees: kees\n',
      [
        'line 5: people.it.addresses.0 “baas” is not an address; expected one such as sanne.jansen@voorbeeld.nl',
        'line 6: people.hr names nobody; expected group or addresses',
        'line 8: people.deputies.jan@voorbeeld.nl “piet” is not an address; expected one such as sanne.jansen@voorbeeld.nl',
        'line 9: “kees” is not an address; expected one such as sanne.jansen@voorbeeld.nl',
        'line 9: people.deputies.kees “kees” is not an address; expected one such as sanne.jansen@voorbeeld.nl',
        'line 9: people.deputies.kees stands in for themselves; name somebody else',
      ],
    ],
    [
      'a yes of nobody',
      'approvals: { run: { by: [it, hr] } }\npeople: { it: { group: sg-it } }\n',
      ['line 4: approvals.run.by.1 hr is nobody: people does not say who; add people.hr'],
    ],
    [
      'names that cannot be made',
      'names:\n  mail: ["${calName}"]\n  mailNickname: ["${callName}@x"]\n  domain: vorbeeld.nl\n',
      [
        'line 5: names.mail.0 ${calName} is not known of a person; did you mean ${callName}',
        'line 6: names.mailNickname.0 has an @; the domain comes from domains by itself',
        'line 7: names.domain “vorbeeld.nl” is none of domains; expected voorbeeld.nl',
      ],
    ],
    [
      'names that nobody could use',
      'names:\n  userPrincipalName: ["${callName}", "a-long-literal-${callName}", "${callNam}"]\n  mailNickname: [much-too-long]\n  maxLength: 8\n  reserved: [info, Root, "@"]\n  domain: "${n}"\nattributes: { jobTitle: "${n}" }\n',
      [
        'line 5: names.userPrincipalName.2 ${callNam} is not known of a person; did you mean ${callName}',
        'line 5: names.userPrincipalName.1 has 14 letters of its own, more than names.maxLength (8)',
        'line 6: names.mailNickname.0 has 13 letters of its own, more than names.maxLength (8)',
        'line 8: names.reserved.1 “Root”: expected root, as addresses are written',
        'line 8: names.reserved.2 “@”: no address is ever like that',
        'line 9: names.domain has ${n}, which counts candidates for an address and means nothing here',
        'line 10: attributes.jobTitle has ${n}, which counts candidates for an address and means nothing here',
      ],
    ],
    [
      'unknown keys wherever they are',
      `names: { rename: { wen: never } }
leave: { keepInTouch: { group: [sg] } }
licences: [{ sku: A, warnBelw: 3 }]
separation: [{ id: a, between: [{ role: [a] }, {}] }]
approvals: { runs: {} }
`,
      [
        'line 4: “wen” is not a key of names.rename; did you mean when',
        'line 5: “group” is not a key of leave.keepInTouch; did you mean groups',
        'line 6: “warnBelw” is not a key of licences.0; did you mean warnBelow',
        'line 7: “role” is not a key of separation.0.between.0; did you mean roles',
        'line 8: “runs” is not a key of approvals; did you mean run',
      ],
    ],
    [
      'words that are almost right, and shapes that are wrong',
      'leave: { mode: keep-in-tuch }\nseparation: [{ id: a, between: x }]\npeople: { it: [a] }\nroles: {}\n',
      [
        'line 4: leave.mode expected unchanged, keep-in-touch or disabled, found “keep-in-tuch”; did you mean keep-in-touch',
        'line 5: separation.0.between expected a list, found “x”',
        'line 6: people.it expected keys with values, found a list',
        'line 7: roles expected a list, found keys with values',
      ],
    ],
  ];
  for (const [what, more, problems] of refusals) {
    it(`is refused: ${what}`, () => assert.deepEqual(refusalOf(more), problems));
  }

  it('is refused for a column without a known shape, and says which shapes there are', () => {
    const source =
      'source: { id: hr, connector: csv, file: a.csv, columns: { personKey: A, unitKey: B, startDate: [C] } }';
    assert.throws(
      () => parsePolicy(`version: 1\ndomain: a.nl\n${source}\n`, { name: 'instroom.yaml', folder: '/' }),
      /line 3: source\.columns\.startDate expected text, \{column, values\} or \{column, is\}, found a list/,
    );
  });

  it('is refused for a page of HR that is none, or whose place HR could choose', () => {
    const refused = (url: string) => refusalOf(`joiners: { fixUrl: '${url}' }\n`);
    for (const url of [
      'http://hr.example/${employeeNumber}',
      'https://${workEmail}/x',
      'https://hr.example@${workEmail}/',
      'https://hr.example${personKey}',
      'javascript:alert(1)',
      'https://',
      'hr.example/${personKey}',
      'https://a b/${personKey}',
    ])
      assert.match(refused(url)[0] ?? '', /^line 4: joiners\.fixUrl .* expected an https address/, url);
    assert.match(refused('https://hr.example/${employeNumber}')[0] ?? '', /fixUrl .*employeNumber/);
    for (const url of ['https://hr.example/${employeeNumber}', 'https://hr.example:8443?id=${personKey}&u=${unit.key}'])
      assert.deepEqual(refused(url), [], url);
  });

  it('does not look at what rests on something that cannot be read', () => {
    const more = `roles: x\nseparation: [{ id: a, between: [{ roles: [a] }, { roles: [b] }] }]\nzones: { A: B }\n`;
    assert.deepEqual(refusalOf(more), [
      'line 4: roles expected a list, found “x”',
      'line 6: zones.A “B” is not a time zone; expected a name such as Europe/Amsterdam',
    ]);
  });

  it('is accepted when everything it names is given by something', () => {
    const more = `${roles}licences: [{ sku: SPE_E3, by: group, group: sg-e3 }]
apps: [{ id: Coupa }, { id: Coupa Pay }]
groups: [{ id: sg-nl, membershipRule: user.country -eq "NL" }]
leave: { keepInTouch: { groups: [SG-NL, sg-e3], licences: [spe_e3], apps: [{ app: coupa, role: buyer }] } }
separation: [{ id: a, between: [{ roles: [buy] }, { groups: [SG-pay] }] }]
approvals: { run: { by: [it] } }
people: { it: { group: sg-it }, deputies: { a@b.nl: c@d.nl } }
names: { domain: Voorbeeld.nl }
zones: { NZ: Pacific/Auckland }
`;
    assert.deepEqual(refusalOf(more), []);
  });

  it('is accepted with rules that only Entra can answer, where Entra is to answer them, and not elsewhere', () => {
    const rules = [
      "user.memberOf -any (group.objectId -in ['a', 'b'])",
      'device.deviceOSType -eq "Windows"',
      'user.displayName -match "(?<=a)b"',
      'user.extensionAttribute15 -ne null',
    ];
    for (const rule of rules) {
      const group = (mode: string) =>
        `groups:\n  - { id: sg, mode: ${mode}, membershipRule: '${rule.replaceAll("'", "''")}' }\n`;
      assert.deepEqual(refusalOf(group('dynamic')), [], rule);
      assert.match(refusalOf(group('managed'))[0] ?? '', /^line 5: groups\.0\.membershipRule /, rule);
    }
  });
});

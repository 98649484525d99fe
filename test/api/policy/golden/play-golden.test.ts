import assert from 'node:assert/strict';
import { playGolden } from '../../../../api/policy/golden/play-golden.ts';
import { parseGolden } from '../../../../api/policy/golden/read-golden.ts';
import { wordDifference } from '../../../../api/policy/golden/word-difference.ts';
import { parsePolicy } from '../../../../api/policy/read-policy.ts';
import type { GoldenDifference } from '../../../../models/golden.ts';
import { goldenTexts } from '../../../../models/texts/golden-texts.ts';

const policy = `version: 1
domain: voorbeeld.nl
source: { id: hr, connector: csv, folder: ./hr }
zones: { Auckland: Pacific/Auckland }
attributes: { officeLocation: "\${location}", jobTitle: null }
lifecycle: { enableAt: "07:30" }
leave: { kinds: { long: keep-in-touch }, keepInTouch: { groups: [sg-all] } }
roles:
  - { id: all, title: Everybody, when: 'user.employeeType -ne "external"', grant: { groups: [sg-all], licences: [SPE_E3, POWER_BI_PRO] } }
  - { id: buy, title: Buyer, when: 'user.department -eq "Buying"', keepAfterLossDays: 10, grant: { groups: [sg-buy], apps: [{ app: Coupa, role: Buyer }] } }
  - { id: pay, title: Payer, when: 'user.department -eq "Paying"', grant: { groups: [sg-pay], apps: [{ app: Coupa, role: Payer }] } }
groups: [{ id: sg-nl, membershipRule: 'user.country -eq "NL"' }]
licences: [{ sku: SPE_E3, by: group, group: sg-e3 }]
apps: [{ id: Coupa, servicePrincipal: 7a1e0d6c-0000-4000-8000-000000000001 }]
separation: [{ id: both, title: Buying and paying, between: [{ roles: [buy] }, { roles: [pay] }] }]
`;

/** How one example of a few words goes: its differences, in sentences. */
function play(example: string, more = ''): string[] {
  const { examples, findings } = parseGolden([{ file: 'golden/a.yaml', text: `name: a\n${example}` }]);
  assert.deepEqual(findings, []);
  const [result] = playGolden(examples, parsePolicy(`${policy}${more}`, { name: 'instroom.yaml', folder: '/' }));
  assert.ok(result);
  assert.equal(result.ok, result.differences.length === 0);
  return result.differences.map(
    (difference) => `${wordDifference(difference, goldenTexts('en'))} (${difference.because})`,
  );
}

const buyer = `on: 2026-12-01
person:
  callName: Sanne
  birthNamePrefix: de
  birthName: Vries
  employments: [{ startDate: 2026-12-01, unitName: Buying, employeeNumber: 77, location: Utrecht, country: NL, managerPersonKey: M1 }]
`;

describe('golden people', () => {
  it('come out as everything that the policy gives', () => {
    const expect = `expect:
  enabled: true
  address: Sanne.deVries@voorbeeld.nl
  attributes: { department: Buying, employeeId: "77", officeLocation: Utrecht, jobTitle: null, city: null }
  groups: [sg-nl, SG-BUY, sg-e3, sg-all]
  licences: [POWER_BI_PRO, SPE_E3]
  apps: [{ app: Coupa, role: Buyer }]
  manager: M1
  notes: []
`;
    assert.deepEqual(play(buyer + expect), []);
  });

  it('break with what came, what did not, and why', () => {
    const expect = `expect:
  enabled: false
  address: s.devries@voorbeeld.nl
  attributes: { department: Sales, jobTitle: Buyer }
  groups: [sg-all, sg-pay, sg-buyy, sg-nl]
  licences: []
  apps: [{ app: Coupa, role: Payer }]
  manager: null
  notes: [no-seat]
`;
    assert.deepEqual(play(buyer + expect), [
      'enabled: expected no, got yes (in service since 2026-12-01)',
      'address: expected s.devries@voorbeeld.nl, got sanne.devries@voorbeeld.nl (in service since 2026-12-01)',
      'attributes.department: expected Sales, got Buying (the template is ${unit.name})',
      'attributes.jobTitle: expected Buyer, got nothing (the policy does not write it)',
      'manager: expected nothing, got M1 (M1 is the manager in HR)',
      'groups: expected sg-pay, which does not come (no rule that gives it holds: roles.pay (user.department -eq "Paying"))',
      'groups: expected sg-buyy, which does not come (nothing in the policy gives sg-buyy; did you mean sg-buy)',
      'groups: got sg-buy, which is not expected (role Buyer)',
      'groups: got sg-e3, which is not expected (role Everybody)',
      'licences: got POWER_BI_PRO, which is not expected (role Everybody)',
      'licences: got SPE_E3, which is not expected (comes through sg-e3)',
      'apps: expected Coupa: Payer, which does not come (no rule that gives it holds: roles.pay (user.department -eq "Paying"))',
      'apps: got Coupa: Buyer, which is not expected (role Buyer)',
      'notes: expected no-seat, which does not come (nothing asks for it)',
    ]);
  });

  it('are only looked at as far as the example says', () => {
    assert.deepEqual(play(`${buyer}expect: { enabled: true }`), []);
  });

  it('have nothing before their account is made and after it is gone, with the reason', () => {
    const nothing = 'expect: { enabled: false, address: null, groups: [], licences: [], apps: [], manager: null }';
    for (const on of ['2026-11-01', '2027-06-01']) {
      const person = buyer.replace('2026-12-01', on).replace('unitName', 'endDate: 2026-12-31, unitName');
      assert.deepEqual(play(person + nothing), [], on);
      assert.deepEqual(
        play(`${person}expect: { groups: [sg-all] }`).map((line) => line.slice(0, 80)),
        ['groups: expected sg-all, which does not come (there is no account on this day)'.slice(0, 80)],
        on,
      );
    }
  });

  it('are looked at to the minute, in their own zone', () => {
    const at = (instant: string, enabled: boolean) =>
      play(
        `on: ${instant}
person: { callName: A, birthName: B, employments: [{ startDate: 2026-12-01, unitKey: Buying, location: Auckland }] }
expect: { enabled: ${enabled} }`,
      );
    assert.deepEqual(at('2026-12-01T07:29:00+13:00', false), []);
    assert.deepEqual(at('2026-12-01T07:30+13:00', true), []);
    assert.deepEqual(at('2026-11-30T18:30:00Z', true), []);
    assert.equal(at('2026-11-30T18:29:59Z', true).length, 1);
  });

  it('say what stands in the way', () => {
    const both = `on: 2026-12-01
person:
  callName: Kim
  birthName: Smit
  employments:
    - { startDate: 2020-01-01, unitName: Buying, fte: 0.6, country: NL }
    - { startDate: 2026-01-01, unitName: Paying, fte: 0.4, country: NL }
`;
    assert.deepEqual(play(`${both}expect: { notes: [separation], groups: [sg-all, sg-e3, sg-buy, sg-nl] }`), []);
    const [problem] = play(`${both}expect: { groups: [sg-all, sg-e3, sg-buy, sg-nl, sg-pay] }`);
    assert.match(problem ?? '', /^groups: expected sg-pay, which does not come \(.*Buying and paying/);
  });

  it('keep what they hand over, and park what they do not need on leave', () => {
    const mover = buyer.replace(
      'employments: [{',
      'employments: [{ startDate: 2020-01-01, unitName: Other, country: NL }, { endDate: 2026-12-05,',
    );
    const on = (day: string, groups: string) =>
      play(`${mover.replace('2026-12-01', day)}expect: { groups: [${groups}] }`);
    assert.deepEqual(on('2026-12-15', 'sg-all, sg-e3, sg-nl, sg-buy'), []);
    assert.deepEqual(on('2026-12-16', 'sg-all, sg-e3, sg-nl'), []);
    const leave = buyer.replace(
      'employments:',
      'leaves: [{ startDate: 2026-12-01, endDate: 2026-12-02, kind: long }]\n  employments:',
    );
    assert.deepEqual(play(`${leave}expect: { groups: [sg-all], licences: [], apps: [], notes: [parked] }`), []);
  });

  it('have a manager through the unit, when the example lists units', () => {
    const units = `units:
  - { unitKey: B, name: Buying, parentKey: TOP }
  - { unitKey: TOP, name: Top, headPersonKey: boss }
`;
    const person = buyer.replace('unitName: Buying', 'unitKey: B').replace(', managerPersonKey: M1', '');
    assert.deepEqual(play(`${person}${units}expect: { manager: boss, attributes: { department: Buying } }`), []);
  });

  it('do not take the address of a manager, nor of each other', () => {
    const text = `- ${`name: a\n${buyer}expect: { address: sanne.devries@voorbeeld.nl }`.replaceAll('\n', '\n  ')}\n`;
    const { examples } = parseGolden([{ file: 'a', text: text + text }]);
    const results = playGolden(examples, parsePolicy(policy, { name: 'instroom.yaml', folder: '/' }));
    assert.deepEqual(
      results.map(({ ok, line }) => [ok, line]),
      [
        [true, 1],
        [true, 9],
      ],
    );
  });

  it('give the same answer every time, in the language of the policy', () => {
    const [dutch] = play(`${buyer}expect: { groups: [sg-all, sg-e3, sg-nl] }`, 'language: nl\n');
    assert.match(dutch ?? '', /rol Buyer/);
    const difference: GoldenDifference = { item: 'enabled', expected: true, got: false, because: '' };
    assert.equal(wordDifference(difference, goldenTexts('nl')), 'enabled: verwacht ja, kreeg nee');
  });
});

describe('a file with golden people is refused', () => {
  const person = 'person: { employments: [{}] }';
  const refusals: readonly [string, string, string[]][] = [
    [
      'unknown words',
      `name: a\non: 2026-12-01\n${person}\nexpect: { group: [] }`,
      ['4: “group” is not a key of expect; did you mean groups'],
    ],
    [
      'nothing to look at',
      `name: a\non: 2026-12-01\n${person}\nexpect: {}`,
      ['4: expect names nothing; expected groups, address or something else to look at'],
    ],
    [
      'a day that is none',
      `name: a\non: tomorrow\n${person}\nexpect: { enabled: true }`,
      ['2: on expected a day such as 2026-12-01, or an instant such as 2026-12-01T08:00:00+01:00'],
    ],
    [
      'a date that does not exist, in a list',
      '- name: a\n  on: 2026-12-01\n  person:\n    employments:\n      - startDate: 2026-02-30\n  expect: { enabled: true }',
      ['5: 0.person.employments.0.startDate expected a day such as 2026-12-01'],
    ],
    [
      'a word of HR that is not one',
      `name: a\non: 2026-12-01\nperson: { callname: A, employments: [{}] }\nexpect: { enabled: true }`,
      ['3: “callname” is not a key of person; did you mean callName'],
    ],
    ['nobody', '', ['1: expected keys with values, found nothing']],
    ['broken YAML', 'name: [', ['1: Flow sequence in block collection must be sufficiently indented and end with a ]']],
  ];
  for (const [what, text, problems] of refusals) {
    it(`for ${what}`, () => {
      const { findings, examples } = parseGolden([{ file: 'golden/a.yaml', text }]);
      assert.deepEqual(examples, []);
      assert.deepEqual(
        findings.map((finding) => `${finding.line}: ${finding.text}`),
        problems,
      );
      assert.ok(findings.every((finding) => finding.file === 'golden/a.yaml'));
    });
  }
});

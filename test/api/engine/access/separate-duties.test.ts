import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { Employment } from '../../../../models/person.ts';
import {
  linesOf,
  makeAccount,
  makeApp,
  makeEmployment,
  makeGrant,
  makeGroup,
  makeInput,
  makePerson,
  makePolicy,
  makeSku,
  notesOf,
} from '../make-input.ts';

const enter = `{ id: enter, when: 'user.jobTitle -in ["Clerk", "Both"]', grant: { groups: [sg-enter, sg-books] } }`;
const pay = `{ id: pay, when: 'user.jobTitle -in ["Payer", "Both"]', grant: { groups: [sg-pay, sg-books] } }`;
const lead = `{ id: lead, when: 'user.jobTitle -eq "Both"', grant: { groups: [sg-pay] } }`;
const byRoles = 'between: [{ roles: [enter] }, { roles: [pay] }]';
const byGroups = 'between: [{ groups: [SG-Enter] }, { groups: [sg-pay] }]';
const names = ['sg-enter', 'sg-pay', 'sg-books', 'sg-rule'];
const job = (functionTitle: string, startsOn = '2020-01-01', more: Partial<Employment> = {}) =>
  makeEmployment({ employmentKey: `E-${functionTitle}`, functionTitle, startsOn, ...more });

interface Story {
  separation: string;
  roles?: string[];
  more?: string;
  employments?: Employment[];
  held?: string[];
  parts?: Parameters<typeof makeInput>[0];
}

function planOf({
  separation,
  roles = [enter, pay],
  more = '',
  employments = [job('Both')],
  held = [],
  parts = {},
}: Story) {
  const policy = `roles: [${roles.join(', ')}]\nseparation: [${separation}]\n${more}`;
  return planPeople(
    makeInput({
      policy: makePolicy(policy),
      people: [makePerson({ personKey: 'P1', employments }), ...(parts.people ?? [])],
      grants: parts.grants ?? [],
      directory: {
        accounts: [makeAccount({ id: 'a', stampedPersonKey: 'P1' }, { usageLocation: 'NL' })],
        groups: names.map((name) => makeGroup(name, held.includes(name) ? ['a'] : [])),
        ...parts.directory,
      },
    }),
  );
}
const access = (story: Story) =>
  linesOf(planOf(story)).filter((line) => line.includes(' P1 ') && !line.startsWith('update'));
const duty = (between: string, more = '') => `{ id: four-eyes, title: Entering and paying, ${between}${more} }`;

describe('separation of duties that keeps what is older', () => {
  it('says nothing to who has one side only', () => {
    const plan = planOf({ separation: duty(byRoles), employments: [job('Clerk')], held: ['sg-enter', 'sg-books'] });
    assert.deepEqual(
      [access({ separation: duty(byRoles), employments: [job('Clerk')] }).length, notesOf(plan)],
      [2, []],
    );
  });

  it('keeps the side that the account has already, whichever that is', () => {
    for (const between of [byRoles, byGroups]) {
      const separation = duty(between);
      assert.deepEqual(access({ separation, held: ['sg-enter', 'sg-books'] }), [], between);
      assert.deepEqual(access({ separation, held: ['sg-pay', 'sg-books'] }), [], between);
    }
    assert.deepEqual(notesOf(planOf({ separation: duty(byRoles), held: ['sg-pay'] })), ['separation P1']);
    assert.match(planOf({ separation: duty(byRoles), held: ['sg-pay'] }).notes[0]?.text ?? '', /Entering and paying/);
    assert.match(planOf({ separation: `{ id: four-eyes, ${byRoles} }` }).notes[0]?.text ?? '', /four-eyes/);
  });

  it('does not take what both give for a sign of either', () => {
    assert.deepEqual(access({ separation: duty(byRoles), held: ['sg-books'] }), ['add-member P1 sg-enter']);
  });

  it('keeps the side of the older employment where the account has neither or both', () => {
    const older = [job('Payer', '2019-01-01', { fte: 0.4 }), job('Clerk', '2021-01-01', { fte: 0.6 })];
    const younger = [job('Payer', '2021-01-01', { fte: 0.4 }), job('Clerk', '2019-01-01', { fte: 0.6 })];
    for (const between of [byRoles, byGroups, 'between: [{ roles: [enter] }, { groups: [sg-pay] }]']) {
      const separation = duty(between);
      assert.ok(access({ separation, employments: older }).includes('add-member P1 sg-pay'), between);
      assert.ok(!access({ separation, employments: older }).includes('add-member P1 sg-enter'), between);
      assert.ok(!access({ separation, employments: younger }).includes('add-member P1 sg-pay'), between);
      const held = ['sg-enter', 'sg-pay', 'sg-books'];
      assert.deepEqual(access({ separation, employments: older, held }), ['remove-member P1 sg-enter'], between);
    }
  });

  it('keeps the first side of the rule where nothing tells them apart', () => {
    assert.deepEqual(access({ separation: duty(byRoles) }), ['add-member P1 sg-books', 'add-member P1 sg-enter']);
    const turned = duty('between: [{ roles: [pay] }, { roles: [enter] }]');
    assert.deepEqual(access({ separation: turned }), ['add-member P1 sg-books', 'add-member P1 sg-pay']);
    const more = `groups: [{ id: sg-rule, membershipRule: 'user.jobTitle -eq "Both"' }]`;
    const rules = duty('between: [{ groups: [sg-rule] }, { roles: [pay] }]');
    assert.ok(!access({ separation: rules, more }).includes('add-member P1 sg-rule'), 'a rule has no employment');
  });

  it('leaves what also comes from elsewhere', () => {
    const story = { separation: duty(byRoles), roles: [enter, pay, lead] };
    assert.deepEqual(access(story), ['add-member P1 sg-books', 'add-member P1 sg-enter', 'add-member P1 sg-pay']);
    assert.deepEqual(
      planOf(story)
        .operations.find(({ target }) => target.groupName === 'sg-pay')
        ?.reasons.map(({ source }) => source),
      ['roles.lead'],
    );
  });

  it('asks one rule after the other, each of what is left', () => {
    const third = `{ id: audit, when: 'user.jobTitle -eq "Both"', grant: { groups: [sg-rule] } }`;
    const separation = `${duty(byRoles)}, { id: second, between: [{ roles: [pay] }, { roles: [audit] }] }`;
    assert.deepEqual(access({ separation, roles: [enter, pay, third] }), [
      'add-member P1 sg-books',
      'add-member P1 sg-enter',
      'add-member P1 sg-rule',
    ]);
  });

  it('knows licences and app roles', () => {
    const roles = [
      `{ id: r, when: 'user.jobTitle -eq "Both"', grant: { licences: [E5], apps: [{ app: Bank, role: Pay }] } }`,
    ];
    const separation = duty('between: [{ licences: [e5] }, { apps: [{ app: bank, role: PAY }] }]');
    const directory = { skus: [makeSku('E5', 5)], applications: [makeApp('Bank', ['Pay'])] };
    assert.deepEqual(access({ separation, roles, parts: { directory } }), ['assign-licence P1 E5']);
  });
});

describe('separation of duties that refuses', () => {
  const separation = duty(byRoles, ', on: refuse');

  it('gives neither side until somebody decides, and takes what was there', () => {
    assert.deepEqual(access({ separation }), []);
    assert.deepEqual(access({ separation, held: ['sg-enter', 'sg-books'] }), [
      'remove-member P1 sg-books',
      'remove-member P1 sg-enter',
    ]);
    assert.deepEqual(notesOf(planOf({ separation })), ['separation P1']);
  });

  it('leaves what neither side gives', () => {
    assert.deepEqual(access({ separation, roles: [enter, pay, lead] }), ['add-member P1 sg-pay']);
  });
});

describe('separation of duties for who stands in', () => {
  const payer = makePerson({
    personKey: 'P2',
    employments: [job('Payer')],
    leaves: [{ startsOn: '2026-11-01', endsOn: '2026-12-01' }],
  });
  const grant = makeGrant({
    kind: 'replacement',
    follows: { personKey: 'P2', leaveKey: null },
    items: { groups: ['sg-pay', 'sg-books'] },
    approval: { by: 'mo@voorbeeld.nl', at: '2026-11-01T00:00:00Z', requestId: 'r1' },
  });
  const employments = [job('Clerk')];

  it('counts what the absent person has by a role as of that role', () => {
    const story = { separation: duty(byRoles), employments, parts: { people: [payer], grants: [grant] } };
    assert.deepEqual(access({ ...story, held: ['sg-enter', 'sg-books'] }), []);
    assert.ok(notesOf(planOf({ ...story, held: ['sg-enter', 'sg-books'] })).includes('separation P1'));
    assert.deepEqual(access({ ...story, held: ['sg-pay'] }), ['add-member P1 sg-books'], 'the stand-in had that first');
  });

  it('answers everybody alike who wants the same', () => {
    const keys = Array.from({ length: 20 }, (_, index) => `Q${100 + index}`);
    const clerks = keys.map((personKey) => makePerson({ personKey, employments: [job('Both')] }));
    const operations = linesOf(planOf({ separation: duty(byRoles), parts: { people: clerks } }));
    const added = operations.filter((line) => line.startsWith('add-member'));
    assert.deepEqual(
      added,
      ['sg-books', 'sg-enter'].flatMap((name) => ['P1', ...keys].map((key) => `add-member ${key} ${name}`)),
    );
  });

  it('has nothing of whom HR does not know', () => {
    const story = { separation: duty(byRoles), employments, parts: { grants: [grant] } };
    assert.deepEqual(access({ ...story, held: ['sg-enter', 'sg-books'] }), []);
    assert.deepEqual(notesOf(planOf({ ...story, held: ['sg-enter', 'sg-books'] })), ['grant-ended P1']);
  });

  it('leaves an exception alone: somebody weighed that very item', () => {
    const exception = makeGrant({ items: { groups: ['sg-pay'] } });
    const story = { separation: duty(byRoles), employments, parts: { grants: [exception] } };
    assert.deepEqual(access({ ...story, held: ['sg-enter', 'sg-books'] }), ['add-member P1 sg-pay']);
    const separation = duty(byGroups);
    assert.deepEqual(access({ ...story, separation, held: ['sg-enter', 'sg-books'] }), [], 'unless the item is a side');
  });
});

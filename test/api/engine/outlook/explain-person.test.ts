import assert from 'node:assert/strict';
import { explainPerson } from '../../../../api/engine/outlook/explain-person.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import { makeAccount, makeGrant, makePerson, makeSku, salesUnit } from '../make-input.ts';
import { explained, held, inputOf, itemOf, job, type Story } from './explained-story.ts';

describe('an explanation', () => {
  it('is of somebody HR names', () => {
    assert.equal(explainPerson('P9', inputOf({})), null);
    const { person, on, phase, account } = explained({});
    assert.deepEqual(person, { personKey: 'P1', name: 'Sanne de Vries (P1)' });
    assert.deepEqual([on, phase], ['2026-11-24T08:00:00Z', 'active']);
    assert.deepEqual(account, { id: 'a', userPrincipalName: 'a@sandbox.example', accountEnabled: true });
  });

  it('follows access back: what HR says, the rule with what decided, the version of the policy', () => {
    const { has, wants, reasons, operation } = itemOf('group sg-sales', { held });
    assert.deepEqual([has, wants, operation], ['sg-sales', 'sg-sales', null]);
    assert.deepEqual(
      reasons.map(({ kind, source }) => `${kind} ${source}`),
      ['hr attributes.department', 'rule roles.sales'],
    );
    assert.match(reasons[0]?.text ?? '', /Sales/);
    assert.match(reasons[1]?.text ?? '', /user\.department -eq "Sales".*policy version/);
  });

  it('says what HR says of the employment that gives it, not of the primary one', () => {
    const employments = [job({ fte: 0.8 }), job({ employmentKey: 'E3', unitKey: 'care', fte: 0.2 })];
    const { reasons } = itemOf('group sg-care', { employments });
    assert.match(reasons[0]?.text ?? '', /Care/);
  });

  it('does not say that HR says what others keep on the account', () => {
    const { reasons } = itemOf('group E5', { attributes: { extensionAttribute1: 'vip' } });
    assert.deepEqual(
      reasons.map(({ kind, source }) => `${kind} ${source}`),
      ['rule roles.vip'],
    );
  });

  it('follows a group’s own rule, an exception and its approval', () => {
    assert.deepEqual(
      itemOf('group sg-rule', {}).reasons.map(({ kind, source }) => `${kind} ${source}`),
      ['hr attributes.displayName', 'rule groups.sg-rule'],
    );
    const approval = { by: 'mo', at: '2026-11-01T00:00:00Z', requestId: 'r1' };
    const grants = [makeGrant({ items: { groups: ['sg-x'] }, approval })];
    assert.deepEqual(
      itemOf('group sg-x', { parts: { grants } }).reasons.map(({ kind, source }) => `${kind} ${source}`),
      ['grant g1', 'approval r1'],
    );
  });

  it('names what would be done about each item, and does not mistake one for another of that name', () => {
    const vip = { extensionAttribute1: 'vip', displayName: 'Other' };
    const story: Story = { attributes: vip, account: { id: 'a', licences: [], accountEnabled: false, managerId: 'b' } };
    const of = (name: string) => itemOf(name, story).operation;
    assert.equal(of('group E5'), 'Add Sanne de Vries (P1) to E5.');
    assert.equal(of('licence E5'), 'Give Sanne de Vries (P1) licence E5.');
    assert.match(of('enabled') ?? '', /Enable/);
    assert.match(of('displayName') ?? '', /displayName/);
    assert.equal(of('givenName'), null);
    assert.match(of('manager') ?? '', /Bo/);
    const chef = itemOf('app Bank: Pay', { employments: [job({ functionTitle: 'Chef' })] });
    assert.equal(chef.operation, 'Give Sanne de Vries (P1) the app role Bank: Pay.');
    assert.deepEqual(
      [chef.has, chef.wants],
      [null, 'Pay'].map((role) => role && `Bank: ${role}`),
    );
  });

  it('says that what somebody else gave stays, though a grant of another person names it', () => {
    const grants = [makeGrant({ personKey: 'P2', items: { groups: ['sg-x'] } })];
    const { has, wants, reasons, wouldEndWhen } = itemOf('group sg-x', { held: ['sg-x'], parts: { grants } });
    assert.deepEqual([has, wants, reasons[0]?.text], ['sg-x', 'sg-x', 'what is there is left as it is']);
    assert.match(wouldEndWhen ?? '', /not given by Instroom/);
  });

  it('tells of the account, the manager, and when something changes by itself', () => {
    const employments = [job({ managerPersonKey: 'P2', endsOn: '2026-12-31' })];
    const story = { employments, account: { id: 'a', managerId: 'b' } };
    const { has, wants, operation, wouldEndWhen } = itemOf('manager', story);
    assert.deepEqual([has, wants, operation], ['Bo de Vries (P2)', 'Bo de Vries (P2)', null]);
    assert.equal(wouldEndWhen, 'changes when HR says something else');
    assert.equal(explained(story).nextChangeAt, '2026-12-31T23:00:00.000Z');
    assert.equal(explained({}).nextChangeAt, null);
    const stranger = itemOf('manager', { account: { id: 'a', managerId: 'c' }, employments });
    assert.deepEqual([stranger.has, stranger.wants], ['c', 'Bo de Vries (P2)']);
    const none = itemOf('manager', { account: { id: 'a', managerId: 'b' } });
    assert.deepEqual([none.has, none.wants, none.wouldEndWhen], ['Bo de Vries (P2)', null, null]);
  });

  it('of attributes says what is there, what is wanted, and by which template', () => {
    const { has, wants, reasons } = itemOf('jobTitle', { employments: [job({ functionTitle: 'Chef' })] });
    assert.deepEqual([has, wants, reasons.map(({ source }) => source)], [null, 'Chef', ['attributes.jobTitle']]);
  });

  it('of a joiner tells of the account that will be made', () => {
    const story = { account: null, employments: [job({ startsOn: '2026-12-01', country: 'NL' })] };
    const { account, operations, items, phase } = explained(story);
    assert.deepEqual([account, phase, operations[0]?.kind], [null, 'before-start', 'create-account']);
    assert.deepEqual(
      items.find(({ item }) => item === 'enabled'),
      {
        item: 'enabled',
        has: null,
        wants: 'false',
        reasons: items.find(({ item }) => item === 'enabled')?.reasons,
        wouldEndWhen: null,
        operation: null,
      },
    );
    assert.match(itemOf('displayName', story).operation ?? '', /account/);
  });

  it('of somebody who waits or is protected says that what is there stays, and why', () => {
    const unknown = explained({ employments: [job({ unitKey: 'gone' })], held });
    assert.deepEqual(
      unknown.notes.map(({ kind }) => kind),
      ['waiting'],
    );
    assert.deepEqual(
      unknown.items.map(({ item, has, wants }) => [item, has, wants]),
      [
        ['group sg-sales', 'sg-sales', 'sg-sales'],
        ['licence E5', 'E5', 'E5'],
        ['group sg-rule', 'sg-rule', 'sg-rule'],
      ],
    );
    assert.match(unknown.items[0]?.wouldEndWhen ?? '', /not given by Instroom/);
    assert.ok(unknown.items.every(({ reasons }) => reasons.length > 0));
    const early = explained({ account: null, employments: [job({ startsOn: '2027-12-01' })] });
    assert.deepEqual([early.items, early.phase], [[], 'early']);
  });
});

describe('an explanation without planning for everybody', () => {
  const wide = (story: Story, rest: Partial<PlanInput> = {}) => {
    const input = { ...inputOf(story), ...rest };
    const plan = planPeople(input);
    const { operations, notes, nextChangeAt } = explainPerson('P1', input) ?? explained({});
    assert.deepEqual(
      operations,
      plan.operations.filter(({ personKey }) => personKey === 'P1'),
    );
    assert.deepEqual(
      notes,
      plan.notes.filter(({ personKey }) => personKey === 'P1'),
    );
    assert.equal(nextChangeAt, plan.nextChanges.get('P1') ?? null);
    return operations.map(({ kind }) => kind);
  };

  it('finds the manager whom HR names, the head of a unit above, and the account that is the manager now', () => {
    const units = [
      { ...salesUnit, parentKey: 'all' },
      { unitKey: 'all', name: 'All', parentKey: 'sales', headPersonKey: 'P2' },
    ];
    assert.deepEqual(wide({ held }, { units }), ['set-manager']);
    assert.deepEqual(wide({ held, employments: [job({ managerPersonKey: 'P2' })] }), ['set-manager']);
    assert.deepEqual(
      wide({ held, employments: [job({ unitKey: 'care' })], account: { id: 'a', managerId: 'b' } }).includes(
        'remove-manager',
      ),
      true,
    );
    assert.deepEqual(
      wide(
        { held, account: { id: 'a', managerId: 'b', stampedPersonKey: null } },
        {
          links: new Map([
            ['P1', 'a'],
            ['P2', 'b'],
          ]),
        },
      ),
      ['remove-manager'],
    );
    assert.deepEqual(wide({ held, account: { id: 'a', managerId: 'nobody' } }), ['remove-manager']);
    assert.deepEqual(wide({ held, employments: [job({ managerPersonKey: 'P9' })] }), [], 'unknown');
  });

  it('finds whom the person stands in for', () => {
    const absent = makePerson({
      personKey: 'P2',
      employments: [job({ unitKey: 'care' })],
      leaves: [{ startsOn: '2026-11-01' }],
    });
    const grants = [
      makeGrant({ kind: 'replacement', follows: { personKey: 'P2', leaveKey: null }, items: { groups: ['sg-care'] } }),
      makeGrant({ id: 'g2', personKey: 'P2', items: { groups: ['sg-x'] } }),
    ];
    assert.deepEqual(wide({ held }, { people: [makePerson({ personKey: 'P1' }), absent], grants }), ['add-member']);
  });

  it('leaves to all who competes with others: for an address, a seat, a number', () => {
    const twin = makePerson({ personKey: 'P0', employments: [job({ employmentKey: 'E0', country: 'NL' })] });
    const first = { ...twin, personKey: 'P1' };
    const { directory } = inputOf({ account: null });
    assert.ok(
      wide({}, { people: [first, twin], directory: { ...directory, skus: [makeSku('E5', 1)] } }).includes(
        'create-account',
      ),
    );
    const numbered = { ...twin, employments: [job({ employeeNumber: '7' })] };
    const unmarked = { ...directory, accounts: [makeAccount({ id: 'a' }, { employeeId: '7' })] };
    assert.deepEqual(wide({}, { people: [{ ...numbered, personKey: 'P1' }, numbered], directory: unmarked }), []);
  });
});

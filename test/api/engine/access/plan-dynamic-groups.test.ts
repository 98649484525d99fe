import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { Group } from '../../../../models/account.ts';
import type { Operation } from '../../../../models/plan.ts';
import {
  linesOf,
  makeAccount,
  makeEmployment,
  makeGroup,
  makeInput,
  makePerson,
  makePolicy,
  notesOf,
} from '../make-input.ts';

const rule = 'user.jobTitle -eq "Chef"';
const policyOf = (text = rule, more = '') =>
  `groups: [{ id: dyn-chefs, membershipRule: '${text}', mode: dynamic }]\n${more}`;
const dynamic = (more: Partial<Group> = {}): Group => ({
  ...makeGroup('dyn-chefs'),
  barrier: 'dynamic',
  membershipRule: rule,
  ruleProcessing: 'on',
  memberIds: null,
  ...more,
});

/** Plans for so many people whose job title changes, with these groups. */
function planOf(groups: Group[], changed = 0, policy = policyOf()) {
  const keys = Array.from({ length: changed }, (_, index) => `P${1000 + index}`);
  return planPeople(
    makeInput({
      policy: makePolicy(policy),
      people: keys.map((personKey) =>
        makePerson({
          personKey,
          mobilePhone: '06',
          employments: [makeEmployment({ employmentKey: personKey, functionTitle: 'Cook' })],
        }),
      ),
      directory: { accounts: keys.map((key) => makeAccount({ id: `a${key}`, stampedPersonKey: key })), groups },
    }),
  );
}
const rules = (operations: readonly Operation[]) =>
  operations.flatMap(({ kind, before, after }) => (kind === 'set-membership-rule' ? [{ before, after }] : []));

describe('a dynamic group', () => {
  it('that has its rule and works it is left alone', () => assert.deepEqual(linesOf(planOf([dynamic()])), []));

  it('gets the rule of the policy, and its members are never written', () => {
    const group = dynamic({ membershipRule: 'user.city -eq "X"' });
    const plan = planOf([group], 1, policyOf());
    assert.deepEqual(rules(plan.operations), [
      {
        before: { dynamic: true, membershipRule: 'user.city -eq "X"', processing: 'on' },
        after: { dynamic: true, membershipRule: rule, processing: 'on' },
      },
    ]);
    assert.deepEqual(linesOf(plan), ['update-account P1000', 'set-membership-rule dyn-chefs']);
    const operation = plan.operations.at(-1);
    assert.deepEqual([operation?.personKey, operation?.target.accountId], [null, null]);
    assert.deepEqual(
      operation?.reasons.map(({ source }) => source),
      ['groups.dyn-chefs'],
    );
  });

  it('is made of an ordinary group', () => {
    const plan = planOf([makeGroup('dyn-chefs')]);
    assert.deepEqual(rules(plan.operations)[0]?.before, { dynamic: false, membershipRule: null, processing: null });
  });

  it('that was paused is worked again', () => {
    const [change] = rules(planOf([dynamic({ ruleProcessing: 'paused' })]).operations);
    assert.deepEqual([change?.before?.processing, change?.after?.processing], ['paused', 'on']);
  });

  it('that is missing, has a namesake or cannot be dynamic is said', () => {
    const notes = (groups: Group[]) => notesOf(planOf(groups));
    assert.deepEqual(notes([]), ['unknown-group']);
    assert.deepEqual(notes([dynamic(), dynamic({ id: 'other' })]), ['unknown-group']);
    assert.deepEqual(notes([dynamic({ barrier: 'synced' })]), ['unwritable-group']);
    assert.deepEqual(linesOf(planOf([dynamic({ barrier: 'mail-enabled', membershipRule: null })])), []);
  });

  it('is found by object id, mail nickname or display name', () => {
    const renamed = dynamic({ displayName: 'Chefs', mailNickname: 'DYN-CHEFS' });
    assert.deepEqual(notesOf(planOf([renamed])), []);
    assert.deepEqual(notesOf(planOf([dynamic({ mailNickname: null })])), []);
    assert.deepEqual(notesOf(planOf([dynamic({ id: 'DYN-chefs', displayName: 'x', mailNickname: 'y' })])), []);
  });
});

describe('a dynamic group while many accounts change', () => {
  const pauses = (count: number, policy = policyOf(), group = dynamic()) =>
    rules(planOf([group], count, policy).operations).map(({ after }) => after?.processing);

  it('is paused before the first change and worked again after the last', () => {
    const plan = planOf([dynamic()], 101);
    assert.equal(plan.operations[0]?.after?.processing, 'paused');
    assert.equal(plan.operations.at(-1)?.after?.processing, 'on');
    assert.deepEqual(plan.operations.at(-1)?.before?.processing, 'paused');
    assert.equal(plan.operations.length, 103);
    assert.notEqual(plan.operations[0]?.id, plan.operations.at(-1)?.id);
    assert.match(plan.operations[0]?.sentence ?? '', /Pause/);
  });

  it('is not for a hundred of them', () => assert.deepEqual(pauses(100), []));

  it('is not when they change what its rule does not ask for', () => {
    const about = (text: string) => pauses(101, policyOf(text), dynamic({ membershipRule: text }));
    assert.deepEqual(about('user.city -eq "X"'), []);
    assert.deepEqual(about(`user.extension_${'0'.repeat(32)}_jobTitle -eq "X"`), []);
    assert.deepEqual(about('user.memberOf -any (group.objectId -in ["x"])'), []);
    assert.deepEqual(about('USER.jobtitle -eq "X"'), ['paused', 'on']);
  });

  it('knows attributes by the names that rules have for them', () => {
    const text = 'user.mobile -eq "X"';
    const more = 'attributes: { mobilePhone: "${mobilePhone}", jobTitle: null }';
    assert.deepEqual(pauses(101, policyOf(text, more), dynamic({ membershipRule: text })), ['paused', 'on']);
  });

  it('has its new rule at once, though paused, where it changes too', () => {
    const plan = planOf([dynamic({ membershipRule: 'user.city -eq "X"' })], 101);
    assert.deepEqual(
      rules(plan.operations).map(({ after }) => after),
      [
        { dynamic: true, membershipRule: rule, processing: 'paused' },
        { dynamic: true, membershipRule: rule, processing: 'on' },
      ],
    );
  });

  it('is not paused before it is dynamic', () => {
    assert.deepEqual(pauses(101, policyOf(), makeGroup('dyn-chefs')), ['on']);
  });
});

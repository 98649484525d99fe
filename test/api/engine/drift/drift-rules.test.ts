import assert from 'node:assert/strict';
import { ruleForDrift } from '../../../../api/engine/drift/rule-for-drift.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { Operation } from '../../../../models/plan.ts';
import { driftTexts } from '../../../../models/texts/drift-texts.ts';
import { wordRemark } from '../../../../models/texts/remark-texts.ts';
import { makeEmployment, makePerson, makePolicy } from '../make-input.ts';
import { makeOperation } from '../make-operation.ts';
import { drifted, policy } from './settled-world.ts';

describe('a change by hand that becomes a rule', () => {
  const ruleOf = (kind: string, language: 'en' | 'nl' = 'en') => {
    const { operation, after } = drifted(kind);
    const [account] = after.directory.accounts;
    assert.ok(account);
    const rule = ruleForDrift(operation, { policy: policy.policy, account, texts: driftTexts(language) });
    return { rule, operation, after, account };
  };
  const yamlOf = (kind: string): string => {
    const { rule } = ruleOf(kind);
    return rule.kind === 'snippet' ? rule.yaml : assert.fail(rule.why.kind);
  };

  for (const kind of ['remove-member', 'remove-licence', 'remove-app-role', 'update-account']) {
    it(`does away with ${kind}`, () => {
      const { operation, after } = ruleOf(kind);
      const usual = `attributes: { jobTitle: "\${functionTitle}" }\n`;
      const more = kind === 'update-account' ? yamlOf(kind) : `${yamlOf(kind)}${usual}`;
      const made = planPeople({ ...after, policy: makePolicy(more) });
      assert.ok(!made.operations.some(({ id }) => id === operation.id), more);
      const colleague = makePerson({
        personKey: 'P2',
        callName: 'Piet',
        employments: [makeEmployment({ employmentKey: 'F', functionTitle: 'Cook', country: 'BE' })],
      });
      const [other] = planPeople({ ...after, people: [colleague], policy: makePolicy(more) }).operations;
      if (kind !== 'update-account') return;
      assert.deepEqual(
        [other?.after?.jobTitle, other?.after?.companyName, other?.after?.city],
        ['Cook', "Zorg 'B' BE", 'Utrecht'],
      );
    });
  }

  for (const kind of ['add-member', 'assign-licence', 'assign-app-role']) {
    it(`does away with ${kind}, and not for others`, () => {
      const { operation, after } = ruleOf(kind);
      const grant = 'grant: { groups: [sg-sales], licences: [SPE_E3], apps: [{ app: Crm, role: User }] }';
      const yaml = yamlOf(kind).replace(/^( {4}when: .*)$/m, `$1\n    ${grant}`);
      const attributes = `attributes: { jobTitle: "\${functionTitle}", companyName: "Zorg 'B' \${country}", city: Utrecht }\n`;
      const plan = planPeople({ ...after, policy: makePolicy(`${yaml}${attributes}`) });
      assert.ok(!plan.operations.some(({ id }) => id === operation.id), yaml);
      const people = [
        makePerson({
          personKey: 'P2',
          callName: 'Piet',
          employments: [makeEmployment({ employmentKey: 'F', employeeNumber: 'N2', country: 'NL' })],
        }),
      ];
      const others = planPeople({ ...after, people, policy: makePolicy(`${yaml}${attributes}`) }).operations;
      assert.ok(
        others.some((other) => other.kind === kind),
        'a colleague still gets it',
      );
    });
  }

  it('names every role and group that gives it', () => {
    assert.equal(
      yamlOf('add-member'),
      `# ${driftTexts('en').changeRule}
roles:
  - id: "Sales"
    when: "(user.department -eq \\"Sales\\") -and -not (user.employeeId -eq \\"N1\\")"
groups:
  - id: "SG-Sales"
    membershipRule: "(user.department -startsWith \\"Sal\\") -and -not (user.employeeId -eq \\"N1\\")"
`,
    );
  });

  it('names groups alone where no role gives it', () => {
    const { operation, account } = ruleOf('add-member');
    const texts = driftTexts('nl');
    const alone = { ...policy.policy, roles: [] };
    const rule = ruleForDrift(operation, { policy: alone, account, texts });
    assert.match(rule.kind === 'snippet' ? rule.yaml : '', /^# Vervang .*\ngroups:\n/);
  });

  it('for an attribute that the policy leaves to the usual template keeps that for everybody else', () => {
    const { account } = ruleOf('update-account');
    const operation = makeOperation('update-account', 'P1', {
      before: { displayName: 'By hand' },
      after: { displayName: 'Sanne de Vries' },
    });
    const rule = ruleForDrift(operation, { policy: policy.policy, account, texts: driftTexts('en') });
    assert.match(rule.kind === 'snippet' ? rule.yaml : rule.why.kind, /displayName: .*By hand.*callName.*surname/);
  });

  it('is offered with the other choices, by the id of the operation', () => {
    for (const language of ['en', 'nl'] as const) {
      const { choices, noFindings } = driftTexts(language);
      assert.match(choices('x'), /instroom drift keep x .*instroom drift rule x.*instroom drift undo x/);
      assert.match(noFindings, /Entra/);
    }
  });

  it('knows a person without an employee number by the address', () => {
    const { operation, account } = ruleOf('remove-member');
    const unnumbered = { ...account, userPrincipalName: 'a"b@x', attributes: {} };
    const rule = ruleForDrift(operation, { policy: policy.policy, account: unnumbered, texts: driftTexts('nl') });
    assert.match(rule.kind === 'snippet' ? rule.yaml : '', /user\.userPrincipalName -eq \\"a`\\"b@x\\"/);
    assert.match(rule.kind === 'snippet' ? rule.yaml : '', /title: "sg-it voor a\\"b@x, eerst met de hand gegeven"/);
  });

  it('is not to be had for what no rule says', () => {
    const { account } = ruleOf('remove-member');
    const reason = (operation: Operation, language: 'en' | 'nl' = 'en') => {
      const rule = ruleForDrift(operation, { policy: policy.policy, account, texts: driftTexts(language) });
      return rule.kind === 'none' ? wordRemark(rule.why, language) : rule.yaml;
    };
    assert.match(reason(makeOperation('enable-account', 'P1')), /enable-account puts back does not follow from a rule/);
    assert.match(reason(makeOperation('enable-account', 'P1'), 'nl'), /volgt niet uit een regel/);
    assert.match(
      reason(makeOperation('update-account', 'P1', { after: { stampedPersonKey: 'P1' } })),
      /does not follow/,
    );
    const other = makeOperation('add-member', 'P1', { target: { groupId: 'x', groupName: 'sg-other' } });
    assert.match(reason(other), /gives sg-other; it comes by a grant/);
    const app = makeOperation('assign-app-role', 'P1', { target: { appId: 'y', appName: 'Y', appRoleName: 'R' } });
    assert.match(reason(app, 'nl'), /geeft Y: R; het komt van een toekenning/);
    const licence = makeOperation('assign-licence', 'P1', { target: { skuId: 's', skuName: 'S' } });
    assert.match(reason(licence), /gives S;/);
  });
});

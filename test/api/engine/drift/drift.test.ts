import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findDrift, markDrift } from '../../../../api/engine/drift/find-drift.ts';
import { keepDrift } from '../../../../api/engine/drift/keep-drift.ts';
import { ruleForDrift } from '../../../../api/engine/drift/rule-for-drift.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import type { Account } from '../../../../models/account.ts';
import type { DriftFinding } from '../../../../models/ledger.ts';
import type { Operation } from '../../../../models/plan.ts';
import { driftTexts } from '../../../../models/texts/drift-texts.ts';
import { applyOperations } from '../../../fakes/apply-operations.ts';
import { arbitraryWorld } from '../arbitrary-world.ts';
import { makeEmployment, makeGroup, makeInput, makePerson, makePolicy } from '../make-input.ts';
import { makeOperation } from '../make-operation.ts';

const runs = { numRuns: Number(process.env.FC_RUNS ?? 100) };
const later = '2027-06-02T12:00:00Z';
const noFindings = { findings: [] };

const policy = makePolicy(`
roles:
  - { id: Sales, when: 'user.department -eq "Sales"', grant: { groups: [sg-sales], licences: [SPE_E3], apps: [{ app: Crm, role: User }] } }
  - { id: it, when: 'user.department -eq "IT"', grant: { groups: [sg-it], licences: [VISIO], apps: [{ app: Crm, role: Admin }] } }
groups:
  - { id: SG-Sales, membershipRule: 'user.department -startsWith "Sal"' }
attributes: { jobTitle: "\${functionTitle}", companyName: "Zorg 'B' \${country}", city: Utrecht }
`);

/** One person of Sales, settled, in a tenant with what the policy names. */
function settledWorld(): PlanInput {
  const input = makeInput({
    policy,
    people: [
      makePerson({
        personKey: 'P1',
        employments: [
          makeEmployment({ employmentKey: 'E', employeeNumber: 'N1', functionTitle: 'Nurse', country: 'NL' }),
        ],
      }),
    ],
    directory: {
      groups: [makeGroup('sg-sales'), makeGroup('sg-it')],
      skus: ['SPE_E3', 'VISIO'].map((name) => ({ skuId: `id-${name}`, skuPartNumber: name, seats: 9, free: 9 })),
      applications: [
        {
          id: 'crm',
          appId: 'crm-app',
          displayName: 'Crm',
          roles: ['User', 'Admin'].map((name) => ({ id: `role-${name}`, value: name, displayName: name })),
          assignments: [],
          syncJob: null,
        },
      ],
    },
  });
  return { ...input, directory: applyOperations(input.directory, planPeople(input).operations, input.now) };
}

/** The world after somebody changed Entra. */
function changeByHand(
  world: PlanInput,
  change: (directory: PlanInput['directory'], account: Account) => void,
): PlanInput {
  const directory = structuredClone(world.directory);
  const [account] = directory.accounts;
  assert.ok(account);
  change(directory, account);
  return { ...world, directory };
}

const drifts: Readonly<Record<string, (directory: PlanInput['directory'], account: Account) => void>> = {
  'update-account': (_directory, account) => {
    account.attributes = { ...account.attributes, jobTitle: "Chef d'équipe", companyName: 'Other', city: null };
  },
  'enable-account': (_directory, account) => {
    account.accountEnabled = false;
  },
  'add-member': ({ groups }) => {
    for (const group of groups) group.memberIds = [];
  },
  'remove-member': ({ groups }, { id }) => {
    for (const group of groups) group.memberIds = [id];
  },
  'assign-licence': (_directory, account) => {
    account.licences = [];
  },
  'remove-licence': (_directory, account) => {
    account.licences = [...account.licences, { skuId: 'id-VISIO', direct: true, groupIds: [] }];
  },
  'assign-app-role': ({ applications }) => {
    for (const application of applications) application.assignments = [];
  },
  'remove-app-role': ({ applications }, { id }) => {
    for (const { assignments } of applications) assignments.push({ id: 'x', principalId: id, appRoleId: 'role-Admin' });
  },
  'restore-account': (directory, account) => {
    directory.accounts = [];
    directory.deletedAccounts = [{ ...account, deletedAt: later }];
  },
  'create-account': (directory) => {
    directory.accounts = [];
  },
};

const drifted = (kind: string) => {
  const before = settledWorld();
  assert.deepEqual(planPeople(before).operations, [], 'it is settled');
  const after = changeByHand(before, drifts[kind] ?? (() => {}));
  const draft = planPeople(after);
  const drift = findDrift({ draft, before: before.directory, after: after.directory, ledger: noFindings });
  const operation = draft.operations.find((planned) => planned.kind === kind);
  assert.ok(operation, kind);
  return { before, after, draft, drift, operation };
};

describe('drift', () => {
  for (const kind of Object.keys(drifts)) {
    it(`is found where ${kind} would put back what somebody changed`, () => {
      const { drift, operation, draft } = drifted(kind);
      const found = drift.findings.find(({ operationId }) => operationId === operation.id);
      const { sentence, personKey } = operation;
      assert.deepEqual(found, {
        operationId: operation.id,
        personKey,
        sentence,
        foundAt: draft.now,
        by: null,
        at: null,
      });
      assert.deepEqual(drift.settled, []);
    });
  }

  it('says in the plan that it is, who did it and when, and does not change what would be done', () => {
    const { draft, operation, before, after } = drifted('update-account');
    const found = findDrift({ draft, before: before.directory, after: after.directory, ledger: noFindings });
    const drift = {
      ...found,
      findings: found.findings.map((finding) => ({ ...finding, by: 'Jan', at: '2026-11-24T07:15:00Z' })),
    };
    const marked = markDrift(draft, drift, driftTexts('en'));
    assert.equal(marked.fingerprint, draft.fingerprint);
    const { reasons } = marked.operations.find(({ id }) => id === operation.id) ?? { reasons: [] };
    assert.match(reasons[reasons.length - 1]?.text ?? '', /changed by hand in Entra by Jan on 2026-11-24 07:15 UTC;/);
    assert.deepEqual(
      marked.notes.map(({ kind, personKey }) => [kind, personKey]),
      [['drift', 'P1']],
    );
    assert.match(marked.notes[0]?.text ?? '', new RegExp(`instroom drift keep ${operation.id}`));
    assert.deepEqual(marked.ledger.findings, drift.findings);
    const dutch = markDrift(draft, drift, driftTexts('nl')).operations.flatMap((entry) => entry.reasons);
    assert.match(
      dutch[dutch.length - 1]?.text ?? '',
      /met de hand gewijzigd in Entra door Jan op 2026-11-24 07:15 UTC/,
    );
    const waiting = markDrift(draft, drift, driftTexts('en'), true).notes.at(-1)?.text ?? '';
    assert.match(waiting, /left so until somebody chooses.*instroom drift keep/);
    const chosen = {
      ...drift,
      findings: drift.findings.map((finding) => ({ ...finding, choice: 'put-back' as const })),
    };
    assert.match(markDrift(draft, chosen, driftTexts('nl'), true).notes.at(-1)?.text ?? '', /en teruggezet/);
    const unknown = markDrift(draft, drifted('update-account').drift, driftTexts('nl'));
    assert.match(unknown.notes[0]?.text ?? '', /^Met de hand gewijzigd in Entra, en teruggezet: /);
  });

  it('is not what merely travels with a change: the other half of a pair', () => {
    const { draft, before, after } = drifted('update-account');
    const [accountId] = before.directory.accounts.map(({ id }) => id);
    const travels = makeOperation('update-account', 'P1', {
      before: { division: null },
      after: { division: null },
      target: { accountId: accountId ?? null },
    });
    const found = findDrift({
      draft: { ...draft, operations: [travels] },
      before: before.directory,
      after: after.directory,
      ledger: noFindings,
    });
    assert.deepEqual(found.findings, []);
  });

  it('is told from the other operations of the plan', () => {
    const { draft, operation, drift } = drifted('update-account');
    const other = makeOperation('add-member', 'P2', { reasons: [{ kind: 'rule', text: 'role', source: 'roles.x' }] });
    const marked = markDrift({ ...draft, operations: [other, ...draft.operations] }, drift, driftTexts('en'));
    const kinds = marked.operations.map(({ reasons }) => reasons.some(({ kind }) => kind === 'drift'));
    assert.deepEqual(kinds, [false, ...draft.operations.map(({ id }) => id === operation.id)]);
    assert.equal(marked.operations[0], other);
  });

  it('stays open until nothing is left to put back, also when it is no news any more', () => {
    const { draft, drift, after } = drifted('add-member');
    const [finding] = drift.findings as [DriftFinding];
    const open = { ...finding, foundAt: '2026-11-01T00:00:00Z' };
    const gone = { ...finding, operationId: 'gone' };
    const ledger = { findings: [open, gone] };
    const same = { before: after.directory, after: after.directory, ledger };
    assert.deepEqual(findDrift({ draft, ...same }), { findings: [open], settled: ['gone'] });
    const plain = markDrift({ ...draft, operations: [] }, { findings: [], settled: ['gone'] }, driftTexts('en'));
    assert.deepEqual(plain.ledger.settledFindings, ['gone']);
    assert.equal(markDrift(draft, { findings: [], settled: [] }, driftTexts('en')), draft);
  });

  it('is not what HR or the policy asks for, nor what was never seen before', () => {
    const before = settledWorld();
    const people = [
      makePerson({
        personKey: 'P1',
        callName: 'Anna',
        employments: [makeEmployment({ employmentKey: 'E', endsOn: '2026-11-01' })],
      }),
    ];
    const draft = planPeople({ ...before, people });
    assert.ok(draft.operations.length > 3);
    const { directory } = before;
    assert.deepEqual(findDrift({ draft, before: directory, after: directory, ledger: noFindings }).findings, []);
    const { after, draft: changed } = drifted('update-account');
    assert.deepEqual(
      findDrift({ draft: changed, before: null, after: after.directory, ledger: noFindings }).findings,
      [],
    );
  });

  it('never is anything in a world that nobody touched, whatever time and HR bring', () => {
    fc.assert(
      fc.property(arbitraryWorld, (world) => {
        const directory = applyOperations(world.directory, planPeople(world).operations, world.now);
        const draft = planPeople({ ...world, directory, now: later });
        assert.deepEqual(findDrift({ draft, before: directory, after: directory, ledger: noFindings }).findings, []);
      }),
      runs,
    );
  });

  const byHand: Readonly<Record<string, (directory: PlanInput['directory'], account: Account) => string>> = {
    department: (_directory, account) => {
      account.attributes.department = 'By hand';
      return 'update-account';
    },
    enabled: (_directory, account) => {
      account.accountEnabled = !account.accountEnabled;
      return account.accountEnabled ? 'disable-account' : 'enable-account';
    },
    members: ({ groups }, { id }) => {
      for (const group of groups) group.memberIds = (group.memberIds ?? []).filter((member) => member !== id);
      return 'add-member';
    },
  };

  it('explains only what somebody changed in Entra', () => {
    fc.assert(
      fc.property(arbitraryWorld, fc.nat(), fc.constantFrom(...Object.values(byHand)), (world, pick, change) => {
        const before = applyOperations(world.directory, planPeople(world).operations, world.now);
        const after = structuredClone(before);
        const account = after.accounts[pick % Math.max(after.accounts.length, 1)];
        if (account === undefined) return;
        const putsBack = change(after, account);
        const draft = planPeople({ ...world, directory: after });
        const { findings } = findDrift({ draft, before, after, ledger: noFindings });
        const found = new Set(findings.map(({ operationId }) => operationId));
        for (const { id, kind, target } of draft.operations) {
          const isOfAccount = target.accountId === account.id;
          assert.ok(isOfAccount || !found.has(id), `${kind} of somebody else`);
          assert.ok(!isOfAccount || kind !== putsBack || found.has(id), `${kind} is not named`);
        }
      }),
      runs,
    );
  });
});

describe('a change by hand that is kept', () => {
  const ask = { id: 'grant-1', days: 14, reason: 'a project', by: 'Jan', now: '2026-11-24T08:00:00.000Z' };
  const texts = driftTexts('en');

  for (const kind of [
    'remove-member',
    'add-member',
    'remove-licence',
    'assign-licence',
    'remove-app-role',
    'assign-app-role',
    'update-account',
  ]) {
    it(`as a grant does away with ${kind} until it ends`, () => {
      const { operation, after } = drifted(kind);
      const kept = keepDrift(operation, ask, texts);
      assert.equal(kept.kind, 'grant');
      if (kept.kind !== 'grant') return;
      const { grant } = kept;
      assert.deepEqual([grant.personKey, grant.kind, grant.endsAt], ['P1', 'kept-drift', '2026-12-08T08:00:00.000Z']);
      assert.deepEqual(grant.approval, { by: 'Jan', at: ask.now, requestId: null });
      const ids = (now: string) => planPeople({ ...after, grants: [grant], now }).operations.map(({ id }) => id);
      assert.ok(!ids('2026-12-08T07:59:59Z').includes(operation.id));
      assert.ok(ids('2026-12-08T08:00:00Z').includes(operation.id));
    });
  }

  it('cannot be an account that was switched, made or adopted; it says what to do instead', () => {
    const refusal = (operation: Operation, language: 'en' | 'nl' = 'en') => {
      const kept = keepDrift(operation, ask, driftTexts(language));
      return kept.kind === 'refused' ? kept.reason : 'kept';
    };
    assert.match(refusal(drifted('enable-account').operation), /urgent exit/);
    assert.match(refusal(drifted('enable-account').operation, 'nl'), /dringend vertrek/);
    assert.match(refusal(makeOperation('disable-account', '1')), /let HR or the policy say it/);
    assert.match(refusal(makeOperation('delete-account', '1'), 'nl'), /laat HR of het beleid/);
    assert.match(refusal(makeOperation('update-account', '1', { after: { stampedPersonKey: '1' } })), /update-account/);
  });
});

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
    return rule.kind === 'snippet' ? rule.yaml : assert.fail(rule.reason);
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
    assert.match(rule.kind === 'snippet' ? rule.yaml : rule.reason, /displayName: .*By hand.*callName.*surname/);
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
      return rule.kind === 'none' ? rule.reason : rule.yaml;
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

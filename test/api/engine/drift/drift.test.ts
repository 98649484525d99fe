import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findDrift, markDrift } from '../../../../api/engine/drift/find-drift.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import type { Account } from '../../../../models/account.ts';
import type { DriftFinding } from '../../../../models/ledger.ts';
import { driftTexts } from '../../../../models/texts/drift-texts.ts';
import { applyOperations } from '../../../fakes/apply-operations.ts';
import { worlds } from '../../../play-worlds.ts';
import { arbitraryWorld } from '../arbitrary-world.ts';
import { makeEmployment, makePerson } from '../make-input.ts';
import { makeOperation } from '../make-operation.ts';
import { drifted, drifts, later, noFindings, settledWorld } from './settled-world.ts';

const runs = worlds(100);

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

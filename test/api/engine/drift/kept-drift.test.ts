import assert from 'node:assert/strict';
import { keepDrift } from '../../../../api/engine/drift/keep-drift.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { Operation } from '../../../../models/plan.ts';
import { wordRemark } from '../../../../models/texts/remark-texts.ts';
import { makeOperation } from '../make-operation.ts';
import { drifted } from './settled-world.ts';

describe('a change by hand that is kept', () => {
  const ask = { id: 'grant-1', days: 14, reason: 'a project', by: 'Jan', now: '2026-11-24T08:00:00.000Z' };

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
      const kept = keepDrift(operation, ask);
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
      const kept = keepDrift(operation, ask);
      return kept.kind === 'refused' ? wordRemark(kept.why, language) : 'kept';
    };
    assert.match(refusal(drifted('enable-account').operation), /urgent exit/);
    assert.match(refusal(drifted('enable-account').operation, 'nl'), /dringend vertrek/);
    assert.match(refusal(makeOperation('disable-account', '1')), /let HR or the policy say it/);
    assert.match(refusal(makeOperation('delete-account', '1'), 'nl'), /laat HR of het beleid/);
    assert.match(refusal(makeOperation('update-account', '1', { after: { stampedPersonKey: '1' } })), /update-account/);
  });
});

import assert from 'node:assert/strict';
import { classifyAnswer } from '../../../../api/directory/graph/classify-answer.ts';
import type { OperationKind } from '../../../../models/plan.ts';

const taken = {
  error: {
    code: 'Request_BadRequest',
    message: 'Another object with the same value for property userPrincipalName already exists.',
    details: [
      { code: 'ObjectConflict', message: '…', target: 'userPrincipalName' },
      { code: 'ConflictingObjects', message: '…', target: 'User_7f3c' },
    ],
    innerError: { 'request-id': 'r-1' },
  },
};
const error = (code: string, message = '') => ({ error: { code, message } });
const bad = (message: string) => error('Request_BadRequest', message);
const there = bad(
  "One or more added object references already exist for the following modified properties: 'members'.",
);
const absent = bad("The source resource object or one of the objects being referenced don't exist.");

const rows: Array<[OperationKind, number, unknown, string]> = [
  ['create-account', 201, { id: '1' }, 'done'],
  ['update-account', 204, undefined, 'done'],
  ['create-account', 0, undefined, 'look-up unclear'],
  ['create-account', 504, undefined, 'look-up unclear'],
  ['create-account', 500, error('InternalServerError'), 'look-up unclear'],
  ['create-account', 429, error('TooManyRequests'), 'retry'],
  ['create-account', 400, taken, 'look-up conflict'],
  ['create-account', 400, bad(taken.error.message), 'look-up conflict'],
  ['create-account', 400, bad('One or more property values specified are invalid.'), 'gone'],
  ['create-account', 400, bad('Invalid password.'), 'failed refused'],
  ['create-account', 403, error('Directory_QuotaExceeded'), 'failed quota'],
  ['create-account', 403, error('Authorization_RequestDenied'), 'failed permission'],
  ['update-account', 0, undefined, 'retry'],
  ['update-account', 503, undefined, 'retry'],
  ['update-account', 409, error('Directory_ConcurrencyViolation'), 'retry'],
  ['update-account', 404, error('Request_ResourceNotFound'), 'gone'],
  ['update-account', 400, taken, 'failed conflict'],
  ['update-account', 401, error('InvalidAuthenticationToken'), 'locked-out'],
  ['restore-account', 404, error('Request_ResourceNotFound'), 'gone'],
  ['restore-account', 400, taken, 'failed conflict'],
  ['set-manager', 404, error('Request_ResourceNotFound'), 'gone'],
  ['delete-account', 404, error('Request_ResourceNotFound'), 'already'],
  ['remove-member', 404, error('Request_ResourceNotFound'), 'already'],
  ['remove-manager', 404, error('Request_ResourceNotFound'), 'already'],
  ['add-member', 400, there, 'already'],
  ['add-member', 400, absent, 'gone'],
  ['add-member', 404, error('Request_ResourceNotFound'), 'gone'],
  ['add-member', 400, bad('A resource cannot contain more than 20 link changes.'), 'failed refused'],
  ['assign-licence', 400, bad('Subscription with SKU x does not have any available licenses.'), 'failed no-seat'],
  ['assign-licence', 400, bad('License assignment failed: CountViolation'), 'failed no-seat'],
  ['assign-licence', 400, bad('License assignment cannot be done for user with invalid usage location.'), 'gone'],
  ['assign-licence', 409, error('Directory_ConcurrencyViolation'), 'retry'],
  ['remove-licence', 400, bad('User does not have a corresponding license.'), 'already'],
  ['remove-licence', 400, bad('User license is inherited from a group membership …'), 'failed inherited'],
  ['assign-app-role', 0, undefined, 'retry'],
  ['assign-app-role', 400, bad('Permission being assigned already exists on the object'), 'already'],
  ['assign-app-role', 400, bad('Permission being assigned was not found on application …'), 'failed refused'],
  ['assign-app-role', 400, bad('Not a valid reference update.'), 'gone'],
  ['remove-app-role', 404, error('Request_ResourceNotFound'), 'already'],
  ['rename-account', 400, taken, 'failed conflict'],
  ['rename-account', 504, undefined, 'retry'],
  ['set-membership-rule', 404, error('Request_ResourceNotFound'), 'gone'],
  ['set-membership-rule', 403, error('Authorization_RequestDenied'), 'failed permission'],
  ['update-account', 418, 'a teapot', 'failed refused'],
];

describe('answers of Graph', () => {
  for (const [kind, status, body, expected] of rows)
    it(`${status} ${JSON.stringify(body)?.slice(0, 60) ?? 'without a body'} for ${kind}: ${expected}`, () => {
      const judgement = classifyAnswer(kind, { status, headers: {}, body });
      const more = 'because' in judgement ? judgement.because : 'reason' in judgement ? judgement.reason : '';
      assert.equal(`${judgement.kind} ${more}`.trim(), expected);
    });

  it('keeps the wait that was asked for, and the ids of who is in the way', () => {
    const throttled = classifyAnswer('update-account', { status: 429, headers: { 'retry-AFTER': '2.5' }, body: null });
    assert.ok(throttled.kind === 'retry' && throttled.afterMs === 2500);
    const conflict = classifyAnswer('create-account', { status: 400, headers: {}, body: taken });
    assert.ok(conflict.kind === 'look-up');
    assert.deepEqual(conflict.problem.conflictingIds, ['7f3c']);
    assert.equal(conflict.problem.requestId, 'r-1');
  });
});

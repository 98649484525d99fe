import assert from 'node:assert/strict';
import { forecast } from '../../../../api/engine/outlook/forecast.ts';
import type { Person } from '../../../../models/person.ts';
import { makeAccount, makePolicy, makeSku } from '../make-input.ts';
import { inputOf, person, policyText, withAccounts } from './foreseen.ts';

describe('a forecast of licences', () => {
  const licensed = `${policyText.replaceAll('[sg-sales]', '[sg-sales], licences: [E5]')}`;
  const seat = { skuId: 'sku-E5', direct: true, groupIds: [] };
  const plan = (
    people: Person[],
    seats: [number, number],
    more: { policy?: string; holders?: string[]; extra?: Parameters<typeof makeAccount>[0][] } = {},
  ) => {
    const input = inputOf(people, { policy: makePolicy(more.policy ?? licensed) });
    const accounts = withAccounts(people).map((account) =>
      more.holders?.includes(account.stampedPersonKey ?? '') ? { ...account, licences: [seat] } : account,
    );
    const others = (more.extra ?? []).map((account) => makeAccount({ licences: [seat], ...account }));
    const directory = { ...input.directory, accounts: [...accounts, ...others], skus: [makeSku('E5', ...seats)] };
    const { licences, days } = forecast({ ...input, directory }, 15);
    return {
      need: licences[0]?.need.map(({ date, needed, short }) => `${date.slice(5)} ${needed} ${short}`),
      short: days.flatMap(({ date, shortages }) =>
        shortages.map(({ needed, seats: of, short }) => `${date.slice(5)} ${needed}/${of} ${short}`),
      ),
    };
  };
  const joiner = person('P3', { startsOn: '2026-12-05' });
  const leaver = person('P2', { endsOn: '2026-11-30' });

  it('tells the need by date, and when there are too few', () => {
    const { need, short } = plan([person('P1', {}), joiner], [1, 0], { holders: ['P1'] });
    assert.deepEqual(need, ['11-24 1 0', '11-30 2 1']);
    assert.deepEqual([short.length, short[0]], [9, '11-30 2/1 1']);
  });

  it('frees the seat of a leaver when access is taken away, not before', () => {
    const { need } = plan([person('P1', {}), leaver, joiner], [3, 1], { holders: ['P1', 'P2'] });
    assert.deepEqual(need, ['11-24 2 0', '11-30 3 0', '12-04 2 0']);
  });

  it('counts the seat of who has left and keeps access for now', () => {
    const gone = person('P2', { endsOn: '2026-11-22' });
    assert.deepEqual(plan([gone, person('P1', {})], [2, 1], { holders: ['P2'] }).need, ['11-24 2 0', '11-26 1 0']);
  });

  it('leaves seats to those outside its care: strangers, people out of scope, people whom HR does not name', () => {
    const outside = [{ id: 'x' }, { id: 'y', stampedPersonKey: 'P8' }];
    assert.deepEqual(plan([person('P1', {})], [3, 1], { extra: outside }).need, ['11-24 1 0']);
    assert.deepEqual(plan([person('P1', {})], [2, 0], { extra: outside }).need, ['11-24 1 1']);
    const policy = `${licensed}scope: user.employeeType -eq "employee"`;
    const external = person('P2', { kind: 'external' });
    assert.deepEqual(plan([person('P1', {}), external], [1, 0], { policy, holders: ['P2'] }).need, ['11-24 1 1']);
  });

  it('keeps back what the policy keeps back', () => {
    const policy = `${licensed}licences: [{ sku: E5, reserve: 2 }]`;
    assert.deepEqual(plan([person('P1', {})], [2, 2], { policy }).need, ['11-24 1 1']);
  });

  it('counts licences that come through a group', () => {
    const policy = `${licensed}licences: [{ sku: E5, by: group, group: sg-x }]`;
    assert.deepEqual(plan([person('P1', {}), person('P2', { unitKey: 'care' })], [1, 1], { policy }).need, [
      '11-24 1 0',
    ]);
  });
});

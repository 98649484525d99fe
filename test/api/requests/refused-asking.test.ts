import assert from 'node:assert/strict';
import type { Remark } from '../../../models/remark.ts';
import { subjects } from '../../cards/request-samples.ts';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { ask } from './answers.ts';
import { type House, openStreet } from './open-house.ts';
import { exceptionOf, person, replacementOf, usualPolicy } from './organisation.ts';

describe('what cannot be asked', () => {
  let house: House;
  eachTestItsHouse(openStreet, (opened) => {
    house = opened;
  });

  const refusalOf = async (
    subject: Parameters<House['requests']['ask']>[0]['subject'],
    by: string,
    gains: string | null,
  ) => {
    const outcome = await house.requests.ask({ subject, forPersonKey: gains, by: person(by), reason: 'because' });
    return outcome.kind === 'refused' ? outcome.why : null;
  };

  const asked: { name: string; act: () => Promise<Remark | null>; why: Remark['kind'] }[] = [
    { name: 'an unknown person', act: () => refusalOf(exceptionOf('finance'), 'hanna', 'zzz'), why: 'unknown-person' },
    { name: 'nobody', act: () => refusalOf(exceptionOf('finance'), 'hanna', null), why: 'unknown-person' },
    {
      name: 'something outside the catalogue',
      act: () => refusalOf(exceptionOf('root'), 'bram', 'bram'),
      why: 'not-in-catalogue',
    },
    {
      name: 'something that cannot be asked for',
      act: () => refusalOf(exceptionOf('admin'), 'bram', 'bram'),
      why: 'not-requestable',
    },
    {
      name: 'too long',
      act: () => refusalOf(exceptionOf('finance', { endsOn: '2027-01-30' }), 'bram', 'bram'),
      why: 'too-long',
    },
    {
      name: 'an end before the start',
      act: () => refusalOf(exceptionOf('finance', { endsOn: '2026-11-20' }), 'bram', 'bram'),
      why: 'ends-before-start',
    },
    {
      name: 'a period that is over',
      act: () => refusalOf(exceptionOf('finance', { startsOn: '2026-11-01', endsOn: '2026-11-10' }), 'bram', 'bram'),
      why: 'is-past',
    },
    {
      name: 'more than a year ahead',
      act: () => refusalOf(exceptionOf('finance', { startsOn: '2028-01-01', endsOn: '2028-01-02' }), 'bram', 'bram'),
      why: 'too-far-ahead',
    },
    {
      name: 'a day that is none',
      act: () => refusalOf(exceptionOf('finance', { endsOn: '2026-02-31' }), 'bram', 'bram'),
      why: 'bad-date',
    },
    {
      name: 'a text for a day',
      act: () => refusalOf(exceptionOf('finance', { endsOn: "'; drop" }), 'bram', 'bram'),
      why: 'bad-date',
    },
    { name: 'for a colleague', act: () => refusalOf(exceptionOf('finance'), 'carl', 'bram'), why: 'not-for-you' },
    {
      name: 'by an account that is not known',
      act: () => refusalOf(exceptionOf('finance'), 'nobody', 'bram'),
      why: 'unknown-asker',
    },
    {
      name: 'at once what is never given at once',
      act: () => refusalOf(exceptionOf('vault', { breakGlass: true }), 'bram', 'bram'),
      why: 'never-at-once',
    },
    {
      name: 'at once for later',
      act: () => refusalOf(exceptionOf('finance', { breakGlass: true, startsOn: '2026-11-25' }), 'bram', 'bram'),
      why: 'never-at-once',
    },
    {
      name: 'a replacement of a colleague',
      act: () => refusalOf(replacementOf(['crm']), 'carl', 'bram'),
      why: 'not-for-you',
    },
    {
      name: 'to stand in for oneself',
      act: () => refusalOf(replacementOf(['crm']), 'maud', 'anna'),
      why: 'same-person',
    },
    {
      name: 'what is never lent',
      act: () => refusalOf(replacementOf(['admin']), 'maud', 'bram'),
      why: 'never-for-stand-in',
    },
    {
      name: 'what the absent person does not have',
      act: () => refusalOf(replacementOf(['vault']), 'maud', 'bram'),
      why: 'not-in-catalogue',
    },
    { name: 'nothing', act: () => refusalOf(replacementOf([]), 'maud', 'bram'), why: 'no-items' },
    {
      name: 'a leave that HR does not have',
      act: () => refusalOf(replacementOf(['crm'], { leaveKey: 'x' }), 'maud', 'bram'),
      why: 'unknown-leave',
    },
    {
      name: 'to release a run without the role',
      act: () => refusalOf({ kind: 'run-release', runId: '1', planFingerprint: 'x', release: null }, 'bram', null),
      why: 'not-for-you',
    },
    {
      name: 'to release a run that is not there',
      act: () => refusalOf({ kind: 'run-release', runId: '9', planFingerprint: 'x', release: null }, 'ivo', null),
      why: 'run-not-waiting',
    },
    {
      name: 'to freeze without the role',
      act: () => refusalOf({ kind: 'freeze', until: '2026-11-25T08:00:00Z' }, 'hanna', null),
      why: 'not-for-you',
    },
    {
      name: 'to freeze for ever',
      act: () => refusalOf({ kind: 'freeze', until: '2036-11-25T08:00:00Z' }, 'ivo', null),
      why: 'bad-freeze',
    },
    {
      name: 'an urgent exit of oneself',
      act: () => refusalOf({ kind: 'urgent-exit' }, 'bram', 'bram'),
      why: 'not-for-you',
    },
    {
      name: 'an urgent exit of a colleague',
      act: () => refusalOf({ kind: 'urgent-exit' }, 'carl', 'bram'),
      why: 'not-for-you',
    },
    {
      name: 'a changed policy in person',
      act: () => refusalOf(subjects['policy-change'], 'ivo', null),
      why: 'not-for-you',
    },
    {
      name: 'to extend what is not there',
      act: () =>
        refusalOf({ kind: 'extension', grantId: 'x', what: '', endsOn: '2026-12-01', items: [] }, 'bram', 'bram'),
      why: 'grant-gone',
    },
  ];
  it('refuses to ask what cannot be asked, and says why', async () => {
    for (const { name, act, why } of asked) assert.equal((await act())?.kind, why, name);
    assert.deepEqual(await house.requests.list({ states: ['open', 'approved', 'done'], limit: 10 }), []);
  });

  it('refuses to ask what somebody has already, without a reason, or in too many requests', async () => {
    await house.join('bram', 'sg-finance');
    assert.deepEqual(await refusalOf(exceptionOf('finance'), 'bram', 'bram'), {
      kind: 'has-already',
      name: 'Bram Jansen',
      title: 'Finance',
    });
    const blank = { subject: exceptionOf('vault'), forPersonKey: 'bram', by: person('bram'), reason: '  \n ' };
    assert.equal((await house.requests.ask(blank)).kind, 'refused');
    const entries = Array.from({ length: 21 }, (_, i) => `  - { id: c${i}, group: sg-c${i} }\n`).join('');
    house.policy(usualPolicy.replace('people:\n', `${entries}people:\n`));
    for (let i = 0; i < 20; i += 1) await ask(house, exceptionOf(`c${i}`), { by: person('bram'), gains: 'bram' });
    assert.deepEqual(await refusalOf(exceptionOf('c20'), 'bram', 'bram'), { kind: 'too-many', most: 20 });
  }).timeout(20_000);

  it('believes nothing of the items that a card sends but their keys', async () => {
    const request = await ask(house, exceptionOf('finance'), { by: person('bram'), gains: 'bram' });
    assert.ok(request.subject.kind === 'exception');
    assert.deepEqual(
      [request.subject.item.group, request.subject.item.owners],
      ['sg-finance', ['olga@voorbeeld.example']],
    );
  });
});

import assert from 'node:assert/strict';
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
    return outcome.kind === 'refused' ? outcome.text : `asked ${outcome.request.id}`;
  };

  const asked: { name: string; act: () => Promise<string>; says: RegExp }[] = [
    { name: 'an unknown person', act: () => refusalOf(exceptionOf('finance'), 'hanna', 'zzz'), says: /does not name/ },
    { name: 'nobody', act: () => refusalOf(exceptionOf('finance'), 'hanna', null), says: /does not name/ },
    {
      name: 'something outside the catalogue',
      act: () => refusalOf(exceptionOf('root'), 'bram', 'bram'),
      says: /not in the catalogue/,
    },
    {
      name: 'something that cannot be asked for',
      act: () => refusalOf(exceptionOf('admin'), 'bram', 'bram'),
      says: /cannot be asked for/,
    },
    {
      name: 'too long',
      act: () => refusalOf(exceptionOf('finance', { endsOn: '2027-01-30' }), 'bram', 'bram'),
      says: /at most 30 days/,
    },
    {
      name: 'an end before the start',
      act: () => refusalOf(exceptionOf('finance', { endsOn: '2026-11-20' }), 'bram', 'bram'),
      says: /before it starts/,
    },
    {
      name: 'a period that is over',
      act: () => refusalOf(exceptionOf('finance', { startsOn: '2026-11-01', endsOn: '2026-11-10' }), 'bram', 'bram'),
      says: /is over/,
    },
    {
      name: 'more than a year ahead',
      act: () => refusalOf(exceptionOf('finance', { startsOn: '2028-01-01', endsOn: '2028-01-02' }), 'bram', 'bram'),
      says: /a year ahead/,
    },
    {
      name: 'a day that is none',
      act: () => refusalOf(exceptionOf('finance', { endsOn: '2026-02-31' }), 'bram', 'bram'),
      says: /is not a day/,
    },
    {
      name: 'a text for a day',
      act: () => refusalOf(exceptionOf('finance', { endsOn: "'; drop" }), 'bram', 'bram'),
      says: /is not a day/,
    },
    { name: 'for a colleague', act: () => refusalOf(exceptionOf('finance'), 'carl', 'bram'), says: /not for you/ },
    {
      name: 'by an account that is not known',
      act: () => refusalOf(exceptionOf('finance'), 'nobody', 'bram'),
      says: /not known here/,
    },
    {
      name: 'at once what is never given at once',
      act: () => refusalOf(exceptionOf('vault', { breakGlass: true }), 'bram', 'bram'),
      says: /never given at once/,
    },
    {
      name: 'at once for later',
      act: () => refusalOf(exceptionOf('finance', { breakGlass: true, startsOn: '2026-11-25' }), 'bram', 'bram'),
      says: /never given at once/,
    },
    {
      name: 'a replacement of a colleague',
      act: () => refusalOf(replacementOf(['crm']), 'carl', 'bram'),
      says: /not for you/,
    },
    {
      name: 'to stand in for oneself',
      act: () => refusalOf(replacementOf(['crm']), 'maud', 'anna'),
      says: /stand in for themselves/,
    },
    {
      name: 'what is never lent',
      act: () => refusalOf(replacementOf(['admin']), 'maud', 'bram'),
      says: /never given to this stand-in/,
    },
    {
      name: 'what the absent person does not have',
      act: () => refusalOf(replacementOf(['vault']), 'maud', 'bram'),
      says: /not in the catalogue/,
    },
    { name: 'nothing', act: () => refusalOf(replacementOf([]), 'maud', 'bram'), says: /nothing to give/ },
    {
      name: 'a leave that HR does not have',
      act: () => refusalOf(replacementOf(['crm'], { leaveKey: 'x' }), 'maud', 'bram'),
      says: /no longer has this leave/,
    },
    {
      name: 'to release a run without the role',
      act: () => refusalOf({ kind: 'run-release', runId: '1', planFingerprint: 'x', release: null }, 'bram', null),
      says: /not for you/,
    },
    {
      name: 'to release a run that is not there',
      act: () => refusalOf({ kind: 'run-release', runId: '9', planFingerprint: 'x', release: null }, 'ivo', null),
      says: /does not wait/,
    },
    {
      name: 'to freeze without the role',
      act: () => refusalOf({ kind: 'freeze', until: '2026-11-25T08:00:00Z' }, 'hanna', null),
      says: /not for you/,
    },
    {
      name: 'to freeze for ever',
      act: () => refusalOf({ kind: 'freeze', until: '2036-11-25T08:00:00Z' }, 'ivo', null),
      says: /31 days/,
    },
    {
      name: 'an urgent exit of oneself',
      act: () => refusalOf({ kind: 'urgent-exit' }, 'bram', 'bram'),
      says: /not for you/,
    },
    {
      name: 'an urgent exit of a colleague',
      act: () => refusalOf({ kind: 'urgent-exit' }, 'carl', 'bram'),
      says: /not for you/,
    },
    {
      name: 'a changed policy in person',
      act: () => refusalOf(subjects['policy-change'], 'ivo', null),
      says: /not for you/,
    },
    {
      name: 'to extend what is not there',
      act: () =>
        refusalOf({ kind: 'extension', grantId: 'x', what: '', endsOn: '2026-12-01', items: [] }, 'bram', 'bram'),
      says: /has ended or is not there/,
    },
  ];
  it('refuses to ask what cannot be asked, and says what to do', async () => {
    for (const { name, act, says } of asked) assert.match(await act(), says, name);
    assert.deepEqual(await house.requests.list({ states: ['open', 'approved', 'done'], limit: 10 }), []);
  });

  it('refuses to ask what somebody has already, without a reason, or in too many requests', async () => {
    await house.join('bram', 'sg-finance');
    assert.match(await refusalOf(exceptionOf('finance'), 'bram', 'bram'), /has Finance already/);
    const blank = { subject: exceptionOf('vault'), forPersonKey: 'bram', by: person('bram'), reason: '  \n ' };
    assert.equal((await house.requests.ask(blank)).kind, 'refused');
    const entries = Array.from({ length: 21 }, (_, i) => `  - { id: c${i}, group: sg-c${i} }\n`).join('');
    house.policy(usualPolicy.replace('people:\n', `${entries}people:\n`));
    for (let i = 0; i < 20; i += 1) await ask(house, exceptionOf(`c${i}`), { by: person('bram'), gains: 'bram' });
    assert.match(await refusalOf(exceptionOf('c20'), 'bram', 'bram'), /20 open requests/);
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

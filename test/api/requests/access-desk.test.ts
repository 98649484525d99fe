import assert from 'node:assert/strict';
import { createAccessDesk } from '../../../api/requests/create-access-desk.ts';
import type { AccessDesk } from '../../../models/access-desk.ts';
import type { Member } from '../../../models/report.ts';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { answerOf, ask } from './answers.ts';
import { type House, openStreet } from './open-house.ts';
import { exceptionOf, person, replacementOf, usualPolicy } from './organisation.ts';

const leave = { leaveKey: 'l1', startsOn: '2026-12-01', endsOn: '2026-12-31' };

describe('the access desk', () => {
  let house: House;
  let desk: AccessDesk;
  eachTestItsHouse(openStreet, (opened) => {
    house = opened;
    desk = createAccessDesk(house.parts);
  });

  const member = async (name: string): Promise<Member> => {
    const found = await house.parts.membership.member(name);
    assert.ok(found !== null);
    return found;
  };
  const titles = (items: readonly { title: string }[]) => items.map(({ title }) => title);

  it('cuts the access of the absent person in three, for one stand-in', async () => {
    const cut = await desk.cutAccess({ absentKey: 'anna', standInKey: 'bram', leaveKey: null });
    assert.deepEqual(titles(cut?.needed ?? []), ['CRM']);
    assert.deepEqual(titles(cut?.askOwner ?? []), ['Finance', 'Archive', 'sg-odd']);
    assert.deepEqual(
      cut?.never.map(({ item, why }) => [item.title, why.kind]),
      [['Administrators', 'catalogue']],
    );
    const forPayer = [
      { employmentKey: 'e', kind: 'employee' as const, startsOn: '2020-01-01', functionTitle: 'Payer' },
    ];
    await house.hr('bram', { employments: forPayer });
    const other = await desk.cutAccess({ absentKey: 'anna', standInKey: 'bram', leaveKey: null });
    assert.deepEqual(
      other?.never.map(({ item, why }) => [item.title, why]),
      [
        ['Finance', { kind: 'separation', title: 'Sell and pay' }],
        ['Administrators', { kind: 'catalogue' }],
      ],
    );
    assert.equal(await desk.cutAccess({ absentKey: 'anna', standInKey: 'anna', leaveKey: null }), null);
  });

  it('says how the leave is meant to be, and what only the absent person owns', async () => {
    house.policy(
      usualPolicy.replaceAll('olga@', 'anna@').concat('leave: { mode: unchanged, kinds: { P: disabled } }\n'),
    );
    await house.hr('anna', { leaves: [{ ...leave, kind: 'P' }] });
    const cut = await desk.cutAccess({ absentKey: 'anna', standInKey: 'bram', leaveKey: 'l1' });
    assert.equal(cut?.mode, 'disabled');
    assert.deepEqual(cut?.soleOwnerOf, ['CRM', 'Finance']);
  });

  it('searches what may be asked for, and says what is held or asked already', async () => {
    await house.join('bram', 'sg-archive');
    await ask(house, exceptionOf('vault'), { by: person('bram'), gains: 'bram' });
    const all = await desk.catalogueFor('bram', '', 10);
    assert.deepEqual(
      all.offers.map(({ id, standing }) => [id, standing]),
      [
        ['archive', 'has-it'],
        ['crm', 'free'],
        ['finance', 'free'],
        ['vault', 'asked'],
      ],
    );
    const found = await desk.catalogueFor('bram', 'SG-FIN', 10);
    assert.deepEqual([titles(found.offers.map(({ item }) => item)), found.total], [['Finance'], 1]);
    assert.equal((await desk.catalogueFor('bram', '', 1)).total, 4);
    assert.equal(await desk.offer('bram', 'admin'), null);
    assert.equal((await desk.offer('bram', 'finance'))?.maxDays, 30);
  });

  it('shows a manager those who report to them, HR anybody, and others nobody but themselves', async () => {
    await house.hr('carl', { leaves: [leave] });
    const keys = async (name: string) =>
      (await desk.absences(await member(name), '', 20)).map((absence) => absence.person.personKey);
    assert.deepEqual(await keys('maud'), ['carl', 'anna', 'bram', 'maud']);
    assert.deepEqual(await keys('bram'), ['bram']);
    assert.equal((await keys('hanna')).length, 12);
    assert.equal(await desk.absence(await member('bram'), 'anna'), null);
    const absence = await desk.absence(await member('maud'), 'carl');
    assert.deepEqual(absence?.leaves, [leave]);
  });

  it('finds colleagues of the same unit who can sign in', async () => {
    await house.account('maud', { accountEnabled: false });
    const found = await desk.colleaguesOf('anna', 10);
    assert.deepEqual(
      found.map(({ name, unitName }) => [name, unitName]),
      [
        ['Bram Jansen', 'Sales'],
        ['Carl Jansen', 'Sales'],
      ],
    );
  });

  it('shows dated access to those it concerns, and ends it for them', async () => {
    const request = await ask(house, replacementOf(['crm', 'finance']), { by: person('maud'), gains: 'bram' });
    await house.requests.decide(answerOf(request, 'olga', { trackId: 't2' }));
    const [held] = await desk.grantsOf('bram');
    assert.deepEqual(
      [held?.what, held?.startsOn, held?.endsOn, held?.maxEndsOn],
      ['CRM, Finance', '2026-12-01', '2026-12-31', '2026-12-23'],
    );
    assert.equal(await desk.grant(await member('carl'), 'request-1'), null);
    assert.equal((await desk.endGrant({ grantId: 'request-1', by: await member('carl') })).kind, 'not-yours');
    assert.equal((await desk.endGrant({ grantId: 'request-1', by: await member('maud') })).kind, 'ended');
    assert.deepEqual(await desk.grantsOf('bram'), []);
    assert.equal((await desk.endGrant({ grantId: 'request-1', by: await member('maud') })).kind, 'not-found');
  });
});

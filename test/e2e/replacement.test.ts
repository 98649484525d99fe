import assert from 'node:assert/strict';
import { demoPeople } from '../../demo/existing-accounts.ts';
import { addRow, changeRows } from './change-rows.ts';
import { fillDay, press } from './open-chat.ts';
import { useStage } from './open-stage.ts';
import type { WrittenPolicy } from './start-product.ts';
import { until } from './until.ts';

const { employee: absent, hrDesk, security } = demoPeople;

/** Sanne leads the nights: she has rights with owners, one that never goes along, and something that only she owns. */
function letSanneLead(policy: WrittenPolicy): void {
  policy.roles.push({
    id: 'night-lead',
    title: 'Leads the nights',
    when: 'user.employeeId -eq "200061"',
    grant: { groups: ['sg-rosters', 'sg-incidents', 'sg-personnel-files', 'sg-facilities'] },
  });
  const incidents = policy.catalogue.find(({ id }: { id: string }) => id === 'incidents');
  incidents.owners = [security.address];
  policy.catalogue.push(
    { id: 'personnel-files', group: 'sg-personnel-files', title: 'Personnel files', owners: [hrDesk.address] },
    { id: 'keys', group: 'sg-facilities', title: 'Master keys', inReplacement: 'never', requestable: false },
    { id: 'night-routes', group: 'sg-routes', title: 'Night routes', owners: [absent.address] },
  );
  // Days go by at once here: what a month brings comes in one run.
  for (const kind of Object.keys(policy.limits)) policy.limits[kind] = { share: 1, count: 1000, floor: 0 };
}

/** The leave in HR, and the days on which it begins and ends. */
const leave = { startsOn: 7, endsOn: 30, movedTo: 40, extendedTo: 54 };

describe('a replacement from beginning to end, in the Agents Playground', function () {
  this.timeout(240_000);
  const on = useStage(
    {
      manager: 'manager',
      absent: 'employee',
      standIn: '200062',
      incidentsOwner: 'security',
      filesOwner: 'hrDesk',
      itDesk: 'itDesk',
    },
    { policy: letSanneLead },
  );
  const has = (group: string) => on().product.isMember(on().people.standIn.aadObjectId, group);
  /** What the stand-in has of what goes along. */
  const lent = async () => ({
    rosters: await has('sg-rosters'),
    incidents: await has('sg-incidents'),
    files: await has('sg-personnel-files'),
  });
  const nothing = { rosters: false, incidents: false, files: false };
  const partly = { rosters: true, incidents: true, files: false };

  it('tells the manager by itself that nobody covers a leave', async () => {
    const { product, chats } = on();
    await product.edit(
      'leaves.csv',
      addRow({
        personKey: absent.personKey,
        startDate: product.day(leave.startsOn),
        endDate: product.day(leave.endsOn),
        kind: 'L1',
      }),
    );
    await fetch(`${product.url}/api/runs`, { method: 'POST' });
    await product.settled('finished');
    // Leaves are looked at every half hour.
    await product.moveTo(0, '09:31');
    const card = await chats.manager.card(/Sanne Jansen/);
    await card.getByText('Night routes').waitFor();
    await chats.manager.picture(card, 'replacement-01-uncovered');
  });

  it('lets the manager say who, when and what goes along', async () => {
    const { people, chats } = on();
    const { manager } = chats;
    await press(await manager.card(/Sanne Jansen/), /Arrange/);
    const first = await manager.card('Step 1 of 2');
    await first.getByRole('combobox', { name: 'People Picker' }).click();
    await manager.page.keyboard.type('Wiebe');
    await manager.page
      .getByRole('option', { name: new RegExp(people.standIn.name) })
      .first()
      .click();
    await manager.screenshot('replacement-02-who');
    await press(first, 'Next');
    const second = await manager.card(/What does Wiebe Terpstra need/);
    await manager.picture(second, 'replacement-03-what');
    await second.getByText('Master keys').waitFor();
    await second.getByText('Night routes').waitFor();
    assert.equal(await second.getByRole('checkbox', { name: 'Rosters' }).isChecked(), true);
    await second.getByRole('checkbox', { name: 'Incidents' }).check();
    await second.getByRole('checkbox', { name: 'Personnel files' }).check();
    await second.getByRole('textbox', { name: /Reason/ }).fill('The nights of our location must go on');
    await manager.picture(second, 'replacement-04-ticked');
    await press(second, 'Send');
    await manager.picture(await manager.card(/Waits for/), 'replacement-05-asked');
  });

  it('asks both owners at once; one says yes, the other no', async () => {
    const { chats } = on();
    const { incidentsOwner, filesOwner, manager, standIn } = chats;
    const incidents = await incidentsOwner.card('The nights of our location must go on');
    const files = await filesOwner.card('The nights of our location must go on');
    await incidentsOwner.picture(incidents, 'replacement-06-first-owner');
    await press(incidents, 'Approve');
    await (await incidentsOwner.card('You said yes')).waitFor();
    await filesOwner.picture(files, 'replacement-07-second-owner');
    await files.getByRole('textbox', { name: /Reason/ }).fill('Not without training');
    await press(files, 'Reject');
    const decided = await manager.card('Partly approved');
    await decided.getByText(/follows the leave of Sanne Jansen/).waitFor();
    await decided.getByText('Not without training').waitFor();
    await manager.picture(decided, 'replacement-08-decided');
    await standIn.picture(await standIn.card('Partly approved'), 'replacement-09-stand-in');
    await incidentsOwner.picture(await incidentsOwner.card('Partly approved'), 'replacement-10-first-owner-after');
    assert.deepEqual(await lent(), nothing);
  });

  it('gives it in Entra on the first day and not before', async () => {
    const { product } = on();
    await product.moveTo(leave.startsOn - 1, '23:45');
    await fetch(`${product.url}/api/runs`, { method: 'POST' });
    await product.settled('finished');
    assert.deepEqual(await lent(), nothing);
    await product.moveTo(leave.startsOn, '00:01');
    await until('access on the first day', async () => (await has('sg-rosters')) && (await has('sg-incidents')));
    assert.deepEqual(await lent(), partly);
  });

  it('follows the leave when HR moves its end', async () => {
    const { product } = on();
    await product.edit(
      'leaves.csv',
      changeRows((row) => (row.personKey === absent.personKey ? { ...row, endDate: product.day(leave.movedTo) } : row)),
    );
    await product.moveTo(leave.endsOn + 2);
    await fetch(`${product.url}/api/runs`, { method: 'POST' });
    await product.settled('finished');
    assert.deepEqual(await lent(), partly, 'the old end has passed');
  });

  it('says a week before the end that it ends, and takes a wish for longer', async () => {
    const { product, chats } = on();
    const { standIn, manager, incidentsOwner, itDesk } = chats;
    await product.moveTo(leave.movedTo - 6);
    const ending = await standIn.card(/7 days/);
    await standIn.picture(ending, 'replacement-11-ends-in-a-week');
    await fillDay(ending, product.day(leave.extendedTo));
    await ending.getByRole('textbox', { name: /Reason/ }).fill('Sanne builds up her hours');
    await press(ending, /longer/i);
    await standIn.picture(await standIn.card('Sanne builds up her hours'), 'replacement-12-longer-asked');
    const asked = await incidentsOwner.card('Sanne builds up her hours');
    await incidentsOwner.picture(asked, 'replacement-13-longer-owner');
    await press(asked, 'Approve');
    // What goes along without its owner is asked of the manager, then of IT where nobody is named as its owner.
    await press(await manager.card('Sanne builds up her hours'), 'Approve');
    await press(await itDesk.card('Sanne builds up her hours'), 'Approve');
    await standIn.picture(await standIn.card(/Approved and done/), 'replacement-14-longer-given');
    await manager.picture(await manager.card(/Approved and done/), 'replacement-15-longer-manager');
  });

  it('lets it go on beyond the leave without saying that it ended', async () => {
    const { product, chats } = on();
    await product.moveTo(leave.movedTo + 1, '00:05');
    await fetch(`${product.url}/api/runs`, { method: 'POST' });
    await product.settled('finished');
    await product.moveTo(leave.movedTo + 1, '09:00');
    assert.deepEqual(await lent(), partly);
    await chats.standIn.ask('my requests', 'What you asked for');
    assert.equal(await chats.standIn.page.getByText(/Has ended/).count(), 0);
  });

  it('takes it away at the end, and everybody hears of it', async () => {
    const { product, chats } = on();
    await product.moveTo(leave.extendedTo + 1, '00:05');
    await until('access gone', async () => !(await has('sg-rosters')) && !(await has('sg-incidents')));
    assert.deepEqual(await lent(), nothing);
    await product.moveTo(leave.extendedTo + 1, '09:00');
    for (const part of ['standIn', 'absent', 'manager', 'itDesk'] as const)
      await chats[part].picture(await chats[part].card(/Has ended/), `replacement-16-ended-${part}`);
  });
});

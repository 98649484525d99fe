import assert from 'node:assert/strict';
import { demoPeople } from '../../demo/existing-accounts.ts';
import { addRow } from './change-rows.ts';
import { type Chat, fillDay, press } from './open-chat.ts';
import { useStage } from './open-stage.ts';
import type { WrittenPolicy } from './start-product.ts';
import { until } from './until.ts';

const { manager: silent, hrDesk: deputy } = demoPeople;

/** Marijke stands in for Carla, whose yes is enough for rosters. */
function nameDeputy(policy: WrittenPolicy): void {
  policy.people.deputies = { [silent.address]: deputy.address };
  const rosters = policy.catalogue.find(({ id }: { id: string }) => id === 'rosters');
  rosters.approval = [{ by: ['manager'] }];
  policy.approvals.remindAfterHours = 24;
  policy.approvals.escalateAfterHours = 48;
}

describe('an approver who does not answer, in the Agents Playground', function () {
  this.timeout(240_000);
  const on = useStage(
    { employee: 'employee', manager: 'manager', deputy: 'hrDesk', itDesk: 'itDesk' },
    { policy: nameDeputy },
  );
  const has = (group: string) => on().product.isMember(on().people.employee.aadObjectId, group);

  async function ask(employee: Chat, { what, until: day, why }: { what: string; until: string; why: string }) {
    await press(await employee.ask(`request ${what}`, `found for “${what}”`), 'Ask');
    const form = await employee.card(/Until and including/);
    await fillDay(form, day);
    await form.getByRole('textbox', { name: /Reason/ }).fill(why);
    await press(form, 'Send');
    return employee.card(why);
  }

  it('asks the manager, and reminds after a day', async () => {
    const { product, chats } = on();
    const asked = await ask(chats.employee, {
      what: 'rosters',
      until: product.day(20),
      why: 'I make the summer roster',
    });
    await chats.employee.picture(asked, 'escalation-1-asked');
    await (await chats.manager.card('I make the summer roster')).waitFor();
    assert.equal(
      await chats.deputy.page.getByText('I make the summer roster').count(),
      0,
      'the deputy is not asked yet',
    );
    await product.moveTo(1, '09:10');
    await chats.manager.picture(await chats.manager.card('I make the summer roster'), 'escalation-2-manager');
    assert.equal(await has('sg-rosters'), false);
  });

  it('asks the deputy as well after two days, whose yes counts', async () => {
    const { product, chats } = on();
    const { employee, manager } = chats;
    await product.moveTo(2, '09:10');
    const card = await chats.deputy.card('has not answered in time; you may decide as well');
    await chats.deputy.picture(card, 'escalation-3-deputy');
    await chats.employee.picture(await employee.card(/Waits for .*Marijke de Vries/), 'escalation-4-employee-waits');
    await press(card, 'Approve');
    await chats.deputy.picture(await chats.deputy.card('Approved and done'), 'escalation-5-deputy-after');
    const first = await manager.card('Approved and done');
    await first.getByText(/Marijke de Vries approved.*\(for Carla van den Brink\)/).waitFor();
    await manager.picture(first, 'escalation-6-manager-after');
    assert.equal(await manager.page.getByRole('button', { name: 'Approve', exact: true }).count(), 0);
    await employee.picture(await employee.card('Approved and done'), 'escalation-7-employee-after');
    await until('in the rosters', () => has('sg-rosters'));
  });

  it('asks the deputy at once while the manager is on leave, and a no ends it', async () => {
    const { product, chats } = on();
    await product.edit(
      'leaves.csv',
      addRow({ personKey: silent.personKey, startDate: product.day(2), endDate: product.day(9), kind: 'L1' }),
    );
    await fetch(`${product.url}/api/runs`, { method: 'POST' });
    await product.settled('finished');
    await ask(chats.employee, { what: 'finance', until: product.day(20), why: 'The accounts of our location' });
    const card = await chats.deputy.card('Carla van den Brink is away; you decide instead');
    await chats.deputy.picture(card, 'escalation-8-away');
    await press(card, 'Reject');
    await chats.deputy.hears(/Say in a few words why you reject it/);
    await card.getByRole('textbox', { name: /Reason/ }).fill('Ask the controller for the figures');
    await press(card, 'Reject');
    const refused = await chats.employee.card('Refused, nothing was done');
    await refused.getByText('Ask the controller for the figures').waitFor();
    await chats.employee.picture(refused, 'escalation-9-refused');
    assert.equal(
      await chats.manager.page.getByText('The accounts of our location').count(),
      0,
      'who is away is left alone',
    );
    assert.equal(await has('sg-finance'), false);
  });
});

import assert from 'node:assert/strict';
import { fillDay, press } from './open-chat.ts';
import { useStage } from './open-stage.ts';
import { until } from './until.ts';

describe('requests in the Agents Playground', function () {
  this.timeout(240_000);
  const on = useStage({ employee: 'employee', manager: 'manager', itDesk: 'itDesk' });

  it('lets an employee ask for access that the manager and IT say yes to, and gives it', async () => {
    const { product, people, chats } = on();
    const { employee, manager, itDesk } = chats;
    const catalogue = await employee.ask('request finance', 'Finance');
    await employee.picture(catalogue, 'request-1-catalogue');
    await press(catalogue, /Ask/);
    const form = await employee.card(/until/i);
    await fillDay(form, product.day(14));
    await form.getByRole('textbox', { name: /reason|why/i }).fill('The yearly accounts of our location');
    await employee.picture(form, 'request-2-form');
    await press(form, /Send/);
    await employee.picture(await employee.card('The yearly accounts of our location'), 'request-3-asked');

    // The card comes by itself.
    const asked = await manager.card('The yearly accounts of our location');
    await manager.picture(asked, 'request-4-manager');
    await press(asked, 'Approve');
    await asked.getByText('You said yes').waitFor();
    await manager.picture(asked, 'request-5-manager-after');

    const second = await itDesk.card('The yearly accounts of our location');
    await itDesk.picture(second, 'request-6-it');
    await press(second, 'Approve');

    await employee.picture(await employee.card(/Approved and done/), 'request-7-employee-after');
    await itDesk.picture(await itDesk.card(/Approved and done/), 'request-8-it-after');
    await until('in the group', () => product.isMember(people.employee.aadObjectId, 'sg-finance'));
    assert.equal(await product.isMember(people.employee.aadObjectId, 'sg-payroll'), false);
  });
});

import assert from 'node:assert/strict';
import { demoPeople } from '../../demo/existing-accounts.ts';
import { changeRows } from './change-rows.ts';
import { useStage } from './open-stage.ts';

describe('the bot in the Agents Playground', function () {
  this.timeout(240_000);
  const on = useStage({ itDesk: 'itDesk', hrDesk: 'hrDesk', employee: 'employee' });
  const { personKey } = demoPeople.employee;

  it('tells an employee nothing about others', async () => {
    const { employee } = on().chats;
    await employee.say('status');
    await employee.hears(/Only the IT desk can ask this/);
    await employee.picture(await employee.ask('who am I', 'Employment'), 'employee');
  });

  it('brings an edited row to Entra and to IT within five seconds', async () => {
    const { product, chats } = on();
    const startedAt = Date.now();
    await product.edit(
      'employments.csv',
      changeRows((row) => (row.personKey === personKey ? { ...row, functionTitle: 'Coördinator' } : row)),
    );
    const card = await chats.itDesk.card('Coördinator');
    assert.ok(Date.now() - startedAt < 5000, `it took ${Date.now() - startedAt} ms`);
    await chats.itDesk.picture(card, 'changes');
  });
});

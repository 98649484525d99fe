import assert from 'node:assert/strict';
import { demoPeople } from '../../demo/existing-accounts.ts';
import { addRow, changeRows } from './change-rows.ts';
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

  it('tells HR when a joiner is ready, and answers Dutch in Dutch', async () => {
    const { product, chats } = on();
    const { hrDesk } = chats;
    await hrDesk.ask('hulp', 'Wat je kunt vragen');
    await hrDesk.picture(await hrDesk.ask(`wie is ${demoPeople.manager.personKey}`, 'Dienstverband'), 'dutch');
    await product.edit(
      'persons.csv',
      addRow({
        personKey: 'P9001',
        callName: 'Sanne',
        givenName: 'Sanne',
        initials: 'S.',
        birthNamePrefix: 'de',
        birthName: 'Vries',
        partnerNamePrefix: 'van der',
        partnerName: 'Berg',
        nameUse: 'birth-partner',
      }),
    );
    await product.edit(
      'employments.csv',
      addRow({
        employmentKey: '900100-1',
        personKey: 'P9001',
        employeeNumber: '900100',
        kind: 'employee',
        employerKey: 'W1',
        employerName: 'Stichting Zonnewende',
        startDate: product.day(5),
        primary: 'true',
        fte: '1',
        unitKey: 'WES',
        functionTitle: 'Verpleegkundige',
        location: 'Deventer',
        country: 'NL',
      }),
    );
    await hrDesk.picture(
      await hrDesk.card(/Sanne de Vries - van der Berg is ready to start.*Ready: read back/),
      'joiner-ready',
    );
    const account = await product.account('900100');
    assert.equal(account?.accountEnabled, false);
  });
});

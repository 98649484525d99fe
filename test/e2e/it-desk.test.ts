import assert from 'node:assert/strict';
import { demoPeople } from '../../demo/existing-accounts.ts';
import { changeRows } from './change-rows.ts';
import { press } from './open-chat.ts';
import { useStage } from './open-stage.ts';
import type { WrittenPolicy } from './start-product.ts';
import { until } from './until.ts';

const { employee, security } = demoPeople;

/** Naima is of the IT desk too, and what is changed by hand waits for a choice. */
function letTwoDecide(policy: WrittenPolicy): void {
  policy.people.it.addresses = [security.address];
  policy.drift = 'ask';
}

/** Gives Sanne another function, or her own again. */
const giveFunction = (functionTitle: string) =>
  changeRows((row) => (row.personKey === employee.personKey ? { ...row, functionTitle } : row));

describe('what the IT desk does, in the Agents Playground', function () {
  this.timeout(240_000);
  const on = useStage({ itDesk: 'itDesk', second: 'security' }, { policy: letTwoDecide });
  const has = (group: string) => on().product.isMember(employee.aadObjectId, group);
  const newest = async () => (await on().product.runs())[0]?.id;

  it('pauses everything and goes on', async () => {
    const { product, chats } = on();
    const { itDesk } = chats;
    await itDesk.picture(await itDesk.ask('pause because the tenant moves', 'Instroom is paused'), 'desk-01-paused');
    await itDesk.picture(await itDesk.ask('status', 'the tenant moves'), 'desk-02-status-paused');
    const before = await newest();
    await product.edit('employments.csv', giveFunction('Coördinator'));
    await fetch(`${product.url}/api/runs`, { method: 'POST' });
    assert.equal(await has('sg-medication'), true, 'nothing goes out');
    await itDesk.picture(await itDesk.ask('resume', 'Instroom goes on'), 'desk-03-resumed');
    await until('out of the group', async () => !(await has('sg-medication')));
    await product.settled('finished');
    assert.notEqual(await newest(), before);
  });

  it('takes a run back with the button of its card', async () => {
    const { product, chats } = on();
    const { itDesk } = chats;
    const runs = await product.runs();
    const run = runs.find(({ counts }) => (counts['remove-member'] ?? 0) > 0 && counts['create-account'] === undefined);
    assert.ok(run);
    const card = await itDesk.ask(`undo ${run.id}`, `Take back run ${run.id}?`);
    await itDesk.picture(card, 'desk-04-undo');
    await press(card, 'Take it back');
    await itDesk.picture(await itDesk.card(/was taken back by run|is being taken back/), 'desk-05-undone');
    await until('in the group again', () => has('sg-medication'));
    // So that the next look wants nothing else.
    await product.edit('employments.csv', giveFunction('Verpleegkundige'));
    await until('a look that wants nothing more', async () => {
      const [last] = await product.runs();
      return last?.state === 'finished' && last.trigger === 'file';
    });
    assert.equal(await has('sg-medication'), true);
  });

  it('holds leavers back once a second person says yes', async () => {
    const { product, chats } = on();
    const { itDesk, second } = chats;
    await itDesk.picture(await itDesk.ask('freeze leavers until Monday', /hold leavers back/), 'desk-06-freeze-asked');
    const asked = await second.card(/Hold leavers back/i);
    await second.picture(asked, 'desk-07-freeze-second');
    await press(asked, 'Approve');
    await second.picture(await second.card('Approved and done'), 'desk-08-freeze-approved');
    await itDesk.picture(await itDesk.ask('status', 'Leavers are held back'), 'desk-09-status-frozen');
    await product.edit(
      'employments.csv',
      changeRows((row) => (row.personKey === employee.personKey ? { ...row, endDate: product.day(-1) } : row)),
    );
    await until('a look at who left', async () => {
      const [last] = await product.runs();
      return last?.state === 'finished' && last.notes.some(({ personKey }) => personKey === employee.personKey);
    });
    assert.equal((await product.account('200061'))?.accountEnabled, true, 'who leaves keeps what they have');
    await product.edit(
      'employments.csv',
      changeRows((row) => (row.personKey === employee.personKey ? { ...row, endDate: '' } : row)),
    );
    await itDesk.say('unfreeze');
    await itDesk.hears(/Leavers go again/);
    await product.settled('finished');
  });

  it('lets somebody else choose what becomes of a change by hand', async () => {
    const { product, chats, people } = on();
    const { itDesk, second } = chats;
    await product.removeMember(employee.aadObjectId, 'sg-medication');
    await fetch(`${product.url}/api/runs`, { method: 'POST' });
    await product.settled('finished');
    const card = await itDesk.ask('drift', 'One change by hand');
    await itDesk.picture(card, 'desk-10-drift');
    assert.equal(await has('sg-medication'), false, 'it stays until somebody chooses');
    await press(card, /Have it decided/);
    await itDesk.hears(/asks what should become of it/);
    const asked = await second.card('Put it back');
    await second.picture(asked, 'desk-11-drift-second');
    await press(asked, 'Put it back');
    await second.picture(await second.card('Approved and done'), 'desk-12-drift-decided');
    await until('in the group again', () => has('sg-medication'));
    // It stays on the list until a look finds nothing left to put back.
    await fetch(`${product.url}/api/runs`, { method: 'POST' });
    await product.settled('finished');
    await itDesk.ask('drift', 'Nothing that Instroom manages was changed by hand');
    assert.equal(people.second.aadObjectId, security.aadObjectId);
  });

  it('says what fails and tries again with a button', async () => {
    const { product, chats } = on();
    const { itDesk } = chats;
    let whole = '';
    await product.edit('employments.csv', (text) => {
      whole = text;
      return text.split('\n')[0] ?? '';
    });
    await until('a run that fails', async () => (await product.runs())[0]?.state === 'failed');
    await itDesk.picture(await itDesk.card(/Run \d+ failed/), 'desk-13-failed');
    const errors = await itDesk.ask('errors', 'One thing fails');
    await itDesk.picture(errors, 'desk-14-errors');
    await itDesk.say('pause');
    await itDesk.card('Instroom is paused');
    await product.edit('employments.csv', () => whole);
    await itDesk.ask('resume', 'Instroom goes on');
    await press(errors, 'Try again now');
    await itDesk.hears(/Run \d+ tries again/);
    await product.settled('finished');
    await itDesk.picture(
      await itDesk.ask('errors', 'Nothing that was tried in the last week still fails'),
      'desk-15-mended',
    );
  });
});

import assert from 'node:assert/strict';
import { demoPeople } from '../../demo/existing-accounts.ts';
import type { Run } from '../../models/run.ts';
import { changeRows } from './change-rows.ts';
import { press } from './open-chat.ts';
import { useStage } from './open-stage.ts';
import { until } from './until.ts';

const players = new Set(Object.values(demoPeople).map(({ personKey }) => personKey));

/** Ends so many employments that have no end and are older than those of the demo's stories. */
function endMany(count: number, endDate: string): (text: string) => string {
  let left = count;
  return changeRows((row) => {
    const isOld = row.endDate === '' && row.startDate !== '' && String(row.startDate) < '2024-01-01';
    if (left === 0 || !isOld || players.has(String(row.personKey))) return row;
    left -= 1;
    return { ...row, endDate };
  });
}

describe('a run that is too much, in the Agents Playground', function () {
  this.timeout(240_000);
  const on = useStage({ itDesk: 'itDesk', employee: 'employee' });

  /** How many of the accounts of the demo are disabled. */
  const disabled = async (): Promise<number> => {
    const answer = await fetch(
      `${on().product.sandboxUrl}/v1.0/users?$filter=accountEnabled eq false&$select=id&$top=999`,
    );
    return ((await answer.json()) as { value: unknown[] }).value.length;
  };

  it('asks IT for a yes, and takes nobody else’s', async () => {
    const { product, chats, people } = on();
    await product.edit('employments.csv', endMany(40, product.day(-2)));
    const card = await chats.itDesk.card(/needs your approval/);
    await chats.itDesk.picture(card, 'held-1-asked');
    const held = await product.settled('awaiting-approval');
    const refused = await pressAs(people.employee.aadObjectId, held);
    assert.match(JSON.stringify(refused), /Only the IT desk can decide this/);
    assert.equal((await product.settled('awaiting-approval')).id, held.id, 'nothing was decided');
  });

  it('lets a part go from the card, and holds the rest back', async () => {
    const { product, chats } = on();
    const before = await disabled();
    const held = await product.settled('awaiting-approval');
    const card = await chats.itDesk.card(/needs your approval/);
    await card.getByRole('checkbox', { name: 'Disable accounts' }).uncheck();
    await card.getByRole('checkbox', { name: 'Revoke sessions' }).uncheck();
    await card.getByRole('textbox', { name: /Reason/ }).fill('First out of their groups');
    await chats.itDesk.picture(card, 'held-2-unticked');
    await press(card, 'Approve');
    const decided = await chats.itDesk.card(/Approved by/);
    await decided.getByText('First out of their groups').waitFor();
    const finished = await product.settled('finished');
    assert.equal(finished.id, held.id);
    await decided.getByText('Held back').waitFor();
    await chats.itDesk.picture(decided, 'held-3-part-done');
    assert.equal(await disabled(), before, 'nobody was disabled');
    assert.deepEqual(finished.decision?.release?.only?.kinds?.includes('disable-account'), false);
  });

  it('asks about the rest at the next look, and is done after a yes to that', async () => {
    const { product, chats } = on();
    const before = await disabled();
    await fetch(`${product.url}/api/runs`, { method: 'POST' });
    const held = await product.settled('awaiting-approval');
    const card = await chats.itDesk.card(`Run ${held.id} needs your approval`);
    await chats.itDesk.picture(card, 'held-4-the-rest');
    await press(card, 'Approve');
    await chats.itDesk.card(/Approved by/);
    await until(
      'all accounts disabled',
      async () => (await disabled()) === before + (held.counts['disable-account'] ?? 0),
    );
    await product.settled('finished');
    await chats.itDesk.picture(await chats.itDesk.card(new RegExp(`Run ${held.id}[^0-9]`)), 'held-5-done');
    assert.equal(await chats.itDesk.page.getByRole('button', { name: 'Approve', exact: true }).count(), 0);
  });

  /** Presses Approve as somebody else, as a client that was tampered with would. */
  async function pressAs(aadObjectId: string, run: Run): Promise<unknown> {
    const { product, chats } = on();
    const activity = {
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: 'forged-1',
      channelId: 'msteams',
      serviceUrl: chats.itDesk.connector,
      from: { id: aadObjectId, aadObjectId },
      recipient: { id: 'instroom', name: 'Instroom' },
      conversation: { id: 'group-chat', conversationType: 'groupChat', tenantId: 'any' },
      channelData: { tenant: { id: 'any' } },
      value: {
        action: { type: 'Action.Execute', verb: 'approve-run', data: { runId: run.id, fingerprint: run.fingerprint } },
      },
    };
    const answer = await fetch(`${product.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    return answer.json();
  }
});

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { demoPeople } from '../../demo/existing-accounts.ts';
import type { Chat } from './open-chat.ts';
import { openStage, type Stage } from './open-stage.ts';

/** The middle of next month, whatever day it is. */
async function chooseNextMonth({ page }: Chat, form: Locator): Promise<void> {
  await form.getByRole('combobox').click();
  await page.getByRole('button', { name: /next month/i }).click();
  await page.getByRole('grid').getByText('15', { exact: true }).click();
}

describe('requests in the Agents Playground', function () {
  this.timeout(120_000);
  let stage: Stage | null = null;
  let employee: Chat;
  let manager: Chat;
  let it_: Chat;

  before(async function () {
    stage = await openStage(['employee', 'manager', 'itDesk'], 56171);
    if (stage === null) return this.skip();
    [employee, manager, it_] = ['employee', 'manager', 'itDesk'].map((part) => stage?.chats[part]) as [
      Chat,
      Chat,
      Chat,
    ];
  });

  after(() => stage?.close());

  it('lets an employee ask for access that the manager and IT say yes to, and gives it', async () => {
    await employee.say('request finance');
    const catalogue = await employee.card('Finance');
    await employee.screenshot('request-1-catalogue');
    await catalogue.getByRole('button', { name: /Ask/ }).first().click();
    const form = await employee.card(/until/i);
    await chooseNextMonth(employee, form);
    await form.getByRole('textbox', { name: /reason|why/i }).fill('The yearly accounts of our location');
    await employee.screenshot('request-2-form');
    await form.getByRole('button', { name: /Send/ }).click();
    await employee.card('The yearly accounts of our location');
    await employee.screenshot('request-3-asked');

    // The card comes by itself.
    const asked = await manager.card('The yearly accounts of our location');
    await manager.screenshot('request-4-manager');
    await asked.getByRole('button', { name: 'Approve', exact: true }).click();
    await sleep(500);
    await manager.screenshot('request-5-manager-after');

    const second = await it_.card('The yearly accounts of our location');
    await it_.screenshot('request-6-it');
    await second.getByRole('button', { name: 'Approve', exact: true }).click();
    await sleep(500);
    await it_.screenshot('request-7-it-after');

    await employee.card(/Approved and done/);
    await employee.screenshot('request-8-employee-after');
    for (let tries = 0; tries < 100 && !(await isInFinance()); tries++) await sleep(100);
    assert.equal(await isInFinance(), true);
  });

  /** Whether the employee is in the group, as the sandbox of Entra has it. */
  async function isInFinance(): Promise<boolean> {
    const query = "$filter=displayName eq 'sg-finance'&$expand=members";
    const answer = await fetch(
      `${stage?.product.sandboxUrl}/v1.0/groups?$filter=displayName eq 'sg-finance'&$select=id`,
    );
    const { value } = (await answer.json()) as { value: { id: string }[] };
    assert.ok(value[0], query);
    const members = await fetch(`${stage?.product.sandboxUrl}/v1.0/groups/${value[0].id}/members?$select=id&$top=999`);
    const list = (await members.json()) as { value: { id: string }[] };
    return list.value.some(({ id }) => id === demoPeople.employee.aadObjectId);
  }
});

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoPeople } from '../../demo/existing-accounts.ts';
import type { Chat } from './open-chat.ts';
import { openStage, type Stage } from './open-stage.ts';
import type { Product } from './start-product.ts';

describe('the bot in the Agents Playground', function () {
  this.timeout(120_000);
  let stage: Stage | null = null;
  let product: Product;
  let it_: Chat;
  let hr: Chat;
  let employee: Chat;

  before(async function () {
    stage = await openStage(['itDesk', 'hrDesk', 'employee'], 56161);
    if (stage === null) return this.skip();
    product = stage.product;
    [it_, hr, employee] = ['itDesk', 'hrDesk', 'employee'].map((part) => stage?.chats[part]) as [Chat, Chat, Chat];
  });

  after(() => stage?.close());

  it('tells IT how things stand', async () => {
    await it_.say('status');
    const card = await it_.card('How things stand');
    const text = (await card.textContent()) ?? '';
    assert.match(text, /All is well/);
    assert.match(text, /SANDBOX/);
    await it_.screenshot('status');
  });

  it('tells IT who somebody is, and what a run did', async () => {
    await it_.say(`who ${demoPeople.employee.personKey}`);
    await it_.card('Employment');
    await it_.screenshot('who');
    await it_.say('run 1');
    await it_.card('What happened');
    await it_.screenshot('run');
    await it_.say('help');
    await it_.card('What you can ask');
    await it_.screenshot('help');
  });

  it('tells an employee nothing about others', async () => {
    await employee.say('status');
    await employee.hears(/Only the IT desk can ask this/);
    await employee.say('who am I');
    await employee.card('Employment');
    await employee.screenshot('employee');
  });

  it('brings an edited row to Entra and to IT within five seconds', async () => {
    const { personKey } = demoPeople.employee;
    const startedAt = Date.now();
    await product.edit('employments.csv', (text) => renameFunction(text, personKey, 'Coördinator'));
    await it_.card('Coördinator');
    assert.ok(Date.now() - startedAt < 5000, `it took ${Date.now() - startedAt} ms`);
    await it_.screenshot('changes');
  });

  it('tells HR when a joiner is ready, and answers Dutch in Dutch', async () => {
    const startsOn = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const unitKey = await unitOf(product);
    await hr.say('hulp');
    await hr.card('Wat je kunt vragen');
    await hr.say(`wie is ${demoPeople.manager.personKey}`);
    await hr.card('Dienstverband');
    await hr.screenshot('dutch');
    await product.edit(
      'persons.csv',
      (text) => `${text.trimEnd()}\nP9001,Sanne,Sanne,S.,de,Vries,van der,Berg,birth-partner,,,\n`,
    );
    await product.edit(
      'employments.csv',
      (text) =>
        `${text.trimEnd()}\n900100-1,P9001,900100,employee,W1,Stichting Zonnewende,${startsOn},,true,1,${unitKey},,Verpleegkundige,,,Deventer,NL\n`,
    );
    await hr.card('Sanne de Vries - van der Berg is ready to start');
    await hr.screenshot('joiner-ready');
    const account = await product.account('900100');
    assert.equal(account?.accountEnabled, false);
  });

  it('lets the right person approve what is too much, and nobody else', async () => {
    const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
    await product.edit('employments.csv', (text) => endMany(text, 40, yesterday));
    const card = await it_.card(/needs your approval/);
    await it_.screenshot('approval');
    const [held] = await product.runs();
    assert.equal(held?.state, 'awaiting-approval');

    const refused = await pressAs(product, demoPeople.employee.aadObjectId, held);
    assert.match(JSON.stringify(refused), /Only the IT desk can decide this/);
    assert.equal((await product.runs())[0]?.state, 'awaiting-approval', 'nothing was decided');

    await card.getByRole('textbox', { name: /Reason/ }).fill('Reorganisation');
    await card.getByRole('button', { name: 'Approve', exact: true }).click();
    const decided = await it_.card(/Approved by/);
    await decided.getByText('Reorganisation').waitFor();
    assert.equal(
      await it_.page.getByRole('button', { name: 'Approve', exact: true }).count(),
      0,
      'the card has no buttons left',
    );
    for (let tries = 0; tries < 100 && (await product.runs())[0]?.state !== 'finished'; tries++) await sleep(100);
    assert.equal((await product.runs()).find((run) => run.id === held?.id)?.state, 'finished');
    await it_.screenshot('approved');
  });
});

/** Gives one person another function in the rows of employments.csv. */
function renameFunction(text: string, personKey: string, title: string): string {
  const [header = '', ...rows] = text.trimEnd().split('\n');
  const at = header.split(',').indexOf('functionTitle');
  const changed = rows.map((row) => {
    const cells = row.split(',');
    if (cells[1] === personKey) cells[at] = title;
    return cells.join(',');
  });
  return `${[header, ...changed].join('\n')}\n`;
}

/** Ends so many open employments on a day. */
function endMany(text: string, count: number, endsOn: string): string {
  const [header = '', ...rows] = text.trimEnd().split('\n');
  const at = header.split(',').indexOf('endDate');
  let left = count;
  const changed = rows.map((row) => {
    const cells = row.split(',');
    if (
      left > 0 &&
      cells[at] === '' &&
      cells[6] !== undefined &&
      cells[6] < '2024-01-01' &&
      !playerKeys.has(cells[1] ?? '')
    ) {
      cells[at] = endsOn;
      left -= 1;
    }
    return cells.join(',');
  });
  return `${[header, ...changed].join('\n')}\n`;
}

const playerKeys = new Set(Object.values(demoPeople).map((player) => player.personKey));

async function unitOf(product: Product): Promise<string> {
  const story = (await (await fetch(`${product.url}/api/people/${demoPeople.employee.personKey}`)).json()) as {
    unit: { unitKey: string };
  };
  return story.unit.unitKey;
}

/** Presses Approve as somebody else, as a client that was tampered with would. */
async function pressAs(
  product: Product,
  aadObjectId: string,
  run: { id: string; fingerprint: string } | undefined,
): Promise<unknown> {
  const activity = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: 'forged-1',
    channelId: 'msteams',
    serviceUrl: playgroundConnector,
    from: { id: aadObjectId, aadObjectId },
    recipient: { id: 'instroom', name: 'Instroom' },
    conversation: { id: 'group-chat', conversationType: 'groupChat', tenantId: 'any' },
    channelData: { tenant: { id: 'any' } },
    value: {
      action: { type: 'Action.Execute', verb: 'approve-run', data: { runId: run?.id, fingerprint: run?.fingerprint } },
    },
  };
  const answer = await fetch(`${product.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  return answer.json();
}

const playgroundConnector = 'http://127.0.0.1:56161/_connector';

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FakeConnector, startFakeConnector } from '../fakes/start-fake-connector.ts';
import { type House, openHouse } from './open-house.ts';

const addresses = { hr: 'daan.vanderjansen@voorbeeld.example', manager: 'youssef.bakker@voorbeeld.example' };
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date());

describe('a joiner, from an HR file to the access pass', function () {
  this.timeout(60_000);
  let house: House;
  let teams: FakeConnector;
  before(async () => {
    teams = await startFakeConnector();
    house = await openHouse({
      people: 8,
      policy: (text) =>
        `${text}joiners: { accessPass: { lifetimeMinutes: 60 } }\npeople: { hr: { addresses: [${addresses.hr}] } }\n`,
    });
  });
  after(async () => {
    await house.close();
    await teams.close();
  });

  const post = async (address: string, activity: Record<string, unknown>): Promise<string> => {
    const user = house.sandbox.world.users().find(({ properties }) => properties.userPrincipalName === address);
    const answer = await fetch(`${house.instroom().url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: `in-${address}-${Math.random()}`,
        channelId: 'msteams',
        serviceUrl: teams.url,
        from: { id: `29:${address}`, aadObjectId: user?.id, name: address },
        recipient: { id: 'bot', name: 'Instroom' },
        conversation: { id: address, conversationType: 'personal', tenantId: 't' },
        ...activity,
      }),
    });
    return answer.text();
  };
  const reveal = () =>
    post(addresses.manager, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb: 'reveal-pass', data: { personKey: 'P900' } } },
    });
  const everywhere = () => JSON.stringify([teams.sent, [...teams.chats].map(([, chat]) => [...chat])]);
  const chatOf = (address: string) => JSON.stringify([...(teams.chats.get(address)?.values() ?? [])]);
  const stands = async (address: string, what: RegExp) => {
    for (const giveUpAt = Date.now() + 30_000; !what.test(chatOf(address)); await sleep(50))
      if (Date.now() > giveUpAt) assert.match(chatOf(address), what);
  };

  it('is told to HR and to the manager, who reveals the pass once, also over a restart', async () => {
    const first = await house.settled(['finished']);
    for (const address of Object.values(addresses)) await post(address, { type: 'message', text: 'help' });
    const job = `E900,P900,100900,employee,Voorbeeld,${today},,1,U3,Function 3,NL`;
    await house.edit('persons.csv', (text) => `${text.trimEnd()}\nP900,Sanne,de,Vries,birth\n`);
    await house.edit('employments.csv', (text) => `${text.trimEnd()}\n${job}\n`);
    await house.settled(['finished'], first.id);
    await stands(addresses.hr, /Sanne de Vries starts on .*Can sign in: read back from Entra/s);
    await stands(addresses.manager, /Today is the first day of Sanne de Vries.*reveal-pass/s);

    house.sandbox.setFaults({ accessPassRefused: 'policy' });
    assert.match(await reveal(), /Temporary Access Pass, in Entra.*reveal-pass/s);
    house.sandbox.setFaults({});
    const shown = await reveal();
    const code = /\*\*([^*]+)\*\*/.exec(shown)?.[1]?.replaceAll('\\', '');
    assert.ok(code !== undefined && code !== '', shown);
    const joiner = house.sandbox.world.users().find(({ properties }) => properties.employeeId === '100900');
    const methods = `/v1.0/users/${joiner?.id}/authentication/temporaryAccessPassMethods`;
    const known = (await (await fetch(`${house.sandbox.baseUrl}${methods}`)).json()) as { value: unknown[] };
    assert.deepEqual(known.value.length, 1);

    await house.restart();
    assert.match(await reveal(), /was revealed by Youssef Bakker/);
    assert.ok(!everywhere().includes(code));
    const { body } = await house.call('GET', '/api/people/P900');
    assert.match(JSON.stringify(body), /access-pass-revealed/);
    assert.ok(!JSON.stringify(body).includes(code));
    // The process that started anew looks at once, and has nothing to say.
    await sleep(1_500);
    const cards = teams.sent.filter(({ activity }) => JSON.stringify(activity).includes('Sanne de Vries starts'));
    assert.equal(cards.filter(({ isUpdate }) => !isUpdate).length, 1, 'nobody hears it twice');
  });
});

import assert from 'node:assert/strict';
import { type AfasHouse, crowd, openAfas, units } from './open-afas.ts';

describe('telling AFAS Profit of Entra, when it does not take everything', () => {
  let house: AfasHouse;
  afterEach(() => house.close());
  const open = async (options: Parameters<typeof openAfas>[0]) => {
    house = await openAfas(options);
    house.afas.load({ people: crowd(4), units });
  };

  const mails = () => {
    let found: unknown[] = [];
    house.afas.edit(({ persons }) => {
      found = persons.map(({ Email_werk }) => Email_werk);
    });
    return found;
  };
  const wanted = [0, 1, 2].map((number) => ({
    personKey: `P${number}`,
    mail: `p${number}@new.nl`,
    signIn: 'x@new.nl',
  }));
  const failThirdPut = (answer: { status: number; body: string }) => {
    let puts = 0;
    house.afas.setFaults([
      {
        concerns: ({ method }) => {
          if (method === 'PUT') puts += 1;
          return method === 'PUT' && puts > 2;
        },
        with: answer,
      },
    ]);
  };

  it('says who was told before somebody could not be', async () => {
    await open({ writeBack: {} });
    failThirdPut({ status: 503, body: '' });
    const outcomes = await house.connector.writeBack?.(wanted);
    assert.deepEqual(
      outcomes?.map(({ personKey, kind }) => [personKey, kind]),
      [
        ['P0', 'written'],
        ['P1', 'written'],
      ],
    );
    assert.deepEqual(mails().slice(0, 3), ['p0@new.nl', 'p1@new.nl', null]);
    failThirdPut({ status: 503, body: '' });
    house.afas.setFaults([{ concerns: ({ method }) => method === 'PUT', with: { status: 503, body: '' } }]);
    await assert.rejects(async () => house.connector.writeBack?.(wanted.slice(2)), { code: 'hr-unreadable' });
  });

  it('does not take a connector that is closed for everybody for the refusal of each', async () => {
    await open({ writeBack: {} });
    const body = '{"externalMessage":"niet ondersteund voor deze app of u bent niet geautoriseerd"}';
    house.afas.setFaults([{ concerns: ({ method }) => method === 'PUT', with: { status: 500, body } }]);
    await assert.rejects(async () => house.connector.writeBack?.(wanted), { code: 'hr-unreadable' });
  });

  it('is checked for the address that is written back', async () => {
    house = await openAfas({ writeBack: {} }, { without: ['Email_werk'] });
    house.afas.load({ people: crowd(2), units });
    assert.ok((await house.connector.check()).some(({ ok, text }) => !ok && /Email_werk/.test(text)));
  });

  it('takes what Profit says of one of them for the refusal of that one, whatever the words', async () => {
    await open({ writeBack: {} });
    const body = '{"externalMessage":"Medewerker P0 is geblokkeerd."}';
    house.afas.setFaults([{ concerns: ({ method }) => method === 'PUT', times: 1, with: { status: 500, body } }]);
    const outcomes = await house.connector.writeBack?.(wanted);
    assert.deepEqual(
      outcomes?.map(({ kind }) => kind),
      ['refused', 'written', 'written'],
    );
  });
});

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connectNmbrs } from '../../../api/cli/connect-nmbrs.ts';
import { makePerson } from '../../organisation/make-organisation.ts';
import { type NmbrsHouse, openNmbrs } from '../connectors/nmbrs/open-nmbrs.ts';

const units = [{ unitKey: 'U0', name: 'Ward' }];

/** A port of this machine that nobody has. */
async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

describe('instroom nmbrs connect', () => {
  let house: NmbrsHouse;
  let redirectUri: string;
  const said: string[] = [];
  beforeEach(async () => {
    redirectUri = `http://127.0.0.1:${await findPort()}/nmbrs`;
    said.length = 0;
  });
  afterEach(() => house.close());

  /** Nobody has consented yet. */
  const open = async (options: { consents?: boolean } = {}) => {
    house = await openNmbrs({ redirectUri }, { redirectUri, ...options });
    house.nmbrs.load({ people: [makePerson(0)], units });
  };
  /** Does with the address what a browser would, when it is printed. */
  const connect = (code: string | null, browse: (address: string) => Promise<string>) => {
    let pasted = Promise.resolve('');
    const say = (text: string) => {
      said.push(text);
      const address = /^http\S+authorize\S+$/m.exec(text)?.[0];
      if (address !== undefined) pasted = browse(address);
    };
    return connectNmbrs(house.source, house.parts, { code, terminal: { say, readLine: () => pasted } });
  };

  it('waits on this machine for the browser, keeps the consent, and names the companies', async () => {
    await open();
    let page = '';
    const companies = await connect(null, async (address) => {
      page = await (await fetch(address)).text();
      return '';
    });
    assert.deepEqual(
      companies.map(({ name }) => name),
      ['Voorbeeld'],
    );
    assert.match(page, /Instroom goes on in the terminal/);
    assert.equal((await house.openAnother().read()).people.length, 1);
    assert.doesNotMatch(said.join(), /refresh-|access-|client-secret/);
  });

  it('does not take what another page of this machine or the network sends, and waits on', async () => {
    await open();
    const answers: number[] = [];
    await connect(null, async (address) => {
      for (const query of ['', '?code=stolen&state=guessed', '?error=access_denied'])
        answers.push((await fetch(`${redirectUri}${query}`)).status);
      for (const path of ['/other', '//']) answers.push((await fetch(redirectUri.replace('/nmbrs', path))).status);
      answers.push((await fetch(address)).status);
      return '';
    });
    assert.deepEqual(answers, [404, 404, 404, 404, 404, 200]);
  });

  it('takes the address by hand on a server without a browser, at once or later', async () => {
    await open();
    const locate = async (address: string) =>
      (await fetch(address, { redirect: 'manual' })).headers.get('location') ?? '';
    assert.equal((await connect('paste', locate)).length, 1);
    let later = '';
    await assert.rejects(
      connect('paste', async (address) => {
        later = await locate(address);
        return 'something else';
      }),
      { code: 'configuration' },
    );
    assert.equal((await connect(` ${later}\n`, locate)).length, 1);
  });

  it('says when nobody said yes, when the port is taken, and when SOAP is read', async () => {
    await open({ consents: false });
    await assert.rejects(
      connect(null, async (address) => (await fetch(address)).text()),
      { code: 'hr-unreadable', message: /not given \(access_denied\)/ },
    );
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(Number(new URL(redirectUri).port), '127.0.0.1', resolve));
    await assert.rejects(
      connect(null, async () => ''),
      { code: 'configuration', message: /Nothing can listen/ },
    );
    await new Promise((resolve) => other.close(resolve));
    await house.close();
    house = await openNmbrs({ api: 'soap' });
    await assert.rejects(
      connect(null, async () => ''),
      { code: 'configuration', message: /needs a token and no consent/ },
    );
  });
});

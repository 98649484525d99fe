import assert from 'node:assert/strict';
import { createColleagues } from '../../../api/colleagues/create-colleagues.ts';
import { createDeputies } from '../../../api/colleagues/create-deputies.ts';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { type House, openStreet } from '../requests/open-house.ts';
import { usualPolicy } from '../requests/organisation.ts';

describe('who stands in for somebody by the policy', () => {
  let house: House;
  eachTestItsHouse(openStreet, (opened) => {
    house = opened;
  });

  const deputyOf = (aadObjectId: string) => createDeputies(createColleagues(house.parts))(aadObjectId);
  const name = (deputies: string) => house.policy(usualPolicy.replace(/deputies: .*/, `deputies: { ${deputies} }`));

  it('is named by address, in any letter case', async () => {
    name('Olga@Voorbeeld.EXAMPLE: OTTO@voorbeeld.example');
    assert.equal(await deputyOf('olga'), 'otto');
    assert.equal(await deputyOf('otto'), null);
    assert.equal(await deputyOf('nobody'), null);
  });

  it('is named by the address for mail as well', async () => {
    await house.account('olga', { mail: 'o.jansen@voorbeeld.example' });
    name('o.jansen@voorbeeld.example: otto@voorbeeld.example');
    assert.equal(await deputyOf('olga'), 'otto');
  });

  it('is nobody where the policy names nobody, or somebody whom nobody knows', async () => {
    house.policy(usualPolicy.replace(/ {2}deputies: .*\n/, ''));
    assert.equal(await deputyOf('olga'), null);
    name('olga@voorbeeld.example: gone@voorbeeld.example');
    assert.equal(await deputyOf('olga'), null);
  });

  it('is nobody when the deputy cannot sign in, or is a guest', async () => {
    await house.account('otto', { accountEnabled: false });
    assert.equal(await deputyOf('olga'), null);
    await house.account('otto', { accountEnabled: true, isGuest: true });
    assert.equal(await deputyOf('olga'), null);
  });
});

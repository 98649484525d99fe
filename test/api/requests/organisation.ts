import type { Account } from '../../../models/account.ts';
import type { Person } from '../../../models/person.ts';
import type { AskedItem, Subject } from '../../../models/request.ts';
import type { Actor } from '../../../models/run.ts';
import { buildAccount } from '../../fakes/create-fake-directory.ts';

/**
 * Anna, Bram and Carl are in Sales under Maud; Maud is under Dirk. Olga owns finance, with Otto for a deputy; Otto and Otis own the
 * archive; Ivo and Iris are IT, Hanna is HR, Sem is security. Everybody's person key and account id is the name in lower case.
 */
export const placed: Readonly<Record<string, string>> = {
  anna: 'sales',
  bram: 'sales',
  carl: 'sales',
  maud: 'sales',
  dirk: 'top',
  olga: 'finance',
  otto: 'finance',
  otis: 'finance',
  ivo: 'top',
  iris: 'top',
  hanna: 'top',
  sem: 'top',
};

export const units = [
  { unitKey: 'top', name: 'Board', headPersonKey: 'dirk' },
  { unitKey: 'sales', name: 'Sales', headPersonKey: 'maud', parentKey: 'top' },
  { unitKey: 'finance', name: 'Finance', headPersonKey: 'dirk', parentKey: 'top' },
];

export const usualPolicy = `
roles:
  - { id: everybody, when: 'user.employeeType -eq "employee"', grant: { groups: [sg-all] } }
  - { id: seller, when: 'user.jobTitle -eq "Seller"', grant: { groups: [sg-crm, sg-finance, sg-archive, sg-admin, sg-odd] } }
  - { id: payer, when: 'user.jobTitle -eq "Payer"', grant: { groups: [sg-vault] } }
separation:
  - { id: pay, title: Sell and pay, between: [{ roles: [payer] }, { groups: [sg-finance] }] }
catalogue:
  - { id: crm, group: sg-crm, title: CRM, inReplacement: needed, owners: [olga@voorbeeld.example] }
  - { id: finance, group: sg-finance, title: Finance, owners: [olga@voorbeeld.example], maxDays: 30, breakGlass: true }
  - { id: archive, group: sg-archive, title: Archive, owners: [otto@voorbeeld.example, otis@voorbeeld.example], approval: [{ by: [owner], need: all }] }
  - { id: admin, group: sg-admin, title: Administrators, inReplacement: never, requestable: false }
  - { id: vault, group: sg-vault, title: Vault, approval: [{ by: [it], need: 2 }, { by: [security] }] }
people:
  it: { addresses: [ivo@voorbeeld.example, iris@voorbeeld.example] }
  hr: { addresses: [hanna@voorbeeld.example] }
  security: { addresses: [sem@voorbeeld.example] }
  deputies: { olga@voorbeeld.example: otto@voorbeeld.example }
`;

const titled = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

export function newPerson(name: string, unitKey: string): Person {
  return {
    personKey: name,
    sourceId: 'hr',
    callName: titled(name),
    birthName: 'Jansen',
    nameUse: 'birth',
    employments: [
      {
        employmentKey: `e-${name}`,
        kind: 'employee',
        startsOn: '2020-01-01',
        unitKey,
        functionTitle: name === 'anna' ? 'Seller' : 'Colleague',
        country: 'NL',
      },
    ],
    leaves: [],
  };
}

export const newAccount = (name: string): Account =>
  buildAccount({
    id: name,
    userPrincipalName: `${name}@voorbeeld.example`,
    mail: `${name}@voorbeeld.example`,
    mailNickname: name,
    attributes: { displayName: `${titled(name)} Jansen` },
    stampedPersonKey: name,
  });

/** Somebody as the bot knows them. */
export const person = (name: string): Actor => ({ kind: 'person', id: name, name: `${titled(name)} Jansen` });
export const api: Actor = { kind: 'api', id: 'api', name: 'API' };

/** As a card sends it: nothing but the key is to be believed, so the rest is wrong. */
const item = (key: string): AskedItem => ({
  key,
  title: key,
  kind: 'group',
  group: 'sg-admin',
  licence: null,
  app: null,
  owners: ['carl@voorbeeld.example'],
});

export const exceptionOf = (key: string, changes: Partial<Extract<Subject, { kind: 'exception' }>> = {}): Subject => ({
  kind: 'exception',
  item: item(key),
  startsOn: '2026-11-24',
  endsOn: '2026-12-03',
  breakGlass: false,
  ...changes,
});

export const replacementOf = (
  keys: readonly string[],
  changes: Partial<Extract<Subject, { kind: 'replacement' }>> = {},
): Subject => ({
  kind: 'replacement',
  absentKey: 'anna',
  absentName: 'somebody',
  leaveKey: null,
  startsOn: '2026-12-01',
  endsOn: '2026-12-31',
  items: keys.map(item),
  mode: null,
  ...changes,
});

import assert from 'node:assert/strict';
import { judgeAdoption } from '../../../../api/engine/matching/judge-adoption.ts';
import { proposeMatches } from '../../../../api/engine/matching/propose-matches.ts';
import { type PlanInput, surveyWorld } from '../../../../api/engine/survey-world.ts';
import type { Account, AccountAttributes } from '../../../../models/account.ts';
import { AdoptionAsk } from '../../../../models/adoption.ts';
import type { Person } from '../../../../models/person.ts';
import { wordMatchProblem } from '../../../../models/texts/adoption-texts.ts';
import { buildAccount } from '../../../fakes/create-fake-directory.ts';
import { makeEmployment, makeInput, makePerson, makePolicy } from '../make-input.ts';

const person = (personKey: string, callName: string, number: string): Person =>
  makePerson({
    personKey,
    callName,
    employments: [makeEmployment({ employmentKey: personKey, employeeNumber: number })],
  });
const account = (id: string, attributes: AccountAttributes = {}, more: Partial<Account> = {}): Account =>
  buildAccount({ id, userPrincipalName: `${id}@voorbeeld.nl`, ...more, attributes });

const adoption = 'adoption: by-decision\nprotect: [boss@voorbeeld.nl]\n';
const input: PlanInput = makeInput({
  policy: makePolicy(adoption),
  people: [
    person('P1', 'Sanne', 'N1'),
    person('P2', 'Jan', 'N2'),
    person('P3', 'Eva', 'N3'),
    person('P4', 'Noor', 'N4'),
    person('P5', 'Noor', 'N5'),
    person('P6', 'Bram', 'N6'),
    person('P7', 'Lieke', 'N7'),
    person('P8', 'Ravi', 'N8'),
    person('P9', 'Esra', 'N9'),
    person('p10', 'Ali', 'N10'),
    person('P10', 'Bea', 'N11'),
  ],
  links: new Map([['P9', 'binned']]),
  directory: {
    accounts: [
      account('certain', { employeeId: 'N1' }),
      account('likely', { employeeId: 'N2', displayName: 'Karel' }),
      account('two-a', { employeeId: 'N3' }),
      account('two-b', { employeeId: 'N3' }),
      account('noor', { displayName: 'Noor de Vries' }),
      account('boss', { employeeId: 'N6' }),
      account('synced', { employeeId: 'N7' }, { isSynced: true }),
      account('own', {}, { stampedPersonKey: 'P8' }),
      account('absent', {}, { stampedPersonKey: 'gone' }),
      account('free', {}, { mail: 'info@voorbeeld.nl', proxyAddresses: ['smtp:shared@voorbeeld.nl'] }),
      account('other', {}, { proxyAddresses: ['smtp:shared@voorbeeld.nl'] }),
      account('guest', {}, { isGuest: true }),
    ],
    deletedAccounts: [
      account('binned', {}, { deletedAt: '2026-11-01T00:00:00Z', userPrincipalName: 'binnedold@voorbeeld.nl' }),
      account('marked', {}, { deletedAt: '2026-11-01T00:00:00Z', stampedPersonKey: 'gone' }),
      account('empty', {}, { deletedAt: '2026-11-01T00:00:00Z' }),
    ],
  },
});

/** What comes of an ask: `person account` of what is accepted and, with a minus, rejected; or the problems. */
function judge(ask: Record<string, unknown>, world: PlanInput = input): string[] {
  const surveyed = surveyWorld(world);
  const judged = judgeAdoption(AdoptionAsk.parse(ask), proposeMatches(surveyed), surveyed);
  if (judged.kind === 'refused') return judged.problems.map((problem) => wordMatchProblem(problem, surveyed.texts));
  const show = (sign: string) => (match: (typeof judged.accepted)[number]) =>
    `${sign}${match.person.personKey} ${match.account.id}`;
  return [...judged.accepted.map(show('')), ...judged.rejected.map(show('-'))];
}

const pair = (text: string) => {
  const [who = '', what] = text.split('=');
  return what === undefined ? { person: who } : { person: who, account: what };
};
const accept = (...matches: string[]) => ({ accept: matches.map(pair) });
const reject = (...matches: string[]) => ({ reject: matches.map(pair) });

const cases: Readonly<Record<string, [Record<string, unknown>, (string | RegExp)[]]>> = {
  'the only proposal need not be named': [accept('P1', 'p2'), ['P1 certain', 'P2 likely']],
  'an account named by object id and by address is one account': [
    accept('P1=FREE', 'P2=info@voorbeeld.nl'),
    [/cannot be the account of several people: Sanne de Vries \(P1\), Jan de Vries \(P2\)/],
  ],
  'also one in the recycle bin': [accept('P1=empty'), ['P1 empty']],
  'the same twice is once': [accept('P1', 'P1=certain@voorbeeld.nl'), ['P1 certain']],
  'rejected is what is named': [
    reject('P1=certain', 'P1=certain', 'P2=free@voorbeeld.nl'),
    ['-P1 certain', '-P2 free'],
  ],
  'everything certain, without what is a choice, synced or protected': [{ acceptAll: 'certain' }, ['P1 certain']],
  'everything likely as well': [{ acceptAll: 'likely' }, ['P1 certain', 'P2 likely']],
  'all but what is named or rejected': [
    { acceptAll: 'likely', ...accept('P1=free'), ...reject('P2=likely') },
    ['P1 free', '-P2 likely'],
  ],
  'all but an account that is named for somebody else': [
    { acceptAll: 'likely', ...accept('P4=certain') },
    ['P4 certain', 'P2 likely'],
  ],
  'nothing asked, nothing done': [{}, []],
  'an unknown person': [accept('P11=free'), [/^Nobody in HR has the key P11; did you mean /]],
  'a key that two people have but for its case': [accept('P10=free'), ['P10 free']],
  'an unknown account': [
    accept('P1=fre@voorbeeld.nl'),
    [/There is no account fre@voorbeeld\.nl in Entra; did you mean free@voorbeeld\.nl/],
  ],
  'an account like no other': [accept('P1=###'), ['There is no account ### in Entra.']],
  'a person like no other': [accept('###=free'), ['Nobody in HR has the key ###.']],
  'an alias of several': [accept('P1=shared@voorbeeld.nl'), [/is an address of several accounts: free, other/]],
  'a choice that was not made': [
    accept('P3'),
    [/Several accounts fit Eva de Vries \(P3\): two-a@voorbeeld\.nl, two-b@voorbeeld\.nl/],
  ],
  'a choice between people': [
    accept('P4'),
    [/noor@voorbeeld\.nl fits Noor de Vries \(P5\) as well as Noor de Vries \(P4\)/],
  ],
  'nothing to choose from': [accept('p10'), [/No account is proposed for Ali de Vries \(p10\)/]],
  'somebody with an account': [accept('P8=free'), [/Ravi de Vries \(P8\) has an account already: own@voorbeeld\.nl/]],
  'somebody with an account in the recycle bin': [accept('P9=free'), [/has an account already: old@voorbeeld\.nl/]],
  'an account of somebody else': [accept('P1=own'), [/own@voorbeeld\.nl is the account of Ravi de Vries \(P8\)/]],
  'an account of somebody whom HR no longer names': [accept('P1=absent'), [/is the account of gone/]],
  'a deleted account of somebody else': [
    accept('P1=binned', 'P2=marked'),
    [/is the account of Esra de Vries \(P9\)/, /is the account of gone/],
  ],
  'a guest': [accept('P1=guest'), [/guests are never taken over/]],
  'a synced account': [accept('P7'), [/can only be written there/]],
  'a protected account': [accept('P6'), [/protected by the policy/]],
  'two accounts for one person': [
    accept('P1=free', 'P1'),
    [/Sanne de Vries \(P1\) cannot have several accounts: free@voorbeeld\.nl, certain@voorbeeld\.nl/],
  ],
  'yes and no to the same': [{ ...accept('P1'), ...reject('P1=certain') }, [/both accepted and rejected/]],
  'one of many that will not do': [accept('P1', 'P99=free', 'P7'), [/P99/, /synced/]],
};

describe('judging what is accepted and rejected', () => {
  for (const [what, [ask, wanted]] of Object.entries(cases)) {
    it(what, () => {
      const found = judge(ask);
      assert.equal(found.length, wanted.length, found.join('\n'));
      for (const [index, pattern] of wanted.entries()) {
        if (typeof pattern === 'string') assert.equal(found[index], pattern);
        else assert.match(found[index] ?? '', pattern);
      }
    });
  }

  it('lets somebody choose between accounts with their own mark', () => {
    const world = makeInput({
      policy: makePolicy(adoption),
      people: [person('P1', 'Sanne', 'N1')],
      directory: {
        accounts: [
          account('a', {}, { stampedPersonKey: 'P1' }),
          account('b', {}, { stampedPersonKey: 'P1' }),
          account('c', { employeeId: 'N1' }),
        ],
      },
    });
    assert.match(
      judge(accept('P1=c'), world)[0] ?? '',
      /Several accounts fit Sanne de Vries \(P1\): a@voorbeeld\.nl, b@/,
    );
    assert.deepEqual(judge(accept('P1=b'), world), ['P1 b']);
    assert.match(judge(accept('P1'), world)[0] ?? '', /Several accounts fit/);
  });

  it('knows nothing of the recycle bin where a number is enough to bring an account back', () => {
    const world = { ...input, policy: makePolicy() };
    assert.deepEqual(judge(accept('P3=empty'), world), ['There is no account empty in Entra.']);
  });

  it('explains it in Dutch where the policy is', () => {
    const dutch = { ...input, policy: makePolicy(`${adoption}language: nl\n`) };
    for (const [ask] of Object.values(cases)) {
      for (const text of judge(ask, dutch)) assert.doesNotMatch(text, / the |undefined/);
    }
    assert.deepEqual(judge(accept('P1=guest'), dutch), [
      'guest@voorbeeld.nl is een gast, en gasten worden nooit overgenomen.',
    ]);
  });
});

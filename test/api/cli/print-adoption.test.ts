import assert from 'node:assert/strict';
import { printAdoption } from '../../../api/cli/print-adoption.ts';
import type { AdoptionProposal, AdoptionReport } from '../../../models/adoption.ts';
import { planTexts } from '../../../models/texts/plan-texts.ts';

const proposal = (personKey: string, id: string, more: Partial<AdoptionProposal> = {}): AdoptionProposal => ({
  personKey,
  name: `Name ${personKey}`,
  account: { id, userPrincipalName: `${id}@voorbeeld.nl` },
  confidence: 'certain',
  evidence: [{ what: 'employee-id', person: '1', account: '1' }],
  counterEvidence: [],
  overwrites: [],
  effects: [],
  ambiguousWith: [],
  hindrance: null,
  ...more,
});

const report = (proposals: AdoptionProposal[], more: Partial<AdoptionReport> = {}): AdoptionReport => ({
  proposals,
  accepted: [],
  rejected: [],
  counts: { certain: proposals.length, likely: 0, possible: 0, ambiguous: 0, unmatched: 3 },
  ...more,
});

const print = (shown: AdoptionReport): string[] => printAdoption(shown, planTexts('en')).split('\n');
const rival = ({ personKey, account }: AdoptionProposal) => ({ personKey, account });

describe('printing matches', () => {
  it('says what would be overwritten, what else would be done, and what stands in the way', () => {
    const effects = ['a', 'b', 'c', 'd', 'e', 'f'].map((sentence) => ({ kind: 'add-member' as const, sentence }));
    const lines = print(
      report([
        proposal('P1', 'a', {
          overwrites: [
            { attribute: 'department', has: 'Old', wants: 'Sales' },
            { attribute: 'city', has: 'Olst', wants: null },
          ],
          effects,
        }),
        proposal('P2', 'b', {
          evidence: [{ what: 'name', person: 'x', account: 'x' }],
          counterEvidence: [
            { what: 'synced', person: null, account: 'b' },
            { what: 'other-name', person: 'x', account: 'Jan' },
          ],
          hindrance: 'It is synced.',
        }),
      ]),
    );
    assert.deepEqual(lines, [
      'Open: 2 certain, 0 likely, 0 possible, 0 for you to choose from; 3 people without an account have no match.',
      '',
      'certain (2)',
      '  P1 Name P1  a@voorbeeld.nl  certain: employeeId 1',
      '      department       Old → Sales',
      '      city             Olst → nothing',
      '      a',
      '      b',
      '      c',
      '      d',
      '      … and 2 more',
      '  P2 Name P2  b@voorbeeld.nl  certain: name; but synced from on-premises, another name Jan',
      '      ! It is synced.',
      '',
      'Nothing is overwritten until it is accepted:',
      '  instroom adopt --accept-all certain   (1 account; then 1 update-account, 6 add-member)',
      '  instroom adopt --accept P1=a@voorbeeld.nl [--attributes department,jobTitle]',
      '  instroom adopt --reject P1=a@voorbeeld.nl',
    ]);
  });

  it('numbers the choices, with everybody who is part of one', () => {
    const [one, two, three, four] = [
      proposal('P1', 'a'),
      proposal('P1', 'b'),
      proposal('P2', 'b'),
      proposal('P3', 'c'),
    ] as [AdoptionProposal, AdoptionProposal, AdoptionProposal, AdoptionProposal];
    const five = proposal('P4', 'c');
    const ambiguous = [
      { ...one, ambiguousWith: [rival(two)] },
      { ...four, ambiguousWith: [rival(five)] },
      { ...two, ambiguousWith: [rival(one), rival(three)] },
      { ...three, ambiguousWith: [rival(two)] },
      { ...five, ambiguousWith: [rival(four)] },
    ];
    const lines = print(report(ambiguous));
    assert.deepEqual(lines.slice(2, 10), [
      'choose (2)',
      '  1.',
      '  P1 Name P1  a@voorbeeld.nl  certain: employeeId 1',
      '  P1 Name P1  b@voorbeeld.nl  certain: employeeId 1',
      '  P2 Name P2  b@voorbeeld.nl  certain: employeeId 1',
      '  2.',
      '  P3 Name P3  c@voorbeeld.nl  certain: employeeId 1',
      '  P4 Name P4  c@voorbeeld.nl  certain: employeeId 1',
    ]);
  });

  it('sums up what is too long to read', () => {
    const many = Array.from({ length: 50 }, (_, index) => proposal(`P${index}`, `a${index}`));
    const lines = print(report(many));
    assert.ok(lines.includes('  … and 10 more matches; --json lists everything.'));
    assert.ok(lines.includes('  instroom adopt --accept-all certain   (50 accounts; then nothing changes)'));
  });

  it('says what was decided, and nothing more when there is nothing left', () => {
    const [accepted, rejected] = [rival(proposal('P1', 'a')), rival(proposal('P2', 'b'))];
    const decided = {
      accepted: [
        { ...accepted, attributes: null },
        { ...accepted, attributes: ['city' as const] },
      ],
      rejected: [rejected],
    };
    assert.deepEqual(print(report([], decided)), [
      'Accepted P1 = a@voorbeeld.nl',
      'Accepted P1 = a@voorbeeld.nl (only city)',
      'Rejected P2 = b@voorbeeld.nl',
      'Nothing was written to Entra; the next run does what follows from this.',
      '',
      'Open: 0 certain, 0 likely, 0 possible, 0 for you to choose from; 3 people without an account have no match.',
    ]);
  });
});

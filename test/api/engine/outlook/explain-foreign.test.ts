import assert from 'node:assert/strict';
import { explainPerson } from '../../../../api/engine/outlook/explain-person.ts';
import { planTexts } from '../../../../models/texts/plan-texts.ts';
import { makeAccount, makeGroup, makeInput, makePerson } from '../make-input.ts';

describe('what somebody holds that only the grant of another names', () => {
  it('is explained as left alone, and not as going', () => {
    const none = { groups: [], licences: [], apps: [] };
    const input = makeInput({
      people: ['P1', 'P2'].map((personKey) => makePerson({ personKey })),
      grants: [
        {
          id: 'g1',
          personKey: 'P2',
          kind: 'exception',
          items: { ...none, groups: ['sg-x'] },
          withheld: none,
          attributes: [],
          follows: null,
          startsAt: '2026-11-01T00:00:00Z',
          endsAt: null,
          reason: 'helps out',
          approval: null,
        },
      ],
      directory: {
        accounts: ['P1', 'P2'].map((key) => makeAccount({ id: `a-${key}`, stampedPersonKey: key })),
        groups: [makeGroup('sg-x', ['a-P1', 'a-P2'])],
      },
    });
    const item = explainPerson('P1', input)?.items.find((entry) => entry.item === 'group sg-x');
    const texts = planTexts('en');
    assert.deepEqual(
      [item?.has, item?.wants, item?.reasons.map(({ text }) => text), item?.wouldEndWhen, item?.operation],
      ['sg-x', 'sg-x', [texts.leftAsItIs], texts.handMade, null],
    );
  });
});

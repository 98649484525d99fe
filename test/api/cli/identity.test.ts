import assert from 'node:assert/strict';
import { printIdentity } from '../../../api/cli/print-identity.ts';
import { readRecordPair } from '../../../api/cli/read-record-pair.ts';
import type { Doubt, IdentityReport } from '../../../models/same-people.ts';
import { identityTexts } from '../../../models/texts/identity-texts.ts';

const doubt = (key: string, more: Partial<Doubt> = {}): Doubt => ({
  reason: 'looks-alike',
  left: { sourceId: 'hr', recordKey: key, personKey: key, name: 'Bo Berg' },
  right: { sourceId: 'planning', recordKey: '71', personKey: '71', name: 'B. Berg' },
  same: [{ what: 'phone', left: '612345678', right: '612345678' }],
  differs: [{ what: 'employeeNumber', left: 'B7', right: 'X1' }],
  waits: '71',
  hindrance: null,
  ...more,
});

const report = (doubts: Doubt[], more: Partial<IdentityReport> = {}): IdentityReport => ({
  doubts,
  decisions: [],
  counts: { doubts: doubts.length, waiting: 1, inSeveralSources: 12 },
  ...more,
});

describe('instroom identity', () => {
  it('reads pairs as notes have them, whatever keys hold', () => {
    const ids = ['hr', 'planning'];
    assert.deepEqual(readRecordPair('hr/1=planning/7', ids), {
      left: { sourceId: 'hr', recordKey: '1' },
      right: { sourceId: 'planning', recordKey: '7' },
    });
    assert.deepEqual(readRecordPair('planning/a=b/c==hr/x=y', ids), {
      left: { sourceId: 'planning', recordKey: 'a=b/c=' },
      right: { sourceId: 'hr', recordKey: 'x=y' },
    });
    for (const text of ['', 'hr/1', 'hr/=planning/7', 'hr/1=crm/7', 'hr/1=planning', '1=7'])
      assert.throws(() => readRecordPair(text, ids), { code: 'configuration' }, text);
  });

  it('says who may be who, why, what differs and what to type', () => {
    const lines = printIdentity(report([doubt('1')]), identityTexts.en);
    for (const part of [
      '12 people are in several sources',
      'hr/1 Bo Berg  =  planning/71 B. Berg',
      'the same: phone 612345678',
      'different: employee number B7 / X1',
      'waits: 71',
      'instroom identity --same hr/1=planning/71',
    ])
      assert.ok(lines.includes(part), `${part} is not in\n${lines}`);
  });

  it('says what is in the way, and what was said before', () => {
    const said = {
      left: { sourceId: 'hr', recordKey: '9' },
      right: { sourceId: 'planning', recordKey: '9' },
      answer: 'two' as const,
      by: 'Olga',
      at: '2026-11-24T08:00:00.000Z',
    };
    const lines = printIdentity(
      report([doubt('1', { hindrance: 'two-accounts' })], { decisions: [said] }),
      identityTexts.nl,
    );
    assert.match(lines, /! beiden hebben een account/);
    assert.match(lines, /two people {2}hr\/9 = planning\/9 {2}\(Olga, 2026-11-24\)/);
  });

  it('sums up what is too long for a terminal', () => {
    const lines = printIdentity(
      report(Array.from({ length: 45 }, (_, index) => doubt(String(index)))),
      identityTexts.en,
    );
    assert.match(lines, /and 5 more doubts; --json lists everything/);
  });
});

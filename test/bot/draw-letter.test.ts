import assert from 'node:assert/strict';
import { drawLetter } from '../../bot/draw-letter.ts';
import { noEntitlements } from '../../models/entitlements.ts';
import type { Grant } from '../../models/grant.ts';
import type { Letter } from '../../models/outbox.ts';

const reader = { language: 'en', timeZone: 'Europe/Amsterdam', isSandbox: false } as const;
const grant: Grant = {
  id: 'request-1',
  kind: 'replacement',
  personKey: 'bram',
  items: noEntitlements,
  withheld: noEntitlements,
  attributes: [],
  startsAt: '2026-12-06T23:00:00.000Z',
  endsAt: '2026-12-30T23:00:00.000Z',
  follows: { personKey: 'anna', leaveKey: null },
  reason: 'Anna is away.',
  approval: null,
};

/** The card of a letter about the end of this grant, as text. */
async function draw(stored: Grant, endsAt: string, daysLeft = 7): Promise<string> {
  const detail = { personName: 'Bram', what: 'Finance', daysLeft, endsAt, tone: 'renew' };
  const letter = { topic: { kind: 'grant-ending', id: stored.id, detail }, aadObjectId: 'bram' } as unknown as Letter;
  const parts = { stores: { grants: { find: async () => stored } } } as unknown as Parameters<typeof drawLetter>[2];
  return JSON.stringify((await drawLetter(letter, reader, parts))?.card);
}

describe('a letter about the end of a grant', () => {
  it('names the last day by HR’s dates when the grant follows a leave', async () => {
    assert.match(await draw(grant, '2027-01-09T23:00:00.000Z'), /9 January 2027/);
  });

  it('names the end as it is now when somebody has moved it since', async () => {
    const own = { ...grant, follows: null, endsAt: '2026-12-20T09:30:00.000Z' };
    assert.match(await draw(own, '2027-01-09T23:00:00.000Z'), /20 Dec 2026, 10:30/);
  });

  it('offers to ask again for an exception that is over, and not for a replacement, which is arranged anew', async () => {
    assert.match(await draw({ ...grant, kind: 'exception', follows: null }, grant.endsAt ?? '', 0), /Ask again/);
    assert.doesNotMatch(await draw(grant, grant.endsAt ?? '', 0), /Ask again/);
  });
});

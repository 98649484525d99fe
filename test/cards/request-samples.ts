import type { AccessCut, DeskPerson, HeldGrant, Offer } from '../../models/access-desk.ts';
import type { Approver, AskedItem, Request, Stage, Subject, Track } from '../../models/request.ts';

export const at = '2026-11-24T08:00:00.000Z';

export const item = (title: string, key = title.toLowerCase()): AskedItem => ({
  key,
  title,
  kind: 'group',
  group: `sg-${key}`,
  licence: null,
  app: null,
  owners: ['olga@voorbeeld.example'],
});

/** Somebody by name; the object id is the name in lower case. */
export const actor = (name: string) => ({ kind: 'person' as const, id: name.toLowerCase().split(' ')[0] ?? '', name });

export const approver = (name: string, because: Approver['because'], instead: Approver['for'] = null): Approver => ({
  aadObjectId: actor(name).id,
  name,
  because,
  for: instead,
});

export const said = (name: string, answer: 'approve' | 'reject', more: { reason?: string; choice?: string } = {}) => ({
  by: actor(name),
  answer,
  choice: more.choice ?? null,
  reason: more.reason ?? null,
  fingerprint: 'f1',
  at: '2026-11-24T09:12:00.000Z',
});

export const stage = (more: Partial<Stage>): Stage => ({
  by: ['owner'],
  need: 1,
  state: 'open',
  approvers: [],
  answers: [],
  openedAt: at,
  remindedAt: null,
  escalatedAt: null,
  ...more,
});

export const track = (id: string, stages: Stage[], more: Partial<Track> = {}): Track => ({
  id,
  items: [],
  state: 'open',
  stages,
  ...more,
});

export function request(subject: Subject, tracks: Track[], more: Partial<Request> = {}): Request {
  return {
    id: '12',
    version: 1,
    state: 'open',
    subject,
    forPersonKey: 'P2',
    forName: 'Bram Bakker',
    askedBy: actor('Maud de Wit'),
    askedByPersonKey: 'P9',
    askedAt: at,
    reason: 'The month has to be closed while Anna is away.',
    isUrgent: false,
    fingerprint: 'f1',
    tracks,
    expiresAt: '2026-12-08T08:00:00.000Z',
    dueAt: null,
    decidedAt: null,
    grantIds: [],
    outcome: null,
    ...more,
  };
}

export const subjects = {
  replacement: {
    kind: 'replacement',
    absentKey: 'P1',
    absentName: 'Anna Jansen',
    leaveKey: 'L1',
    startsOn: '2026-12-01',
    endsOn: '2027-03-20',
    items: [item('CRM'), item('Finance payments', 'pay'), item('Archive')],
    mode: 'keep-in-touch',
  },
  exception: {
    kind: 'exception',
    item: item('Finance payments', 'pay'),
    startsOn: '2026-11-24',
    endsOn: '2026-12-07',
    breakGlass: false,
  },
  extension: {
    kind: 'extension',
    grantId: 'g1',
    what: 'Finance payments',
    endsOn: '2027-01-15',
    items: [item('Finance payments', 'pay')],
  },
  'urgent-exit': { kind: 'urgent-exit' },
  'run-release': {
    kind: 'run-release',
    runId: '42',
    planFingerprint: 'p1',
    release: { only: { kinds: ['disable-account'], people: ['P1', 'P2', 'P3'] } },
  },
  'policy-change': {
    kind: 'policy-change',
    fromVersion: '3f9a1c20be77',
    toVersion: '91d0aa42c0de',
    people: 33,
    gaining: 31,
    losing: 4,
    gains: [
      { item: 'sg-crm', people: 30 },
      { item: 'SPE_E3', people: 1 },
    ],
    losses: [{ item: 'sg-archive', people: 4 }],
    accounts: { enabled: 0, disabled: 2, deleted: 0 },
    scope: { gained: 0, lost: 2 },
    licences: [{ licence: 'SPE_E3', after: 251, seats: 250, short: 1 }],
    sample: [
      { name: 'Anna Jansen', gains: ['sg-crm'], losses: [] },
      { name: 'Carl Smit', gains: [], losses: ['sg-archive'] },
    ],
  },
  drift: {
    kind: 'drift',
    findingId: 'd1',
    sentence: 'Add Anna Jansen (P1) to sg-crm again.',
    by: 'Ivo Bos',
    at: '2026-11-23T14:05:00.000Z',
  },
  match: {
    kind: 'match',
    accountId: 'a1',
    address: 'b.bakker@voorbeeld.example',
    evidence: ['The same employee number: 1042.', 'The same name.'],
  },
  doubt: {
    kind: 'doubt',
    left: { sourceId: 'hr', recordKey: '500', name: 'Bo Berg' },
    right: { sourceId: 'planning', recordKey: '71', name: 'B. Berg' },
    facts: [
      'they have one name and more in common, and no stated key says so.',
      'the same: name Bo Berg, phone 612345678',
      'different: employee number B7 / X1',
    ],
  },
  freeze: { kind: 'freeze', until: '2026-11-30' },
} as const satisfies Record<string, Subject>;

export const person = (name: string, more: Partial<DeskPerson> = {}): DeskPerson => ({
  personKey: name.toLowerCase(),
  name: `${name} Jansen`,
  unitName: 'Sales',
  aadObjectId: name.toLowerCase(),
  today: '2026-11-24',
  ...more,
});

export const offer = (title: string, more: Partial<Offer> = {}): Offer => ({
  id: title.toLowerCase(),
  item: item(title),
  description: `What ${title} is for, in a sentence.`,
  maxDays: 30,
  breakGlass: false,
  approval: [
    { by: ['manager'], need: 'any' },
    { by: ['owner'], need: 'any' },
  ],
  standing: 'free',
  ...more,
});

export const cut: AccessCut = {
  needed: [item('CRM'), item('Price lists', 'prices')],
  askOwner: [item('Finance payments', 'pay'), item('Archive')],
  never: [
    { item: item('Administrators'), why: { kind: 'catalogue' } },
    { item: item('Vault'), why: { kind: 'separation', title: 'Sell and pay' } },
  ],
  mode: 'keep-in-touch',
  soleOwnerOf: ['Sales team site', 'Tender mailbox'],
};

export const held: HeldGrant = {
  grant: {
    id: 'request-12',
    personKey: 'bram',
    kind: 'exception',
    items: { groups: ['sg-pay'], licences: [], apps: [] },
    withheld: { groups: [], licences: [], apps: [] },
    attributes: [],
    follows: null,
    startsAt: '2026-11-23T23:00:00.000Z',
    endsAt: '2026-12-01T23:00:00.000Z',
    reason: 'The month has to be closed.',
    approval: null,
  },
  personName: 'Bram Bakker',
  what: 'Finance payments',
  startsOn: '2026-11-24',
  endsOn: '2026-12-01',
  items: [item('Finance payments', 'pay')],
  maxEndsOn: '2026-12-24',
  today: '2026-11-24',
};

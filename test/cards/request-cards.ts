import { catalogueCard } from '../../cards/catalogue-card.ts';
import { exceptionFormCard } from '../../cards/exception-form-card.ts';
import { grantEndedCard, grantEndingCard, grantGoesOnCard } from '../../cards/grant-ending-card.ts';
import { leaveWithoutCoverCard } from '../../cards/leave-without-cover-card.ts';
import type { Reader } from '../../cards/reader.ts';
import { replacementAccessCard } from '../../cards/replacement-access-card.ts';
import { absentPeopleCard, standInCard } from '../../cards/replacement-card.ts';
import { requestCard } from '../../cards/request-card.ts';
import { myRequestsCard, toDecideCard } from '../../cards/request-list-card.ts';
import type { Card } from '../../cards/sheet.ts';
import { sourceEndingCard, sourceGoesOnCard } from '../../cards/source-ending-card.ts';
import type { Request, RequestState } from '../../models/request.ts';
import { formTexts } from '../../models/texts/form-texts.ts';
import { requestTexts } from '../../models/texts/request-texts.ts';
import { approver, at, cut, held, offer, person, request, said, stage, subjects, track } from './request-samples.ts';

type Draw = (reader: Reader) => Card;

const olga = { aadObjectId: 'olga' };
const maud = { aadObjectId: 'maud' };
const as = (shown: Request, viewer: { aadObjectId: string }) => (reader: Reader) => requestCard(shown, viewer, reader);

/** One who is asked, for each kind that nobody else is asked about. */
const asked = (kind: keyof typeof subjects, because: 'it' | 'security' | 'hr' | 'owner', more: Partial<Request> = {}) =>
  request(subjects[kind], [track('t1', [stage({ by: [because], approvers: [approver('Olga Vos', because)] })])], more);

const ownerStage = stage({ approvers: [approver('Olga Vos', 'owner')] });
const managerStage = stage({ by: ['manager'], approvers: [approver('Dirk Prins', 'manager')] });
const managerSaidYes = { ...managerStage, state: 'approved' as const, answers: [said('Dirk Prins', 'approve')] };

const replacement = request(subjects.replacement, [
  track('t1', [managerSaidYes], { items: ['crm'], state: 'approved' }),
  track('t2', [ownerStage], { items: ['pay'] }),
  track('t3', [stage({ need: null, approvers: [approver('Olga Vos', 'owner'), approver('Otto Kok', 'owner')] })], {
    items: ['archive'],
  }),
]);
const replacementDone = request(
  subjects.replacement,
  [
    track('t1', [managerSaidYes], { items: ['crm'], state: 'approved' }),
    track(
      't2',
      [{ ...ownerStage, state: 'refused', answers: [said('Olga Vos', 'reject', { reason: 'Not during the audit.' })] }],
      { items: ['pay', 'archive'], state: 'refused' },
    ),
  ],
  { state: 'done', decidedAt: at, grantIds: ['request-12'] },
);

const exception = request(subjects.exception, [
  track('t1', [managerStage, stage({ state: 'waiting', openedAt: null })], { items: ['pay'] }),
]);
const exceptionSecond = request(subjects.exception, [track('t1', [managerSaidYes, ownerStage], { items: ['pay'] })]);
const insteadOf = (why: 'away' | 'silent' | 'excluded') =>
  request(subjects.exception, [
    track('t1', [
      stage({
        approvers: [approver('Olga Vos', 'owner', { aadObjectId: 'otto', name: 'Otto Kok', why })],
        escalatedAt: why === 'silent' ? at : null,
      }),
    ]),
  ]);
const ended = (state: RequestState, more: Partial<Request> = {}) =>
  request(
    subjects.exception,
    [
      track('t1', [managerSaidYes, { ...ownerStage, state: 'approved', answers: [said('Olga Vos', 'approve')] }], {
        state: 'approved',
      }),
    ],
    { state, decidedAt: at, ...more },
  );

const requests: Readonly<Record<string, Draw>> = {
  'request-replacement-approver': as(replacement, olga),
  'request-replacement-requester': as(replacement, maud),
  'request-replacement-partly': as(replacementDone, maud),
  'request-exception-manager': as(exception, { aadObjectId: 'dirk' }),
  'request-exception-owner': as(exceptionSecond, olga),
  'request-exception-requester': as(exception, maud),
  'request-exception-answered': as(exceptionSecond, { aadObjectId: 'dirk' }),
  'request-exception-break-glass': as(
    { ...exceptionSecond, subject: { ...subjects.exception, breakGlass: true }, isUrgent: true },
    olga,
  ),
  'request-deputy': as(insteadOf('away'), olga),
  'request-escalated': as(insteadOf('silent'), olga),
  'request-excluded': as(insteadOf('excluded'), olga),
  'request-handed-over': as(insteadOf('away'), { aadObjectId: 'otto' }),
  'request-notice': (reader) =>
    requestCard(exceptionSecond, olga, reader, requestTexts(reader.language).rejectNeedsReason),
  'request-approved': as(ended('approved'), olga),
  'request-done': as(ended('done'), olga),
  'request-refused': as(
    ended('refused', {
      tracks: [
        track(
          't1',
          [{ ...managerStage, state: 'refused', answers: [said('Dirk Prins', 'reject', { reason: 'Not needed.' })] }],
          { state: 'refused' },
        ),
      ],
    }),
    maud,
  ),
  'request-withdrawn': as({ ...exception, state: 'withdrawn' }, { aadObjectId: 'dirk' }),
  'request-expired': as({ ...exception, state: 'expired' }, maud),
  'request-void': as({ ...exception, state: 'void', outcome: { kind: 'leave-withdrawn' } }, maud),
  'request-failed': as(ended('failed', { outcome: { kind: 'has-left', name: 'Bram Bakker' } }), maud),
  'request-extension': as(asked('extension', 'owner'), olga),
  'request-urgent-exit': as(asked('urgent-exit', 'security', { isUrgent: true }), olga),
  'request-run-release': as(asked('run-release', 'it', { forName: null, forPersonKey: null }), olga),
  'request-policy-change': as(asked('policy-change', 'security', { forName: null, forPersonKey: null }), olga),
  'request-drift': as(asked('drift', 'it', { forName: 'Anna Jansen' }), olga),
  'request-drift-done': as(
    request(
      subjects.drift,
      [
        track(
          't1',
          [
            stage({
              by: ['it'],
              state: 'approved',
              approvers: [approver('Olga Vos', 'it')],
              answers: [said('Olga Vos', 'approve', { choice: 'keep-14' })],
            }),
          ],
          { state: 'approved' },
        ),
      ],
      { state: 'done' },
    ),
    olga,
  ),
  'request-match': as(asked('match', 'it'), olga),
  'request-doubt': as(asked('doubt', 'it', { forName: null, forPersonKey: null }), olga),
  'request-freeze': as(asked('freeze', 'it', { forName: null, forPersonKey: null }), olga),
};

const anna = { person: person('Anna'), leaves: [{ leaveKey: 'L1', startsOn: '2026-12-01', endsOn: '2027-03-20' }] };
const carl = { person: person('Carl', { unitName: null }), leaves: [] };
const colleagues = [person('Bram'), person('Carl')];
const settled = { startsOn: '2026-12-01', endsOn: '2027-03-20' };
const ending = { grant: held.grant, personName: held.personName, what: held.what };
const window = { firstDay: '2026-12-02', lastDay: '2026-12-24' };

const forms: Readonly<Record<string, Draw>> = {
  catalogue: (reader) =>
    catalogueCard(
      {
        text: 'fin',
        offers: [
          offer('Finance payments'),
          offer('Finance reports', { description: null, maxDays: 1, approval: [{ by: ['it', 'security'], need: 2 }] }),
          offer('Finance archive', { standing: 'has-it' }),
          offer('Fine art', { standing: 'asked' }),
        ],
        total: 4,
      },
      reader,
    ),
  'catalogue-many': (reader) =>
    catalogueCard({ text: '', offers: Array.from({ length: 9 }, (_, n) => offer(`Thing ${n}`)), total: 73 }, reader),
  'catalogue-nothing': (reader) => catalogueCard({ text: 'yacht', offers: [], total: 0 }, reader),
  'exception-form': (reader) =>
    exceptionFormCard({ offer: offer('Archive'), person: person('Bram'), typed: {}, problem: null }, reader),
  'exception-form-problem': (reader) =>
    exceptionFormCard(
      {
        offer: offer('Finance', { breakGlass: true }),
        person: person('Bram'),
        typed: { until: '2026-12-01', reason: '', breakGlass: 'true' },
        problem: formTexts(reader.language).problems.noReason,
      },
      reader,
    ),
  'absent-people': (reader) => absentPeopleCard([anna, carl], reader),
  'stand-in': (reader) => standInCard({ absence: anna, colleagues, typed: {}, problem: null }, reader),
  'stand-in-problem': (reader) =>
    standInCard(
      {
        absence: carl,
        colleagues,
        typed: { startsOn: '2026-12-01', endsOn: '2026-11-30', standIn: 'bram' },
        problem: formTexts(reader.language).problems.endBeforeStart,
      },
      reader,
    ),
  'replacement-access': (reader) =>
    replacementAccessCard(
      { absent: person('Anna'), standIn: person('Bram'), cut, typed: settled, problem: null },
      reader,
    ),
  'replacement-access-problem': (reader) =>
    replacementAccessCard(
      {
        absent: person('Anna'),
        standIn: person('Bram'),
        cut,
        typed: { ...settled, needed: '', askOwner: 'pay', mode: 'disabled', reason: 'She covers the tender.' },
        problem: formTexts(reader.language).problems.notOffered,
      },
      reader,
    ),
  'replacement-access-nothing': (reader) =>
    replacementAccessCard(
      {
        absent: person('Anna'),
        standIn: person('Bram'),
        cut: { ...cut, needed: [], askOwner: [], soleOwnerOf: [] },
        typed: settled,
        problem: null,
      },
      reader,
    ),
  'leave-without-cover': (reader) =>
    leaveWithoutCoverCard(
      {
        personKey: 'anna',
        name: 'Anna Jansen',
        leaveKey: 'L1',
        startsOn: '2026-12-01',
        endsOn: null,
        soleOwnerOf: ['Sales team site'],
      },
      reader,
    ),
  'source-ending-week': (reader) =>
    sourceEndingCard({ sourceId: 'profit', what: 'afas-token', endsOn: '2026-12-01', daysLeft: 7 }, reader),
  'source-ending-unused': (reader) =>
    sourceEndingCard({ sourceId: 'nmbrs_nl', what: 'nmbrs-unused', endsOn: '2026-12-04', daysLeft: 1 }, reader),
  'source-ending-age': (reader) =>
    sourceEndingCard({ sourceId: 'nmbrs_nl', what: 'nmbrs-age', endsOn: '2026-11-24', daysLeft: 0 }, reader),
  'source-ending-soap': (reader) =>
    sourceEndingCard({ sourceId: 'nmbrs_nl', what: 'nmbrs-soap', endsOn: '2027-03-01', daysLeft: -1 }, reader),
  'source-goes-on': (reader) => sourceGoesOnCard({ sourceId: 'profit', what: 'afas-token' }, reader),
  'grant-ending-week': (reader) => grantEndingCard({ ...ending, ...window, daysLeft: 7 }, reader),
  'grant-ending-day': (reader) =>
    grantEndingCard({ ...ending, ...window, daysLeft: 1 }, reader, {
      until: '2027-02-01',
      reason: 'Not done yet.',
      problem: formTexts(reader.language).problems.noDay,
    }),
  'grant-goes-on': (reader) => grantGoesOnCard({ ...ending, until: '2027-01-31T23:00:00.000Z' }, reader),
  'grant-ended': (reader) => grantEndingCard({ ...ending, daysLeft: 0 }, reader),
  'grant-ended-now': (reader) => grantEndedCard({ ...ending, daysLeft: 0 }, reader),
  'my-requests': (reader) =>
    myRequestsCard({ requests: [exception, { ...replacementDone, id: '9' }], grants: [held] }, maud, reader),
  'my-requests-none': (reader) => myRequestsCard({ requests: [], grants: [] }, maud, reader),
  'to-decide': (reader) => toDecideCard([replacement, { ...exceptionSecond, id: '14' }], olga, reader),
};

/** Every card about requests and access, in every state that matters, by the name of its golden file. */
export const requestCards: Readonly<Record<string, Draw>> = { ...requests, ...forms };

import type { StatusReport } from '../models/report.ts';
import { deskTexts } from '../models/texts/desk-texts.ts';
import { escapeText } from './escape-text.ts';
import { badgeFor, type Reader, showDuration, showInstant, textsFor } from './reader.ts';
import { shorten, shortenLine } from './run-lines.ts';
import { type Card, type CardElement, fillSheet, type Sheet } from './sheet.ts';

/** How things stand now, for the IT desk: the sentence that matters first, then the figures, then the last runs as a chart. */
export function statusCard(status: StatusReport, reader: Reader): Card {
  const texts = textsFor(reader);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.statusTitle(escapeText(status.directoryName)),
    intro: summarise(status, reader),
    facts: statusFacts(status, reader),
    charts: chart(status, reader),
    sections: [],
  });
}

function summarise(status: StatusReport, reader: Reader): string {
  const texts = textsFor(reader);
  const held = [
    ...(status.paused === null ? [] : [`${deskTexts(reader.language).pausedTitle}.`]),
    ...(status.frozenUntil === null ? [] : [`${deskTexts(reader.language).frozen}.`]),
  ];
  if (status.lastRun === null) return [...held, texts.neverRun].join(' ');
  const lines = [
    ...held,
    ...(status.failed === null ? [] : [texts.statusFailed]),
    ...(status.blocked.length === 0 ? [] : [texts.statusBlocked(status.blocked.length)]),
    ...(status.waitingForApproval.length === 0 ? [] : [texts.statusWaiting(status.waitingForApproval.length)]),
  ];
  return lines.length === 0 ? texts.statusGood : lines.join(' ');
}

function statusFacts(status: StatusReport, reader: Reader): Sheet['facts'] {
  const texts = textsFor(reader);
  const runNames = (runs: StatusReport['blocked']) => runs.map((run) => texts.runTitle(run.id)).join(', ');
  const last = status.lastRun;
  return [
    ...holdFacts(status, reader),
    ...proposalFacts(status, reader),
    ...(last === null
      ? []
      : [
          {
            title: texts.lastRun,
            value: `${texts.runTitle(last.id)}, ${texts.states[last.state]}, ${showInstant(last.finishedAt ?? last.askedAt, reader)}`,
          },
        ]),
    ...(status.failed?.error ? [{ title: texts.problem, value: shorten(status.failed.error.text) }] : []),
    ...status.sources.map((source) => ({
      title: texts.source(escapeText(source.sourceId)),
      value: [
        texts.sourceRead(showInstant(source.readAt, reader), source.people),
        ...(source.lagMs === null ? [] : [texts.lag(showDuration(source.lagMs, reader))]),
        ...lagsOf(source, reader),
      ].join('; '),
    })),
    ...(status.waitingForApproval.length === 0
      ? []
      : [{ title: texts.waitingForApproval, value: runNames(status.waitingForApproval) }]),
    ...(status.blocked.length === 0 ? [] : [{ title: texts.blocked, value: runNames(status.blocked) }]),
    { title: texts.people, value: String(status.people) },
    { title: texts.accounts, value: String(status.accounts) },
    { title: texts.peopleWaiting, value: String(status.peopleWaiting) },
  ];
}

function lagsOf({ lags }: StatusReport['sources'][number], reader: Reader): string[] {
  if (lags === undefined || lags.count < 2) return [];
  const [usual, slow] = [lags.p50Ms, lags.p95Ms].map((ms) => showDuration(ms, reader));
  return [textsFor(reader).lags(lags.count, usual ?? '', slow ?? '')];
}

function holdFacts({ paused, frozenUntil }: StatusReport, reader: Reader): Sheet['facts'] {
  const texts = deskTexts(reader.language);
  const pausedBy = paused && texts.pausedBy(shortenLine(paused.by.name), showInstant(paused.at, reader));
  return [
    ...(pausedBy === null ? [] : [{ title: texts.paused, value: pausedBy }]),
    ...(paused?.reason ? [{ title: texts.pauseHint, value: shorten(paused.reason) }] : []),
    ...(frozenUntil === null
      ? []
      : [{ title: texts.frozen, value: texts.frozenUntil(showInstant(frozenUntil, reader)) }]),
  ];
}

function proposalFacts({ proposedPolicy }: StatusReport, reader: Reader): Sheet['facts'] {
  if (proposedPolicy === null) return [];
  const texts = deskTexts(reader.language);
  const { state, since, requestId, problem } = proposedPolicy;
  const said = texts.policyStates[state](showInstant(since, reader), requestId ?? '');
  return [{ title: texts.changedPolicy, value: problem === null ? said : `${said} ${shorten(problem)}` }];
}

/**
 * Changed and failed operations of the last runs, side by side; where charts are not drawn, the same as a list.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
 */
function chart(status: StatusReport, reader: Reader): CardElement[] {
  const texts = textsFor(reader);
  if (status.recentRuns.length < 2) return [];
  const values = (of: (run: StatusReport['recentRuns'][number]) => number) =>
    status.recentRuns.map((run) => ({ x: run.id, y: of(run) }));
  return [
    {
      type: 'Chart.VerticalBar.Grouped',
      title: texts.recentRuns,
      xAxisTitle: texts.run,
      yAxisTitle: texts.changed,
      stacked: true,
      data: [
        { legend: texts.changed, color: 'good', values: values((run) => run.changed) },
        { legend: texts.failed, color: 'attention', values: values((run) => run.failed) },
      ],
      fallback: {
        type: 'FactSet',
        facts: status.recentRuns.map((run) => ({
          title: texts.runTitle(run.id),
          value: `${run.changed} ${texts.changed}, ${run.failed} ${texts.failed}`,
        })),
      },
    },
  ];
}

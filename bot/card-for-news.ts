import { joinerReadyCard } from '../cards/joiner-ready-card.ts';
import type { Reader } from '../cards/reader.ts';
import { runApprovalCard } from '../cards/run-approval-card.ts';
import { runChangesCard } from '../cards/run-changes-card.ts';
import { runBlockedCard, runFailedCard } from '../cards/run-trouble-card.ts';
import type { Card } from '../cards/sheet.ts';
import type { AudienceRole } from '../models/approvals.ts';
import type { RunNews } from '../models/news.ts';
import type { Reports } from '../models/ports.ts';
import type { RunReport } from '../models/report.ts';
import { readRun } from './read-run.ts';

/** News as it is told: to whom, under which subject when the card is updated later, and what it looks like to one reader. */
export interface Telling {
  role: AudienceRole;
  subject: string | null;
  draw(reader: Reader): Card;
}

/** Under which the copies of an approval card are kept. */
export function approvalSubject(runId: string): string {
  return `run-approval:${runId}`;
}

/** Who hears of what, with which card; null for a decision, which only updates what was sent before. */
export async function cardForNews(news: RunNews, parts: { reports: Reports }): Promise<Telling | null> {
  const { run } = news;
  switch (news.kind) {
    case 'run-needs-approval': {
      const draw = (reader: Reader) => runApprovalCard(run, news.operations, reader);
      return { role: 'it', subject: approvalSubject(run.id), draw };
    }
    case 'run-changed-entra': {
      const report = (await readRun(run.id, parts)) ?? withoutResults(news);
      return { role: 'it', subject: null, draw: (reader) => runChangesCard(report, reader) };
    }
    case 'run-blocked':
      return { role: 'it', subject: null, draw: (reader) => runBlockedCard(run, reader) };
    case 'run-failed':
      return { role: 'it', subject: null, draw: (reader) => runFailedCard(run, reader) };
    case 'joiner-ready':
      return { role: 'hr', subject: null, draw: (reader) => joinerReadyCard(news.joiner, reader) };
    case 'run-decided':
      return null;
  }
}

function withoutResults({ run, operations }: Extract<RunNews, { kind: 'run-changed-entra' }>): RunReport {
  const entries = operations.map((operation) => ({ operation, result: null }));
  return { run, operationCount: operations.length, operations: entries };
}

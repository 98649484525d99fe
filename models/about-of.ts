import type { Subject } from './request.ts';
import { pairKey } from './same-people.ts';

/** What a request is about, in one word: while one about it is open, it is not asked again. */
export function aboutOf(subject: Subject, forPersonKey: string | null): string {
  switch (subject.kind) {
    case 'replacement':
      return `replacement ${subject.absentKey} ${subject.leaveKey ?? subject.startsOn} ${forPersonKey}`;
    case 'exception':
      return `exception ${forPersonKey} ${subject.item.key}`;
    case 'extension':
      return `extension ${subject.grantId}`;
    case 'urgent-exit':
      return `urgent-exit ${forPersonKey}`;
    case 'run-release':
      return `run-release ${subject.runId}`;
    case 'policy-change':
      return `policy-change ${subject.toVersion}`;
    case 'drift':
      return `drift ${subject.findingId}`;
    case 'match':
      return `match ${forPersonKey} ${subject.accountId}`;
    case 'doubt':
      return `doubt ${pairKey(subject)}`;
    case 'freeze':
      return 'freeze';
  }
}

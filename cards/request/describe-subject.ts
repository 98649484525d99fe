import type { Request } from '../../models/request.ts';
import { requestTexts } from '../../models/texts/request-texts.ts';
import type { Reader } from '../reader.ts';
import { exceptionWords, extensionWords } from './access-words.ts';
import { doubtWords, driftWords, freezeWords, matchWords, runReleaseWords, urgentExitWords } from './desk-words.ts';
import { policyChangeWords } from './policy-words.ts';
import { replacementWords } from './replacement-words.ts';
import { itemTitles, nameOf, type SubjectWords } from './subject-words.ts';

/**
 * What a request is about, in the reader's language.
 * @param itemKeys - the part that is looked at: keys of its items, empty for all of them
 */
export function describeSubject(request: Request, itemKeys: readonly string[], reader: Reader): SubjectWords {
  const { subject } = request;
  const about = {
    request,
    name: nameOf(request),
    items: itemTitles(subject, itemKeys),
    texts: requestTexts(reader.language),
    reader,
  };
  switch (subject.kind) {
    case 'replacement':
      return replacementWords({ ...about, subject });
    case 'exception':
      return exceptionWords({ ...about, subject });
    case 'extension':
      return extensionWords({ ...about, subject });
    case 'urgent-exit':
      return urgentExitWords({ ...about, subject });
    case 'run-release':
      return runReleaseWords({ ...about, subject });
    case 'policy-change':
      return policyChangeWords({ ...about, subject });
    case 'drift':
      return driftWords({ ...about, subject });
    case 'match':
      return matchWords({ ...about, subject });
    case 'doubt':
      return doubtWords({ ...about, subject });
    case 'freeze':
      return freezeWords({ ...about, subject });
  }
}

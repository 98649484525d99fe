import { aboutOf } from '../../models/about-of.ts';
import { identityTexts } from '../../models/texts/identity-texts.ts';
import { askRequest } from './ask-request.ts';
import { subjectOfDoubt } from './find-doubt.ts';
import { instroom } from './record-request.ts';
import type { RequestDesk } from './request-desk.ts';

/** So many questions are open at once: a first look at two sources may have hundreds, and a list is better for those. */
const mostAsked = 10;

/**
 * Asks whoever the policy names about records that may be one person, a few at a time. Each pair is asked about once: who said no to deciding
 * finds it in the list.
 * @returns how many were asked about now
 */
export async function askDoubts(desk: RequestDesk): Promise<number> {
  const { requests, identity } = desk.stores;
  const doubts = (await identity.doubts()).filter(({ hindrance }) => hindrance === null);
  if (doubts.length === 0) return 0;
  const { policy } = await desk.loadPolicy();
  const open = await requests.list({ limit: 200, states: ['open'], askedBy: instroom.id });
  let room = mostAsked - open.filter(({ subject }) => subject.kind === 'doubt').length;
  let asked = 0;
  for (const doubt of doubts) {
    if (room <= 0) break;
    const subject = subjectOfDoubt(doubt, policy.language);
    const [known] = await requests.list({ limit: 1, about: aboutOf(subject, null) });
    // What nobody answered in time, or had lost its ground for a while, is asked anew.
    if (known !== undefined && known.state !== 'expired' && known.state !== 'void') continue;
    const reason = identityTexts[policy.language].reasons[doubt.reason];
    const outcome = await askRequest({ subject, forPersonKey: null, by: instroom, reason }, desk);
    // Where there is nobody to ask, there is nobody for the others either.
    if (outcome.kind === 'refused' && outcome.why.kind === 'nobody-to-ask') break;
    if (outcome.kind !== 'asked') continue;
    asked += 1;
    room -= 1;
  }
  return asked;
}

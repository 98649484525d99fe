import { requestCard } from '../../cards/request-card.ts';
import { myRequestsCard, toDecideCard } from '../../cards/request-list-card.ts';
import type { Answer, Press } from './press.ts';

/** As many as are looked up; a card shows fewer and says how many more there are. */
const listed = 50;

type Asked = Pick<Press<unknown>, 'member' | 'reader' | 'requests' | 'access'>;

/** What somebody asked for, newest first, and the access that they have for a while. */
export async function listMine({ member, reader, requests, access }: Asked): Promise<Answer> {
  const asked = await requests.askedBy(member.aadObjectId, listed);
  const grants = member.personKey === null ? [] : await access.grantsOf(member.personKey);
  return myRequestsCard({ requests: asked, grants }, member, reader);
}

/** What waits for somebody's decision: the card itself when there is one, else a list. */
export async function listToDecide({ member, reader, requests }: Asked): Promise<Answer> {
  const waiting = await requests.waitingFor(member.aadObjectId);
  const [only, second] = waiting;
  return only !== undefined && second === undefined
    ? requestCard(only, member, reader)
    : toDecideCard(waiting, member, reader);
}

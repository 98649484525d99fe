import type { Member } from '../../models/report.ts';
import type { BotParts } from '../bot-parts.ts';
import type { RequestCommand } from '../commands/request-patterns.ts';
import type { Sender } from '../sender.ts';
import { searchCatalogue } from './ask-exception.ts';
import { beginReplacement } from './ask-replacement.ts';
import { listMine, listToDecide } from './list-requests.ts';
import type { Answer } from './press.ts';

/** Answers what somebody types about requests and access: a form, or a list. */
export async function answerRequestCommand(
  command: RequestCommand,
  { reader, member }: { reader: Sender['reader']; member: Member },
  { requests, access }: Pick<BotParts, 'requests' | 'access'>,
): Promise<Answer> {
  const asked = { member, reader, requests, access };
  switch (command.kind) {
    case 'request':
      return searchCatalogue({ ...asked, data: { text: command.text } });
    case 'replace':
      return beginReplacement({ ...asked, data: { text: command.text } });
    case 'my-requests':
      return listMine(asked);
    case 'to-decide':
      return listToDecide(asked);
  }
}

import { InstroomError } from '../../models/errors.ts';
import type { NmbrsSource } from '../../models/sources/nmbrs-source.ts';
import type { ConnectorParts } from '../connectors/connector-parts.ts';
import { createAskTokens } from '../connectors/nmbrs/ask-tokens.ts';
import { createNmbrsClient } from '../connectors/nmbrs/client.ts';
import type { Company } from '../connectors/nmbrs/dossier.ts';
import { beginConsent, finishConsent, isAnswer } from '../connectors/nmbrs/give-consent.ts';
import { createConsentKeeper } from '../connectors/nmbrs/keep-consent.ts';
import { listCompanies } from '../connectors/nmbrs/read-rest.ts';
import { awaitRedirect, isOnThisMachine } from './await-redirect.ts';

/** A code counts for five minutes, and somebody may have to look for a password. */
const waitMs = 10 * 60_000;

export interface Terminal {
  /** Tells whoever is at the terminal something. */
  say(text: string): void;
  /** Gives the line that is typed or pasted. */
  readLine(): Promise<string>;
}

/**
 * Has somebody consent to reading Nmbrs, keeps what comes of it sealed, and asks for which companies it is.
 * @param code - how the code comes back: `null` on the redirect address of this machine, `paste` by hand, or the whole address itself, of a consent
 * that was begun before
 * @throws InstroomError that says what to do
 */
export async function connectNmbrs(
  source: NmbrsSource,
  parts: Pick<ConnectorParts, 'memory' | 'secrets' | 'clock' | 'logger' | 'sleep'>,
  { code, terminal }: { code: string | null; terminal: Terminal },
): Promise<Company[]> {
  if (source.api !== 'rest')
    throw new InstroomError(
      'configuration',
      `${source.id} reads Nmbrs over SOAP, which needs a token and no consent.`,
      {
        advice: 'Set api: rest in the policy first.',
      },
    );
  const askTokens = createAskTokens(source, parts);
  const keeper = createConsentKeeper(source, askTokens, parts);
  const desk = { source, parts, askTokens, keeper };
  if (code !== null && code !== 'paste') await finishConsent(code, desk);
  else {
    const address = await beginConsent(desk);
    const here = code === null && isOnThisMachine(source.redirectUri);
    const back = here
      ? await awaitRedirect(source.redirectUri, {
          isAnswer: (url) => isAnswer(url, desk),
          onListening: () => terminal.say(`Open this address, as somebody with rights in Nmbrs:\n\n${address}\n`),
          timeoutMs: waitMs,
        })
      : await paste(address, source, terminal);
    await finishConsent(back, desk);
  }
  return listCompanies({ source, client: createNmbrsClient(source, keeper, parts) });
}

async function paste(address: string, { redirectUri }: NmbrsSource, terminal: Terminal): Promise<string> {
  terminal.say(
    [
      'Open this address in any browser, as somebody with rights in Nmbrs:',
      '',
      address,
      '',
      `The browser ends at ${redirectUri}, on a page that may not load. Paste the whole address of that page here, within five minutes:`,
    ].join('\n'),
  );
  return terminal.readLine();
}

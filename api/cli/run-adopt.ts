import { AccountAttribute } from '../../models/account.ts';
import type { AdoptionAsk, AdoptionOutcome, AdoptionReport, MatchChoice } from '../../models/adoption.ts';
import { InstroomError } from '../../models/errors.ts';
import { type AdoptionTexts, wordMatchProblem } from '../../models/texts/adoption-texts.ts';
import { nearestWord } from '../../models/texts/nearest-word.ts';
import { planTexts } from '../../models/texts/plan-texts.ts';
import { createAdoption } from '../sync/create-adoption.ts';
import { type DeskOptions, openDesk } from './open-desk.ts';
import { printAdoption } from './print-adoption.ts';

export type AdoptOptions = DeskOptions & {
  accept?: string[];
  acceptAll?: string;
  attributes?: string;
  reject?: string[];
};

/**
 * `instroom adopt`: which accounts may be whose, and what accepting that would overwrite; with `--accept`, `--accept-all` or `--reject`
 * decides on it. Links are written down here, never in Entra: the next run does what follows from them.
 * @returns 0, or 2 when what was asked is refused, in which case nothing of it is done
 * @throws InstroomError `configuration` for options that cannot be read
 */
export async function runAdopt(options: AdoptOptions): Promise<number> {
  const ask = readAsk(options);
  const desk = await openDesk(options);
  try {
    const adoption = createAdoption(desk.sync, desk.owner);
    const decides = ask.accept.length > 0 || ask.reject.length > 0 || ask.acceptAll !== null;
    const outcome: AdoptionOutcome = decides
      ? await adoption.decide(ask, desk.by)
      : { kind: 'decided', report: await adoption.list(ask.attributes) };
    if (outcome.kind !== 'decided') throw refuse(outcome, planTexts(desk.policy.policy.language));
    const text = options.json
      ? printJson(outcome.report)
      : printAdoption(outcome.report, planTexts(desk.policy.policy.language));
    process.stdout.write(`${text}\n`);
    return 0;
  } finally {
    await desk.close();
  }
}

const printJson = ({ proposals, accepted, rejected, counts }: AdoptionReport): string =>
  JSON.stringify({ proposals, accepted, rejected, counts }, null, 2);

function refuse(outcome: Exclude<AdoptionOutcome, { kind: 'decided' }>, texts: AdoptionTexts): InstroomError {
  if (outcome.kind === 'busy') {
    const advice = 'Try again in a while.';
    return new InstroomError('conflict', 'Somebody else is deciding on matches at this moment.', { advice });
  }
  const advice = 'Nothing was accepted or rejected; instroom adopt shows what is proposed.';
  return new InstroomError(
    'configuration',
    outcome.problems.map((problem) => wordMatchProblem(problem, texts)).join('\n'),
    { advice },
  );
}

function readAsk(options: AdoptOptions): AdoptionAsk {
  const { accept = [], acceptAll, attributes, reject = [] } = options;
  if (acceptAll !== undefined && acceptAll !== 'certain' && acceptAll !== 'likely')
    throw new InstroomError('configuration', `--accept-all takes certain or likely, not ${acceptAll}.`);
  return {
    accept: accept.map(readChoice),
    acceptAll: acceptAll ?? null,
    attributes: attributes === undefined ? null : readAttributes(attributes),
    reject: reject.map((text) => {
      const { person, account } = readChoice(text);
      if (account !== undefined) return { person, account };
      throw new InstroomError('configuration', `--reject ${text} does not say which account.`, {
        advice: 'Write it as PERSON=ACCOUNT.',
      });
    }),
  };
}

/** PERSON or PERSON=ACCOUNT; addresses and object ids hold no equals sign, keys of an HR system may. */
function readChoice(text: string): MatchChoice {
  const at = text.lastIndexOf('=');
  const [person, account] = at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
  if (person !== '' && account !== '') return account === undefined ? { person } : { person, account };
  throw new InstroomError('configuration', `“${text}” is not a match.`, { advice: 'Write it as PERSON=ACCOUNT.' });
}

function readAttributes(text: string): AccountAttribute[] {
  const names = text.split(',').map((name) => name.trim());
  return names.map((name) => {
    const known = AccountAttribute.options.find((option) => option.toLowerCase() === name.toLowerCase());
    if (known !== undefined) return known;
    const nearest = nearestWord(name, AccountAttribute.options);
    const hint = nearest === null ? '' : `; did you mean ${nearest}`;
    throw new InstroomError('configuration', `“${name}” is not an attribute that a policy can write${hint}.`);
  });
}

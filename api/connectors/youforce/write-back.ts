import { InstroomError } from '../../../models/errors.ts';
import type { HrConnector, WriteBack, WriteBackOutcome } from '../../../models/hr-connector.ts';
import type { YouforceSource } from '../../../models/sources/youforce-source.ts';
import type { YouforceDesk } from './desk.ts';
import { identityPlace, toIdentityUrl } from './identity-url.ts';
import { type Judgement, judgeTelling } from './judge-telling.ts';
import { tokenRule } from './purse.ts';
import { openToldBook, type Told, type ToldBook } from './told-book.ts';
import { onTrip, type Trip } from './trip.ts';

/** For so long whoever was refused is left alone; what was unclear is tried again ever later, up to the same. */
const refusedForMs = 12 * 3_600_000;
const unclearForMs = 60_000;

/** So many without an answer, one after the other: then it is not about those people. */
const mostUnclear = 3;

/** Well within the time for which the look holds its lock; the rest are told at the next one. */
const longestMs = 5 * 60_000;

interface Telling {
  desk: YouforceDesk;
  book: ToldBook;
  place: string;
}

/**
 * Tells Youforce the sign-in names of people, so that they sign in to it with their account, one call each: what it was told last is
 * remembered, because to look first would cost as much. https://vr-api-integration.github.io/youforce-api-documentation
 */
export function createWriteBack(
  { path }: NonNullable<YouforceSource['writeBack']>,
  desk: YouforceDesk,
): Required<Pick<HrConnector, 'writes' | 'writeBack' | 'findUntold'>> {
  const { source, parts } = desk;
  const place = identityPlace(source, path);
  const telling = { desk, place, book: openToldBook(parts.memory, `${source.tenantId} ${place}`) };
  return {
    writes: 'sign-in',
    writeBack: (people) => tellPeople(people, telling),
    findUntold: async (people) => sortUntold(people, await telling.book.read(), parts.clock.now().getTime()),
  };
}

/** Who is to be told, those first of whom nothing was tried, then those who wait longest. */
function sortUntold(people: readonly WriteBack[], book: ReadonlyMap<string, Told>, nowMs: number): WriteBack[] {
  const fresh: WriteBack[] = [];
  const again: { at: number; person: WriteBack }[] = [];
  for (const person of people) {
    const told = book.get(person.personKey);
    if (told?.signIn !== person.signIn) fresh.push(person);
    else if (told.againAt !== null && told.againAt <= nowMs) again.push({ at: told.againAt, person });
  }
  return [...fresh, ...again.sort((a, b) => a.at - b.at).map(({ person }) => person)];
}

async function tellPeople(people: readonly WriteBack[], telling: Telling): Promise<WriteBackOutcome[]> {
  const { desk, book } = telling;
  const outcomes: WriteBackOutcome[] = [];
  const known = await book.read();
  const open = people.filter(({ personKey, signIn }) => {
    const told = known.get(personKey);
    const isSame = told?.signIn === signIn && told.againAt === null;
    if (isSame) outcomes.push({ personKey, kind: 'same' });
    return !isSame;
  });
  if (open.length === 0) return outcomes;
  try {
    await spareTokens(desk);
    await onTrip({ purpose: 'telling', need: 1 }, desk, async (trip) => {
      for await (const outcome of tellEach(open, known, { telling, trip })) outcomes.push(outcome);
    });
  } catch (error) {
    // What was done counts; what ended it is thrown by the next look, unless it has passed.
    if (!(error instanceof InstroomError) || outcomes.length === 0) throw error;
    desk.parts.logger.warn(
      { sourceId: desk.source.id, code: error.code, text: error.message },
      'not everybody could be told',
    );
  }
  return outcomes;
}

async function* tellEach(
  people: readonly WriteBack[],
  known: ReadonlyMap<string, Told>,
  { telling, trip }: { telling: Telling; trip: Trip },
): AsyncGenerator<WriteBackOutcome> {
  const { desk, book } = telling;
  const nowMs = () => desk.parts.clock.now().getTime();
  const endsAt = nowMs() + longestMs;
  let unclear = 0;
  for (const person of people) {
    if (nowMs() > endsAt) return;
    const judgement = await tellOne(person, telling, trip);
    const before = known.get(person.personKey);
    const tries = before?.signIn === person.signIn ? before.tries : 0;
    await book.write(person.personKey, toTold(person, judgement, { tries, nowMs: nowMs() }));
    yield toOutcome(person, judgement);
    unclear = judgement.kind === 'unclear' ? unclear + 1 : 0;
    if (unclear === mostUnclear) throw noAnswers(desk.source);
  }
}

async function tellOne({ personKey, signIn }: WriteBack, telling: Telling, trip: Trip): Promise<Judgement> {
  const { desk, place } = telling;
  const url = toIdentityUrl(place, personKey);
  if (url === null)
    return { kind: 'refused', text: 'The code of this employee cannot be part of an address.', soon: false };
  return judgeTelling(await desk.client.patch(url, { id: signIn }, trip), desk.source);
}

function toTold({ signIn }: WriteBack, judgement: Judgement, { tries, nowMs }: { tries: number; nowMs: number }): Told {
  if (judgement.kind === 'written') return { signIn, againAt: null, tries: 0 };
  const isLong = judgement.kind === 'refused' && !judgement.soon;
  const restMs = isLong ? refusedForMs : Math.min(refusedForMs, unclearForMs * 2 ** tries);
  return { signIn, againAt: nowMs + restMs, tries: tries + 1 };
}

const toOutcome = ({ personKey }: WriteBack, judgement: Judgement): WriteBackOutcome =>
  judgement.kind === 'refused'
    ? { personKey, kind: 'refused', text: judgement.text }
    : { personKey, kind: judgement.kind };

/** Tokens are for reading first: for telling none is asked for unless half of what may be asked for at once is left after it. */
async function spareTokens({ source, application, client }: YouforceDesk): Promise<void> {
  if (await client.tokens.isThere()) return;
  const rule = tokenRule(source.tokensPerMonth);
  if ((await application.levelOf('tokens', rule)) - 1 >= rule.size / 2) return;
  throw new InstroomError('hr-busy', `${source.id}: the tokens that are left are kept for reading.`, {
    retryable: true,
    advice: 'Sign-in names are told when there is a token for reading, or more may be asked for.',
  });
}

function noAnswers({ id }: YouforceSource): InstroomError {
  return new InstroomError('hr-unreadable', `${id}: Youforce gave no clear answer ${mostUnclear} times.`, {
    retryable: true,
    advice: 'Check the network; the rest are told later by themselves.',
  });
}

import fc from 'fast-check';
import type { HrReading } from '../../../../models/person.ts';
import { worlds } from '../../../play-worlds.ts';
import { crowd, units } from './make-crowd.ts';
import { openWorkday, type WorkdayHouse } from './open-workday.ts';

describe('spoilt answers of Workday', () => {
  let house: WorkdayHouse;
  after(() => house.close());

  it('end in an error that says what to do, or in everybody, set aside or not', async function () {
    this.timeout(120_000);
    const people = crowd(6);
    house = await openWorkday({ changes: false });
    house.at('2026-11-24T08:00:00.000Z');
    house.workday.load({ people, units });
    const genuine = await answersOf(house);
    const spoilt = fc.constantFrom(...genuine).chain(({ operation, text }) =>
      fc
        .oneof(
          fc.nat(text.length).map((end) => text.slice(0, end)),
          fc
            .tuple(fc.nat(text.length), fc.constantFrom('<', '&', '\0', ']]>', '</wd:Worker>', '<!DOCTYPE a>', 'é'))
            .map(([at, what]) => text.slice(0, at) + what + text.slice(at)),
          fc.tuple(fc.nat(text.length), fc.nat(400)).map(([at, length]) => text.slice(0, at) + text.slice(at + length)),
          elementOf(text).map((element) => text.replace(element, '')),
          elementOf(text).map((element) => text.replace(element, element + element)),
          elementOf(text).map((element) => text.replace(element, element.replace(/>[^<]*</, '><wd:x>1</wd:x><'))),
          elementOf(text).map((element) => text.replace(element, element.replace(/>[^<]*</, `>${'9'.repeat(5000)}<`))),
        )
        .map((body) => ({ operation, body })),
    );
    await fc.assert(
      fc.asyncProperty(
        spoilt,
        fc.constantFrom('utf8' as const, 'latin1' as const, 'utf16le' as const),
        async ({ operation, body }, encoding) => {
          const answer = { status: 200, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body, encoding) };
          house.workday.setFaults([{ concerns: (call) => call.body.includes(operation), with: answer }]);
          const outcome: HrReading | { code?: string; advice?: string } = await house.connector
            .read()
            .catch((error) => error);
          if (!('people' in outcome))
            return /^hr-(unreadable|busy)$/.test(outcome.code ?? '') && Boolean(outcome.advice);
          return (
            outcome.people.length + outcome.setAside.filter(({ where }) => !where.startsWith('organisation')).length >=
            people.length
          );
        },
      ),
      worlds(80),
    );
  });
});

/** An element that holds text alone. */
const elementOf = (text: string) => fc.constantFrom(...new Set(text.match(/<(wd:\w+)(?: [^>]*)?>[^<]*<\/\1>/g) ?? []));

/** Answers of the stand-in as they are, to spoil. */
async function answersOf({ workday, connector }: WorkdayHouse): Promise<{ operation: string; text: string }[]> {
  await connector.read();
  return Promise.all(
    ['Hire Employee', 'Get_Organizations_Request'].map(async (operation) => {
      const call = workday.calls().find(({ body }) => body.includes(operation));
      const response = await fetch(`${workday.baseUrl}${call?.path}`, { method: 'POST', body: call?.body ?? '' });
      return { operation, text: await response.text() };
    }),
  );
}

import assert from 'node:assert/strict';
import { exceptionOf, person, usualPolicy } from '../api/requests/organisation.ts';
import { openRequestStreet, type RequestHouse, type RequestStreet } from './open-request-house.ts';

/** What cannot be asked is told to whoever asked in their own language, whatever the policy speaks. */
describe('refusals in the language of the reader', function () {
  this.timeout(20_000);
  let street: RequestStreet;
  let at: RequestHouse;
  before(async () => {
    street = await openRequestStreet();
  });
  after(() => street.close());
  beforeEach(async () => {
    at = await street.open();
  });
  afterEach(() => at.close());

  const words = {
    en: {
      locale: 'en-GB',
      same: /The same is asked already: request 1 is open/,
      gone: /Archive is not in the catalogue/,
    },
    nl: {
      locale: 'nl-NL',
      same: /Hetzelfde is al gevraagd: aanvraag 1 loopt/,
      gone: /Archive staat niet in de catalogus/,
    },
  };
  const speak = (language: 'en' | 'nl', text = usualPolicy) => at.house.policy(`language: ${language}\n${text}`);
  const askFinance = (locale: string) =>
    at.press(
      'bram',
      'ask-exception',
      { catalogueId: 'finance', step: 'send', until: '2026-12-03', reason: 'Close it.', breakGlass: 'false' },
      { locale },
    );

  for (const [reader, policy] of [
    ['nl', 'en'],
    ['en', 'nl'],
  ] as const) {
    const { locale, same, gone } = words[reader];

    it(`says why it is not asked: ${reader} under a policy in ${policy}`, async () => {
      speak(policy);
      await at.askFinance();
      const answer = await askFinance(locale);
      assert.match(answer.text, same);
      assert.doesNotMatch(answer.text, words[policy].same);
      assert.equal((await at.refusals()).at(-1)?.text.includes('same-open'), true);
    });

    it(`says how a request ended: ${reader} under a policy in ${policy}`, async () => {
      speak(policy);
      const request = await at.asks(exceptionOf('archive'), person('bram').id, 'bram');
      speak(policy, usualPolicy.replace('{ id: archive', '{ id: cellar'));
      await at.house.tend('2026-11-24T09:00:00.000Z');
      assert.equal((await at.find(request.id))?.state, 'void');
      const card = await at.press('bram', 'show-request', { requestId: request.id }, { locale });
      assert.match(card.text, gone);
      assert.doesNotMatch(card.text, words[policy].gone);
    });
  }
});

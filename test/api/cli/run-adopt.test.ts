import assert from 'node:assert/strict';
import { type AdoptOptions, runAdopt } from '../../../api/cli/run-adopt.ts';
import { InstroomError } from '../../../models/errors.ts';

const refusals: Readonly<Record<string, [AdoptOptions, RegExp]>> = {
  'a match without a person': [{ accept: ['=a@voorbeeld.nl'] }, /“=a@voorbeeld\.nl” is not a match/],
  'a match without an account': [{ accept: ['P1='] }, /“P1=” is not a match/],
  'a rejection that does not say of what': [{ reject: ['P1'] }, /--reject P1 does not say which account/],
  'a confidence that nobody should trust': [{ acceptAll: 'possible' }, /takes certain or likely, not possible/],
  'an attribute that is nearly one': [{ attributes: 'department,jobtitel' }, /“jobtitel”.*did you mean jobTitle/],
  'an attribute that is none': [{ attributes: '%' }, /“%” is not an attribute that a policy can write\./],
};

describe('what instroom adopt is asked', () => {
  for (const [what, [options, why]] of Object.entries(refusals)) {
    it(`is refused before anything is opened: ${what}`, async () => {
      await assert.rejects(runAdopt(options), (error: unknown) => {
        assert.ok(error instanceof InstroomError && error.code === 'configuration');
        assert.match(error.message, why);
        return true;
      });
    });
  }
});
